import fc from 'fast-check';

import type { CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';
import { planDrafts, withoutUnready } from '../../../nodes/HubSpotUpsert/plan/plan';
import type { Grounds } from '../../../nodes/HubSpotUpsert/plan/grounds';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import type { Draft } from '../../../nodes/HubSpotUpsert/plan/draft';
import { about, EMAIL, LEAD_KEY, planOf, RECORD_ID, draft, SETTINGS } from './planning';

/** What is written for one row. */
const written = (properties: Draft['properties'], settings: Partial<typeof SETTINGS> = {}, more: Partial<Draft> = {}) =>
	planOf([draft({ email: 'a@example.com', ...properties }, more)], settings).writes[0].properties;

/** Why one row is not written. */
const reasonFor = (
	properties: Draft['properties'],
	settings: Partial<typeof SETTINGS> = {},
	more: Partial<Draft> = {},
) => planOf([draft(properties, more)], settings).rejected.get(0)?.reason;

describe('the key', () => {
	it('is written among the properties, e-mail addresses in small letters', () => {
		const [write] = planOf([draft({ email: ' A@Example.com ', lastname: 'Doe' })]).writes;
		expect(write.target).toEqual({ key: EMAIL, value: 'a@example.com' });
		expect(write.properties).toEqual({ email: 'a@example.com', lastname: 'Doe' });
	});

	it('is the first one for which a row has a value', () => {
		const keys = [EMAIL, LEAD_KEY];
		const rows = [
			draft({ email: 'a@x.fr', lead_key: 'K1' }),
			draft({ email: ' ', lead_key: ' K2 ' }),
			draft({ lead_key: '' }),
		];
		const { writes, rejected } = planOf(rows, { keys });
		expect(writes.map(({ target }) => target)).toEqual([
			{ key: EMAIL, value: 'a@x.fr' },
			{ key: LEAD_KEY, value: 'K2' },
		]);
		expect(rejected.get(2)?.reason).toContain('"Email" or "Lead Key"');
	});

	it('may be the record id, which is no property', () => {
		const [write] = planOf([draft({ lastname: 'Doe' }, { recordId: 42 })], { keys: [RECORD_ID] }).writes;
		expect(write.target).toEqual({ key: RECORD_ID, value: '42' });
		expect(write.properties).toEqual({ lastname: 'Doe' });
	});

	it('may be missing where that makes a new record, each time', () => {
		const rows = [draft({ lastname: 'Doe' }), draft({ lastname: 'Doe' })];
		expect(planOf(rows, { emptyKey: 'create' }).writes.map(({ target }) => target)).toEqual(['new', 'new']);
	});

	it('may not be empty, even where empty values clear a property', () => {
		expect(reasonFor({ email: '', lastname: 'Doe' }, { emptyValues: 'clear' })).toContain('no value for "Email"');
	});
});

describe('values', () => {
	it('are converted to what the property holds', () => {
		expect(written({ bookings_count: '12,5', newsletter: 'oui', last_booking: '22.11.2026' })).toEqual({
			email: 'a@example.com',
			bookings_count: '12.5',
			newsletter: 'true',
			last_booking: '2026-11-22',
		});
		expect(reasonFor({ email: 'a@example.com', bookings_count: 'many' })).toMatch(
			/^"many" does not fit the property "Anzahl Buchungen"\. Expected: .+\.$/,
		);
	});

	it('that are empty leave the property as it is, or clear it', () => {
		expect(written({ city: ' ', zip: null })).toEqual({ email: 'a@example.com' });
		expect(written({ city: ' ', zip: null }, { emptyValues: 'clear' })).toEqual({
			email: 'a@example.com',
			city: '',
			zip: '',
		});
	});

	it('of a property that HubSpot keeps itself are refused, unless they are empty', () => {
		expect(reasonFor({ email: 'a@example.com', createdate: '2026-01-01' })).toContain(
			'keeps the property "Create Date"',
		);
		expect(written({ createdate: '' }, { emptyValues: 'clear' })).toEqual({ email: 'a@example.com' });
	});

	it('of an unknown property are refused, or left out', () => {
		expect(reasonFor({ email: 'a@example.com', shoe_size: 42 })).toContain('no property "shoe_size"');
		const [write] = planOf([draft({ email: 'a@example.com', shoe_size: 42 })], { unknownProperty: 'drop' }).writes;
		expect(write.properties).toEqual({ email: 'a@example.com' });
		expect(write.parts[0].dropped).toEqual(['shoe_size: there is no such property']);
	});

	it('that are no option are refused, left out, or added to the property', () => {
		const categories = { email: 'a@example.com', kontaktkategorie: ['McArena Aspach', 'Zumba'] };
		expect(reasonFor(categories)).toContain('"Kontaktkategorie" has no option "Zumba"');
		const [dropping] = planOf([draft(categories)], { unknownOption: 'drop' }).writes;
		expect(dropping.properties.kontaktkategorie).toBe('mcarena_aspach');
		expect(dropping.parts[0].dropped).toEqual(['Kontaktkategorie: there is no option "Zumba"']);
		const [adding] = planOf([draft(categories)], { unknownOption: 'add' }).writes;
		expect(adding.properties.kontaktkategorie).toBe('mcarena_aspach;Zumba');
		expect(adding.parts[0].newOptions).toEqual(new Map([['kontaktkategorie', ['Zumba']]]));
	});

	it('that are no option are not left out of the key: without it, each sending would create a record', () => {
		const settings = { unknownOption: 'drop', emptyKey: 'create' } as const;
		const source: Key = { by: 'search', property: 'lead_source' };
		expect(reasonFor({ lead_source: 'Radio', lastname: 'Doe' }, { ...settings, keys: [source] })).toBe(
			'The property "Lead-Quelle" has no option "Radio". It tells the records apart, so that it cannot be left out: add the option in HubSpot, or correct it at the source.',
		);
		const categories: Key = { by: 'search', property: 'kontaktkategorie' };
		const part = { kontaktkategorie: 'McArena Aspach;Zumba' };
		expect(reasonFor(part, { ...settings, keys: [categories] })).toContain('no option "Zumba"');
	});

	it('that were added with another sign for the semicolon are found again', () => {
		const source = SETTINGS.definitions.get('lead_source')!;
		const options = [{ value: 'messe', label: 'Messe, Bern' }];
		const definitions = new Map([...SETTINGS.definitions, ['lead_source', { ...source, options }]] as const);
		const [{ parts }] = planOf([draft({ email: 'a@example.com', lead_source: 'Messe; Bern' })], {
			definitions,
			unknownOption: 'add',
		}).writes;
		expect(parts[0].properties.lead_source).toBe('messe');
		expect(parts[0].newOptions).toBeUndefined();
	});

	it('are shown in part where they are long', () => {
		expect(reasonFor({ email: 'a@example.com', last_booking: 'x'.repeat(100_000) })?.length).toBeLessThan(400);
	});

	it('that cannot be read at all refuse their row only', () => {
		const odd = { toJSON: () => undefined };
		const looped: Record<string, unknown> = {};
		looped.self = looped;
		const { writes, rejected } = planOf([
			draft({ email: 'a@example.com', city: looped }),
			draft({ email: 'b@example.com', city: odd }),
		]);
		expect(rejected.get(0)?.reason).toContain('does not fit the property "City"');
		expect(writes.map(({ properties }) => properties)).toEqual([{ email: 'b@example.com' }]);
	});
});

describe('categories', () => {
	it('are found by their labels, too, and say because of what', () => {
		const [write] = planOf([draft({ email: 'a@example.com' }, about('Anglais'))]).writes;
		expect(write.parts[0].categories).toEqual([
			{ property: 'kontaktkategorie', sourceValue: 'Anglais', category: 'Formation Langues', because: 'Rule 2' },
		]);
	});

	it('replace the others where that is chosen', () => {
		expect(written({}, {}, about('Web', { existingValues: 'replace' })).kontaktkategorie).toBe('formation_numerique');
	});

	it('that the property lacks are refused, or added to it, whatever the policy for other options', () => {
		const rules: CategoryMapping['rules'] = [{ condition: 'contains', value: 'zumba', option: 'Sport; Tanz' }];
		const refusing = { unknownOption: 'add' } as const;
		expect(reasonFor({ email: 'a@example.com' }, refusing, about('Zumba', { rules }))).toContain('"Sport; Tanz"');
		const plan = planOf([draft({ email: 'a@example.com' }, about('Zumba', { rules, missingOption: 'add' }))]);
		expect(plan.writes[0].properties.kontaktkategorie).toBe(';Sport, Tanz');
		expect(plan.writes[0].parts[0].newOptions).toEqual(new Map([['kontaktkategorie', ['Sport, Tanz']]]));
	});

	it('reject the rows whose mapping cannot work, or for which no rule matches', () => {
		const broken = about('Web', { rules: [{ condition: 'pattern', value: '(', option: 'x' }] });
		expect(reasonFor({ email: 'a@example.com' }, {}, broken)).toContain('regular expression');
		expect(reasonFor({ email: 'a@example.com' }, {}, about('Cuisine'))).toContain('"Cuisine"');
	});
});

const UNREADABLE: Grounds = { code: 'EXPRESSION_FAILED', reason: 'No such thing' };

it('rejects a row that could not be read, and no other', () => {
	const { writes, rejected } = planOf([UNREADABLE, draft({ email: 'b@example.com' })]);
	expect([...rejected]).toEqual([[0, UNREADABLE]]);
	expect(writes).toHaveLength(1);
});

it('rejects the rows that use a property which could not be made ready, and no other', () => {
	const planned = planDrafts(
		[draft({ email: 'a@x.fr', city: 'Paris' }), draft({ email: 'b@x.fr' }), UNREADABLE],
		SETTINGS,
	);
	const refused: Grounds = { code: 'SCOPE_MISSING', reason: 'It could not be created.' };
	const ready = withoutUnready(planned, new Map([['city', refused]]));
	expect(ready.drafts.map((each) => each.item)).toEqual([1]);
	expect([...ready.rejected].sort()).toEqual([
		[0, refused],
		[2, UNREADABLE],
	]);
});

it('accounts for every row exactly once, and names every record once', () => {
	const anyRow = fc.oneof(
		fc.constant(UNREADABLE),
		fc
			.record({
				email: fc.oneof(fc.constantFrom('a@x.fr', 'A@x.fr ', '', 'b@x.fr', null), fc.string(), fc.anything()),
				lead_key: fc.oneof(fc.constantFrom('', 'k', 'K '), fc.string({ unit: 'binary' })),
				kontaktkategorie: fc.anything(),
				bookings_count: fc.anything(),
			})
			.map((properties) => draft(properties)),
	);
	const settings = fc.record({
		keys: fc.constantFrom([EMAIL], [EMAIL, LEAD_KEY], [LEAD_KEY]),
		emptyKey: fc.constantFrom('reject', 'create'),
		duplicates: fc.constantFrom('merge', 'firstWins', 'lastWins', 'reject'),
		emptyValues: fc.constantFrom('leave', 'clear'),
		unknownOption: fc.constantFrom('reject', 'drop', 'add'),
	} as const);
	fc.assert(
		fc.property(fc.array(anyRow), settings, (rows, chosen) => {
			const { writes, rejected } = planOf(rows, chosen);
			const accounted = [...writes.flatMap(({ parts }) => parts.map((part) => part.item)), ...rejected.keys()];
			expect(accounted.sort((a, b) => a - b)).toEqual(rows.map((_, index) => index));
			const names = writes.flatMap(({ target }) =>
				target === 'new' ? [] : `${JSON.stringify(target.key)} ${target.value.trim().toLowerCase()}`,
			);
			expect(new Set(names).size).toBe(names.length);
			for (const text of writes.flatMap(({ properties }) => Object.values(properties)))
				expect(typeof text).toBe('string');
		}),
	);
});
