import iconv from 'iconv-lite';

import { readHeader, UnreadableHeader, type Header } from '../../../../nodes/CsvReader/records/readHeader';
import { DEFAULT_LIMITS, TableTooLarge } from '../../../../nodes/CsvReader/records/readPlan';
import type { Table } from '../../../../nodes/CsvReader/dialect/table';
import { pieces, tableOf } from './reading';

async function headerOf(text: string, settings: Partial<Table> = {}, columns = 100): Promise<Header> {
	const table = { ...tableOf(2), hasHeader: true, ...settings };
	const bytes = iconv.encode(text, table.dialect.encoding).subarray(table.start);
	return await readHeader(pieces(bytes), table, { ...DEFAULT_LIMITS, columns });
}

it('reads the first record, whatever number of fields the body has, and says where the body begins', async () => {
	expect(await headerOf('a,"b\r\nc",\r\n1,2\r\n')).toEqual({ fields: ['a', 'b\r\nc', ''], end: 11, nextLine: 3 });
});

it('takes the place of the table into account, and empty lines before the header', async () => {
	const text = 'Export of today\n\n\nName;Straße\n1;2\n';
	const { dialect } = tableOf(2, { encoding: 'utf-16be', delimiter: ';' });
	const header = await headerOf(text, { dialect, start: 32, firstLine: 2 });
	expect(header).toEqual({ fields: ['Name', 'Straße'], end: 2 * text.indexOf('1;2'), nextLine: 5 });
});

it('reads a header that nothing follows', async () => {
	expect(await headerOf('a,b')).toEqual({ fields: ['a', 'b'], end: 3, nextLine: 1 });
	expect(await headerOf('')).toEqual({ fields: [], end: 0, nextLine: 1 });
});

it('leaves the bytes alone where the table has no header', async () => {
	expect(await headerOf('1,2\n', { hasHeader: false })).toEqual({ fields: [], end: 0, nextLine: 1 });
});

it('takes a quote in the middle of a name', async () => {
	expect((await headerOf('Size 3",b\n')).fields).toEqual(['Size 3"', 'b']);
});

it('says why a header cannot be read', async () => {
	await expect(headerOf('a,"b\n1,2\n')).rejects.toThrow(UnreadableHeader);
	await expect(headerOf('a,"b\n1,2\n')).rejects.toThrow(
		/^The header in line 1 cannot be read\. The quote .* line 1, character 3/,
	);
	await expect(headerOf('a,\0b\n')).rejects.toThrow(/^The header in line 1 cannot be read\. Field 2 holds a NUL/);
});

it('refuses more columns than the limit allows', async () => {
	await expect(headerOf('a,b,c\n', {}, 2)).rejects.toThrow(TableTooLarge);
	expect((await headerOf('a,b\n', {}, 2)).fields).toHaveLength(2);
});
