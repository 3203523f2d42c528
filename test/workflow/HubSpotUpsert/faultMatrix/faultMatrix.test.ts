import { loadPackage } from '../../engine';
import { triedOf } from '../../matrixShare';
import { ROWS, runCell, type Cell, type CellPlan, type When } from './cell';
import { FAULTS, type MatrixFault } from './faults';
import { METHODS, type Method } from './methods';

/** Rows that are refused one by one, after others were accepted, take 600 calls: once is enough to show it. */
function whensOf({ meaning }: MatrixFault, { path }: Method): When[] {
	if (meaning === 'refusesEverything') return ['once', 'for good', 'always'];
	return meaning === 'refusesContent' && path !== '/batch/upsert' ? ['once', 'always'] : ['once', 'for good'];
}

const PLANS = METHODS.flatMap((method, row) =>
	FAULTS.flatMap((fault, column) =>
		triedOf(whensOf(fault, method), column, row).map((when): CellPlan => ({ fault, method, when })),
	),
);

/** So many nodes run at the same time: most of what they do is wait. */
const AT_ONCE = 120;

const cells = new Map<CellPlan, Promise<Cell>>();

beforeAll(async () => {
	await loadPackage();
	const tasks = new Map(PLANS.map((plan) => [plan, taskFor(plan)]));
	const [hurried, others] = [true, false].map((isTimeout) =>
		[...tasks].filter(([{ fault }]) => (fault.isTimeout === true) === isTimeout).map(([, task]) => task),
	);
	// Beside all the others a call that nothing strikes would time out, too.
	void allOf(hurried).then(async () => await allOf(others));
});

/** Runs a cell, and keeps what comes of it for its test. */
function taskFor(plan: CellPlan): () => Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<Cell>();
	// Jest is told of the failure by the test that waits for it.
	promise.catch(() => undefined);
	cells.set(plan, promise);
	return async () => await runCell(plan).then(resolve, reject);
}

async function allOf(tasks: Array<() => Promise<void>>): Promise<void> {
	const work = async () => {
		for (let next = tasks.shift(); next; next = tasks.shift()) await next();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

afterAll(async () => {
	const all = await Promise.allSettled(cells.values());
	const rows = all.flatMap((end) => (end.status === 'fulfilled' ? [tableRow(end.value)] : []));
	process.stdout.write(table(['method', 'fault', 'struck', 'calls', 'written', 'rejected', 'reason'], rows));
});

/** What happened, in sentences; the last one is what to do. */
const PLAIN = /^[A-Z].+[.] (?:[^.]+look it up before you send it again|(?:Add|Check|Correct|Map|Run) [^.]+)[.]$/s;

/** What HubSpot says of records it says in words of its own. */
const HUBSPOTS_WORDS = /^HubSpot refused this: (?!HubSpot gave no reason)/;

const JARGON = /[{}<>]|undefined|null|NaN|\[object|Error:|exception|\bat \S+:\d+|ECONN|ETIMEDOUT|status code/i;

const everyRow = Array.from({ length: ROWS }, (_, row) => row);

/** How many of the 500 rows are rejected. */
function expectedRejections({ fault: { meaning, isRepeatedByN8n }, method: { creates }, when }: CellPlan): number {
	const rest = when === 'always' ? ROWS : ROWS - 200;
	if (when !== 'once') return meaning === 'done' && creates ? 0 : rest;
	switch (meaning) {
		case 'refusesRecords':
			return 1;
		case 'refusesEverything':
			return isRepeatedByN8n ? 0 : 100;
		case 'notDone':
			return creates ? 100 : 0;
		default:
			return 0;
	}
}

/** How many calls there are where HubSpot refuses everything. */
function vainCalls({ fault: { isRepeatedByN8n }, when }: CellPlan): number {
	const [all, struck] = when === 'always' ? [1, 1] : [ROWS / 100, when === 'once' ? 1 : ROWS / 100 - 2];
	return all + (isRepeatedByN8n ? struck : 0);
}

/** What the rows are told that HubSpot has not seen. */
const NOT_TRIED = /^Not tried, since the (100|5) before it were refused\. /;

function expectedWords({ meaning }: MatrixFault): RegExp {
	return meaning === 'refusesRecords' || meaning === 'refusesContent' ? HUBSPOTS_WORDS : /^(?!HubSpot refused this)/;
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

it.each(PLANS.map((plan) => [`${plan.method.name}: ${plan.fault.name}, ${plan.when}`, plan] as const))(
	'%s',
	async (_name, plan) => {
		const cell = (await cells.get(plan)) as Cell;
		const { meaning } = plan.fault;

		// One item for each row, linked to it, and totals that add up.
		const rows = [...cell.written, ...cell.rejected];
		expect(cell.linked).toEqual(rows);
		expect(rows.toSorted((one, other) => one - other)).toEqual(everyRow);
		expect(cell.rejected).toHaveLength(expectedRejections(plan));
		expect([sum(cell.counts), cell.counts.at(-1)]).toEqual([ROWS, cell.rejected.length]);

		// Written exactly once, or not at all but where HubSpot alone knows that it has written.
		expect(cell.written.map((row) => cell.held[row])).toEqual(cell.written.map(() => 1));
		const isThere = meaning === 'done' && plan.method.path !== '/search' ? 1 : 0;
		expect(cell.rejected.map((row) => cell.held[row])).toEqual(cell.rejected.map(() => isThere));

		// Sent again, the rejected rows are written, none of them twice.
		const stayRejected = meaning === 'refusesRecords' ? cell.rejected.length : 0;
		expect([sum(cell.heldInTheEnd), Math.max(...cell.heldInTheEnd)]).toEqual([ROWS - stayRejected, 1]);
		expect(cell.rejectedInTheEnd).toBe(stayRejected);

		const reasons = new Set(cell.reasons.map((reason) => reason.replace(NOT_TRIED, '')));
		for (const reason of reasons) {
			expect(reason).toMatch(PLAIN);
			expect(reason).toMatch(expectedWords(plan.fault));
			expect(reason).not.toMatch(JARGON);
		}
		expect(reasons.size).toBe(cell.rejected.length > 0 ? 1 : 0);

		// Calls that are under way when HubSpot refuses everything cannot be called back; no other is made.
		if (meaning === 'refusesEverything') expect(cell.calls).toBe(vainCalls(plan));
	},
	// The first tests wait for most of the others' cells, too.
	600_000,
);

function tableRow({ method, fault, when, calls, written, rejected, reasons }: Cell): string[] {
	const counts = [calls, written.length, rejected.length].map(String);
	return [method.name, fault.name, when, ...counts, reasons.join(' / ').slice(0, 240)];
}

/** In columns, as people read it. */
function table(head: string[], rows: string[][]): string {
	const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => cells[column].length)));
	const line = (texts: string[]) =>
		texts
			.map((text, column) => text.padEnd(widths[column]))
			.join('  ')
			.trimEnd();
	return ['', line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), '', ''].join('\n');
}
