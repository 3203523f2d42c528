import fc from 'fast-check';
import { DateTime } from 'luxon';

import { foresee, usualGroup, type Existing } from '../../../nodes/HubSpotUpsert/plan/foresight';
import { isSameKind, kindName, kindNamed, PROPERTY_KINDS } from '../../../nodes/HubSpotUpsert/plan/propertyKinds';
import { fittingWish } from '../../../nodes/HubSpotUpsert/plan/fittingWish';
import { internalName } from '../../../nodes/HubSpotUpsert/plan/propertyName';
import { joinWishes, readWish, type WishFields } from '../../../nodes/HubSpotUpsert/plan/wishes';
import type { Grounds } from '../../../nodes/HubSpotUpsert/plan/grounds';
import type { PropertyWish } from '../../../nodes/HubSpotUpsert/plan/wish';
import { FIELD_TYPES } from '../../../sandbox/hubspot/properties/definition.ts';

const NAME = /^[a-z][a-z0-9_]{0,99}$/;

const read = (fields: WishFields): PropertyWish => {
	const wish = readWish({ name: 'hobby', type: 'text', ...fields });
	if ('reason' in wish) throw new Error(wish.reason);
	return wish;
};

const problemOf = (fields: WishFields) => {
	const wish = readWish({ name: 'hobby', type: 'text', ...fields });
	return 'reason' in wish ? wish.reason : undefined;
};

const optionsOf = (options: unknown) =>
	read({ type: 'select', options }).options.map(({ label, value }) => (label === value ? label : `${value}=${label}`));

describe('readWish', () => {
	it('reads what the editor gives, and makes the label from the name', () => {
		const fields = { name: ' kontakt_kategorie ', label: '', type: 'text', group: ' ', description: '', unique: false };
		expect(readWish(fields)).toEqual({
			name: 'kontakt_kategorie',
			label: 'Kontakt Kategorie',
			type: 'string',
			fieldType: 'text',
			options: [],
		});
		const more = { label: 'Kategorie', group: 'lead_relay', description: 'What for', unique: true };
		expect(read(more)).toMatchObject({
			label: 'Kategorie',
			groupName: 'lead_relay',
			description: 'What for',
			hasUniqueValue: true,
		});
	});

	it.each([
		['', 'A property has no name. Fill in its Name, for instance "kontaktkategorie".'],
		[undefined, 'A property has no name.'],
		['Kontakt Kategorie', 'Write "kontakt_kategorie".'],
		['1st', 'Write "property_1st".'],
		['größe', 'Write "grosse".'],
		['a'.repeat(101), `Write "${'a'.repeat(100)}".`],
	])('refuses the name %j', (name, message) => {
		expect(problemOf({ name })).toContain(message);
	});

	it('takes the types that the sandbox takes, each by its name and by HubSpot’s field type', () => {
		for (const { value, name } of PROPERTY_KINDS) {
			const wish = read({ type: value, options: 'One' });
			expect(FIELD_TYPES[wish.type as keyof typeof FIELD_TYPES]).toContain(wish.fieldType);
			expect(read({ type: name.toUpperCase(), options: 'One' })).toEqual(wish);
		}
	});

	it('refuses other types, and lists those that there are', () => {
		expect(problemOf({ type: 'color' })).toContain(
			'has an unknown type: "color". Choose one of these: Date, Date and Time,',
		);
		expect(problemOf({ type: undefined })).toContain('unknown type: ""');
	});

	it.each<[unknown, string[]]>([
		['One', ['One']],
		[' One \r\n\n Two words ;three=Drei', ['One', 'Two words', 'three=Drei']],
		[
			['One', ' two=Zwei ', 3, null, ''],
			['One', 'two=Zwei', '3'],
		],
		[
			[{ label: 'One', value: 'one' }, { label: 'Two' }, { value: 'three' }, {}],
			['one=One', 'Two', 'three'],
		],
		['a=b=c', ['a=b=c']],
		['One;one;ONE', ['One']],
		['=One;two=', ['One', 'two']],
		['', []],
		[undefined, []],
	])('reads the options %j', (options, expected) => {
		expect(optionsOf(options)).toEqual(expected);
	});

	it.each([
		[['a;b'], 'The option "a;b" has a semicolon'],
		['a=Web;b=web', 'Two options have the label "web": "a" and "b"'],
		['a=Web;A=Internet', 'Two options have the internal value "A": "Web" and "Internet"'],
	])('refuses the options %j', (options, message) => {
		expect(problemOf({ type: 'checkbox', options })).toContain(
			`The property "hobby" cannot have these options. ${message}`,
		);
	});

	it('leaves options out that are left over from another type', () => {
		expect(read({ type: 'number', options: 'a=Web;b=Web' }).options).toEqual([]);
	});

	it('offers unique values for lines of text and numbers only', () => {
		for (const { value, name } of PROPERTY_KINDS) {
			const problem = problemOf({ type: value, unique: true, options: 'One' });
			if (value === 'text' || value === 'number') expect(problem).toBeUndefined();
			else expect(problem).toContain(`wants Single-Line Text or Number for that, not ${name}.`);
		}
		expect(read({ unique: 'TRUE' }).hasUniqueValue).toBe(true);
		expect(read({ unique: 'no' }).hasUniqueValue).toBeUndefined();
	});

	it('never throws, and names only what HubSpot takes', () => {
		fc.assert(
			fc.property(
				fc.boolean(),
				fc.array(fc.anything(), { minLength: 3, maxLength: 3 }),
				(isHobby, [name, type, options]) => {
					const wish = readWish(isHobby ? { name: 'hobby', type: 'select', options } : { name, type, options });
					if (!('reason' in wish)) expect(wish.name).toMatch(NAME);
				},
			),
		);
	});
});

describe('joinWishes', () => {
	it('makes one of the same wishes, and unites options and what else is said', () => {
		const one = read({ type: 'select', options: 'A;B' });
		const other = read({ type: 'select', options: 'b;C', label: 'Label', group: 'g', description: 'd' });
		const apart = read({ name: 'apart' });
		const [first, second, third] = joinWishes([one, apart, other]);
		expect(first).toBe(third);
		expect(second).toBe(apart);
		expect(first).toMatchObject({ label: 'Label', groupName: 'g', description: 'd' });
		expect(first).toMatchObject({ options: [{ label: 'A' }, { label: 'B' }, { label: 'C' }] });
	});

	it('rejects all wishes for a property of which two contradict each other', () => {
		const wishes = [
			{ type: 'select', options: 'A' },
			{ type: 'checkbox', options: 'A' },
			{ type: 'select', options: 'A' },
		];
		const reason = 'The property "hobby" is asked for twice, as Dropdown and as Multiple Checkboxes. Decide for one.';
		expect(joinWishes(wishes.map(read))).toEqual(wishes.map(() => ({ code: 'SETTING_INVALID', reason })));
	});

	it('rejects options that contradict each other', () => {
		const wishes = ['a=Web', 'b=Web'].map((options) => read({ type: 'select', options }));
		const [first, second] = joinWishes(wishes);
		expect(first).toEqual({
			code: 'SETTING_INVALID',
			reason: expect.stringContaining('Two options have the label "Web"') as string,
		});
		expect(second).toEqual(first);
	});

	it('leaves problems where they are, and wants unique values where one wish does', () => {
		const problem: Grounds = { code: 'SETTING_INVALID', reason: 'Oh' };
		const joined = joinWishes([problem, read({}), read({ unique: true })]);
		expect(joined[0]).toBe(problem);
		expect(joined[1]).toMatchObject({ hasUniqueValue: true });
	});
});

describe('foresee', () => {
	const existing = (settings: Partial<Existing> = {}): Existing => {
		const options = [{ label: 'Formation Web', value: 'web' }];
		return { label: 'Hobby', type: 'enumeration', fieldType: 'select', options, ...settings };
	};
	const wishFor = (options: string) => read({ type: 'select', options });

	it('finds options by value or label, and tells what is otherwise than asked', () => {
		expect(foresee(existing(), wishFor('formation web;WEB'))).toMatchObject({ result: 'unchanged', differences: [] });
		expect(foresee(existing(), wishFor('internet=Formation Web'))).toMatchObject({
			result: 'unchanged',
			differences: ['has the option "Formation Web" with the internal value "web", not "internet"'],
		});
		expect(foresee(existing(), wishFor('web=Internet'))).toMatchObject({
			result: 'unchanged',
			differences: ['has the option "web" with the label "Formation Web", not "Internet"'],
		});
	});

	it('prefers the option of exactly that value', () => {
		const options = ['WEB', 'web'].map((value) => ({ label: `Formation ${value === 'web' ? 'W' : 'X'}`, value }));
		expect(foresee(existing({ options }), wishFor('web=Formation W'))).toMatchObject({ differences: [] });
	});

	it('tells of hidden options and properties, and leaves them so', () => {
		const hidden = existing({ hidden: true, options: [{ label: 'Formation Web', value: 'web', hidden: true }] });
		expect(foresee(hidden, wishFor('web=Formation Web'))).toEqual({
			result: 'unchanged',
			missing: [],
			differences: ['is hidden in HubSpot', 'has the option "Formation Web" hidden'],
		});
	});

	it('wants options only for what is to be created', () => {
		expect(foresee(existing(), wishFor(''))).toMatchObject({ result: 'unchanged' });
		expect(foresee(undefined, wishFor('')).problem?.reason).toBe(
			'The property "hobby" is to be created as Dropdown, but has no options. Fill in its Options.',
		);
	});

	it('lets a property be unique that need not be', () => {
		const text = { type: 'string', fieldType: 'text', hasUniqueValue: true };
		expect(foresee(existing(text), read({})).result).toBe('unchanged');
		const differs = foresee(existing(text), { ...read({}), hasUniqueValue: false });
		expect(differs).toMatchObject({ result: 'differs', differences: [expect.stringContaining('with unique values')] });
	});

	it('finds the usual group by the record id, else by numbers', () => {
		const inGroup = (groupName: string, name = 'any') => ({ name, groupName });
		expect(usualGroup([inGroup('a'), inGroup('b', 'hs_object_id'), inGroup('a')])).toBe('b');
		expect(usualGroup([inGroup('a'), inGroup('b'), inGroup('b')])).toBe('b');
		expect(usualGroup([])).toBeUndefined();
	});
});

describe('kinds of properties', () => {
	it('takes two ways of describing the same for the same', () => {
		const yesOrNo = { type: 'enumeration', fieldType: 'booleancheckbox' };
		expect(isSameKind({ type: 'bool', fieldType: 'booleancheckbox' }, yesOrNo)).toBe(true);
		const phone = { type: 'phone_number', fieldType: 'phonenumber' };
		expect(isSameKind({ type: 'string', fieldType: 'phonenumber' }, phone)).toBe(true);
		expect(isSameKind({ type: 'date', fieldType: 'date' }, { type: 'datetime', fieldType: 'date' })).toBe(false);
	});

	it('has names for what cannot be asked for', () => {
		expect(kindName({ type: 'string', fieldType: 'html' })).toBe('Rich Text');
		expect(kindName({ type: 'string', fieldType: 'unheard' })).toBe('string (unheard)');
		expect(isSameKind({ type: 'string', fieldType: 'html' }, { type: 'string', fieldType: 'html' })).toBe(true);
		expect(isSameKind({ type: 'string', fieldType: 'html' }, { type: 'string', fieldType: 'text' })).toBe(false);
		expect(kindNamed('html')).toBeUndefined();
	});
});

describe('internalName', () => {
	it.each([
		['Größe (cm)', 'grosse_cm'],
		['Nom de la formation', 'nom_de_la_formation'],
		['  Élève n° 1 ', 'eleve_n_1'],
		['kontakt_kategorie', 'kontakt_kategorie'],
		['1. Wahl', 'property_1_wahl'],
		['_x_', 'x'],
		['日本', 'property'],
		['', 'property'],
	])('makes of %j %s', (text, name) => {
		expect(internalName(text)).toBe(name);
	});

	it('makes names that HubSpot takes of any text, and leaves them as they are', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
				const name = internalName(text);
				expect(name).toMatch(NAME);
				expect(internalName(name)).toBe(name);
			}),
		);
	});
});

describe('fittingWish', () => {
	const ISO = '2026-11-22';
	it.each<[string, unknown[]]>([
		['Number', [1, '2', '-3.5', '0', '', null, undefined]],
		['Number', [0.1 + 0.2, 1e21, 1e-9]],
		['Single-Line Text', [1, '1e5']],
		['Single-Line Text', ['0791234567', 1]],
		['Single-Line Text', ['+41791234567']],
		['Single-Line Text', ['1234567890123456']],
		['Single-Line Text', ['1,5']],
		['Yes or No', [true, 'false', 'TRUE']],
		['Single-Line Text', [true, 'ja']],
		['Date', [ISO, '31.12.2025', '1.2.2025']],
		['Date and Time', [ISO, '2026-11-22T10:00:00Z', '31.12.2025 14:30']],
		['Date and Time', [DateTime.fromISO(ISO), new Date(0)]],
		['Single-Line Text', ['30.02.2025']],
		['Single-Line Text', [ISO, 'soon']],
		['Single-Line Text', [ISO, 5]],
		['Single-Line Text', ['x'.repeat(255), 5]],
		['Multi-Line Text', ['x'.repeat(256), 5]],
		['Multi-Line Text', ['one\ntwo']],
		['Single-Line Text', [['a', 'b']]],
		['Single-Line Text', ['', null, NaN]],
		['Single-Line Text', []],
	])('guesses %s from %j', (kind, values) => {
		expect(kindName(fittingWish('field', values))).toBe(kind);
	});

	it('names the property after the field', () => {
		expect(fittingWish('Nom de la formation', ['Web'])).toEqual({
			name: 'nom_de_la_formation',
			label: 'Nom De La Formation',
			type: 'string',
			fieldType: 'text',
			options: [],
		});
		expect(fittingWish('trainingCentre', []).label).toBe('Training Centre');
		expect(fittingWish('?', []).label).toBe('?');
		expect(fittingWish(' ', [])).toMatchObject({ name: 'property', label: 'Property' });
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.string(), fc.array(fc.anything()), (name, values) => {
				expect(fittingWish(name, values).name).toMatch(NAME);
			}),
		);
	});
});
