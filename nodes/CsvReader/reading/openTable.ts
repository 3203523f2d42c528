import type { DetectedTable, GivenDialect, Sample } from '../dialect/detected';
import { detectTable } from '../dialect/detectTable';
import { columnNames } from '../columns/names';
import { noCsvReason } from '../records/noCsv';
import { readHeader } from '../records/readHeader';
import type { RecordLimits } from '../records/readPlan';
import { RefusedSource, type Source } from '../source/source';

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
export async function openTable(source: Source, { given, limits }: TableSettings): Promise<OpenTable> {
	const sample = await sampleOf(source);
	const reason = noCsvReason(sample.head, source.sizeBytes);
	if (reason !== undefined) throw new RefusedSource(reason);
	const detected = detectTable(sample, given);
	if (given.skipLines && detected.start >= sample.head.length) throw new RefusedSource(nothingBehind(given.skipLines));
	const end = source.sizeBytes - detected.footerBytes;
	const header = await readHeader(await source.open({ start: detected.start, end }), detected, limits);
	// Of a header longer than what was looked at, not all fields were counted.
	const table = header.end > sample.head.length ? { ...detected, fieldCount: header.fields.length } : detected;
	return { table, names: namesOf(header.fields, table), start: header.end, end, firstLine: header.nextLine };
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
	const head = await bytesOf(source, 0, HEAD_BYTES);
	if (sizeBytes <= HEAD_BYTES) return { head, sizeBytes };
	return { head, tail: await bytesOf(source, Math.max(HEAD_BYTES, sizeBytes - TAIL_BYTES), sizeBytes), sizeBytes };
}

async function bytesOf(source: Source, start: number, end: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of (await source.open({ start, end })) as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks);
}
