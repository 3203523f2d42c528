import type { IDataObject } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../../sandbox/sandbox.ts';
import type { Ends } from './ends';
import type { MatrixFault } from './faults';
import { signature, signatures, type Method } from './methods';
import { runNodeOnEngine } from './onEngine';

export const ROWS = 500;

/** Two of the five calls pass before a fault strikes. */
const PASSING_CALLS = 2;

/** `once` strikes the third call, `for good` that and all that follow, `always` every call. */
export type When = 'once' | 'for good' | 'always';

export interface CellPlan {
	fault: MatrixFault;
	method: Method;
	when: When;
}

export interface Cell extends CellPlan, Ends {
	/** Of the path that was struck. */
	calls: number;
	/** How many of the sandbox's records hold what the row wanted to have written, by row. */
	held: number[];
	/** The same, after the rejected rows were sent once more to a HubSpot in order. */
	heldInTheEnd: number[];
	rejectedInTheEnd: number;
}

const RETRY_SECONDS = 3;

/** A slow machine answers well within it. */
const SHORT_TIMEOUT_SECONDS = 6;

/** As the node has it unless it is changed. */
const LONG_TIMEOUT_SECONDS = 60;

let accounts = 0;

/** Runs 500 rows into a HubSpot of its own that a fault strikes. */
export async function runCell(plan: CellPlan): Promise<Cell> {
	const { fault, method, when } = plan;
	const sandbox = await startSandbox();
	try {
		const { settings } = sandbox.hubspot.portal;
		settings.quota = { burst: 1_000_000, intervalMs: 10_000, daily: 1_000_000_000 };
		settings.searchLagMs = 1_000;
		const rows = method.rows(sandbox, ROWS);
		strike(plan, sandbox, rows);
		const account = `cell ${++accounts}`;
		const retrySeconds = when === 'once' ? 90 : RETRY_SECONDS;
		const timeoutSeconds = fault.isTimeout ? SHORT_TIMEOUT_SECONDS : LONG_TIMEOUT_SECONDS;
		const run = async (some: IDataObject[]) =>
			await runNodeOnEngine(some, method, { sandbox, account, retrySeconds, timeoutSeconds });

		const ends = await run(rows);
		const { length: calls } = sandbox.calls.list('hubspot').filter(({ path }) => path.endsWith(method.path));
		const held = countHeld(sandbox, method, rows);
		sandbox.faults.clear();
		const again = await run(ends.rejected.map((row) => rows[row]));
		const heldInTheEnd = countHeld(sandbox, method, rows);
		return { ...plan, ...ends, calls, held, heldInTheEnd, rejectedInTheEnd: again.rejected.length };
	} finally {
		await sandbox.close();
	}
}

function strike({ fault: { act }, method, when }: CellPlan, sandbox: Sandbox, rows: readonly IDataObject[]): void {
	const skip = when === 'always' ? 0 : PASSING_CALLS;
	if (act) {
		sandbox.faults.plan({ path: method.path, skip, times: when === 'once' ? 1 : 1_000_000, act });
		return;
	}
	const first = (skip * ROWS) / 5;
	for (const row of rows.slice(first, when === 'once' ? first + 1 : ROWS)) method.spoil(row);
}

function countHeld({ hubspot }: Sandbox, method: Method, rows: readonly IDataObject[]): number[] {
	const counts = new Map<string, number>();
	for (const { properties } of hubspot.records(method.objectType)) {
		const name = signature(properties[method.key], properties.lastname ?? properties.name);
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return signatures(method, rows).map((name) => counts.get(name) ?? 0);
}
