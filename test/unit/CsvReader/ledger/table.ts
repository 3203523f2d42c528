import type { Ending } from '../../../../nodes/CsvReader/ledger/archive';
import type { Reading } from '../../../../nodes/CsvReader/ledger/claimRecord';
import type { RecordBlock } from '../../../../nodes/CsvReader/ledger/rejectsFile';

/** A table as most of the tests write it. */
export const READING: Reading = {
	table: {
		dialect: { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"' },
		start: 0,
		firstLine: 1,
		footerBytes: 0,
		hasHeader: true,
		fieldCount: 2,
	},
	recordBytes: 10_000,
};

/** Blocks of a table whose records are lines. */
export async function* lineBlocks(bytes: AsyncIterable<Buffer>): AsyncGenerator<RecordBlock> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytes) chunks.push(chunk);
	const all = Buffer.concat(chunks);
	const starts = [0];
	for (let at = all.indexOf('\n'); at !== -1; at = all.indexOf('\n', at + 1))
		if (at + 1 < all.length) starts.push(at + 1);
	yield { bytes: all, starts, lines: starts.map((_start, line) => line) };
}

/** An ending without anything special. */
export const ENDING: Ending = {
	folder: 'processed',
	rowsRead: 2,
	rowsDelivered: 2,
	rejected: [],
	timeZone: 'Europe/Berlin',
};
