import fc from 'fast-check';

import type { ConversionSettings } from '../../../../nodes/HubSpotUpsert/plan/convert/convert';
import { EMPTY, judged, property, text, UNREADABLE } from './judged';

const number = property('number');
const read = (value: unknown, decimalSign: ConversionSettings['decimalSign'] = 'detect') =>
	judged(value, number, { decimalSign });

it.each([
	['1234', '1234'],
	['  42\t', '42'],
	['0', '0'],
	['007', '7'],
	['-0', '-0'],
	['+12', '12'],
	['-12', '-12'],
	['\u221212,5', '-12.5'],
	['- 12', '-12'],
	['12,50-', '-12.50'],
	['1.234,56-', '-1234.56'],
	['12,50 -', '-12.50'],
	['1.234,56', '1234.56'],
	['1,234.56', '1234.56'],
	['1234,5', '1234.5'],
	['1234.5', '1234.5'],
	['1.5', '1.5'],
	['1,5', '1.5'],
	['12.50', '12.50'],
	['0.125', '0.125'],
	['0,125', '0.125'],
	['1234.567', '1234.567'],
	['012.345', '12.345'],
	['.5', '0.5'],
	['-,5', '-0.5'],
	['1 234', '1234'],
	['1 234,56', '1234.56'],
	['1\u00a0234,56', '1234.56'],
	['1\u202f234,56', '1234.56'],
	['1\u2009234\u2009567.8', '1234567.8'],
	["1'234.56", '1234.56'],
	['1\u2019234.567', '1234.567'],
	["1'234", '1234'],
	['1.234.567', '1234567'],
	['1,234,567', '1234567'],
	['1.234.567,891', '1234567.891'],
	['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
	['€ 1.234,56', '1234.56'],
	['1.234,56 €', '1234.56'],
	['1.234,56- EUR', '-1234.56'],
	['-€5', '-5'],
	['€-5', '-5'],
	['EUR5', '5'],
	['12 euros', '12'],
	["CHF 1'234.50", '1234.50'],
	['chf 60.–', '60'],
	['60.-', '60'],
	['60.– Fr.', '60'],
	['60,--', '60'],
	['1.200,- €', '1200'],
	['Fr. 60.50', '60.50'],
	['SFr. 60.50', '60.50'],
	['$1,234.56', '1234.56'],
	['US$ 5', '5'],
	['5 USD', '5'],
	['£5.20', '5.20'],
	['GBP 5', '5'],
	['1e3', '1000'],
	['1.5E-7', '0.00000015'],
	['1,5E+03', '1500'],
	['-2.5e1', '-25'],
	['1e21', '1000000000000000000000'],
])('reads %p as %s', (value, expected) => {
	expect(read(value)).toEqual(text(expected));
});

it.each([
	[5, '5'],
	[-12.5, '-12.5'],
	[1.234, '1.234'],
	[-0, '0'],
	[1e21, '1000000000000000000000'],
	[1.5e-7, '0.00000015'],
	[12345678901234567890n, '12345678901234567890'],
	[['1,5'], '1.5'],
	[[null, [1.234], ''], '1.234'],
])('takes %p as %s, whatever the decimal sign', (value, expected) => {
	expect(read(value, 'detect')).toEqual(text(expected));
	expect(read(typeof value === 'object' ? '1,5' : value, 'comma').kind).toBe('text');
});

it.each(['', '  ', null, undefined, NaN, [], [''], [NaN], {}, () => 1])('finds %p empty', (value) => {
	expect(read(value)).toEqual(EMPTY);
});

it.each([
	'abc',
	'12 Stück',
	'50%',
	'50 %',
	'1.2.3',
	'1,23,456',
	'12.34.567',
	'1234.567.890',
	'1.234,567,890',
	"1.234'567",
	"0'123.5",
	"1'23",
	'1 23',
	'1  234',
	'12\n345',
	'1.234.56',
	'--5',
	'-5-',
	'60.',
	'€',
	'CHF 5 EUR',
	'Fr. -.50',
	'1e',
	'1e400',
	'0x10',
	'Infinity',
	'2025-12-31',
	'1'.repeat(201),
	'0'.repeat(201),
	`.${'5'.repeat(199)}`,
	`${'1'.repeat(150)}e99`,
	true,
	false,
	Infinity,
	-Infinity,
	1e300,
	new Date(0),
	{ a: 1 },
	[1, 2],
	['1', '234'],
])('does not read %p', (value) => {
	expect(read(value)).toEqual(UNREADABLE);
});

it.each([
	['1.234', '1.234', '1234'],
	['1,234', '1234', '1.234'],
	['-999.999', '-999.999', '-999999'],
	['1.234 €', '1.234', '1234'],
])('wants to be told how %s is meant', (value, point, comma) => {
	const { expected } = read(value) as { expected: string };
	expect(expected).toContain(`may be ${comma} or ${point},`);
	expect(expected).toContain('"Decimal Sign"');
	expect(read(value, 'point')).toEqual(text(point));
	expect(read(value, 'comma')).toEqual(text(comma));
});

it.each([
	['1.5', 'comma'],
	['0.125', 'comma'],
	['1,234.56', 'comma'],
	['1,234,567', 'comma'],
	['1,5', 'point'],
	['1.234,56', 'point'],
	['1.234.567', 'point'],
] as const)('does not read %s where the decimal sign is the %s', (value, decimalSign) => {
	const { expected } = read(value, decimalSign) as { expected: string };
	expect(expected).toContain(`says ${decimalSign}`);
});

it('reads every number of JavaScript back to itself', () => {
	const small = fc.double({ noNaN: true, min: -1e99, max: 1e99 }).filter((n) => n === 0 || Math.abs(n) > 1e-90);
	fc.assert(
		fc.property(small, (value) => {
			const conversion = read(value);
			expect(conversion).toMatchObject({ kind: 'text' });
			expect(Number((conversion as { text: string }).text)).toBe(value === 0 ? 0 : value);
		}),
	);
});

it('reads what other countries write', () => {
	const written = fc.record({
		value: fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String),
		fraction: fc.stringMatching(/^\d{2}$/),
		signs: fc.constantFrom('.,', ',.', ' ,', "'.", '\u202f,', '\u2019.'),
	});
	fc.assert(
		fc.property(written, ({ value, fraction, signs: [thousands, decimal] }) => {
			const grouped = value.replace(/\B(?=(\d{3})+$)/g, thousands);
			expect(read(`${grouped}${decimal}${fraction}`)).toEqual(text(`${value}.${fraction}`));
		}),
	);
});

it('leaves its own text as it is', () => {
	const typed = fc.stringMatching(/^[-+]?[1-9]?\d{0,4}[.,' ]?\d{1,3}[.,]?\d{0,4}(e\d)?$/);
	const sign = fc.constantFrom('detect', 'comma', 'point');
	fc.assert(
		fc.property(fc.oneof(typed, fc.double(), fc.string()), sign, (value, decimalSign) => {
			const conversion = read(value, decimalSign);
			// The text has a decimal point, whatever sign was read.
			if (conversion.kind === 'text') expect(read(conversion.text, 'point')).toEqual(conversion);
		}),
		{ numRuns: 1000 },
	);
});
