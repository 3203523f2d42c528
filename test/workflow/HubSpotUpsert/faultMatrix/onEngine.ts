import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox } from '../../../../sandbox/sandbox.ts';
import { runNode, type NodeRun, type TestNode } from '../../engine';
import type { Ends } from './ends';
import { signature, signatures, type Method } from './methods';

interface Where {
	sandbox: Sandbox;
	/** The node remembers accounts by their credential. */
	account: string;
	retrySeconds: number;
	timeoutSeconds: number;
}

/** Runs the built node on n8n's engine. */
export async function runNodeOnEngine(rows: IDataObject[], method: Method, where: Where): Promise<Ends> {
	if (rows.length === 0) return { written: [], rejected: [], linked: [], reasons: [], counts: [] };
	const { sandbox, account, retrySeconds, timeoutSeconds } = where;
	const options = { retryTime: retrySeconds, timeout: timeoutSeconds, apiVersion: '2026-09' };
	const node: TestNode = {
		type: 'hubSpotUpsert',
		onError: 'continueErrorOutput',
		credentialId: account,
		parameters: { operation: 'upsert', ...method.parameters, options },
	};
	const run = await runNode(node, rows, {
		leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl: `${sandbox.url}/hubspot` },
	});
	const [done, errors] = outputs(run);
	return {
		written: writtenRows(done, method, rows),
		rejected: errors.map(({ json }) => Number(json.row)),
		linked: [...done, ...errors].map(linkedRow),
		reasons: [...new Set(errors.map(({ json }) => json.error as string))],
		counts: [...run.hints.join(' ').matchAll(/\d+/g)].map(Number),
	};
}

/** As the node itself gives them. */
function outputs({ run }: NodeRun): INodeExecutionData[][] {
	const [done, errors] = run.data.resultData.runData.Node[0].data?.main ?? [];
	return [done ?? [], errors ?? []];
}

/** Items that were written hold what was written, not what came in. */
function writtenRows(done: readonly INodeExecutionData[], method: Method, rows: readonly IDataObject[]): number[] {
	const byName = new Map(signatures(method, rows).map((name, row) => [name, row]));
	return done.map(({ json }) => {
		const properties = json.properties as Record<string, string>;
		const key = method.key === 'hs_object_id' ? json.id : properties[method.key];
		return byName.get(signature(key, properties.lastname ?? properties.name)) ?? NaN;
	});
}

function linkedRow({ pairedItem }: INodeExecutionData): number {
	return typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : NaN;
}
