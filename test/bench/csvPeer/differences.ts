import type { JsonObject } from '../../../host/n8nTypes.ts';

/** How what was read differs from what stands in the file. */
export interface Differences {
	/** How many cells of the file were not read as they stand there. */
	cells: number;
	/** The first of them, in words. */
	example?: string;
}

/** Compares row by row. */
export function differencesOf(rows: JsonObject[], expected: ReadonlyArray<Record<string, string>>): Differences {
	const wrong = expected.flatMap((row, index) =>
		Object.entries(row).flatMap(([column, cell]) => {
			const read = rows[index]?.[column];
			return read === cell ? [] : [`row ${index + 1}, ${column}: ${JSON.stringify(cell)} became ${worded(read)}`];
		}),
	);
	const surplus = rows.slice(expected.length).map((row) => `a row that is none: ${JSON.stringify(row)}`);
	return { cells: wrong.length + surplus.length, example: [...wrong, ...surplus][0] };
}

function worded(read: unknown): string {
	return read === undefined ? 'nothing' : JSON.stringify(read);
}
