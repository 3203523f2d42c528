import { toPropertyText } from '../../../nodes/HubSpotUpsert/plan/convert';

const property = (type: string) => ({ type, timeZone: 'Europe/Paris' });

it.each([
	['  Doe ', 'string', 'Doe'],
	['01000', 'string', '01000'],
	[12.5, 'number', '12.5'],
	[true, 'bool', 'true'],
	['2026-11-22T00:00:00', 'date', '2026-11-22'],
	['2026-11-22', 'date', '2026-11-22'],
	['22.11.2026', 'date', '22.11.2026'],
	['2026-11-22T10:00:00.000Z', 'datetime', '2026-11-22T10:00:00.000Z'],
	// As the date picker writes: local time.
	['2026-11-22T10:00:00', 'datetime', '2026-11-22T09:00:00.000Z'],
	['2026-07-22T10:00', 'datetime', '2026-07-22T08:00:00.000Z'],
	['2026-11-22T10:00:00+05:00', 'datetime', '2026-11-22T10:00:00+05:00'],
	[new Date('2026-11-22T10:00:00Z'), 'datetime', '2026-11-22T10:00:00.000Z'],
	// As Luxon's DateTime writes itself.
	[{ toJSON: () => '2026-11-22T10:00:00.000+01:00' }, 'date', '2026-11-22'],
	[['a', 'b'], 'enumeration', 'a;b'],
	[['a', ' ', null, 'b'], 'string', 'a, b'],
	[{ a: 1 }, 'string', '{"a":1}'],
])('writes %p for a property of type %s as %s', (value, type, text) => {
	expect(toPropertyText(value, property(type))).toBe(text);
});

it.each([
	null,
	undefined,
	'',
	'  ',
	[],
	[''],
	{},
	NaN,
	Infinity,
	new Date('never'),
	'Invalid DateTime',
	['Invalid DateTime', NaN],
	new Set([1]),
	() => 1,
	Symbol('x'),
])('leaves %p out', (value) => {
	expect(toPropertyText(value, property('string'))).toBeUndefined();
});

it('passes on what it knows no property for', () => {
	expect(toPropertyText('x')).toBe('x');
});
