import { deflateRawSync } from 'node:zlib';

import { readCarried, readText, reasons, rows, carrying, usePackage } from './reader';

usePackage();

const said = (text: RegExp): unknown[] => [expect.stringMatching(text)];

/** The beginning of a ZIP archive with one entry, as an XLSX file has it, too. */
function zip(): Buffer {
	const head = Buffer.alloc(30);
	head.write('PK\x03\x04', 'latin1');
	head.writeUInt16LE(8, 8);
	return Buffer.concat([head, deflateRawSync(Buffer.from('a;b\n1;2\n'.repeat(1000)))]);
}

it.each([
	['an empty file', Buffer.alloc(0), /customers\.csv: .*empty/],
	['a ZIP archive', zip(), /ZIP|Excel/i],
	['a web page', Buffer.from('<!DOCTYPE html>\n<html><body><h1>404, not found</h1></body></html>\n'), /HTML|web page/i],
	['NUL bytes', Buffer.concat([Buffer.from('a;b\n1;2\n'), Buffer.alloc(4_000), Buffer.from('3;4\n')]), /./],
])('answers %s with one clear error', async (_what, content, reason) => {
	const run = await readText(content);
	expect(rows(run)).toEqual([]);
	expect(reasons(run)).toEqual(said(reason));
});

it('takes a header without rows for a table without rows', async () => {
	const run = await readText('Name;Ort\n', { format: { headerRow: 'yes' } });
	expect([rows(run), run.errors]).toEqual([[], []]);
	expect(run.hints[0]).toMatch(/^1 file, 0 rows, 0 rejected/);
});

it('reads a single column', async () => {
	expect(rows(await readText('E-Mail\na@example.com\nb@example.com\n'))).toEqual([
		{ 'E-Mail': 'a@example.com' },
		{ 'E-Mail': 'b@example.com' },
	]);
});

it('names the columns of a file without a header', async () => {
	expect(rows(await readText('1;Müller\n2;Roth\n3;Weiß\n'))[0]).toEqual({ 'Column 1': '1', 'Column 2': 'Müller' });
});

it('rejects a cell of 10 MB, and reads the rows around it', async () => {
	const run = await readText(`Nr;Text\n1;kurz\n2;"${'x'.repeat(10_000_000)}"\n3;kurz\n`);
	expect(rows(run).map(({ Nr }) => Nr)).toEqual(['1', '3']);
	expect(reasons(run)).toEqual(said(/Max Record Size/));
	expect(JSON.stringify(run.errors[0].json).length).toBeLessThan(100_000);
});

it('takes the cell of 10 MB where the limit is raised', async () => {
	const run = await readText(`Nr;Text\n1;kurz\n2;"${'x'.repeat(10_000_000)}"\n`, { options: { maxRecordKb: 20_000 } });
	expect(rows(run)).toHaveLength(2);
});

it('rejects the row whose quote is not closed, and reads the others', async () => {
	const run = await readText('Nr;Name\n1;Müller\n2;"Roth\n3;Weiß\n4;"Groß"\n', { format: { quote: '"' } });
	expect(rows(run).map(({ Nr }) => Nr)).toEqual(['1', '3', '4']);
	expect(reasons(run)).toEqual(said(/quote/));
	expect(run.errors).toMatchObject([{ json: { details: { line: 3, record: 2 } } }]);
});

it('reads mixed line ends', async () => {
	const run = await readText('Nr;Name\r\n1;Müller\n2;Roth\r\n3;Weiß\n');
	expect(rows(run).map(({ Name }) => Name)).toEqual(['Müller', 'Roth', 'Weiß']);
});

it('rejects the rows that are no text in the encoding that was set by hand', async () => {
	const run = await readText(Buffer.from('Nr;Name\n1;Müller\n2;Roth\n', 'latin1'), { format: { encoding: 'utf-8' } });
	expect(rows(run)).toEqual([{ Nr: '2', Name: 'Roth' }]);
	expect(reasons(run)).toEqual(said(/UTF-8/));
});

it.each(['utf16le', 'be'])('reads UTF-16 without a byte-order mark (%s)', async (order) => {
	const bytes = Buffer.from('Nr;Name\r\n1;Müller\r\n2;Čapek\r\n', 'utf16le');
	const run = await readText(order === 'be' ? bytes.swap16() : bytes);
	expect(rows(run).map(({ Name }) => Name)).toEqual(['Müller', 'Čapek']);
});

it('reads the other files when one of them is none', async () => {
	const run = await readCarried([carrying(zip(), 'report.csv'), carrying('a;b\n1;2\n', 'good.csv'), {}]);
	expect(rows(run)).toEqual([{ a: '1', b: '2' }]);
	expect(run.errors.map(({ pairedItem }) => pairedItem)).toMatchObject([{ item: 2 }, { item: 0 }]);
	expect(reasons(run)[0]).toMatch(/no file in a binary field "data"/);
});

it('passes no row of a file on that has more rows than the limit', async () => {
	const run = await readText('Nr;Name\n1;Müller\n2;Roth\n3;Weiß\n', { options: { maxRows: 2 } });
	expect(rows(run)).toEqual([]);
	expect(reasons(run)).toEqual(said(/Max Rows.*Split/));
});

it('does not read a file with more columns than the limit', async () => {
	expect(reasons(await readText('a;b;c\n1;2;3\n', { options: { maxColumns: 2 } }))).toEqual(said(/Max Columns/));
});

it('rejects the row with a damaged character, and leaves every other umlaut right', async () => {
	const before = Array.from({ length: 19 }, (_, row) => `${row};Müller\n`).join('');
	const run = await readText(
		Buffer.concat([Buffer.from(`Nr;Name\n${before}20;M`), Buffer.of(0xc3), Buffer.from('\n21;Weiß\n')]),
	);
	expect(rows(run).map(({ Name }) => Name)).toEqual([...Array<string>(19).fill('Müller'), 'Weiß']);
	expect(reasons(run)).toEqual(said(/no characters in UTF-8/));
	expect(run.hints[1]).toContain('Some characters are not valid UTF-8.');
});
