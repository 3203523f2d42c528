// Every rejected item carries the code of its reason, so that a workflow can branch on it.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { marksIn } from '../../../nodes/CsvReader/sourceMark';
import type { ReasonCode } from '../../../nodes/shared/reasonCodes';
import type { NodeRun } from '../engine';
import { carrying, newFolder, put, readCarried, readText, run, usePackage } from './reader';

usePackage();

const TABLE = 'Nr;Name\n1;Müller\n2;Roth\n';

const columns = (...column: INodeParameters[]): INodeParameters => ({ columns: { column } });

const detailsOf = ({ errors }: NodeRun) => errors.map(({ json }) => json.details as IDataObject);

const readFile = async (filePath: string) => await run({ operation: 'read', from: 'file', filePath });

const split = async (filePath: string, options: INodeParameters = {}) =>
	await run({ operation: 'split', from: 'file', filePath, recordsPerSlice: 1, options });

/** Reads the one file of a folder, and archives it into another. */
async function archive(content: string, options: INodeParameters): Promise<NodeRun> {
	const folder = newFolder();
	put(folder, 'orders.csv', content);
	const { done } = await run({ operation: 'read', from: 'folder', folder, options: { unchangedSeconds: 0 } });
	return await run(
		{ operation: 'archive', folder, options },
		done.map(({ json }) => json),
	);
}

describe('a row that is rejected', () => {
	it.each<[string, ReasonCode, string | Buffer, INodeParameters]>([
		['has too few fields', 'ROW_BROKEN', 'Nr;Name\n1;Müller\n2\n3;Roth\n', {}],
		['has too many fields', 'ROW_BROKEN', 'Nr;Name\n1;Müller\n2;zu;viele\n3;Roth\n', {}],
		['has a quote that is not closed', 'ROW_BROKEN', 'Nr;Name\n1;"Müller\n2;"Roth"\n', { format: { quote: '"' } }],
		['is too long', 'ROW_BROKEN', `Nr;Name\n1;Müller\n2;${'x'.repeat(5_000)}\n`, { options: { maxRecordKb: 1 } }],
		[
			'is not of the encoding',
			'ROW_BROKEN',
			Buffer.from('Nr;Name\n1;Müller\n2;Roth\n', 'latin1'),
			{ format: { encoding: 'utf-8' } },
		],
		[
			'has no number',
			'VALUE_INVALID',
			'Nr;Name\n1;Müller\nzwei;Roth\n',
			columns({ column: 'Nr', kind: 'wholeNumber' }),
		],
		['has no address', 'VALUE_INVALID', 'Nr;Mail\n1;a@b.de\n2;nobody\n', columns({ column: 'Mail', kind: 'email' })],
		['lacks a value', 'VALUE_MISSING', 'Nr;Name\n1;Müller\n2;\n', columns({ column: 'Name', required: true })],
		[
			'lacks a number',
			'VALUE_MISSING',
			'Nr;Name\n1;Müller\n;Roth\n',
			columns({ column: 'Nr', kind: 'decimal', required: true }),
		],
	])('since it %s says %s, and where it is from', async (_what, code, content, parameters) => {
		const result = await readText(content, parameters);
		expect(detailsOf(result)).toMatchObject([{ code, file: 'customers.csv', raw: expect.any(String) as string }]);
		const [{ json }] = result.errors;
		expect(marksIn(json)).toMatchObject([{ file: 'customers.csv', record: expect.any(Number) as number }]);
	});
});

describe('a file that is rejected', () => {
	it.each<[string, ReasonCode, () => Promise<NodeRun>]>([
		['is empty', 'NOT_CSV', async () => await readText('')],
		['is a web page', 'NOT_CSV', async () => await readText('<!DOCTYPE html>\n<html></html>\n')],
		[
			'is no CSV, and was to be split',
			'NOT_CSV',
			async () => await split(put(newFolder(), 'page.csv', '<html></html>')),
		],
		['lacks a column', 'COLUMN_MISSING', async () => await readText(TABLE, columns({ column: 'Ort' }))],
		['has too many rows', 'FILE_REJECTED', async () => await readText(TABLE, { options: { maxRows: 1 } })],
		['has too many columns', 'FILE_REJECTED', async () => await readText(TABLE, { options: { maxColumns: 1 } })],
		[
			'is too wide to be split',
			'FILE_REJECTED',
			async () => await split(put(newFolder(), 'a.csv', TABLE), { maxColumns: 1 }),
		],
		['is in no binary field', 'FILE_NOT_FOUND', async () => await readCarried([{}])],
		['is not there', 'FILE_NOT_FOUND', async () => await readFile(path.join(newFolder(), 'none.csv'))],
		['is a folder', 'FILE_NOT_FOUND', async () => await readFile(newFolder())],
		['was to come in a slice', 'FILE_NOT_FOUND', async () => await run({ operation: 'read', from: 'slice' })],
		['is not allowed', 'FILE_ACCESS', async () => await readFile('/etc/hostname')],
		['is behind a link', 'FILE_ACCESS', async () => await readFile(linkTo(put(newFolder(), 'a.csv', TABLE)))],
		['was given by a part of its path', 'SETTING_INVALID', async () => await readFile('a.csv')],
		['has changed since it was split', 'FILE_CHANGED', readChangedSlice],
		[
			'is read by an expression that fails',
			'EXPRESSION_FAILED',
			async () =>
				await readCarried([carrying(TABLE)], { format: { encoding: '={{ $("Nowhere").first().json.encoding }}' } }),
		],
	])('since it %s says %s', async (_what, code, reject) => {
		expect(detailsOf(await reject())).toMatchObject([{ code }]);
	});
});

describe('an item that is rejected', () => {
	it('for a setting says SETTING_INVALID', async () => {
		const two = [carrying(TABLE), carrying(TABLE)];
		const codes = async (parameters: INodeParameters) => detailsOf(await readCarried(two, parameters));
		const invalid = [{ code: 'SETTING_INVALID' }, { code: 'SETTING_INVALID' }];
		expect(await codes({ options: { maxRows: 'many' } })).toEqual(invalid);
		expect(await codes({ format: { encoding: 'klingon' } })).toEqual(invalid);
		expect(await codes(columns({ column: 'Nr', kind: 'date', dateFormat: 'nonsense' }))).toMatchObject(invalid);
	});

	it('for a setting of another item says SETTING_DIFFERS', async () => {
		const two = [carrying(TABLE, 'a.csv', { all: true }), carrying(TABLE, 'b.csv', { all: false })];
		const result = await readCarried(two, { keepOtherColumns: '={{ $json.all }}' });
		expect(detailsOf(result)).toEqual([{ code: 'SETTING_DIFFERS' }]);
	});
});

describe('a file that is not archived', () => {
	it.each<[string, ReasonCode, INodeParameters]>([
		['would be read again', 'SETTING_INVALID', { processedFolder: '.' }],
		['would go to a folder that is closed', 'FILE_ACCESS', { processedFolder: '/etc/archive' }],
	])('since it %s says %s', async (_what, code, options) => {
		expect(detailsOf(await archive(TABLE, options))).toEqual([{ code }]);
	});

	it('since its folder is not there says FILE_NOT_FOUND', async () => {
		const result = await run({ operation: 'archive', folder: path.join(newFolder(), 'none') });
		expect(detailsOf(result)).toEqual([{ code: 'FILE_NOT_FOUND' }]);
	});
});

function linkTo(file: string): string {
	const link = path.join(newFolder(), 'link.csv');
	symlinkSync(file, link);
	return link;
}

async function readChangedSlice(): Promise<NodeRun> {
	const folder = newFolder();
	mkdirSync(path.join(folder, 'files'));
	const file = put(path.join(folder, 'files'), 'a.csv', TABLE);
	const [{ json }] = (await split(file)).done;
	writeFileSync(file, `${TABLE}3;Weiß\n`);
	return await run({ operation: 'read', from: 'slice' }, [json]);
}
