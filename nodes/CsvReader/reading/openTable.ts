import type { DetectedTable, GivenDialect, Sample } from '../dialect/detected';
import { detectTable } from '../dialect/detectTable';
import { columnNames } from '../columns/names';
import { beginsAsRejects, isRejectsHeader, REJECT_COLUMNS } from '../records/rejectsHeader';
import { noCsvReason } from './noCsv';
import { readHeader } from '../records/readHeader';
import type { RecordLimits } from '../records/readPlan';
import { bytesOf, RefusedSource, type Source } from '../source/source';

/** What is looked at to find out how a file is written. */
const HEAD_BYTES = 256 * 1024;
const TAIL_BYTES = 64 * 1024;

/** What the user has set for the reading of a file. */
export interface TableSettings {
	given: GivenDialect;
	limits: RecordLimits;
}

/** A file whose table is known. */
export interface OpenTable {
	table: DetectedTable;
	/** The names of its columns, each once. */
	names: string[];
	/** Where the records begin, in bytes, and where they end. */
	start: number;
	end: number;
	/** The number of the line on which they begin. */
	firstLine: number;
}

/**
 * Finds out how a file is written, and reads its header.
 * @throws {RefusedSource} where it may not be read, or is no CSV
 * @throws {TableTooLarge} where it has more columns than the limits allow
 */
export async function openTable(source: Source, { given: set, limits }: TableSettings): Promise<OpenTable> {
	const sample = await sampleOf(source);
	// What stood above the table of the original does not stand above its rejected records.
	const given = beginsAsRejects(sample.head) ? { ...set, skipLines: 0, hasHeader: true } : set;
	const reason = noCsvReason(sample.head, source.sizeBytes);
	if (reason !== undefined) throw new RefusedSource('NOT_CSV', reason);
	const detected = detectTable(sample, given);
	if (given.skipLines && detected.start >= sample.head.length)
		throw new RefusedSource('SETTING_INVALID', nothingBehind(given.skipLines));
	const end = source.sizeBytes - detected.footerBytes;
	const header = await readHeader(bytesOf(source, { start: detected.start, end }), detected, limits);
	const { fields, end: start, nextLine: firstLine } = header;
	if (isRejectsHeader(fields)) {
		// Its records are too long or too short as often as not, and none of them is a footer.
		const table = { ...detected, fieldCount: fields.length, footerBytes: 0 };
		const names = [...REJECT_COLUMNS, ...columnNames(fields.slice(REJECT_COLUMNS.length))];
		return { table, names, start, end: source.sizeBytes, firstLine };
	}
	// Of a header longer than what was looked at, not all fields were counted.
	const table = start > sample.head.length ? { ...detected, fieldCount: fields.length } : detected;
	return { table, names: namesOf(fields, table), start, end, firstLine };
}

function nothingBehind(lines: number): string {
	return `The file has no table behind the ${lines.toLocaleString('en')} lines that are skipped. Lower "Lines to Skip", or remove it to have them detected.`;
}

/** Columns without a name in the header get one; names that no record has a field for are left out. */
function namesOf(header: readonly string[], { hasHeader, fieldCount }: DetectedTable): string[] {
	if (!hasHeader) return columnNames(fieldCount);
	return columnNames(Array.from({ length: fieldCount }, (_, index) => header[index] ?? ''));
}

async function sampleOf(source: Source): Promise<Sample> {
	const { sizeBytes } = source;
	const head = await piece(source, 0, HEAD_BYTES);
	if (sizeBytes <= HEAD_BYTES) return { head, sizeBytes };
	return { head, tail: await piece(source, Math.max(HEAD_BYTES, sizeBytes - TAIL_BYTES), sizeBytes), sizeBytes };
}

async function piece(source: Source, start: number, end: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(source, { start, end })) chunks.push(chunk);
	return Buffer.concat(chunks);
}
