import type { INodeParameters } from 'n8n-workflow';

import { carrying, newFolder, put, readCarried, readText, reasons, rows, run, start, usePackage } from './reader';

usePackage();

const columns = (...column: INodeParameters[]): INodeParameters => ({ columns: { column } });

const BOOKINGS = [
	'Kunde;Termin;Beginn;Stunden;Betrag;Bezahlt;E-Mail;Telefon',
	'007;31.12.2025;31.12.2025 18:00;1,5;1.234,50 €;ja;Max@Example.com;069 90009123',
	'008;01.02.2025;01.06.2025 07:30;2;99,00 €;nein;eva@example.com;',
].join('\n');

const TYPES = columns(
	{ column: 'Kunde', rename: 'customer', required: true },
	{ column: 'Termin', kind: 'date' },
	{ column: 'Beginn', kind: 'dateTime', timeZone: 'Europe/Berlin' },
	{ column: 'Stunden', kind: 'decimal' },
	{ column: 'Betrag', kind: 'money', currency: 'EUR' },
	{ column: 'Bezahlt', kind: 'boolean' },
	{ column: 'E-Mail', rename: 'email', kind: 'email' },
	{ column: 'Telefon', kind: 'phone', country: 'DE' },
);

it('renames columns and gives them types', async () => {
	expect(rows(await readText(BOOKINGS, TYPES))).toEqual([
		{
			customer: '007',
			Termin: '2025-12-31',
			Beginn: '2025-12-31T18:00:00+01:00',
			Stunden: 1.5,
			Betrag: 1234.5,
			Bezahlt: true,
			email: 'max@example.com',
			Telefon: '+496990009123',
		},
		expect.objectContaining({ Beginn: '2025-06-01T07:30:00+02:00', Betrag: 99, Bezahlt: false, Telefon: '' }),
	]);
});

it('rejects the rows with a wrong type or nothing in a required column', async () => {
	const run = await readText(`${BOOKINGS}\n;31.02.2025;;;;;;\n009;31.02.2025;;;;;;\n`, TYPES);
	expect(rows(run)).toHaveLength(2);
	expect(reasons(run)).toEqual([
		expect.stringMatching(/"Kunde" is empty/),
		expect.stringMatching(/"Termin".*31\.02\.2025/),
	]);
	expect(run.errors.map(({ json }) => json.details)).toMatchObject([
		{ line: 4, record: 3, column: 'Kunde', raw: ';31.02.2025;;;;;;' },
		{ line: 5, record: 4, column: 'Termin', raw: '009;31.02.2025;;;;;;' },
	]);
});

it('keeps only the listed columns where the others are not wanted', async () => {
	const parameters = {
		...columns({ column: 'Stunden', kind: 'decimal' }, { column: 'Kunde' }),
		keepOtherColumns: false,
	};
	expect(rows(await readText(BOOKINGS, parameters))).toEqual([
		{ Stunden: 1.5, Kunde: '007' },
		{ Stunden: 2, Kunde: '008' },
	]);
});

it('says which columns there are when one that is listed is not among them', async () => {
	const run = await readText(BOOKINGS, columns({ column: 'Terminn' }));
	expect(rows(run)).toEqual([]);
	expect(reasons(run)).toEqual([expect.stringMatching(/no column "Terminn".*"Termin"/)]);
});

it('finds a column of a Mac, whose header is in decomposed form, and tells what it has matched loosely', async () => {
	const text = 'Größe;Letzte Buchung;Ort\n1;2;3\n'.normalize('NFD');
	const listed = columns({ column: 'Größe' }, { column: 'letzte\u00a0Buchung', rename: 'last' });
	const run = await readText(text, listed);
	expect(rows(run)).toEqual([{ Größe: '1', last: '2', Ort: '3' }]);
	expect(run.hints[0]).toMatch(
		/; matched loosely: "Größe" \(in another Unicode form in the file\), "letzte\u00a0Buchung" \(in the file "Letzte Buchung"\)$/,
	);
});

it('reads birthdays of two digits as past, and doubts those in the future', async () => {
	const text = 'Nr;Geburtsdatum;Eintritt\n1;12.03.65;01.04.68\n2;12.03.2165;01.04.2024\n';
	const listed = columns(
		{ column: 'Geburtsdatum', kind: 'date' },
		{ column: 'Eintritt', kind: 'date', latestYear: 2026 },
	);
	const run = await readText(text, listed);
	expect(rows(run)).toEqual([
		{ Nr: '1', Geburtsdatum: '1965-03-12', Eintritt: '1968-04-01' },
		{ Nr: '2', Geburtsdatum: '2165-03-12', Eintritt: '2024-04-01' },
	]);
	expect(run.hints[1]).toContain('Column "Geburtsdatum": 1 date in the future, the first is "12.03.2165"');
});

it('makes empty cells null on request', async () => {
	expect(rows(await readText('a;b\n1;\n'))).toEqual([{ a: '1', b: '' }]);
	expect(rows(await readText('a;b\n1;\n', { options: { emptyCells: 'null' } }))).toEqual([{ a: '1', b: null }]);
});

it('gives several rows in one item, those of two files apart', async () => {
	const text = 'a;b\n1;x\n2;y\n3;z\n';
	const run = await readCarried([carrying(text), carrying(text, 'other.csv')], {
		output: 'batch',
		rowsPerItem: 2,
		includeSource: true,
	});
	expect(run.done.map(({ json, pairedItem }) => [(json.rows as unknown[]).length, pairedItem])).toMatchObject([
		[2, { item: 0 }],
		[1, { item: 0 }],
		[2, { item: 1 }],
		[1, { item: 1 }],
	]);
	expect((run.done[3].json.rows as unknown[])[0]).toEqual({
		a: '3',
		b: 'z',
		csvSource: { file: 'other.csv', line: 4, record: 3 },
	});
});

it.each<[string, string | Buffer, INodeParameters]>([
	['delimiter', 'a|b~1|2~3|4'.replaceAll('~', '\n'), { delimiter: '|' }],
	['other delimiter', 'a^b\n1^2\n', { delimiter: 'other', otherDelimiter: '^' }],
	['tab', 'a\tb\n1\t2\n', { delimiter: 'tab' }],
	['encoding', Buffer.from('a;b\n1;2\n', 'utf16le'), { encoding: 'utf-16le' }],
	['quote', "'a';'b'\n'1';'2'\n", { quote: "'" }],
	['header', 'a;b\n1;2\n', { headerRow: 'yes' }],
	['lines to skip', 'Export of today\n\na;b\n1;2\n', { skipLines: 2 }],
])('reads what is set by hand: %s', async (_what, text, format) => {
	expect(rows(await readText(text, { format }))[0]).toEqual({ a: '1', b: '2' });
});

it('keeps a quote that is no quote, on request', async () => {
	const text = 'Nr;Text\n1;3" pipe\n2;"a; b"\n';
	expect(reasons(await readText(text, { format: { quote: '"' } }))).toHaveLength(1);
	const kept = await readText(text, { format: { quote: '"' }, options: { strayQuotes: 'keep' } });
	expect(rows(kept)).toEqual([
		{ Nr: '1', Text: '3" pipe' },
		{ Nr: '2', Text: 'a; b' },
	]);
});

it.each([
	[{ format: { delimiter: 'other', otherDelimiter: 'ab' } }, /Delimiter Character/],
	[{ format: { delimiter: 'other', otherDelimiter: '"' } }, /Delimiter Character/],
	[{ format: { skipLines: 2 } }, /no table behind the 2 lines/],
	[{ format: { encoding: 'ebcdic' } }, /encoding "ebcdic"/],
	[{ options: { maxRows: 'many' } }, /"Max Rows" must be a whole number/],
	[columns({ column: 'a', kind: 'phone', country: 'Germany' }), /"Germany" is no country/],
	[columns({ column: 'a', kind: 'date', latestYear: '65' }), /"Latest Year" of the column "a" is "65"/],
])('rejects every item for a setting that is none: %j', async (parameters, reason) => {
	const run = await readCarried([carrying('a;b\n1;2\n'), carrying('a;b\n1;2\n')], parameters);
	expect(rows(run)).toEqual([]);
	expect(reasons(run)).toEqual([expect.stringMatching(reason), expect.stringMatching(reason)]);
});

it.each([3_000, 40_000])('reads %i columns when so many are allowed', async (width) => {
	const names = Array.from({ length: width }, (_, index) => `Column named ${index}`);
	const text = `${names.join(';')}\n${names.map((_, index) => index).join(';')}\n`;
	expect(reasons(await readText(text))).toEqual([
		expect.stringMatching(/columns, more than 1,000\. Raise "Max Columns"/),
	]);
	const allowed = await readText(text, { options: { maxColumns: 50_000 } });
	expect(reasons(allowed)).toEqual([]);
	expect(rows(allowed)).toEqual([Object.fromEntries(names.map((name, index) => [name, `${index}`]))]);
});

it('passes on no row of a file that turns out to have too many', async () => {
	const folder = newFolder();
	put(folder, 'long.csv', `a;b\n${'1;2\n'.repeat(300_000)}`);
	put(folder, 'short.csv', 'a;b\n1;2\n');
	const parameters = { operation: 'read', from: 'file', filePath: `=${folder}/{{ $json.name }}`, includeSource: false };
	const options = { maxRows: 250_000 };
	const read = await run({ ...parameters, options }, [{ name: 'long.csv' }, { name: 'short.csv' }]);
	expect(rows(read)).toEqual([{ a: '1', b: '2' }]);
	expect(reasons(read)).toEqual([expect.stringMatching(/more than 250,000.*"Max Rows"/s)]);
	expect(read.hints[0]).toMatch(/^2 files, 1 row, 1 rejected/);
});

it('reads the file that each item names', async () => {
	const folder = newFolder();
	put(folder, 'one.csv', 'a;b\n1;2\n');
	put(folder, 'two.csv', 'a;b\n3;4\n');
	const parameters = { operation: 'read', from: 'file', filePath: `=${folder}/{{ $json.name }}.csv` };
	const { done, errors } = await run(parameters, [{ name: 'two' }, { name: 'none' }, { name: 'one' }]);
	expect(done.map(({ json, pairedItem }) => [json.a, pairedItem])).toMatchObject([
		['3', { item: 0 }],
		['1', { item: 2 }],
	]);
	expect(errors.map(({ json }) => json)).toMatchObject([
		{ name: 'none', error: expect.stringMatching(/does not exist/) as string },
	]);
});

it('takes the rejected rows of a file back without the columns that were added', async () => {
	const run = await readText('reject_line;reject_reason;Nr;Name\n3;"3 fields instead of 2.";2;Roth\n');
	expect(rows(run)).toEqual([{ Nr: '2', Name: 'Roth' }]);
});

it('fails with a summary when On Error is to stop, and passes no row on', async () => {
	const items = [carrying('a;b\n1;2\n1;2;3\n'), carrying('', 'empty.csv')];
	const { done, error } = await readCarried(items, {}, { onError: 'stopWorkflow' });
	expect(done).toEqual([]);
	expect(error?.message).toBe('2 of 3 rows could not be read');
	expect(error?.description).toMatch(
		/customers\.csv, line 3: 3 fields instead of 2.*\nempty\.csv: .*empty.*\nNo row was passed on/s,
	);
});

it('puts bad rows among the others when On Error is to continue', async () => {
	const { done } = await readCarried([carrying('a;b\n1;2\n1;2;3\n')], {}, { onError: 'continueRegularOutput' });
	expect(done.map(({ json }) => Object.keys(json))).toEqual([
		['a', 'b'],
		['error', 'details'],
	]);
});

it('ends at once when the execution is cancelled, and gives the files of a folder back', async () => {
	const folder = newFolder();
	put(folder, 'big.csv', 'a;b;c;d\n' + '1;2;3;4\n'.repeat(2_000_000));
	const parameters = {
		operation: 'read',
		from: 'folder',
		folder,
		options: { unchangedSeconds: 0, maxRows: 5_000_000 },
	};
	const { ended, cancel } = start(parameters);
	const began = Date.now();
	setTimeout(cancel, 300);
	await ended;
	expect(Date.now() - began).toBeLessThan(3_000);
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	expect((await run({ ...parameters, options: { unchangedSeconds: 0, maxRows: 1 } })).hints[0]).toMatch(/^1 file/);
}, 30_000);

describe('items of one run', () => {
	const files = [
		{ text: Buffer.from('Name;Ort\nMüller;Aarau\n', 'latin1'), delimiter: ';', encoding: 'windows-1252' },
		{ text: Buffer.from('Name|Ort\nRoth;1|Bern\n'), delimiter: '|', encoding: 'utf-8' },
	].map(({ text, ...fields }) => carrying(text, 'customers.csv', fields));

	it('may each have a format of their own', async () => {
		const format = { delimiter: '={{ $json.delimiter }}', encoding: '={{ $json.encoding }}' };
		expect(rows(await readCarried(files, { format }))).toEqual([
			{ Name: 'Müller', Ort: 'Aarau' },
			{ Name: 'Roth;1', Ort: 'Bern' },
		]);
	});

	it('are rejected alone where their format is none', async () => {
		const format = { encoding: '={{ $json.delimiter === "|" ? "ebcdic" : $json.encoding }}' };
		const run = await readCarried(files, { format });
		expect(rows(run)).toEqual([{ Name: 'Müller', Ort: 'Aarau' }]);
		expect(reasons(run)).toEqual([expect.stringContaining('encoding "ebcdic"')]);
	});

	it('do not get the columns of the first', async () => {
		const parameters = {
			...columns({ column: '={{ $json.delimiter === "|" ? "Ort" : "Name" }}' }),
			keepOtherColumns: false,
		};
		const run = await readCarried(files, parameters);
		expect(rows(run)).toEqual([{ Name: 'Müller' }]);
		expect(reasons(run)).toEqual([
			expect.stringMatching(/^"Columns" holds for all items of a run, but its expression/),
		]);
	});
});
