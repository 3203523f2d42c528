import fc from 'fast-check';
import iconv from 'iconv-lite';

import type { Table } from '../../../../nodes/CsvReader/dialect/table';
import { readHeader } from '../../../../nodes/CsvReader/records/readHeader';
import { DEFAULT_LIMITS, type RecordLimits } from '../../../../nodes/CsvReader/records/readPlan';
import type { RecordBatch } from '../../../../nodes/CsvReader/records/record';
import { planSlices, type Slice } from '../../../../nodes/CsvReader/slices/planSlices';
import type { Source } from '../../../../nodes/CsvReader/source/source';
import { memorySource } from '../records/memorySource';
import { disorder, writtenTables } from '../records/randomTables';
import { planFor, readAll, tableOf } from '../records/reading';

// Thousands of tables take their time on a busy machine.
jest.setTimeout(60_000);

interface Reading {
	source: Source;
	table: Table;
	limits: RecordLimits;
}

async function slicesOf({ source, table, limits }: Reading, recordsPerSlice: number): Promise<Slice[]> {
	return await allOf(planSlices(source, table, { recordsPerSlice, limits, blockBytes: 1 }));
}

async function allOf(planned: AsyncIterable<Slice>): Promise<Slice[]> {
	const slices: Slice[] = [];
	for await (const slice of planned) slices.push(slice);
	return slices;
}

async function readWhole({ source, table, limits }: Reading): Promise<RecordBatch> {
	const { end: start, nextLine } = await readHeader(await source.open({ start: table.start }), table, limits);
	const end = source.sizeBytes - table.footerBytes;
	return await readAll(await source.open({ start, end }), planFor(table, { firstLine: nextLine, limits }));
}

async function readSlices({ source, table, limits }: Reading, slices: Slice[]): Promise<RecordBatch> {
	const all: RecordBatch = { records: [], lines: [], numbers: [], bad: [] };
	for (const { start, end, firstLine, firstNumber, records } of slices) {
		const slice = await readAll(await source.open({ start, end }), planFor(table, { firstLine, firstNumber, limits }));
		expect(slice.records.length + slice.bad.length).toBe(records);
		for (const key of ['records', 'lines', 'numbers', 'bad'] as const) (all[key] as unknown[]).push(...slice[key]);
	}
	return all;
}

it('plans slices that begin and end with whole records', async () => {
	const text = 'name,note\r\n1,"a\r\nb"\r\n2,c\r\n\r\n3,d\r\n4,"e\nf"\r\n5,g';
	const table = { ...tableOf(2), hasHeader: true };
	const slices = await slicesOf({ source: memorySource(Buffer.from(text)), table, limits: DEFAULT_LIMITS }, 2);
	expect(slices.map(({ start, end }) => text.slice(start, end))).toEqual([
		'1,"a\r\nb"\r\n2,c\r\n\r\n',
		'3,d\r\n4,"e\nf"\r\n',
		'5,g',
	]);
	expect(slices.map(({ firstLine, firstNumber, records }) => [firstLine, firstNumber, records])).toEqual([
		[2, 1, 2],
		[6, 3, 2],
		[9, 5, 1],
	]);
});

it('leaves out the preamble and the footer', async () => {
	const text = 'Export\nof today\na,b\n1,2\n3,4\nSum: 2\n';
	const table = { ...tableOf(2), start: 16, firstLine: 3, footerBytes: 7, hasHeader: true };
	const slices = await slicesOf({ source: memorySource(Buffer.from(text)), table, limits: DEFAULT_LIMITS }, 100);
	expect(slices).toEqual([{ start: 20, end: 28, firstLine: 4, firstNumber: 1, records: 2 }]);
});

it('plans none where there is a header only', async () => {
	const table = { ...tableOf(2), hasHeader: true };
	for (const text of ['a,b', 'a,b\n', 'a,b\r\n\r\n']) {
		expect(await slicesOf({ source: memorySource(Buffer.from(text)), table, limits: DEFAULT_LIMITS }, 10)).toEqual([]);
	}
});

it('plans many slices from one block', async () => {
	const text = Array.from({ length: 1_000 }, (_, index) => `${index},x\n`).join('');
	const plan = { recordsPerSlice: 7, limits: DEFAULT_LIMITS };
	const slices = await allOf(planSlices(memorySource(Buffer.from(text)), tableOf(2), plan));
	expect(slices).toHaveLength(143);
	expect(slices.map(({ start }) => text.slice(start).split(',')[0])).toEqual(slices.map((_, index) => `${index * 7}`));
	expect(slices.at(-1)).toMatchObject({ end: text.length, records: 6, firstNumber: 995 });
});

it('gives slices that read as the whole does: any table, dialect, encoding and size', async () => {
	await fc.assert(
		fc.asyncProperty(
			writtenTables,
			fc.integer({ min: 1, max: 12 }),
			fc.boolean(),
			async ({ dialect, records, bytes }, recordsPerSlice, hasHeader) => {
				const before = iconv.encode('Preamble\n', dialect.encoding);
				const after = iconv.encode('\nSum', dialect.encoding);
				const places = { start: before.length, firstLine: 2, footerBytes: after.length, hasHeader };
				const table = { ...tableOf(records[0].length, dialect), ...places };
				const source = memorySource(Buffer.concat([before, bytes, after]), 37);
				const reading = { source, table, limits: DEFAULT_LIMITS };
				const slices = await slicesOf(reading, recordsPerSlice);
				const read = await readSlices(reading, slices);
				expect(read.records).toEqual(hasHeader ? records.slice(1) : records);
				expect(read).toEqual(await readWhole(reading));
				expect(slices.every(({ records }, index) => records === recordsPerSlice || index === slices.length - 1)).toBe(
					true,
				);
			},
		),
		{ numRuns: 500 },
	);
});

it('gives slices that read as the whole does, bad records included: any bytes and limit', async () => {
	await fc.assert(
		fc.asyncProperty(
			disorder,
			fc.integer({ min: 1, max: 5 }),
			fc.integer({ min: 1, max: 60 }),
			async ({ dialect, bytes }, recordsPerSlice, recordBytes) => {
				const limits = { ...DEFAULT_LIMITS, recordBytes };
				const reading = { source: memorySource(bytes), table: tableOf(2, dialect), limits };
				const slices = await slicesOf(reading, recordsPerSlice);
				expect(await readSlices(reading, slices)).toEqual(await readWhole(reading));
				// Each begins where the one before it has ended.
				const ends = [0, ...slices.map(({ end }) => end)];
				expect(slices.map(({ start }) => start)).toEqual(ends.slice(0, -1));
			},
		),
		{ numRuns: 2_000 },
	);
});
