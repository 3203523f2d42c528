import { readHeader } from '../records/readHeader';
import type { RecordLimits } from '../records/readPlan';
import { recordBlocks } from '../records/recordBlocks';
import { bytesOf, type Source } from '../source/source';
import type { Table } from '../dialect/table';

/** A stretch of a file that holds whole records, and can be read by itself. */
export interface Slice {
	/** Its first byte. */
	start: number;
	/** The first byte behind it. */
	end: number;
	/** The number of the line with which it begins. */
	firstLine: number;
	/** The number of its first record; the first after the header is 1. */
	firstNumber: number;
	/** How many records it holds, bad ones included. */
	records: number;
}

/** How large slices are, and what a record may be. */
export interface SlicePlan {
	recordsPerSlice: number;
	limits: RecordLimits;
	/** About how many bytes are looked at at a time; usually as many as are read quickest. */
	blockBytes?: number;
}

/**
 * Cuts the body of a table into slices. What `readRecords` makes of the slices, one after the other, is what it makes of
 * the whole, if it is given the same table and the same limit for records.
 * @throws {RefusedSource} @throws {UnreadableHeader} @throws {TableTooLarge}
 */
export async function* planSlices(source: Source, table: Table, plan: SlicePlan): AsyncGenerator<Slice> {
	const { recordsPerSlice, limits, blockBytes } = plan;
	const end = source.sizeBytes - table.footerBytes;
	const header = await readHeader(bytesOf(source, { start: table.start, end }), table, limits);
	const blockPlan = { dialect: table.dialect, recordBytes: limits.recordBytes, blockBytes };
	let slice: Slice = { start: header.end, end, firstLine: header.nextLine, firstNumber: 1, records: 0 };
	const body = bytesOf(source, { start: header.end, end });
	for await (const { offset, starts, lines } of recordBlocks(body, blockPlan)) {
		/** Records of the block before this one lie in slices that are full. */
		let from = 0;
		for (;;) {
			const next = from + recordsPerSlice - slice.records;
			if (next >= starts.length) break;
			const start = header.end + offset + starts[next];
			yield { ...slice, end: start, records: recordsPerSlice };
			const firstNumber = slice.firstNumber + recordsPerSlice;
			slice = { start, end, firstLine: header.nextLine + lines[next], firstNumber, records: 0 };
			from = next;
		}
		slice.records += starts.length - from;
	}
	if (slice.records > 0) yield slice;
}
