import { columnNames } from '../../../../nodes/CsvReader/columns/names';
import { planColumns } from '../../../../nodes/CsvReader/columns/plan';
import { rowBuilder } from '../../../../nodes/CsvReader/columns/rowBuilder';
import type { ColumnSetting, ColumnSettings } from '../../../../nodes/CsvReader/columns/settings';
import { SETTINGS } from './read';

it.each([
	['characters that control a printer', ['a\u0001b', '\u0007c\u0008'], ['a b', 'c']],
	['a mark that is no mark, since it is not in front', ['Preis ï»¿'], ['Preis ï»¿']],
	['what nobody sees within a name', ['Na\u00adme', 'Or\u200bt'], ['Name', 'Ort']],
	['a row of blanks and line breaks', ['a \r\n\t b'], ['a b']],
	['namesakes of two names', ['a', 'b', 'a', 'b', 'a'], ['a', 'b', 'a (2)', 'b (2)', 'a (3)']],
	['numbers that the file itself gives later', ['a', 'a', 'a', 'a (3)'], ['a', 'a (2)', 'a (4)', 'a (3)']],
])('names columns with %s', (_what, header, names) => {
	expect(columnNames(header)).toEqual(names);
});

const PLAIN: ColumnSetting = { column: 'a', required: false, type: { kind: 'text' } };

const plan = (columns: Partial<ColumnSetting>[], settings: Partial<ColumnSettings> = {}, names = ['a', 'b', 'c']) =>
	planColumns(names, { ...SETTINGS, ...settings, columns: columns.map((column) => ({ ...PLAIN, ...column })) });

const coded = (code: string) => expect.objectContaining({ code }) as Error;

describe('the plan', () => {
	it('leaves a column its name where the other is blank', () => {
		expect(plan([{ rename: ' ' }]).columns.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
	});

	it('requires what is said to be required, and no column that is not listed', () => {
		const { columns } = plan([{ column: 'b', required: true }]);
		expect(columns.map(({ source, required }) => [source, required])).toEqual([
			['a', false],
			['b', true],
			['c', false],
		]);
	});

	it('keeps entries of the same column together, in the order of the list', () => {
		const { columns } = plan([{ column: 'c', rename: 'z' }, { column: 'a', rename: 'y' }, { column: 'a' }]);
		expect(columns.map(({ index, name }) => [index, name])).toEqual([
			[0, 'y'],
			[0, 'a'],
			[1, 'b'],
			[2, 'z'],
		]);
	});

	it('takes as many columns as there are, and lists all thirty of them', () => {
		const names = Array.from({ length: 30 }, (_, index) => `Spalte ${index + 1}`);
		expect(() => plan([{ column: 'x' }], {}, names)).toThrow(/"Spalte 29", "Spalte 30"\. Correct the name/);
		expect(() => plan([{ column: 'x' }], {}, [...names, 'y'])).toThrow(/"Spalte 30" and 1 more\. Correct/);
	});

	it('says whether a column is missing or a setting wrong', () => {
		expect(() => plan([{ column: 'x' }])).toThrow(coded('COLUMN_MISSING'));
		expect(() => plan([{ rename: '__proto__' }])).toThrow(coded('SETTING_INVALID'));
		expect(() => plan([{ rename: 'b' }])).toThrow(coded('SETTING_INVALID'));
		const type = { kind: 'date', format: 'x' } as const;
		expect(() => plan([{ type }])).toThrow(coded('SETTING_INVALID'));
		const zoned = { kind: 'dateTime', timeZone: 'Berlin' } as const;
		expect(() => plan([{ type: zoned }])).toThrow(coded('SETTING_INVALID'));
	});
});

describe('rows', () => {
	it('have the fields of their columns, also where one of them is required or typed', () => {
		const build = rowBuilder(plan([{ column: 'b', required: true }], { emptyText: null }));
		expect(build(['1', ' 2 ', ''])).toEqual({ a: '1', b: ' 2 ', c: null });
		expect(build(['1', '2'])).toEqual({ a: '1', b: '2', c: null });
		expect(build(['1'])).toMatchObject({ column: 'b', code: 'VALUE_MISSING' });
	});

	it('say of a value that does not fit which column it is in, by the name in the file', () => {
		const type = { kind: 'wholeNumber' } as const;
		const build = rowBuilder(plan([{ column: 'b', rename: 'count', required: true, type }]));
		expect(build(['1', ' 2 ', ''])).toEqual({ a: '1', count: 2, c: '' });
		expect(build(['1', 'x', ''])).toMatchObject({ column: 'b', code: 'VALUE_INVALID' });
		expect(build(['1', ' ', ''])).toMatchObject({ column: 'b', code: 'VALUE_MISSING' });
	});

	it('share nothing where columns have types', () => {
		const build = rowBuilder(plan([{ column: 'b', type: { kind: 'decimal' } }]));
		const first = build(['1', '2', '3']);
		expect(build(['4', '5', '6'])).toEqual({ a: '4', b: 5, c: '6' });
		expect(first).toEqual({ a: '1', b: 2, c: '3' });
	});
});
