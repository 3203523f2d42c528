import {
	convert,
	shown,
	type ConversionSettings,
	type ConvertibleProperty,
} from '../../../nodes/HubSpotUpsert/plan/convert/convert';

const READING: ConversionSettings = {
	timeZone: 'Europe/Paris',
	decimalSign: 'detect',
	dateOrder: 'dayFirst',
	checkboxes: 'replace',
};

const OPTIONS = [
	{ value: 'a', label: 'Apple' },
	{ value: 'b', label: 'Pear, green', aliases: ['Birne', ''] },
	{ value: 'c1', label: 'Cherry' },
	{ value: 'c2', label: 'cherry' },
];

describe('what was expected is said of', () => {
	it.each<[string, unknown, [type: string, fieldType: string], Partial<ConversionSettings>, string]>([
		['a number', 'x', ['number', 'number'], {}, 'a number such as 1234.56 or 1.234,56'],
		[
			'a number with a comma',
			'x',
			['number', 'number'],
			{ decimalSign: 'comma' },
			'a number such as 1.234,56 (the option "Decimal Sign" says comma)',
		],
		[
			'a number with a point',
			'x',
			['number', 'number'],
			{ decimalSign: 'point' },
			'a number such as 1,234.56 (the option "Decimal Sign" says point)',
		],
		[
			'an ambiguous number',
			'1.234',
			['number', 'number'],
			{},
			'a number with a clear decimal sign: "1.234" may be 1234 or 1.234, and the option "Decimal Sign" decides',
		],
		['a number without end', Infinity, ['number', 'number'], {}, 'a finite number'],
		['a number without beginning', -Infinity, ['number', 'number'], {}, 'a finite number'],
		['two numbers', [1, 2], ['number', 'number'], {}, 'one value only'],
		['a yes or no', 'perhaps', ['bool', 'booleancheckbox'], {}, 'yes or no (also oui/non, ja/nein, true/false, 1/0)'],
		[
			'a long yes or no',
			'x'.repeat(5_000),
			['bool', 'booleancheckbox'],
			{},
			'yes or no (also oui/non, ja/nein, true/false, 1/0)',
		],
		['a date', 'x', ['date', 'date'], {}, 'a date such as 2025-12-31 or 31.12.2025'],
		[
			'a date with the month first',
			'x',
			['date', 'date'],
			{ dateOrder: 'monthFirst' },
			'a date such as 2025-12-31 or 12/31/2025',
		],
		['a moment', 'x', ['datetime', 'date'], {}, 'a date and time such as 2025-12-31T14:30 or 31.12.2025 14:30'],
		[
			'a moment with the month first',
			'x',
			['datetime', 'date'],
			{ dateOrder: 'monthFirst' },
			'a date and time such as 2025-12-31T14:30 or 12/31/2025 14:30',
		],
		['an object as an option', { a: 1 }, ['enumeration', 'select'], {}, 'the name of an option'],
		['two options', ['Apple', 'Birne'], ['enumeration', 'radio'], {}, 'one choice only'],
		[
			'an ambiguous option',
			'CHERRY',
			['enumeration', 'select'],
			{},
			'an internal value that tells the options apart ("c1", "c2"), since "CHERRY" fits several',
		],
		[
			'what cannot be read',
			{
				toJSON: () => {
					throw new Error('no');
				},
			},
			['string', 'text'],
			{},
			'a text, a number, a date or a list of them',
		],
	])('%s', (_what, value, [type, fieldType], settings, expected) => {
		const property = { type, fieldType, options: type === 'enumeration' ? OPTIONS : [] };
		expect(convert(value, property, { ...READING, ...settings })).toEqual({ kind: 'unreadable', expected });
	});
});

describe('options', () => {
	const select = { type: 'enumeration', fieldType: 'select', options: OPTIONS };
	const checkbox = { ...select, fieldType: 'checkbox' };
	const textOf = (
		value: unknown,
		property: ConvertibleProperty = checkbox,
		settings: Partial<ConversionSettings> = {},
	) => {
		const conversion = convert(value, property, { ...READING, ...settings });
		return conversion.kind === 'text' ? conversion.text : conversion;
	};

	it.each<[unknown, string]>([
		['Apple', 'a'],
		['a', 'a'],
		['birne', 'b'],
		['Pear, green', 'b'],
		['Apple, Pear, green', 'unknown'],
		['Apple|Birne', 'a;b'],
		['Apple\nBirne', 'a;b'],
		['Apple; Birne ;', 'a;b'],
		['Apple, Birne', 'a;b'],
		['cherry', 'c2'],
		['Cherry', 'c1'],
		[['Apple', ['Birne', 'a'], null], 'a;b'],
		[';Apple', ';a'],
		[';Apple;Birne', ';a;b'],
	])('of a checkbox: %j', (value, expected) => {
		const written = textOf(value);
		if (expected === 'unknown') expect(written).toMatchObject({ kind: 'unknownOptions' });
		else expect(written).toBe(expected);
	});

	it('are added to those of the record where that is chosen, of a checkbox only', () => {
		expect(textOf('Apple', checkbox, { checkboxes: 'append' })).toBe(';a');
		expect(textOf('Apple', select, { checkboxes: 'append' })).toBe('a');
		expect(textOf('', checkbox, { checkboxes: 'append' })).toEqual({ kind: 'empty' });
	});

	it('that are unknown are told once each, beside those that are known', () => {
		expect(textOf('Plum;Apple;PLUM;Fig')).toEqual({ kind: 'unknownOptions', known: ['a'], unknown: ['Plum', 'Fig'] });
		expect(textOf(';Plum;Apple')).toEqual({ kind: 'unknownOptions', known: ['a'], unknown: ['Plum'], append: true });
		expect(textOf('Plum, Fig')).toEqual({ kind: 'unknownOptions', known: [], unknown: ['Plum, Fig'] });
	});

	it('are taken as they are where HubSpot keeps them elsewhere, and does not tell them', () => {
		const outside = { ...select, options: [], externalOptions: true };
		expect(textOf('77', outside)).toBe('77');
		expect(textOf('77', { ...outside, externalOptions: false })).toMatchObject({ kind: 'unknownOptions' });
		expect(textOf('77', { ...outside, options: OPTIONS })).toMatchObject({ kind: 'unknownOptions' });
	});

	it('of a yes or no may be HubSpot’s own labels', () => {
		const own = {
			type: 'enumeration',
			fieldType: 'booleancheckbox',
			options: [
				{ value: 'true', label: 'Gladly' },
				{ value: 'false', label: 'Rather not' },
			],
		};
		expect(textOf('gladly', own)).toBe('true');
		expect(textOf('Rather not', own)).toBe('false');
		expect(textOf('ja', own)).toBe('true');
		const three = { ...own, options: [...own.options, { value: 'perhaps', label: 'Perhaps' }] };
		expect(textOf('Perhaps', three)).toBe('perhaps');
		expect(textOf('Perhaps', { ...three, type: 'bool' })).toMatchObject({ kind: 'unreadable' });
	});
});

it('quotes a hundred characters of a value at most', () => {
	expect(shown(' x ')).toBe('x');
	expect(shown('x'.repeat(100))).toBe('x'.repeat(100));
	expect(shown('x'.repeat(101))).toBe(`${'x'.repeat(100)}…`);
	expect(shown(null)).toBe('null');
	expect(shown(undefined)).toBe('undefined');
});

it.each<[unknown, [type: string, fieldType: string], string]>([
	[1234.5, ['number', 'number'], '1234.5'],
	['1.234', ['string', 'text'], '1.234'],
	[[' ', 7], ['number', 'number'], '7'],
	['31.12.2025', ['date', 'date'], '2025-12-31'],
	['31.12.2025 14:30', ['datetime', 'date'], '2025-12-31T13:30:00.000Z'],
	['2025-12-31', ['datetime', 'date'], '2025-12-30T23:00:00.000Z'],
])('writes %j for %j', (value, [type, fieldType], text) => {
	expect(convert(value, { type, fieldType, options: [] }, READING)).toEqual({ kind: 'text', text });
});
