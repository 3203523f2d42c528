import type { CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';
import { Unplannable } from '../../../nodes/HubSpotUpsert/plan/unplannable';
import {
	about,
	changedDefinition,
	draft,
	EMAIL,
	LEAD_KEY,
	partOf,
	planOf,
	RECORD_ID,
	rejectedAs,
	withDefinition,
} from './planning';

describe('is rejected, in these words', () => {
	it('an item that has nothing to create', () => {
		const settings = { emptyKey: 'create', emptyValues: 'clear' } as const;
		expect(rejectedAs({ email: '', city: '' }, settings)).toEqual({
			code: 'VALUE_MISSING',
			reason: 'The item has no values, so there is nothing to create. Fill it in at the source.',
		});
	});

	it('an item without a key', () => {
		expect(rejectedAs({ email: '' }, { keys: [EMAIL] })).toEqual({
			code: 'KEY_EMPTY',
			reason: 'The item has no value for "Email", which tells the records apart. Fill it in at the source.',
		});
		expect(rejectedAs({ email: '' }, { keys: [RECORD_ID, LEAD_KEY] })?.reason).toBe(
			'The item has no value for "Record ID" or "Lead Key", which tells the records apart. Fill it in at the source.',
		);
	});

	it('a record ID that is none', () => {
		expect(rejectedAs({}, { keys: [RECORD_ID] }, { recordId: '12a' })).toEqual({
			code: 'KEY_INVALID',
			reason: `"12a" is no record ID: HubSpot's are made of digits. Correct it at the source.`,
		});
	});

	it('a property that HubSpot keeps itself', () => {
		const reason = 'HubSpot keeps the property "Create Date" itself. Take it out of the mapping.';
		expect(rejectedAs({ createdate: '2026-01-01' })).toEqual({ code: 'PROPERTY_UNWRITABLE', reason });
		expect(rejectedAs({ createdate: 'never' })).toEqual({ code: 'PROPERTY_UNWRITABLE', reason });
	});

	it('a category of a property that HubSpot keeps itself', () => {
		const category = changedDefinition('kontaktkategorie', { calculated: true });
		expect(rejectedAs({}, { definitions: withDefinition(category) }, about('Web'))).toEqual({
			code: 'PROPERTY_UNWRITABLE',
			reason: 'HubSpot keeps the property "Kontaktkategorie" itself. Take it out of the mapping.',
		});
	});

	it('a property that HubSpot does not have', () => {
		const reason =
			'HubSpot has no property "shoe_size". Create it there, take it out of the mapping, or set Unknown Property to something else.';
		expect(rejectedAs({ shoe_size: 42 })).toEqual({ code: 'PROPERTY_UNKNOWN', reason });
		expect(rejectedAs({}, {}, about('Web', { property: 'shoe_size' }))).toEqual({ code: 'PROPERTY_UNKNOWN', reason });
		expect(partOf({ shoe_size: ' ' }).properties).toEqual({ email: 'a@x.com' });
	});

	it('a value that does not fit', () => {
		expect(rejectedAs({ bookings_count: 'x'.repeat(150) })).toEqual({
			code: 'VALUE_INVALID',
			reason: `"${'x'.repeat(100)}…" does not fit the property "Anzahl Buchungen". Expected: a number such as 1234.56 or 1.234,56.`,
		});
	});

	it('options that the property does not have, all of them', () => {
		expect(rejectedAs({ kontaktkategorie: 'Zumba;McArena Aspach;Judo' })).toEqual({
			code: 'OPTION_UNKNOWN',
			reason:
				'The property "Kontaktkategorie" has no option "Zumba", "Judo". Add it in HubSpot, or set what is to happen with unknown options.',
		});
	});

	it('an owner that HubSpot does not have, even where options are to be added', () => {
		const owner = changedDefinition('hubspot_owner_id', {
			options: [{ value: '7', label: 'Ann' }],
			externalOptions: true,
			referencedObjectType: 'OWNER',
		});
		for (const policy of ['reject', 'add'] as const) {
			const settings = { definitions: withDefinition(owner), unknownOption: policy };
			expect(rejectedAs({ hubspot_owner_id: 'Bob' }, settings)).toEqual({
				code: 'OPTION_UNKNOWN',
				reason: `HubSpot has no owner "Bob" for "${owner.label}". Correct it at the source, or invite the person to HubSpot.`,
			});
		}
	});

	it('an owner whom HubSpot does not tell, unless it is an ID', () => {
		const owner = changedDefinition('hubspot_owner_id', {
			options: [],
			externalOptions: true,
			ownersProblem: { code: 'SCOPE_MISSING', reason: 'Owners cannot be read.' },
		});
		const definitions = withDefinition(owner);
		expect(rejectedAs({ hubspot_owner_id: ' Bob ' }, { definitions })).toEqual({
			code: 'SCOPE_MISSING',
			reason: `"Bob" cannot be found for "${owner.label}". Owners cannot be read.`,
		});
		expect(partOf({ hubspot_owner_id: '77' }, { definitions }).properties).toMatchObject({ hubspot_owner_id: '77' });
		expect(partOf({ hubspot_owner_id: '' }, { definitions }).properties).toEqual({ email: 'a@x.com' });
	});

	it('a category that no rule finds, and a mapping that cannot work', () => {
		expect(rejectedAs({}, {}, about('Cuisine'))).toEqual({
			code: 'CATEGORY_UNKNOWN',
			reason: 'No rule for the category "kontaktkategorie" matches "Cuisine". Add a rule, or choose another fallback.',
		});
		expect(rejectedAs({}, {}, about('Web', { property: '' }))).toEqual({
			code: 'SETTING_INVALID',
			reason: 'A category mapping has no property. Choose one, or remove the mapping.',
		});
	});

	it('a category that two options are called, and one that there is none of', () => {
		const twins = changedDefinition('kontaktkategorie', {
			options: [
				{ value: 'a', label: 'Web' },
				{ value: 'b', label: 'web' },
			],
		});
		const rules: CategoryMapping['rules'] = [{ condition: 'equals', value: 'x', option: 'WEB' }];
		expect(rejectedAs({}, { definitions: withDefinition(twins) }, about('x', { rules }))).toEqual({
			code: 'CATEGORY_UNKNOWN',
			reason: 'Two options of "Kontaktkategorie" are called "WEB". Rename one in HubSpot.',
		});
		const absent: CategoryMapping['rules'] = [{ condition: 'equals', value: 'x', option: 'Zumba' }];
		expect(rejectedAs({}, {}, about('x', { rules: absent }))).toEqual({
			code: 'CATEGORY_UNKNOWN',
			reason:
				'The property "Kontaktkategorie" has no option "Zumba". Add it in HubSpot, or set what is to happen with unknown options.',
		});
	});

	it('a new option where none can be added', () => {
		const closed = changedDefinition('kontaktkategorie', { modificationMetadata: { readOnlyOptions: true } });
		const definitions = withDefinition(closed);
		const rejection = rejectedAs({ kontaktkategorie: 'Zumba' }, { definitions, unknownOption: 'add' });
		expect(rejection?.code).toBe('PROPERTY_UNWRITABLE');
		expect(rejection?.reason).toBe(
			`HubSpot does not let anybody add options to "Kontaktkategorie" through its API. Add them in HubSpot's settings, if they can be added at all.`,
		);
	});

	it('each of several items for one record, naming five others at most', () => {
		const reasonFor = (count: number) =>
			planOf(
				Array.from({ length: count }, () => draft({ email: 'a@x.com' })),
				{ duplicates: 'reject' },
			).rejected.get(0);
		const text = (others: string) =>
			`Several items name the same record, "a@x.com": this one and item ${others}. Leave only one, or set Items With the Same Key to something else.`;
		expect(reasonFor(2)).toEqual({ code: 'KEY_REPEATED', reason: text('1') });
		expect(reasonFor(6)?.reason).toBe(text('1, 2, 3, 4, 5'));
		expect(reasonFor(7)?.reason).toBe(text('1, 2, 3, 4, 5 …'));
	});
});

it('tells what the reason is with a code', () => {
	expect(new Unplannable('KEY_EMPTY', 'Empty.')).toMatchObject({ message: 'Empty.', code: 'KEY_EMPTY' });
});
