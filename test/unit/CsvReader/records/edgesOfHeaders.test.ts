import iconv from 'iconv-lite';

import type { Table } from '../../../../nodes/CsvReader/dialect/table';
import { readHeader, type Header } from '../../../../nodes/CsvReader/records/readHeader';
import { DEFAULT_LIMITS } from '../../../../nodes/CsvReader/records/readPlan';
import { beginsAsRejects } from '../../../../nodes/CsvReader/records/rejectsHeader';
import { pieces, tableOf } from './reading';

async function headerOf(text: string, settings: Partial<Table> = {}, limits = DEFAULT_LIMITS): Promise<Header> {
	const table = { ...tableOf(2), hasHeader: true, ...settings };
	return await readHeader(pieces(iconv.encode(text, table.dialect.encoding)), table, limits);
}

describe('a header', () => {
	it('may come behind very many empty lines', async () => {
		const above = '\n'.repeat(300_000);
		expect(await headerOf(`${above}a,b\n\n1,2\n`)).toEqual({ fields: ['a', 'b'], end: 300_005, nextLine: 300_003 });
	});

	it('ends before the next record, over empty lines', async () => {
		expect(await headerOf('a\r\n\r\n\r\n1\r\n', { start: 10, firstLine: 5 })).toEqual({
			fields: ['a'],
			end: 17,
			nextLine: 8,
		});
		expect(await headerOf('a\n\n')).toEqual({ fields: ['a'], end: 3, nextLine: 3 });
	});

	it('does not mind what is wrong below it', async () => {
		expect((await headerOf('a,b\n1,"2\n3,4\n')).fields).toEqual(['a', 'b']);
		expect((await headerOf('a,b\n1,\0\n')).fields).toEqual(['a', 'b']);
		expect((await headerOf('a,b\n1,2,3,4\n', {}, { ...DEFAULT_LIMITS, columns: 2 })).fields).toEqual(['a', 'b']);
	});

	it('names the number of its columns, and how many there may be', async () => {
		const limits = { ...DEFAULT_LIMITS, columns: 2 };
		await expect(headerOf('a,b,c\n', {}, limits)).rejects.toThrow('The table has 3 columns, more than 2.');
	});

	it('may be one without quotes, or with an escape of its own', async () => {
		expect((await headerOf('"a,b"\n', { dialect: tableOf(2, { quote: '', escape: '' }).dialect })).fields).toEqual([
			'"a',
			'b"',
		]);
		expect((await headerOf('"a\\"",b\n', { dialect: tableOf(2, { escape: '\\' }).dialect })).fields).toEqual([
			'a"',
			'b',
		]);
	});

	it('is told by its own line where it cannot be read', async () => {
		await expect(headerOf('\na,"b\n', { firstLine: 5 })).rejects.toThrow(
			/^The header in line 6 cannot be read\. The quote .* line 6, character 3/,
		);
		await expect(headerOf('x'.repeat(20), {}, { ...DEFAULT_LIMITS, recordBytes: 19 })).rejects.toThrow(
			/^The header in line 1 cannot be read\. The record is longer than 19 bytes\./,
		);
		expect((await headerOf('x'.repeat(20), {}, { ...DEFAULT_LIMITS, recordBytes: 20 })).fields).toHaveLength(1);
	});

	it('is none in a table without one, wherever that begins', async () => {
		const place = { hasHeader: false, start: 7, firstLine: 3 };
		expect(await headerOf('1,2\n', place)).toEqual({ fields: [], end: 7, nextLine: 3 });
		expect(await headerOf('', { start: 7, firstLine: 3 })).toEqual({ fields: [], end: 7, nextLine: 3 });
	});
});

describe('the beginning of a rejects file', () => {
	it.each([
		["'reject_line'\t'reject_reason'\t'a'\n", true],
		['"reject_line"|"reject_reason"|a', true],
		['reject_line,reject_reason', true],
		['"reject_line,reject_reason"', false],
		['"reject_line","reject_reason', false],
		['reject_line","reject_reason"', false],
		['reject_linereject_reason', false],
		['reject_line;;reject_reason', false],
		['\nreject_line;reject_reason', false],
		['xreject_line;reject_reason', false],
		['reject_line;x;reject_reason', false],
		['', false],
	])('is known by both names: %j (%p)', (text, isOne) => {
		expect(beginsAsRejects(Buffer.from(text))).toBe(isOne);
		expect(beginsAsRejects(Buffer.from(`\ufeff${text}`))).toBe(isOne);
		expect(beginsAsRejects(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(isOne);
	});
});
