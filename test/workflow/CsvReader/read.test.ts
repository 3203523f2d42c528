import { carrying, newFolder, put, readCarried, readText, reasons, rows, run, usePackage } from './reader';

usePackage();

const CUSTOMERS = 'Nr;Name;Ort\r\n00017;Müller;Schorndorf\r\n2;"Roth; Söhne";\r\n';

const CUSTOMER_ROWS = [
	{ Nr: '00017', Name: 'Müller', Ort: 'Schorndorf' },
	{ Nr: '2', Name: 'Roth; Söhne', Ort: '' },
];

it('reads the files that items carry, each row an item that is linked to its input item', async () => {
	const other = Buffer.from('a,b\n1,é\n', 'latin1');
	const { done, errors, hints } = await readCarried([carrying(CUSTOMERS), carrying(other, 'letters.csv')]);
	expect(done.map(({ json }) => json)).toEqual([...CUSTOMER_ROWS, { a: '1', b: 'é' }]);
	expect(done.map(({ pairedItem }) => pairedItem)).toMatchObject([{ item: 0 }, { item: 0 }, { item: 1 }]);
	expect(errors).toEqual([]);
	expect(hints).toEqual([
		'2 files, 3 rows, 0 rejected. customers.csv: detected UTF-8, semicolon, header row. letters.csv: detected Windows-1252, comma, header row',
	]);
});

it('reads a file on disk', async () => {
	const filePath = put(newFolder(), 'customers.csv', CUSTOMERS);
	expect(rows(await run({ operation: 'read', from: 'file', filePath }))).toEqual(CUSTOMER_ROWS);
});

it('reads the slices of a file that was split, each by itself', async () => {
	const filePath = put(newFolder(), 'customers.csv', CUSTOMERS);
	const split = await run({ operation: 'split', from: 'file', filePath, recordsPerSlice: 1 });
	expect(split.done.map(({ json }) => json)).toMatchObject([
		{ file: 'customers.csv', path: filePath, slice: 1, slices: 2, firstLine: 2, firstNumber: 1, records: 1 },
		{ file: 'customers.csv', path: filePath, slice: 2, slices: 2, firstLine: 3, firstNumber: 2, records: 1 },
	]);
	const read = await run({ operation: 'read', from: 'slice' }, rows(split));
	expect(rows(read)).toEqual([
		{ ...CUSTOMER_ROWS[0], csvSource: { file: 'customers.csv', line: 2, record: 1 } },
		{ ...CUSTOMER_ROWS[1], csvSource: { file: 'customers.csv', line: 3, record: 2 } },
	]);
});

it('sends bad rows to the error output, with their place and the reason', async () => {
	const run = await readText('Name,Ort\nMüller,Aarau\nZu,viele,Felder\nRoth,Bern\n');
	expect(rows(run)).toEqual([
		{ Name: 'Müller', Ort: 'Aarau' },
		{ Name: 'Roth', Ort: 'Bern' },
	]);
	expect(run.errors).toMatchObject([
		{ json: { details: { file: 'customers.csv', line: 3, record: 2, raw: 'Zu,viele,Felder' } } },
	]);
	expect(reasons(run)).toEqual([expect.stringContaining('3 fields')]);
});

it('warns of what was not certain when it was detected', async () => {
	const { hints } = await readText(`a;b\n${'plain;text\n'.repeat(50_000)}`);
	expect(hints).toEqual([
		expect.stringContaining('50,000 rows, 0 rejected'),
		'customers.csv: Only plain ASCII characters were seen, so the encoding is assumed.',
	]);
});
