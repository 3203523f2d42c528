import iconv from 'iconv-lite';

import type { Dialect, Table } from '../../../../nodes/CsvReader/dialect/table';
import { DEFAULT_LIMITS, type ReadPlan } from '../../../../nodes/CsvReader/records/readPlan';
import { readRecords } from '../../../../nodes/CsvReader/records/readRecords';
import type { RecordBatch } from '../../../../nodes/CsvReader/records/record';

const COMMA: Dialect = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"' };

/** A table without a header, of the given number of fields. */
export function tableOf(fieldCount: number, dialect: Partial<Dialect> = {}): Table {
	return {
		dialect: { ...COMMA, ...dialect },
		start: 0,
		firstLine: 1,
		footerBytes: 0,
		hasHeader: false,
		fieldCount,
	};
}

export function planFor(table: Table, settings: Partial<ReadPlan> = {}): ReadPlan {
	return {
		table,
		firstLine: table.firstLine,
		firstNumber: 1,
		limits: DEFAULT_LIMITS,
		strayQuotes: 'reject',
		...settings,
	};
}

/** The bytes in pieces, as they might come from a disk or a network. */
export async function* pieces(bytes: Buffer, pieceBytes = 65_536): AsyncGenerator<Buffer> {
	for (let start = 0; start < bytes.length; start += pieceBytes) yield bytes.subarray(start, start + pieceBytes);
}

/** All that is read, as one batch. */
export async function readAll(bytes: AsyncIterable<Buffer>, plan: ReadPlan): Promise<RecordBatch> {
	const all: RecordBatch = { rows: [], lines: [], numbers: [], bad: [] };
	for await (const batch of readRecords(bytes, plan)) {
		for (const key of ['rows', 'lines', 'numbers', 'bad'] as const) (all[key] as unknown[]).push(...batch[key]);
	}
	return all;
}

/** What is read from a text that is written in the table's encoding. */
export async function readText(text: string, table: Table, settings: Partial<ReadPlan> = {}): Promise<RecordBatch> {
	return await readAll(pieces(iconv.encode(text, table.dialect.encoding)), planFor(table, settings));
}
