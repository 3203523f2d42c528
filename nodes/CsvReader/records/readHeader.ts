import type { Table } from '../dialect/table';
import { parserFor, parserInput, parseRecords } from './parseRecords';
import type { RecordLimits } from './readPlan';
import { tooManyColumns } from './readRecords';
import { recordBatch } from './recordBatch';
import { recordBlocks, type RecordBlock } from './recordBlocks';
import { CodedError } from '../../shared/codedError';

/** A table's header, and where the records begin. */
export interface Header {
	/** As they stand in the file; none where the table has no header. */
	fields: string[];
	/** Where the first line behind the header begins, in bytes of the file. */
	end: number;
	/** The number of that line. */
	nextLine: number;
}

/** A header that is no record; the message says why, and how to mend it. */
export class UnreadableHeader extends CodedError {
	constructor(message: string) {
		super('FILE_REJECTED', message);
	}
}

/**
 * Reads the header of a table: its first record, which may have another number of fields than the body.
 * @param bytes of the file, from the table's start on; no more is taken of them than the first block
 * @throws {UnreadableHeader}
 * @throws {TableTooLarge} where it has more columns than the limit allows
 */
export async function readHeader(bytes: AsyncIterable<Buffer>, table: Table, limits: RecordLimits): Promise<Header> {
	const { start, firstLine, hasHeader, dialect } = table;
	if (!hasHeader) return { fields: [], end: start, nextLine: firstLine };
	for await (const block of recordBlocks(bytes, { dialect, recordBytes: limits.recordBytes })) {
		const [from, to = block.bytes.length] = block.starts;
		const [, nextLine = block.linesToEnd] = block.lines;
		const broken = block.broken.filter(({ index }) => index === 0);
		const header = { ...block, starts: [from], bytes: block.bytes.subarray(0, to), broken };
		const fields = headerFields(header, table, limits);
		return { fields, end: start + block.offset + to, nextLine: firstLine + nextLine };
	}
	return { fields: [], end: start, nextLine: firstLine };
}

/** @param block that holds the header alone */
function headerFields(block: RecordBlock, table: Table, limits: RecordLimits): string[] {
	const parser = parserFor({ table, strayQuotes: 'keep' });
	const input = parserInput(block.bytes, parser);
	const [parsed] = block.broken.length > 0 ? [] : parseRecords(block, { from: 0, to: 1 }, parser, input);
	const fieldCount = Array.isArray(parsed) ? parsed.length : table.fieldCount;
	if (fieldCount > limits.columns) throw tooManyColumns(fieldCount, limits.columns);
	const plan = { table: { ...table, fieldCount }, firstLine: table.firstLine, firstNumber: 0, limits };
	const { records, bad } = recordBatch(block, 0, { ...plan, strayQuotes: 'keep' }, parser);
	if (bad.length > 0) throw new UnreadableHeader(`The header in line ${bad[0].line} cannot be read. ${bad[0].reason}`);
	return records[0];
}
