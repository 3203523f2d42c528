import { stringify } from 'csv-stringify/sync';

import { FieldProblem, type Row } from '../columns/row';
import type { rowBuilder } from '../columns/rowBuilder';
import type { Dialect } from '../dialect/table';
import { readRecords } from '../records/readRecords';
import type { ReadPlan } from '../records/readPlan';
import type { BadRecord, RecordBatch } from '../records/record';

type RowBuilder = ReturnType<typeof rowBuilder>;

/** Rows that follow each other in a file; three lists of the same length, since an object for each would be slow. */
export interface RowBatch {
	rows: Row[];
	lines: number[];
	numbers: number[];
	/** In the order of the file. */
	bad: BadRecord[];
}

/** Reads the records of a table, or of a slice of it, as rows; throws what `readRecords` throws. */
export async function* readRows(
	bytes: AsyncIterable<Buffer>,
	plan: ReadPlan,
	build: RowBuilder,
): AsyncGenerator<RowBatch> {
	for await (const batch of readRecords(bytes, plan)) yield rowsOf(batch, plan.table.dialect, build);
}

/** The lists of the batch become those of the answer: copies of them would cost time. */
function rowsOf({ records, lines, numbers, bad }: RecordBatch, dialect: Dialect, build: RowBuilder): RowBatch {
	const rows: Row[] = [];
	const known = bad.length;
	for (let index = 0; index < records.length; index++) {
		const row = build(records[index]);
		if (row instanceof FieldProblem) {
			const raw = rawOf(records[index], dialect);
			bad.push({ line: lines[index], number: numbers[index], raw, ...row });
		} else {
			lines[rows.length] = lines[index];
			numbers[rows.length] = numbers[index];
			rows.push(row);
		}
	}
	lines.length = rows.length;
	numbers.length = rows.length;
	if (known > 0 && bad.length > known) bad.sort((one, other) => one.number - other.number);
	return { rows, lines, numbers, bad };
}

/** Longer texts are of no use to a person. */
const RAW_CHARACTERS = 10_000;

/** The fields as a line of the file; it may differ from the one in the file by quotes that are not needed. */
function rawOf(record: string[], { delimiter, quote, escape }: Dialect): string {
	const raw = stringify([record], { delimiter, quote: quote === '' ? false : quote, escape, record_delimiter: '\n' });
	return raw.slice(0, Math.min(raw.length - 1, RAW_CHARACTERS));
}
