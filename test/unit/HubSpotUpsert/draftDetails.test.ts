import type { CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';
import type { Draft } from '../../../nodes/HubSpotUpsert/plan/draft';
import { planDrafts, propertiesOf, withNewOnesOf, withoutUnready } from '../../../nodes/HubSpotUpsert/plan/plan';
import { about, changedDefinition, draft, EMAIL, LEAD_KEY, partOf, planOf, SETTINGS, withDefinition } from './planning';

describe('what a draft asks for', () => {
	it('holds nothing that it does not ask for', () => {
		expect(partOf({ city: 'Bern' })).toEqual({
			item: 0,
			target: { key: EMAIL, value: 'a@x.com' },
			properties: { email: 'a@x.com', city: 'Bern' },
		});
	});

	it('names its associations and its note', () => {
		const associations: Draft['associations'] = [{ toObjectType: 'companies', key: { by: 'recordId' }, value: '7' }];
		const note = { body: 'Text', leadKey: 'k', timestamp: '2026-10-01T08:00:00.000Z' };
		expect(partOf({}, {}, { associations, note })).toMatchObject({ associations, note });
	});

	it('names the properties that are yet to be created, where it has a value for them', () => {
		const isNew = changedDefinition('city', { name: 'hobby', isNew: true });
		const definitions = withDefinition(isNew);
		expect(partOf({ hobby: 'Go' }, { definitions }).newProperties).toEqual(['hobby']);
		expect(partOf({ hobby: ' ' }, { definitions }).newProperties).toBeUndefined();
		expect(partOf({ city: 'Bern' }, { definitions }).newProperties).toBeUndefined();
	});

	it('adds options to those of the record where that is wanted, and only then', () => {
		const append = { conversion: { ...SETTINGS.conversion, checkboxes: 'append' as const } };
		expect(partOf({ kontaktkategorie: 'McArena Aspach' }, append)).toMatchObject({
			properties: { kontaktkategorie: ';mcarena_aspach' },
			appended: new Set(['kontaktkategorie']),
		});
		expect(partOf({ kontaktkategorie: 'McArena Aspach' }).appended).toBeUndefined();
		// The mapping replaces what the property alone would add.
		const replacing = about('Web', { existingValues: 'replace' });
		const { properties, appended } = partOf({ kontaktkategorie: 'McArena Aspach' }, append, replacing);
		expect(properties.kontaktkategorie).toBe('formation_numerique');
		expect([...(appended ?? [])]).toEqual([]);
	});

	it('adds a category to what another field of the item gives', () => {
		expect(partOf({ kontaktkategorie: 'McArena Aspach' }, {}, about('Web')).properties.kontaktkategorie).toBe(
			'mcarena_aspach;formation_numerique',
		);
	});

	it('adds new options to a checkbox beside those that are known, whatever the policy for the others', () => {
		const part = partOf({ kontaktkategorie: ';Zumba;McArena Aspach' }, { unknownOption: 'add' });
		expect(part.properties.kontaktkategorie).toBe(';mcarena_aspach;Zumba');
		expect(part.newOptions).toEqual(new Map([['kontaktkategorie', ['Zumba']]]));
	});

	it('names the new options of several fields and mappings of one property', () => {
		const rules: CategoryMapping['rules'] = [{ condition: 'equals', value: 'x', option: 'Judo' }];
		const part = partOf(
			{ kontaktkategorie: 'Zumba' },
			{ unknownOption: 'add' },
			about('x', { rules, missingOption: 'add' }),
		);
		expect(part.newOptions).toEqual(new Map([['kontaktkategorie', ['Zumba', 'Judo']]]));
		expect(part.categories).toMatchObject([{ category: 'Judo' }]);
	});

	it('spells a new option as the first item does', () => {
		const { drafts } = planDrafts(
			['Zumba', 'ZUMBA', ' zumbà '].map((kontaktkategorie, index) =>
				draft({ email: `${index}@x.com`, kontaktkategorie }),
			),
			{ ...SETTINGS, unknownOption: 'add' },
		);
		expect(drafts.map(({ properties }) => properties.kontaktkategorie)).toEqual(['Zumba', 'Zumba', 'Zumba']);
	});

	it('spells the new option of another property in its own way', () => {
		const other = changedDefinition('lead_source');
		const { drafts } = planDrafts(
			[draft({ email: 'a@x.com', kontaktkategorie: 'Zumba' }), draft({ email: 'b@x.com', lead_source: 'ZUMBA' })],
			{ ...SETTINGS, unknownOption: 'add', definitions: withDefinition(other) },
		);
		expect(drafts[1].properties.lead_source).toBe('ZUMBA');
	});

	it('leaves nothing out silently where all options are unknown', () => {
		expect(partOf({ kontaktkategorie: 'Zumba;Judo' }, { unknownOption: 'drop' })).toMatchObject({
			properties: { email: 'a@x.com' },
			dropped: ['Kontaktkategorie: there is no option "Zumba", "Judo"'],
		});
	});

	it('tells a key by its own text in small letters only where it is an e-mail address', () => {
		const { target, properties } = partOf({ lead_key: 'Ke\u0301' }, { keys: [LEAD_KEY] });
		expect(target).toEqual({ key: LEAD_KEY, value: 'Ké' });
		expect(properties.lead_key).toBe('Ké');
	});

	it('never empties a second key', () => {
		const settings = { keys: [EMAIL, LEAD_KEY], emptyValues: 'clear' as const };
		expect(partOf({ lead_key: '' }, settings).properties).toEqual({ email: 'a@x.com' });
	});
});

describe('what drafts share', () => {
	const planned = planDrafts(
		[
			draft({ email: 'a@x.com', kontaktkategorie: 'Zumba' }),
			draft({ email: 'b@x.com', city: 'Bern' }),
			draft({ email: 'b@x.com', zip: '3000' }),
		],
		{ ...SETTINGS, unknownOption: 'add' },
	);

	it('the names of all properties, each once', () => {
		const { writes } = planOf([draft({ email: 'b@x.com', city: 'Bern' }), draft({ email: 'b@x.com', zip: '3000' })]);
		expect(propertiesOf(writes)).toEqual(['email', 'city', 'zip']);
	});

	it('what had to be added is remembered where they are planned anew', () => {
		const again = { ...planned, drafts: planned.drafts.map((one) => ({ ...one, newOptions: undefined })) };
		const [first, second] = withNewOnesOf(planned, again).drafts;
		expect(first.newOptions).toEqual(new Map([['kontaktkategorie', ['Zumba']]]));
		expect(second.newOptions).toBeUndefined();
		const [alone] = withNewOnesOf({ drafts: [], rejected: new Map() }, planned).drafts;
		expect(alone.newOptions).toEqual(new Map([['kontaktkategorie', ['Zumba']]]));
	});

	it('a new option that could not be made ready', () => {
		const grounds = { code: 'REFUSED', reason: 'No.' } as const;
		const problems = new Map([[JSON.stringify(['kontaktkategorie', 'Zumba']), grounds]]);
		const ready = withoutUnready(planned, problems);
		expect(ready.drafts.map(({ item }) => item)).toEqual([1, 2]);
		expect([...ready.rejected]).toEqual([[0, grounds]]);
		expect(withoutUnready(planned, new Map())).toBe(planned);
		expect([...planned.rejected]).toEqual([]);
	});
});
