import fc from 'fast-check';

import type { ColumnType } from '../../../../nodes/CsvReader/columns/settings';
import { problem, read } from './read';

const decimal = (style?: 'german' | 'french' | 'english'): ColumnType => ({ kind: 'decimal', style });
const money = (style?: 'german' | 'french' | 'english', currency?: string): ColumnType => ({
	kind: 'money',
	style,
	currency,
});
const whole: ColumnType = { kind: 'wholeNumber' };

it.each([
	['german', '1.234,56', 1234.56],
	['german', '1.234', 1234],
	['german', '1,234', 1.234],
	['german', '-0,5', -0.5],
	['german', '5,00-', -5],
	['german', "1'234,5", 1234.5],
	['german', '1 234,5', 1234.5],
	['german', '0', 0],
	['german', '-0', 0],
	['german', '  7,5 ', 7.5],
	['french', '1 234,56', 1234.56],
	['french', '1\u202f234\u00a0', 1234],
	['french', '1,234', 1.234],
	['english', '1,234.56', 1234.56],
	['english', '1,234', 1234],
	['english', '1.234', 1.234],
	['english', '1.5e-3', 0.0015],
	['english', '0.1', 0.1],
	['english', '123456789012345', 123456789012345],
	['english', '0.123456789012345', 0.123456789012345],
	['english', '1200000000000000000', 1.2e18],
] as const)('reads decimals in %s style: %p', (style, field, value) => {
	expect(read(field, decimal(style))).toBe(value);
	// The style of the file counts where the column has none.
	expect(read(field, decimal(), { decimalStyle: style })).toBe(value);
	const other = style === 'english' ? 'german' : 'english';
	expect(read(field, decimal(style), { decimalStyle: other })).toBe(value);
});

it.each([
	['german', '12.50', '1.234,56 (German style)'],
	['german', '1,234.56', 'Decimal Style'],
	['french', '1.234,56', '1 234,56 (French style)'],
	['french', '1.234', 'French'],
	['english', '12,50', '1,234.56 (English style)'],
	['english', '1.234,56', 'English'],
	['german', 'zwölf', 'is not a number'],
	['german', '12 Stück', 'is not a number'],
	['german', '(5,00)', 'is not a number'],
	['german', '5,00 €', 'is an amount of money. Give the column the type Money'],
	['english', '0.1234567890123456', 'more digits'],
	['english', '12345678901234.567', 'more digits'],
] as const)('does not read decimals in %s style: %p', (style, field, reason) => {
	expect(read(field, decimal(style))).toEqual(problem(reason));
});

it.each([
	['1.234,56', 1234.56],
	['1,234.56', 1234.56],
	['12,5', 12.5],
	['12.5', 12.5],
	['1.234.567', 1234567],
	['1 234', 1234],
])('reads %p without a style, since it can mean one thing only', (field, value) => {
	expect(read(field, decimal())).toBe(value);
});

it.each(['1.234', '1,234', '-12.345'])('wants to be told how %p is meant', (field) => {
	for (const type of [decimal(), money(), whole]) {
		expect(read(field, type)).toEqual(problem('Set the Decimal Style of the column'));
	}
});

it.each([
	['42', 42],
	['007', 7],
	['-3', -3],
	['1 234 567', 1234567],
	['12,00', 12],
	['1e3', 1000],
	['9007199254740991', 9007199254740991],
])('reads %p as a whole number', (field, value) => {
	expect(read(field, whole)).toBe(value);
});

it.each([
	['1.234', 1234, 'german'],
	['1,234', 1234, 'english'],
] as const)('reads %p as the whole number %d in %s style', (field, value, style) => {
	expect(read(field, { kind: 'wholeNumber', style })).toBe(value);
});

it.each([
	['1,5', 'is not a whole number'],
	['abc', 'is not a whole number'],
	['9007199254740993', 'more digits'],
	['90071992547409920', 'more digits'],
	['4006381333931 €', 'amount of money'],
	['1'.repeat(300), 'is not a whole number'],
])('does not read %p as a whole number', (field, reason) => {
	expect(read(field, whole)).toEqual(problem(reason));
});

it.each([
	['1.234,56 €', 1234.56],
	['1.234,56\u00a0€', 1234.56],
	['€ 1.234,56', 1234.56],
	['EUR 12,50', 12.5],
	['12,50 EUR', 12.5],
	['12,50 Euro', 12.5],
	['-5,00', -5],
	['5,00-', -5],
	['5,00- €', -5],
	['-€5', -5],
	['€ -5,00', -5],
	['(5,00)', -5],
	['(5,00 €)', -5],
	['(5,00) €', -5],
	['EUR (1.234,56)', -1234.56],
	['60,–', 60],
	['CHF 60.–', 60],
	['12,50 zł', 12.5],
	['PLN 12,50', 12.5],
	['99,00 Kč', 99],
	['1.299,00 kr.', 1299],
	['12,50', 12.5],
])('reads the amount %p', (field, value) => {
	expect(read(field, money())).toBe(value);
});

it.each([
	'abc',
	'€',
	'12,50 EUR EUR',
	'€ 12,50 USD',
	'((5))',
	'(-5)',
	'(5',
	'12,50 EURX',
	'XEUR 5',
	'5 % EUR',
	'5 (6) 7',
	'12 kWh',
	'5 Std',
	'bis 5',
])('does not read the amount %p', (field) => {
	expect(read(field, money())).toEqual(problem('is not an amount such as'));
});

it('takes amounts in the currency of the column, and such without any', () => {
	for (const field of ['5 €', '5 eur', 'EUR 5', '5 Euros', '5']) expect(read(field, money('german', 'EUR'))).toBe(5);
	for (const field of ['$5', 'USD 5', 'US$ 5']) expect(read(field, money('english', ' usd'))).toBe(5);
	expect(read('$5', money('english', 'CAD'))).toBe(5);
	expect(read('5 XYZ', money('german', 'xyz'))).toBe(5);
	for (const field of ['$5', '5 USD', 'CHF 5', '£5']) {
		expect(read(field, money('german', 'EUR'))).toEqual(problem('is not in EUR'));
	}
});

it.each([
	['CHF', ['Fr. 12.50', 'fr 12.50', 'sFr. 12.50', 'sfr 12.50', 'CHF 12.50', '12.50 Fr.']],
	['DKK', ['12.50 kr', '12.50 kr.', 'kr. 12.50', '12.50 DKK']],
	['NOK', ['12.50 kr', '12.50 kr.', 'NOK 12.50']],
	['SEK', ['12.50 kr', '12.50 kr.', 'SEK 12.50']],
	['PLN', ['12.50 zł', '12.50 PLN']],
	['CZK', ['12.50 Kč', 'CZK 12.50']],
	['JPY', ['¥ 12.50', 'JPY 12.50']],
	['GBP', ['£12.50', '12.50 GBP']],
])('takes %s however it is written', (currency, fields) => {
	for (const field of fields) {
		expect([field, read(field, money('english', currency))]).toEqual([field, 12.5]);
		expect([field, read(field, money('english'))]).toEqual([field, 12.5]);
		expect(read(field, money('english', 'EUR'))).toEqual(problem('is not in EUR'));
	}
});

it('says of a value what is wrong with it, and then what to do', () => {
	expect(read('1,5', whole)).toEqual({
		problem:
			'Column "Wert": "1,5" is not a whole number such as 1234. Correct the value in the file, set the Decimal Style that the column is written in, or read the column as Text.',
	});
});

it('reads back what each style writes', () => {
	const signs = { german: ['.', ','], french: ['\u202f', ','], english: [',', '.'] } as const;
	const style = fc.constantFrom('german', 'french', 'english');
	fc.assert(
		fc.property(style, fc.integer({ min: -1e9, max: 1e9 }), (written, hundredths) => {
			const value = hundredths / 100;
			const [whole, fraction] = Math.abs(value).toFixed(2).split('.');
			const [thousands, point] = signs[written];
			const amount = whole.replace(/\B(?=(\d{3})+$)/g, thousands) + point + fraction;
			const minus = value < 0 ? '-' : '';
			expect(read(minus + amount, decimal(written))).toBe(value);
			expect(read(`${minus}${amount} €`, money(written))).toBe(value);
		}),
	);
});
