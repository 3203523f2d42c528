import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox/sandbox.ts';
import { runNode } from '../../engine';
import { creating, people } from '../account';
import type { MatrixFault } from './faults';
import type { Ends, Method, Where } from './run';
import { runWithoutN8n } from './withoutN8n';

/** As many as one token may send and look up again and again without having to wait for the limit. */
export const ROWS = 15;

/** Calls that pass before a fault strikes. */
const PASSING_CALLS = 3;

export const METHODS: readonly Method[] = [
	{ name: 'create with a key', struck: 'POST', repeats: 'skip', hasKey: true },
	{ name: 'create without a key', struck: 'POST', repeats: 'skip', hasKey: false },
	{ name: 'find first, struck while it looks', struck: 'GET', repeats: 'findFirst', hasKey: true },
];

/** `once` strikes the fourth call, `for good` that and all that follow, `always` every call. */
export type When = 'always' | 'for good' | 'once';

export interface CellPlan {
	fault: MatrixFault;
	method: Method;
	when: When;
}

export interface Cell extends CellPlan, Ends {
	/** Of the kind that was struck. */
	calls: number;
	/** How many leads of the sandbox are the row's. */
	held: number[];
	/** The same, after the rows that were rejected and are not there were sent once more to an Oplead in order. */
	heldInTheEnd: number[];
}

const RETRY_SECONDS = 3;

let tokens = 0;

/** Sends rows into an Oplead of its own that a fault strikes. */
export async function runCell(plan: CellPlan): Promise<Cell> {
	const { fault, method, when } = plan;
	const sandbox = await startSandbox();
	try {
		const token = `cell-${++tokens}`;
		sandbox.oplead.set({ tokens: [{ token, kind: 'user' }] });
		const skip = when === 'always' ? 0 : PASSING_CALLS;
		const times = when === 'once' ? 1 : 1_000_000;
		sandbox.faults.plan({ vendor: 'oplead', method: method.struck, skip, times, act: fault.act });
		const rows = people(ROWS).map((row) => (method.hasKey ? row : { ...row, key: '' }));
		const where = { sandbox, token, retrySeconds: when === 'once' ? 60 : RETRY_SECONDS };
		const ends = await run(rows, plan, where);
		const calls = sandbox.calls.list('oplead').filter((call) => call.method === method.struck).length;
		const held = heldBy(rows, sandbox);
		sandbox.faults.clear();
		await run(
			ends.rejected.filter((row) => method.hasKey || held[row] === 0).map((row) => rows[row]),
			plan,
			where,
		);
		return { ...plan, ...ends, calls, held, heldInTheEnd: heldBy(rows, sandbox) };
	} finally {
		await sandbox.close();
	}
}

async function run(rows: IDataObject[], { fault, method }: CellPlan, where: Where): Promise<Ends> {
	if (rows.length === 0) return { created: [], rejected: [], reasons: [] };
	if (fault.isTimeout) return await runWithoutN8n(rows, method, where);
	const parameters = creating({ repeats: method.repeats, options: { retryTime: where.retrySeconds } });
	const { done, errors } = await runNode({ type: 'oplead', onError: 'continueErrorOutput', parameters }, rows, {
		leadRelayOpleadApi: {
			baseUrl: `${where.sandbox.url}/oplead/v1`,
			headerName: 'Authorization',
			prefix: 'Bearer ',
			token: where.token,
			keyKind: 'user',
		},
	});
	const rowOf = ({ pairedItem }: (typeof done)[number]) => {
		const item = typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : NaN;
		return Number(rows[item].row);
	};
	return {
		created: done.map(rowOf),
		rejected: errors.map(rowOf),
		reasons: errors.map(({ json }) => json.error as string),
	};
}

function heldBy(rows: IDataObject[], { oplead }: Sandbox): number[] {
	return rows.map(({ name }) => oplead.leads.filter(({ leadData }) => leadData.lastname === name).length);
}
