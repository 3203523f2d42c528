import fc from 'fast-check';

import { convert, plainText } from '../../../../nodes/HubSpotUpsert/plan/convert/convert';
import { EMPTY, judged, property, SETTINGS, text, UNREADABLE } from './judged';

const cycle: unknown[] = [];
cycle.push(cycle);

const circle: Record<string, unknown> = {};
circle.circle = circle;

const throwing = {
	toJSON: () => {
		throw new Error('no');
	},
};

const options = [
	{ value: 'a', label: 'Á' },
	{ value: 'true', label: 'b' },
];
const PROPERTIES = [
	...['string', 'number', 'bool', 'date', 'datetime', 'phone_number', 'json', 'object_coordinates'],
].map((type) => property(type));
const ENUMERATIONS = ['select', 'checkbox', 'booleancheckbox'].map((fieldType) => ({
	type: 'enumeration',
	fieldType,
	options,
}));
const ALL = [...PROPERTIES, ...ENUMERATIONS];

it.each([
	['  Doe ', 'Doe'],
	['01000', '01000'],
	[12.5, '12.5'],
	[true, 'true'],
	[10n ** 30n, `1${'0'.repeat(30)}`],
	[new Date('2026-11-22T10:00:00Z'), '2026-11-22T10:00:00.000Z'],
	[{ toJSON: () => ' 2026-11-22T10:00:00.000+01:00' }, '2026-11-22T10:00:00.000+01:00'],
	[['a', ' ', null, 'b', ['c', 1n]], 'a, b, c, 1'],
	[{ a: 1 }, '{"a":1}'],
	[`x${'y'.repeat(100_000)}`, `x${'y'.repeat(100_000)}`],
])('writes %p as plain text', (value, expected) => {
	expect(plainText(value)).toBe(expected);
	for (const target of [undefined, property('string'), property('phone_number'), property('json'), property('new')]) {
		expect(convert(value, target, SETTINGS)).toEqual(text(expected));
	}
});

it.each([
	null,
	undefined,
	'',
	' \u00a0\n',
	[[]],
	[['', [null]]],
	{},
	NaN,
	new Date('never'),
	'Invalid DateTime',
	new Set([1]),
	() => 1,
	Symbol('x'),
])('finds %p empty', (value) => {
	expect(plainText(value)).toBeUndefined();
	for (const target of [undefined, ...ALL]) expect(convert(value, target, SETTINGS)).toEqual(EMPTY);
});

it.each([
	['a list that contains itself', cycle],
	['an object that contains itself', circle],
	['an object that throws', throwing],
	['an object with a BigInt', { a: 1n }],
	['a proxy that is gone', gone()],
])('does not read %s', (_, value) => {
	expect(plainText(value)).toBeUndefined();
	for (const target of [undefined, ...ALL]) expect(convert(value, target, SETTINGS)).toEqual(UNREADABLE);
});

it('takes any value without an exception, and gives what HubSpot takes', () => {
	const anything = fc.anything({
		withBigInt: true,
		withDate: true,
		withBoxedValues: true,
		withMap: true,
		withSet: true,
		withNullPrototype: true,
		withObjectString: true,
	});
	const order = fc.constantFrom('dayFirst', 'monthFirst');
	const sign = fc.constantFrom('detect', 'comma', 'point');
	const checkboxes = fc.constantFrom('replace', 'append');
	const rows = fc.tuple(anything, fc.constantFrom(...ALL), order, sign, checkboxes);
	fc.assert(
		fc.property(rows, ([value, target, dateOrder, decimalSign, existing]) => {
			const settings = { dateOrder, decimalSign, checkboxes: existing };
			judged(value, target, settings);
		}),
		{ numRuns: 3000 },
	);
});

it('takes typed texts without an exception, and gives what HubSpot takes', () => {
	const typed = fc.stringMatching(/^[-+€0-9., ':/TZeuhr\n;]{0,24}$/);
	fc.assert(
		fc.property(typed, fc.constantFrom(...ALL), (value, target) => {
			judged(value, target);
		}),
		{ numRuns: 5000 },
	);
});

it.each(ALL)('is soon done with long texts for $type/$fieldType', (target) => {
	const long = ['1', ' ', '.', '1,', 'a;', 'é', '\u0301', '12.', 'mo ', ';', '1 1.1.2025 ', '\n '];
	const start = performance.now();
	for (const part of long) convert(`x${part.repeat(50_000)}x`, target, SETTINGS);
	for (const part of long) convert(part.repeat(200 / part.length), target, SETTINGS);
	expect(performance.now() - start).toBeLessThan(2_000);
});

it('survives a zone that does not exist', () => {
	const settings = { ...SETTINGS, timeZone: 'Nowhere/Else' };
	expect(convert('2025-12-31T14:30', property('datetime'), settings)).toEqual(UNREADABLE);
	expect(convert('2025-12-31', property('date'), settings)).toEqual(text('2025-12-31'));
});

function gone(): object {
	const { proxy, revoke } = Proxy.revocable({}, {});
	revoke();
	return proxy;
}
