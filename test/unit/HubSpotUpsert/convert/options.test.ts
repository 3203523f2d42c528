import fc from 'fast-check';

import {
	convert,
	findOption,
	joinOptions,
	type ConversionSettings,
	type ConvertibleOption,
	type ConvertibleProperty,
} from '../../../../nodes/HubSpotUpsert/plan/convert/convert';
import { EMPTY, judged, SETTINGS, text, UNREADABLE } from './judged';

const options: ConvertibleOption[] = [
	{ value: 'sante', label: 'Formation Santé' },
	{ value: 'langues', label: 'Formation Langues' },
	{ value: 'HOSPITAL', label: 'Hospital, Health & Care' },
	{ value: '17', label: 'Anna Muster', aliases: ['anna@example.com'] },
	{ value: 'paris_1', label: 'Paris' },
	{ value: 'paris_2', label: 'PARIS' },
	{ value: 'true', label: 'Aktiv' },
];
const select: ConvertibleProperty = { type: 'enumeration', fieldType: 'select', options };
const checkbox: ConvertibleProperty = { ...select, fieldType: 'checkbox' };
const append: Partial<ConversionSettings> = { checkboxes: 'append' };
const unknown = (known: string[], ...names: string[]) => ({ kind: 'unknownOptions', known, unknown: names });

it.each([
	['sante', 'sante'],
	[' SANTÉ ', 'sante'],
	['formation  sante', 'sante'],
	['Formation Sante\u0301', 'sante'],
	['Hospital, Health & Care', 'HOSPITAL'],
	['hospital', 'HOSPITAL'],
	['Anna@Example.com', '17'],
	['17', '17'],
	[17, '17'],
	[true, 'true'],
	['paris_2', 'paris_2'],
	[['langues'], 'langues'],
	[['', ['langues'], null], 'langues'],
])('finds the option of %p: %s', (value, expected) => {
	expect(judged(value, select)).toEqual(text(expected));
	expect(judged(value, checkbox)).toEqual(text(expected));
	expect(judged(value, select, append)).toEqual(text(expected));
	expect(judged(value, checkbox, append)).toEqual(text(`;${expected}`));
});

it.each(['', ' ', null, undefined, [], [null, ' '], {}, NaN])('finds %p empty', (value) => {
	expect(judged(value, select)).toEqual(EMPTY);
	expect(judged(value, checkbox, append)).toEqual(EMPTY);
});

it('makes one choice only where HubSpot keeps one', () => {
	expect(judged(['sante', 'langues'], select)).toEqual({ kind: 'unreadable', expected: 'one choice only' });
	expect(judged('sante;langues', select)).toEqual(unknown([], 'sante;langues'));
	expect(judged('Cuisine', select)).toEqual(unknown([], 'Cuisine'));
});

it.each([
	[['sante', 'Formation Langues'], 'sante;langues'],
	[['langues', 'sante', 'SANTÉ'], 'langues;sante'],
	[['sante', ['langues', 17]], 'sante;langues;17'],
	[['sante;langues', 'hospital'], 'sante;langues;HOSPITAL'],
	['sante;langues', 'sante;langues'],
	['sante; Formation Langues ;', 'sante;langues'],
	['sante\nlangues\r\nhospital', 'sante;langues;HOSPITAL'],
	['sante;langues\nhospital', 'sante;langues;HOSPITAL'],
	['sante, langues', 'sante;langues'],
	['sante | langues', 'sante;langues'],
	['Hospital, Health & Care; sante', 'HOSPITAL;sante'],
	['Hospital, Health & Care\nsante', 'HOSPITAL;sante'],
	['langues,langues', 'langues'],
])('parts %p as %s', (value, expected) => {
	expect(judged(value, checkbox)).toEqual(text(expected));
	expect(judged(value, checkbox, append)).toEqual(text(`;${expected}`));
});

it.each([
	[';sante', ';sante'],
	[' ; sante ; langues', ';sante;langues'],
	[';sante, langues', ';sante;langues'],
	[';Hospital, Health & Care', ';HOSPITAL'],
	[[';sante', 'langues'], ';sante;langues'],
])('keeps the semicolon with which %p asks to be appended', (value, expected) => {
	expect(judged(value, checkbox)).toEqual(text(expected));
	expect(judged(value, checkbox, append)).toEqual(text(expected));
});

it.each([[';'], [' ; ;\n'], ['|']])('finds no option between the separators of %p', (value) => {
	expect(judged(value, checkbox)).toEqual(EMPTY);
});

it.each([
	['Cuisine', [], ['Cuisine']],
	['sante;Cuisine;Danse;langues', ['sante', 'langues'], ['Cuisine', 'Danse']],
	['sante\nCuisine', ['sante'], ['Cuisine']],
	// Commas belong to names, as far as one can know.
	['Cuisine, Danse', [], ['Cuisine, Danse']],
	['sante, Cuisine', [], ['sante, Cuisine']],
	[['Cuisine', 'sante', 'CUISINE'], ['sante'], ['Cuisine']],
	[`sante${' '.repeat(2_000)}x`, [], [`sante${' '.repeat(2_000)}x`]],
])('says what it does not know in %p', (value, known, names) => {
	expect(judged(value, checkbox)).toEqual(unknown(known, ...names));
});

it('remembers that unknown options were to be appended', () => {
	expect(judged(';sante;Cuisine', checkbox)).toEqual({ ...unknown(['sante'], 'Cuisine'), append: true });
});

it('does not choose between two options of one name', () => {
	const both = { kind: 'unreadable', expected: expect.stringContaining('("paris_1", "paris_2")') as string };
	expect(judged('paris', select)).toEqual(both);
	expect(judged('sante;paris', checkbox)).toEqual(both);
	expect(judged(['sante', 'paris'], checkbox)).toEqual(both);
});

it('chooses the option that is called exactly so', () => {
	expect(judged('Paris', select)).toEqual(text('paris_1'));
	expect(judged('PARIS', select)).toEqual(text('paris_2'));
	expect(judged(['sante', 'Paris'], checkbox)).toEqual(text('sante;paris_1'));
	expect(findOption('Paris', [...options, { value: 'paris_3', label: 'Paris' }])).toBe('ambiguous');
});

it('takes no object for the name of an option', () => {
	expect(judged({ value: 'sante' }, select)).toEqual(UNREADABLE);
	expect(judged(['sante', { label: 'x' }], checkbox)).toEqual(UNREADABLE);
	expect(judged(new Date(0), checkbox)).toEqual(UNREADABLE);
});

it('passes on what it has no options for', () => {
	const owner = { ...select, options: [], externalOptions: true };
	// The sandbox's HubSpot would know the owners.
	const read = (value: unknown, property: ConvertibleProperty) => convert(value, property, SETTINGS);
	expect(read(' 17 ', owner)).toEqual(text('17'));
	expect(read(17, owner)).toEqual(text('17'));
	expect(read(['17', '18'], owner)).toEqual(UNREADABLE);
	expect(read('17;18', { ...owner, fieldType: 'checkbox' })).toEqual(text('17;18'));
	expect(read(';17', { ...owner, fieldType: 'checkbox' })).toEqual(text(';17'));
	expect(judged('17', { ...owner, externalOptions: false })).toEqual(unknown([], '17'));
});

it('finds options', () => {
	expect(findOption('sante', options)).toBe(options[0]);
	expect(findOption('ANNA MUSTER', options)).toBe(options[3]);
	expect(findOption('paris', options)).toBe('ambiguous');
	expect(findOption('Cuisine', options)).toBeUndefined();
	expect(findOption('\u0301', [{ value: 'x', label: '' }])).toBeUndefined();
	const twice = { value: 'x', label: 'X', aliases: ['x'] };
	expect(findOption('X', [twice, twice])).toMatchObject({ value: 'x' });
	expect(
		findOption('b', [
			{ value: 'a', label: 'b' },
			{ value: 'b', label: 'c' },
		]),
	).toMatchObject({ value: 'b' });
	expect(
		findOption('B', [
			{ value: 'a', label: 'b' },
			{ value: 'b', label: 'c' },
		]),
	).toBe('ambiguous');
});

it('parts no more than it must', () => {
	const music = ['Rock', 'Pop', 'Rock; Pop', 'Pop, Rock'];
	const property = { ...checkbox, options: music.map((label, index) => ({ value: `m${index}`, label })) };
	expect(judged('Rock; Pop', property)).toEqual(text('m2'));
	expect(judged('Rock, Pop', property)).toEqual(text('m0;m1'));
	expect(judged('Rock; Pop, Rock', property)).toEqual(text('m0;m3'));
});

it('joins options', () => {
	expect(joinOptions(['a', 'b'], checkbox, { checkboxes: 'replace' })).toBe('a;b');
	expect(joinOptions(['a', 'b'], checkbox, { checkboxes: 'append' })).toBe(';a;b');
	expect(joinOptions(['a'], select, { checkboxes: 'append' })).toBe('a');
	expect(joinOptions([], checkbox, { checkboxes: 'append' })).toBe('');
});

it('leaves its own text as it is', () => {
	const name = fc.stringMatching(/^[a-zé ,|]{1,4}$/).filter((value) => value.trim() === value);
	const option = fc.record({ value: name, label: name });
	const given = fc.record({
		options: fc.uniqueArray(option, { minLength: 1, maxLength: 6, selector: ({ value }) => value }),
		fieldType: fc.constantFrom('checkbox', 'select'),
		value: fc.oneof(
			name,
			fc.array(name),
			fc.array(name).map((names) => names.join(';')),
		),
	});
	fc.assert(
		fc.property(given, ({ value, ...rest }) => {
			const property = { type: 'enumeration', ...rest };
			const conversion = judged(value, property);
			if (conversion.kind === 'text') expect(judged(conversion.text, property)).toEqual(conversion);
		}),
		{ numRuns: 2000 },
	);
});
