import type { IDataObject } from 'n8n-workflow';

import type { Patience } from '../../../../nodes/shared/vendor/persistence';
import type { Outcome } from '../../../../nodes/Oplead/outcome';
import { carryOutAll } from '../../../../nodes/Oplead/write/carryOutAll';
import { createLead } from '../../../../nodes/Oplead/write/creation';
import { sandboxApi } from '../../../unit/Oplead/sandboxApi';
import type { Ends, Method, Where } from './run';

/** Instead of n8n's minute; a slow machine answers well within it. */
const TIMEOUT_MS = 6_000;

/** Creates as the node does, over a transport that does not wait for an answer for a minute. */
export async function runWithoutN8n(rows: IDataObject[], method: Method, where: Where): Promise<Ends> {
	const { sandbox, token, retrySeconds } = where;
	const patience: Patience = { totalMs: retrySeconds * 1_000, outage: {} };
	const api = sandboxApi(sandbox.url, { token, timeoutMs: TIMEOUT_MS, patience });
	const place = { api, account: token, patience, searchedPages: 10, wait: async () => await Promise.resolve() };
	const create = async ({ key, name, email }: IDataObject): Promise<Outcome> => {
		const externalId = method.hasKey ? (key as string) : undefined;
		const draft = { externalId, values: { externalID: externalId, lastname: name, email } };
		const creation = await createLead(draft, method.repeats === 'findFirst', place);
		return creation.kind === 'rejected' ? creation : { kind: 'done', word: 'created', items: [] };
	};
	const outcomes = await carryOutAll(rows, create, patience);
	const rowsOf = (kind: Outcome['kind']) =>
		outcomes.flatMap((outcome, index) => (outcome.kind === kind ? [Number(rows[index].row)] : []));
	const reasons = outcomes.flatMap((outcome) => (outcome.kind === 'rejected' ? [outcome.reason] : []));
	return { created: rowsOf('done'), rejected: rowsOf('rejected'), reasons };
}
