import { DataDeduplicationService } from 'n8n-core';

import { loadPackage } from '../../engine';
import { triedOf } from '../../matrixShare';
import { ProcessedItems } from '../../processedItems';
import { METHODS, ROWS, runCell, type Cell, type CellPlan, type When } from './cell';
import { FAULTS } from './faults';

const WHENS: readonly When[] = ['once', 'for good', 'always'];

const PLANS = METHODS.flatMap((method, row) =>
	FAULTS.flatMap((fault, column) => triedOf(WHENS, column, row).map((when): CellPlan => ({ fault, method, when }))),
);

/** So many nodes run at the same time: most of what they do is wait. */
const AT_ONCE = 40;

const cells = new Map<CellPlan, Promise<Cell>>();

beforeAll(async () => {
	await loadPackage();
	await DataDeduplicationService.init(new ProcessedItems());
	const tasks = new Map(PLANS.map((plan) => [plan, taskFor(plan)]));
	const [hurried, others] = [true, false].map((isTimeout) =>
		[...tasks].filter(([{ fault }]) => (fault.isTimeout === true) === isTimeout).map(([, task]) => task),
	);
	// Beside all the others a call that nothing strikes would time out, too.
	void allOf(hurried).then(async () => await allOf(others));
});

async function allOf(tasks: Array<() => Promise<void>>): Promise<void> {
	const work = async () => {
		for (let next = tasks.shift(); next; next = tasks.shift()) await next();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Runs a cell, and keeps what comes of it for its test. */
function taskFor(plan: CellPlan): () => Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<Cell>();
	// Jest is told of the failure by the test that waits for it.
	promise.catch(() => undefined);
	cells.set(plan, promise);
	return async () => await runCell(plan).then(resolve, reject);
}

afterAll(async () => {
	const all = await Promise.allSettled(cells.values());
	const rows = all.flatMap((end) => (end.status === 'fulfilled' ? [tableRow(end.value)] : []));
	process.stdout.write(table(['method', 'fault', 'struck', 'calls', 'created', 'rejected', 'reason'], rows));
});

/** A sentence of Oplead's or ours that ends with what to do. */
const PLAIN =
	/^(?=[A-Z]).+(?:[Rr]un the workflow again|Check the|[Uu]se a user key|look it up before|Options, Calls That Differ|Send less)/s;

const OPLEADS_WORDS = /^Oplead refused this: (?!Oplead gave no reason).+/;

const JARGON = /[{}<>]|undefined|null|NaN|\[object|Error:|exception|\bat \S+:\d+|ECONN|ETIMEDOUT|status code/i;

const DOUBT = 'Perhaps the lead is there all the same';

const everyRow = Array.from({ length: ROWS }, (_, row) => row);

/** How many of the rows are rejected: at least, and at most. */
function expectedRejections({ fault: { meaning }, method: { hasKey, struck }, when }: CellPlan): [number, number] {
	const rest = when === 'always' ? ROWS : ROWS - 3;
	const isSearch = struck === 'GET';
	switch (meaning) {
		case 'refuses':
			return when === 'once' ? [1, 1] : [rest, rest];
		case 'refusesEverything':
			// Those under way together with the struck one are let in.
			return when === 'once' ? [1, ROWS - 4] : [rest, rest];
		case 'forbids':
			return when === 'once' ? [1, 1] : [rest, rest];
		case 'notBegun':
			return when === 'once' ? [0, 0] : [rest, rest];
		case 'notDone':
			if (when !== 'once') return [rest, rest];
			return hasKey ? [0, 0] : [1, 1];
		case 'done':
			if (isSearch) return when === 'once' ? [0, 0] : [rest, rest];
			if (hasKey) return [0, 0];
			return when === 'once' ? [1, 1] : [rest, rest];
	}
}

it.each(PLANS.map((plan) => [`${plan.method.name}: ${plan.fault.name}, ${plan.when}`, plan] as const))(
	'%s',
	async (_name, plan) => {
		const cell = (await cells.get(plan)) as Cell;
		const { fault, method, when } = plan;

		// One item for each row.
		expect([...cell.created, ...cell.rejected].toSorted((one, other) => one - other)).toEqual(everyRow);
		const [least, most] = expectedRejections(plan);
		expect(cell.rejected.length).toBeGreaterThanOrEqual(least);
		expect(cell.rejected.length).toBeLessThanOrEqual(most);

		// Created exactly once; what was rejected is not there, or Oplead alone knows that it is.
		expect(cell.created.map((row) => cell.held[row])).toEqual(cell.created.map(() => 1));
		for (const [index, row] of cell.rejected.entries()) {
			if (cell.reasons[index].includes(DOUBT)) expect(cell.held[row]).toBeLessThanOrEqual(1);
			else expect(cell.held[row]).toBe(0);
		}

		// Sent again, the rejected rows are created, none of them twice.
		expect(cell.heldInTheEnd).toEqual(everyRow.map(() => 1));

		for (const reason of cell.reasons) {
			const words = [400, 409, 422].includes(Number(fault.name)) ? OPLEADS_WORDS : PLAIN;
			expect(reason).toMatch(fault.isTimeout ? /^Oplead did not / : words);
			expect(reason).not.toMatch(JARGON);
		}
		if (fault.meaning === 'refusesEverything' && when === 'always') expect(cell.calls).toBe(1);
		if (!method.hasKey && fault.meaning === 'done') expect(cell.calls).toBe(ROWS);
	},
	// The first tests wait for most of the others' cells, too.
	300_000,
);

function tableRow({ method, fault, when, calls, created, rejected, reasons }: Cell): string[] {
	const counts = [calls, created.length, rejected.length].map(String);
	return [method.name, fault.name, when, ...counts, [...new Set(reasons)].join(' / ').slice(0, 160)];
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
