import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';

import { ENCODINGS } from '../../../../nodes/CsvReader/bytes/encoding';
import type { Dialect, Table } from '../../../../nodes/CsvReader/dialect/table';
import type { RejectedRow } from '../../../../nodes/CsvReader/ledger/rejectedRow';
import { writeRejects } from '../../../../nodes/CsvReader/ledger/rejectsFile';
import { readHeader } from '../../../../nodes/CsvReader/records/readHeader';
import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { readRecords } from '../../../../nodes/CsvReader/records/readRecords';
import { recordBlocks } from '../../../../nodes/CsvReader/records/recordBlocks';
import { fileSource } from '../../../../nodes/CsvReader/source/fileSource';
import { newFolder } from '../inbox';
import { diskAllowing } from '../permissions';

jest.setTimeout(30_000);

const SEMICOLONS: Dialect = { encoding: 'windows-1252', delimiter: ';', quote: '"', escape: '"' };

let folder: string;
beforeAll(async () => (folder = await newFolder()));

function tableOf(dialect: Dialect, more: Partial<Table> = {}): Table {
	return { dialect, start: 0, firstLine: 1, footerBytes: 0, hasHeader: true, fieldCount: 2, ...more };
}

/** The bytes of the rejects file of a file with these. */
async function rejectsOf(bytes: Buffer, table: Table, rejected: RejectedRow[]): Promise<Buffer> {
	const disk = diskAllowing(folder);
	await writeFile(`${folder}/original.csv`, bytes);
	const source = await fileSource(`${folder}/original.csv`, disk);
	const original = { source, reading: { table, recordBytes: 10_000 } };
	await disk.withFolder(folder, async (open) => await writeRejects(open, 'rejects.csv', original, rejected));
	return await readFile(`${folder}/rejects.csv`);
}

const reject = (line: number, reason = 'bad'): RejectedRow => ({ line, number: line - 1, reason });

/** The rejects of a text in Windows-1252, as text. */
async function rejectsOfText(text: string, rejected: RejectedRow[], more: Partial<Table> = {}): Promise<string> {
	const table = tableOf(SEMICOLONS, more);
	return iconv.decode(await rejectsOf(iconv.encode(text, 'windows-1252'), table, rejected), 'windows-1252');
}

it('copies the header and the rejected records as they stand in the file', async () => {
	const text = 'Name;"Straße"\r\nMüller;"a ""b"" \r\nc"\r\n  "x" ;y\r\nlast;1\r\n';
	expect(await rejectsOfText(text, [reject(2), reject(4)])).toBe(
		'reject_line;reject_reason;Name;"Straße"\r\n2;bad;Müller;"a ""b"" \r\nc"\r\n4;bad;  "x" ;y\r\n',
	);
});

it('copies records with too few or too many fields, and broken quotes', async () => {
	const text = 'a;b\nonly one\n1;2;3\n"open;1\nx;y\n';
	expect(await rejectsOfText(text, [reject(2), reject(3), reject(4)])).toBe(
		'reject_line;reject_reason;a;b\n2;bad;only one\n3;bad;1;2;3\n4;bad;"open;1\n',
	);
});

it('copies a last record without a line end, and passes over empty lines', async () => {
	expect(await rejectsOfText('a;b\r\n\r\n1;2\r\n\r\n\r\n3;4', [reject(3), reject(6)])).toBe(
		'reject_line;reject_reason;a;b\r\n3;bad;1;2\r\n6;bad;3;4\r\n',
	);
});

it('leaves out what stands before the table and behind it', async () => {
	const preamble = 'Export of today\r\n';
	const footer = 'Total;2\r\n';
	const more = { start: preamble.length, firstLine: 2, footerBytes: footer.length };
	expect(await rejectsOfText(`${preamble}a;b\r\n1;2\r\n3;4\r\n${footer}`, [reject(3)], more)).toBe(
		'reject_line;reject_reason;a;b\r\n3;bad;1;2\r\n',
	);
});

it('adds nothing to a table without a header, since its columns are told by their order', async () => {
	expect(await rejectsOfText('1;2\r\n3;4\r\n', [reject(2)], { hasHeader: false })).toBe('3;4\r\n');
});

it('joins the reasons of one record, in one line and in characters of the encoding', async () => {
	const rejected = [reject(2, '“x” → no number;\nmend it.'), reject(2, 'Missing "a"')];
	expect(await rejectsOfText('a;b\n1;2\n', rejected)).toBe(
		'reject_line;reject_reason;a;b\n2;"""x"" ? no number; mend it. Missing ""a""";1;2\n',
	);
});

it('writes reasons as the table is written: without quotes, or with another escape', async () => {
	const bare = { ...SEMICOLONS, quote: '', escape: '' };
	const rejects = await rejectsOf(Buffer.from('a;b\n1";2\n'), tableOf(bare), [reject(2, 'so; "so"')]);
	expect(rejects.toString()).toBe('reject_line;reject_reason;a;b\n2;so  "so";1";2\n');

	const backslash = { ...SEMICOLONS, escape: '\\' };
	const first = await rejectsOf(Buffer.from('a;b\n1;"x\\"y"\n'), tableOf(backslash), [reject(2, 'a "b";\\')]);
	expect(first.toString()).toBe('reject_line;reject_reason;a;b\n2;"a \\"b\\";\\\\";1;"x\\"y"\n');
	const again = await rejectsOf(first, tableOf(backslash, { fieldCount: 4 }), [reject(2, 'c')]);
	expect(again.toString()).toBe('reject_line;reject_reason;a;b\n2;c;1;"x\\"y"\n');
});

it('gives the header as many fields as records have', async () => {
	const more = { fieldCount: 3 };
	expect(await rejectsOfText('a;b\n1;2;3\n4\n', [reject(3)], more)).toBe('reject_line;reject_reason;a;b;\n3;bad;4\n');
	expect(await rejectsOfText('a;b;\n1;2;3\n4\n', [reject(3)], more)).toBe('reject_line;reject_reason;a;b;\n3;bad;4\n');
	expect(await rejectsOfText('a;"b;c";d;e\n1;2;3\n4\n', [reject(3)], more)).toBe(
		'reject_line;reject_reason;a;"b;c";d\n3;bad;4\n',
	);
});

it('replaces the two columns of a rejects file that is rejected again', async () => {
	const first = await rejectsOfText('a;b\r\n1;"2;2"\r\n3;4\r\n', [reject(2, 'so; so'), reject(3)]);
	expect(await rejectsOfText(first, [reject(2, 'still; bad')], { fieldCount: 4 })).toBe(
		'reject_line;reject_reason;a;b\r\n2;"still; bad";1;"2;2"\r\n',
	);
});

it('replaces them where a spreadsheet has put quotes around everything', async () => {
	const corrected = '"reject_line";"reject_reason";"a";"b"\r\n"2";"so ""so""";"1";"x;y"\r\n';
	expect(await rejectsOfText(corrected, [reject(2)], { fieldCount: 4 })).toBe(
		'reject_line;reject_reason;"a";"b"\r\n2;bad;"1";"x;y"\r\n',
	);
});

it.each([
	['utf-8', 'efbbbf'],
	['utf-16le', 'fffe'],
	['utf-16be', 'feff'],
] as const)('keeps the byte-order mark of %s', async (encoding, mark) => {
	const bytes = Buffer.concat([Buffer.from(mark, 'hex'), iconv.encode('a;ü\r\n1;€\r\n', encoding, { addBOM: false })]);
	const rejects = await rejectsOf(bytes, tableOf({ ...SEMICOLONS, encoding }, { start: mark.length / 2 }), [reject(2)]);
	expect(rejects.toString('hex').startsWith(mark)).toBe(true);
	expect(iconv.decode(rejects, encoding)).toBe('reject_line;reject_reason;a;ü\r\n2;bad;1;€\r\n');
});

it('copies bytes that are no text in the encoding', async () => {
	const bytes = Buffer.concat([Buffer.from('a;b\n1;'), Buffer.from([0xff, 0xfe, 0x81]), Buffer.from('\n')]);
	const rejects = await rejectsOf(bytes, tableOf({ ...SEMICOLONS, encoding: 'utf-8' }), [reject(2)]);
	expect(rejects.subarray(-4)).toEqual(bytes.subarray(-4));
});

/** The header and the records of a file. */
async function read(bytes: Buffer, table: Table): Promise<string[][]> {
	const header = await readHeader(Readable.from([bytes]), table, DEFAULT_LIMITS);
	const plan = {
		table,
		firstLine: header.nextLine,
		firstNumber: 1,
		limits: DEFAULT_LIMITS,
		strayQuotes: 'reject' as const,
	};
	const rows = [header.fields];
	for await (const batch of readRecords(Readable.from([bytes.subarray(header.end)]), plan)) {
		expect(batch.bad).toEqual([]);
		rows.push(...batch.records);
	}
	return rows;
}

it('can be dropped back in: any table, in any dialect, twice', async () => {
	const cell = fc.string({
		unit: fc.constantFrom('a', 'ü', '"', ';', ',', '\t', '|', '\n', '\r\n', ' ', '1', '\\'),
		maxLength: 6,
	});
	const dialects = fc.record({
		encoding: fc.constantFrom(...ENCODINGS),
		delimiter: fc.constantFrom(',', ';', '\t', '|'),
		quote: fc.constant('"'),
		escape: fc.constant('"'),
	});
	const rows = fc
		.integer({ min: 2, max: 4 })
		.chain((count) => fc.array(fc.array(cell, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 6 }));
	await fc.assert(
		fc.asyncProperty(dialects, rows, fc.string({ maxLength: 20 }), async (dialect, body, reason) => {
			const { delimiter, encoding } = dialect;
			const fieldCount = body[0].length;
			const header = body[0].map((_cell, index) => `column ${index}`);
			const text = stringify([header, ...body], { delimiter, quoted: true, record_delimiter: '\r\n' });
			const bytes = iconv.encode(text, encoding, { addBOM: false });
			const table = tableOf(dialect, { fieldCount });
			const lines = await linesOf(bytes, table);
			const wide = tableOf(dialect, { fieldCount: fieldCount + 2 });
			let rejects = await rejectsOf(
				bytes,
				table,
				lines.map((line) => reject(line, reason)),
			);
			for (let round = 0; round < 2; round++) {
				const [head, ...records] = await read(rejects, wide);
				expect(head).toEqual(['reject_line', 'reject_reason', ...header]);
				expect(records.map((record) => record.slice(2))).toEqual(body);
				const again = await linesOf(rejects, wide);
				rejects = await rejectsOf(
					rejects,
					wide,
					again.map((line) => reject(line, reason)),
				);
			}
		}),
		{ numRuns: 60 },
	);
});

/** The lines on which the records of the body begin. */
async function linesOf(bytes: Buffer, table: Table): Promise<number[]> {
	const lines: number[] = [];
	const blocks = recordBlocks(Readable.from([bytes]), { dialect: table.dialect, recordBytes: 10_000 });
	for await (const block of blocks) lines.push(...block.lines.map((line) => line + 1));
	return lines.slice(1);
}
