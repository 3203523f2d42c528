import type { TextRecord } from './tokenise';

/** How many fields the records of a table have. */
export interface Shape {
	/** Fields of a record of the body. */
	fieldCount: number;
	/** From 0 to 1: how much the records agree on it. */
	uniformity: number;
	/** From 0 to 1: how much those of the body agree on it. */
	regularity: number;
	/** The records between the first and the last that have this many fields. */
	body: TextRecord[];
}

/** Lines outside the body weigh this much of a record that breaks the table within. */
const OUTSIDE = 0.5;

export function isBlank({ cells }: TextRecord): boolean {
	return cells.length === 1 && cells[0].trim() === '';
}

/**
 * Finds the number of fields that makes the best table. Many records agree by chance on one field, hence a field count
 * is worth its records times (n - 1) / n, as in the pattern score of van den Burg, Nazábal and Sutton ("Wrangling messy
 * CSV files by detecting row and type patterns", 2019). Lines before and after the body (titles, sums) count little, and
 * neighbours that agree count, too: files hold several tables at times.
 */
export function shapeOf(records: TextRecord[]): Shape {
	const filled = records.filter((record) => !isBlank(record));
	const fieldCount = bestFieldCount(filled);
	const first = filled.findIndex(({ cells }) => cells.length === fieldCount);
	const last = filled.findLastIndex(({ cells }) => cells.length === fieldCount);
	if (first === -1) return { fieldCount: 0, uniformity: 0, regularity: 0, body: [] };
	const body = filled.slice(first, last + 1);
	const same = body.filter(({ cells }) => cells.length === fieldCount).length;
	const outside = filled.length - body.length;
	const modal = same / (body.length + OUTSIDE * outside);
	const alike = body.filter(({ cells }, index) => index > 0 && cells.length === body[index - 1].cells.length).length;
	const neighbours = body.length > 1 ? alike / (body.length - 1 + OUTSIDE * outside) : modal;
	return { fieldCount, uniformity: (2 * modal + neighbours) / 3, regularity: same / body.length, body };
}

function bestFieldCount(records: TextRecord[]): number {
	const times = new Map<number, number>();
	for (const { cells } of records) times.set(cells.length, (times.get(cells.length) ?? 0) + 1);
	let best = { fieldCount: 1, worth: 0 };
	for (const [fieldCount, count] of times) {
		const worth = (count * (fieldCount - 1)) / fieldCount;
		if (worth > best.worth) best = { fieldCount, worth };
	}
	return best.fieldCount;
}
