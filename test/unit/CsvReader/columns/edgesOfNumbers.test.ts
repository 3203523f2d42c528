import type { ColumnType } from '../../../../nodes/CsvReader/columns/settings';
import { problem, read } from './read';

const CORRECT = 'Correct the value in the file';
const CORRECT_OR_STYLE = `${CORRECT}, set the Decimal Style that the column is written in, or read the column as Text.`;

describe.each(['wholeNumber', 'decimal', 'money'] as const)('the style of a column of the kind %s', (kind) => {
	it('is that of the file where it has none of its own', () => {
		expect(read('1.234', { kind }, { decimalStyle: 'german' })).toBe(1234);
		expect(read('1,234', { kind }, { decimalStyle: 'english' })).toBe(1234);
		expect(read('1 234', { kind }, { decimalStyle: 'french' })).toBe(1234);
	});

	it('counts before that of the file', () => {
		expect(read('1.234', { kind, style: 'german' }, { decimalStyle: 'english' })).toBe(1234);
		expect(read('1,234', { kind, style: 'english' }, { decimalStyle: 'french' })).toBe(1234);
		expect(read('1.234', { kind, style: 'french' }, { decimalStyle: 'german' })).toEqual(problem(CORRECT_OR_STYLE));
	});
});

it.each<[ColumnType, string, string]>([
	[{ kind: 'decimal' }, 'x', `is not a number such as 1234.56 or 1.234,56. ${CORRECT_OR_STYLE}`],
	[{ kind: 'decimal', style: 'german' }, 'x', `is not a number such as 1.234,56 (German style). ${CORRECT_OR_STYLE}`],
	[{ kind: 'decimal', style: 'french' }, 'x', `is not a number such as 1 234,56 (French style). ${CORRECT_OR_STYLE}`],
	[{ kind: 'decimal', style: 'english' }, 'x', `is not a number such as 1,234.56 (English style). ${CORRECT_OR_STYLE}`],
	[{ kind: 'wholeNumber' }, 'x', `is not a whole number such as 1234. ${CORRECT_OR_STYLE}`],
	[{ kind: 'wholeNumber' }, '1.5', `is not a whole number such as 1234. ${CORRECT_OR_STYLE}`],
	[{ kind: 'money' }, 'x', `is not an amount such as 1234.56 or 1.234,56. ${CORRECT_OR_STYLE}`],
	[{ kind: 'money' }, '5 € €', `is not an amount such as 1234.56 or 1.234,56. ${CORRECT}, or read the column as Text.`],
	[{ kind: 'decimal' }, '1.234', 'may be 1234 or 1.234. Set the Decimal Style of the column, or of the file.'],
	[{ kind: 'decimal' }, '5 €', 'is an amount of money. Give the column the type Money, or read it as Text.'],
	[
		{ kind: 'money', currency: 'EUR' },
		'5 USD',
		`is not in EUR. ${CORRECT}, or leave the currency of the column empty.`,
	],
	[
		{ kind: 'decimal', style: 'english' },
		'1234567890.1234567',
		'has more digits than a number can hold without rounding. Read the column as Text.',
	],
	[
		{ kind: 'wholeNumber' },
		'90071992547409931',
		'has more digits than a number can hold without rounding. Read the column as Text.',
	],
	[
		{ kind: 'boolean' },
		'vielleicht',
		`is not yes or no (nor oui/non, ja/nein, vrai/faux, wahr/falsch, true/false, 1/0, x). ${CORRECT}, or read the column as Text.`,
	],
	[
		{ kind: 'email' },
		'x',
		`is not an e-mail address such as name@example.com. ${CORRECT}, or read the column as Text.`,
	],
	[
		{ kind: 'phone', country: 'DE' },
		'x',
		`is not a phone number of DE, nor one with a country code such as +49. ${CORRECT}, or read the column as Text.`,
	],
	[
		{ kind: 'phone', country: 'DE' },
		'07181 12345 ext. 67',
		`has the extension "67", which the international format cannot hold. ${CORRECT}, or read the column as Text.`,
	],
])('says of a value in %j what is wrong with it and what to do: %p', (type, field, sentence) => {
	expect(read(field, type)).toEqual({ problem: `Column "Wert": "${field}" ${sentence}` });
});

describe('digits', () => {
	it.each([
		['999999999999999', 999999999999999],
		['1234567890123456', 1234567890123456],
		['-0.123456789012345', -0.123456789012345],
		['0.000123456789012345', 0.000123456789012345],
		['1234567890.12345', 1234567890.12345],
		['12345678901234500000', 12345678901234500000],
		['1.10', 1.1],
		['0.10', 0.1],
		['000000000000000000012', 12],
		['-0.0', 0],
	])('are all there in %p', (field, value) => {
		expect(read(field, { kind: 'decimal', style: 'english' })).toBe(value);
	});

	it('are not rounded unnoticed', () => {
		expect(read('12345678901234567890', { kind: 'decimal' })).toEqual(problem('has more digits'));
		expect(read('-9007199254740993', { kind: 'wholeNumber' })).toEqual(problem('has more digits'));
		expect(read('-9007199254740991', { kind: 'wholeNumber' })).toBe(-9007199254740991);
	});
});

describe('brackets', () => {
	it.each([
		['(5,00) EUR', -5],
		['(EUR 5,00)', -5],
		['€(5,00)', -5],
		['(0)', 0],
	])('make %p negative', (field, value) => {
		expect(read(field, { kind: 'money', style: 'german' })).toBe(value);
	});

	it.each(['(5,00', '5,00)', '(5,00)(6,00)', '()', '1(2)', '(1)2', '(5) 600', '(5,00))', '((5,00)'])(
		'do not make an amount of %p',
		(field) => {
			expect(read(field, { kind: 'money', style: 'german' })).toEqual(problem('is not an amount'));
		},
	);
});

describe('the currency', () => {
	it('may be any of the world, or one that nobody knows but the settings', () => {
		expect(read('12 BRL', { kind: 'money' })).toBe(12);
		expect(read('12 brl', { kind: 'money' })).toBe(12);
		expect(read('12 QQQ', { kind: 'money' })).toEqual(problem('is not an amount'));
		expect(read('12 QQQ', { kind: 'money', currency: 'qqq' })).toBe(12);
		expect(read('12 EUR', { kind: 'money', currency: 'QQQ' })).toEqual(problem('is not in QQQ'));
	});

	it('is any where none is set, or a blank', () => {
		for (const currency of [undefined, '', '  ']) {
			expect(read('$12', { kind: 'money', currency })).toBe(12);
			expect(read('12 €', { kind: 'money', currency })).toBe(12);
		}
	});

	it('is no part of a word, nor of an abbreviation', () => {
		for (const field of ['12 Europa', 'Neuro 12', '12 .fr']) {
			expect(read(field, { kind: 'money' })).toEqual(problem('is not an amount'));
		}
	});
});

describe('phone numbers', () => {
	it.each(['K-07181 12345', '07181 12345-K', '07181 12345-99 S4', 'A1 07181 12345', '07181-A 12345'])(
		'do not have letters at their digits: %p',
		(field) => {
			expect(read(field, { kind: 'phone', country: 'DE' })).toEqual(problem('is not a phone number of DE'));
		},
	);

	it('are not believed to be one for their extension', () => {
		expect(read('12 ext. 3', { kind: 'phone', country: 'DE' })).toEqual(problem('is not a phone number of DE'));
	});
});
