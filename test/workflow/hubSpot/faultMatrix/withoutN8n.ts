import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import { paced } from '../../../../nodes/HubSpotUpsert/api/pacing';
import type { Transport } from '../../../../nodes/HubSpotUpsert/api/transport';
import { carryOut } from '../../../../nodes/HubSpotUpsert/write/carryOut';
import type { Sandbox } from '../../../../sandbox/sandbox.ts';
import { COMPANY_DEFINITIONS, CONTACT_DEFINITIONS, planOf, row } from '../../../unit/HubSpotUpsert/planning';
import { sandboxClient } from '../../../unit/HubSpotUpsert/sandboxClient';
import type { Ends } from './cell';
import type { Method } from './methods';

/** Instead of n8n's minute; a slow machine answers well within it. */
const TIMEOUT_MS = 1_500;

/** Enough for some tries. */
const PATIENCE_MS = 1_500;

/** Plans and writes as the node does, over a transport that does not wait for an answer for a minute. */
export async function runWithoutN8n(
	rows: readonly IDataObject[],
	{ objectType, plannedKey, properties }: Method,
	sandbox: Sandbox,
): Promise<Ends> {
	const definitions = objectType === 'contacts' ? CONTACT_DEFINITIONS : COMPANY_DEFINITIONS;
	const plan = planOf(
		rows.map((one) => row(properties(one), { recordId: one.id })),
		{ keys: [plannedKey], definitions },
	);
	// The sandbox, too, takes only five searches a second.
	const wrap = (transport: Transport) => paced(transport, sandbox.url);
	const outcomes = await carryOut(plan, {
		client: sandboxClient(sandbox, { timeoutMs: TIMEOUT_MS, patienceMs: PATIENCE_MS, wrap }),
		objectType,
		singular: objectType === 'contacts' ? 'contact' : 'company',
		account: sandbox.url,
		existingValues: 'overwrite',
		// There is nothing that the search would find later.
		wait: async (ms) => await sleep(ms / 20),
	});
	const all = rows.map((_, index) => ({ index, outcome: outcomes.get(index) }));
	const rowsOf = (kind: 'done' | 'rejected') => all.flatMap((one) => (one.outcome?.kind === kind ? [one.index] : []));
	const [written, rejected] = [rowsOf('done'), rowsOf('rejected')];
	const reasons = all.flatMap(({ outcome }) => (outcome?.kind === 'rejected' ? [outcome.reason] : []));
	return {
		written,
		rejected,
		linked: [...written, ...rejected],
		reasons: [...new Set(reasons)],
		counts: [written.length, rejected.length],
	};
}
