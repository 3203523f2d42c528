import { nearestName } from '../../../../nodes/CsvReader/columns/nearestName';
import { planColumns } from '../../../../nodes/CsvReader/columns/plan';
import { FieldProblem } from '../../../../nodes/CsvReader/columns/row';
import { rowBuilder } from '../../../../nodes/CsvReader/columns/rowBuilder';
import {
	WrongColumns,
	type ColumnSetting,
	type ColumnSettings,
	type ColumnType,
} from '../../../../nodes/CsvReader/columns/settings';
import { SETTINGS } from './read';

const NAMES = ['Kundennummer', 'PLZ', 'Betrag', 'E-Mail'];
const FIELDS = ['01234', '01067', '1.234,56', 'Anna@Example.com'];

function setting(
	column: string,
	type: ColumnType = { kind: 'text' },
	more: Partial<ColumnSetting> = {},
): ColumnSetting {
	return { column, required: false, type, ...more };
}

function builder(columns: ColumnSetting[], settings: Partial<ColumnSettings> = {}, names = NAMES) {
	return rowBuilder(planColumns(names, { ...SETTINGS, ...settings, columns }));
}

it('gives every column as text, in the order of the file, where nothing is set', () => {
	const row = builder([])(FIELDS);
	expect(row).toEqual({ Kundennummer: '01234', PLZ: '01067', Betrag: '1.234,56', 'E-Mail': 'Anna@Example.com' });
	expect(Object.keys(row)).toEqual(NAMES);
});

it('gives the listed columns their types and names, and keeps the others', () => {
	const money = setting('Betrag', { kind: 'money' }, { rename: 'amount' });
	const row = builder([setting('E-Mail', { kind: 'email' }, { rename: ' email ' }), money])(FIELDS);
	expect(row).toEqual({ Kundennummer: '01234', PLZ: '01067', amount: 1234.56, email: 'anna@example.com' });
	expect(Object.keys(row)).toEqual(['Kundennummer', 'PLZ', 'amount', 'email']);
});

it('gives the listed columns only, in the order of the list', () => {
	const row = builder([setting(' E-Mail '), setting('PLZ', undefined, { rename: 'zip' })], { pick: 'listed' })(FIELDS);
	expect(Object.entries(row)).toEqual([
		['E-Mail', 'Anna@Example.com'],
		['zip', '01067'],
	]);
});

it('gives a column twice where the names differ', () => {
	const columns = [setting('Betrag'), setting('Betrag', { kind: 'money' }, { rename: 'amount' })];
	expect(builder(columns, { pick: 'listed' })(FIELDS)).toEqual({ Betrag: '1.234,56', amount: 1234.56 });
	expect(builder(columns)(FIELDS)).toEqual({
		Kundennummer: '01234',
		PLZ: '01067',
		Betrag: '1.234,56',
		amount: 1234.56,
		'E-Mail': 'Anna@Example.com',
	});
});

it('swaps two names', () => {
	const columns = [setting('PLZ', undefined, { rename: 'Betrag' }), setting('Betrag', undefined, { rename: 'PLZ' })];
	expect(builder(columns)(FIELDS)).toMatchObject({ PLZ: '1.234,56', Betrag: '01067' });
});

it.each([
	[
		[setting('Betrag', undefined, { rename: 'PLZ' })],
		'"PLZ" and "Betrag" would both become "PLZ". Give one of them another name in the output.',
	],
	[
		[setting('PLZ'), setting('PLZ', { kind: 'decimal' })],
		'Two entries for "PLZ" would both become "PLZ". Give one of them another name in the output.',
	],
	[
		[setting('PLZ', undefined, { rename: '__proto__' })],
		'A field cannot be named "__proto__". Give the column another name in the output.',
	],
	[
		[setting('Betrg')],
		'The file has no column "Betrg". Do you mean "Betrag"? Its columns are: "Kundennummer", "PLZ", "Betrag", "E-Mail". Correct the name in the node\'s columns, or the header of the file.',
	],
	[[setting('Telefon')], 'The file has no column "Telefon". Its columns are: "Kundennummer", "PLZ",'],
])('refuses %j', (columns, message) => {
	expect(() => builder(columns)).toThrow(WrongColumns);
	expect(() => builder(columns)).toThrow(message);
});

describe('a listed name', () => {
	const decomposed = 'Größe'.normalize('NFD');

	it.each([
		['Größe', decomposed],
		[decomposed, 'Größe'],
		['größe', 'Größe'],
		['GRÖSSE', 'Größe'],
		[`Größe\u00ad`, 'Größe'],
		['Grö\u00adße', decomposed.toUpperCase()],
		['Letzte\u00a0Buchung', 'Letzte Buchung'],
		['LetzteBuchung', 'Letzte  Buchung'],
		['E-Mail', 'e-mail'],
		['Ｎａｍｅ', 'Name'],
	])('%p is the column %p of the file, and that is told', (listed, found) => {
		const columns = [setting(listed, undefined, { rename: 'wanted' })];
		const plan = planColumns([found, 'Other'], { ...SETTINGS, columns });
		expect(plan.matchedLoosely).toEqual([{ listed, found }]);
		expect(rowBuilder(plan)(['1', '2'])).toEqual({ wanted: '1', Other: '2' });
	});

	it('is what the field is called, however the file writes it', () => {
		expect(builder([setting('größe')], {}, [decomposed])(['1'])).toEqual({ größe: '1' });
		expect(builder([], {}, [decomposed])(['1'])).toEqual({ Größe: '1' });
	});

	it('is the exact one where there is one', () => {
		const plan = planColumns(['name', 'Name'], { ...SETTINGS, columns: [setting('Name')] });
		expect(plan.columns.map(({ index, name }) => [index, name])).toEqual([
			[0, 'name'],
			[1, 'Name'],
		]);
		expect(plan.matchedLoosely).toEqual([]);
	});

	it('is refused where several are nearly called so', () => {
		const reason =
			'The file has no column "NAME", but several that are nearly called so: "name", "Name". Write the name in the node\'s columns exactly as it is in the file.';
		expect(() => builder([setting('NAME')], {}, ['name', 'Name'])).toThrow(reason);
	});

	it('does not take the column that is listed by its exact name', () => {
		const columns = [setting('Name'), setting('name', undefined, { rename: 'other' })];
		expect(() => builder(columns, {}, ['Name'])).toThrow('The file has no column "name". Do you mean "Name"?');
	});
});

it('does not list hundreds of columns', () => {
	const names = Array.from({ length: 500 }, (_, index) => `Spalte ${index + 1}`);
	expect(() => builder([setting('x')], {}, names)).toThrow(/"Spalte 30" and 470 more\. Correct/);
});

it.each([
	['email', 'E-Mail'],
	['E-mail', 'E-Mail'],
	['kundennr', undefined],
	['Kundenummer', 'Kundennummer'],
	['Betrag netto', 'Betrag'],
	['Strasse', undefined],
	['', undefined],
	['?', undefined],
])('finds for %p the name %p', (wanted, nearest) => {
	expect(nearestName(wanted, NAMES)).toBe(nearest);
});

describe('empty fields', () => {
	const EMPTY = ['', ' ', '\u00a0', ''];
	const columns = [
		setting('PLZ', { kind: 'phone', country: 'DE' }),
		setting('Betrag', { kind: 'money' }),
		setting('E-Mail', { kind: 'email' }),
	];

	it('stay, as empty text or as null', () => {
		expect(builder([])(EMPTY)).toEqual({ Kundennummer: '', PLZ: ' ', Betrag: '\u00a0', 'E-Mail': '' });
		expect(builder([], { emptyText: null })(EMPTY)).toEqual({
			Kundennummer: null,
			PLZ: ' ',
			Betrag: '\u00a0',
			'E-Mail': null,
		});
	});

	it('are null in columns that are no text', () => {
		expect(builder(columns)(EMPTY)).toEqual({ Kundennummer: '', PLZ: '', Betrag: null, 'E-Mail': '' });
		expect(builder(columns, { emptyText: null })(EMPTY)).toEqual({
			Kundennummer: null,
			PLZ: null,
			Betrag: null,
			'E-Mail': null,
		});
	});

	it('are what a short record does not have, too', () => {
		expect(builder([])(['1'])).toEqual({ Kundennummer: '1', PLZ: '', Betrag: '', 'E-Mail': '' });
		expect(builder(columns)(['1'])).toEqual({ Kundennummer: '1', PLZ: '', Betrag: null, 'E-Mail': '' });
	});

	it.each(['', '  ', '\u00a0'])('are a problem where the column is required: %p', (field) => {
		for (const type of [{ kind: 'text' }, { kind: 'email' }, { kind: 'date' }] as ColumnType[]) {
			const build = builder([setting('E-Mail', type, { required: true, rename: 'email' })]);
			const reason = 'Column "E-Mail" is empty, but required. Fill it in, or switch off Required for the column.';
			expect(build(['1', '2', '3', field])).toEqual(new FieldProblem('E-Mail', reason, 'VALUE_MISSING'));
			expect(build(['1', '2', '3', '2025-12-31']) instanceof FieldProblem).toBe(type.kind === 'email');
		}
	});
});

it('makes rows that share nothing', () => {
	const build = builder([]);
	const first = build(FIELDS);
	build(['a', 'b', 'c', 'd']);
	expect(first).toMatchObject({ Kundennummer: '01234' });
});

it('has fields of any name', () => {
	const names = ['constructor', 'toString', 'hasOwnProperty', 'column', 'reason', '2', '1', 'ключ'];
	const row = builder([], {}, names)(names);
	expect(Object.fromEntries(Object.entries(row))).toEqual(Object.fromEntries(names.map((name) => [name, name])));
	expect(row).not.toBeInstanceOf(FieldProblem);
});
