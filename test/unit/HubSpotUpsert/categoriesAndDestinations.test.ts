import { categoryOf, mappingProblem, type CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';
import type { PlannedWrite } from '../../../nodes/HubSpotUpsert/plan/plan';
import { settle, type Found } from '../../../nodes/HubSpotUpsert/plan/settle';
import { DOMAIN, EMAIL, RECORD_ID } from './planning';

describe('a category', () => {
	const mapping = (changes: Partial<CategoryMapping> = {}): CategoryMapping => {
		return {
			property: 'category',
			rules: [
				{ condition: 'startsWith', value: 'Ang', option: 'start' },
				{ condition: 'contains', value: 'web', option: 'within' },
				{ condition: 'pattern', value: '^É.+e$', option: 'pattern' },
				{ condition: 'equals', value: 'Zumba', option: 'equal' },
			],
			fallback: 'leave',
			defaultOption: 'other',
			existingValues: 'replace',
			missingOption: 'reject',
			...changes,
		};
	};

	it.each([
		['Anglais', 'start'],
		['L’anglais', undefined],
		['Le web ici', 'within'],
		['ecole', 'pattern'],
		['école !', undefined],
		['zumba', 'equal'],
		['zumba 2', undefined],
	])('of "%s" is %s', (source, option) => {
		const found = categoryOf(source, mapping());
		expect(found.kind === 'option' ? found.option : undefined).toBe(option);
	});

	it('may be the default, the source, none, or a rejection', () => {
		expect(categoryOf('x', mapping({ fallback: 'defaultOption' }))).toEqual({
			kind: 'option',
			option: 'other',
			because: 'Default Category',
		});
		expect(categoryOf(' X ', mapping({ fallback: 'sourceValue' }))).toEqual({
			kind: 'option',
			option: 'X',
			because: 'Source Value',
		});
		expect(categoryOf(' ', mapping({ fallback: 'sourceValue' }))).toEqual({ kind: 'leave' });
		expect(categoryOf('x', mapping())).toEqual({ kind: 'leave' });
		expect(categoryOf(' ', mapping({ fallback: 'reject' }))).toEqual({
			kind: 'reject',
			reason:
				'There is no source value for the category "category". Fill it in at the source, or choose another fallback.',
		});
	});

	it('is never found for nothing, even by a rule that fits nothing', () => {
		const rules: CategoryMapping['rules'] = [{ condition: 'pattern', value: '^$', option: 'x' }];
		expect(categoryOf(' ', mapping({ rules }))).toEqual({ kind: 'leave' });
	});

	const rule = { condition: 'equals', value: 'x', option: 'y' } as const;
	const choices = { label: 'Category', type: 'enumeration', fieldType: 'select', options: [{}] };

	it.each<[Partial<CategoryMapping>, object | undefined, string | undefined]>([
		[{}, choices, undefined],
		[{}, undefined, undefined],
		[{ existingValues: 'append' }, undefined, undefined],
		[{ existingValues: 'append' }, { ...choices, fieldType: 'checkbox' }, undefined],
		[
			{ existingValues: 'append' },
			choices,
			'The property "Category" holds one category only. Set Existing Categories to "Replace".',
		],
		[{}, { ...choices, options: [] }, undefined],
		[
			{ rules: [rule, { ...rule, value: ' ' }] },
			choices,
			'Rule 2 for the property "category" has no value to compare with. Fill it in, or remove the rule.',
		],
		[
			{ rules: [{ ...rule, option: '' }] },
			choices,
			'Rule 1 for the property "category" has no option. Choose one, or remove the rule.',
		],
		[
			{ rules: [{ ...rule, condition: 'pattern', value: '(' }] },
			choices,
			'Rule 1 for the property "category" has a pattern that is not a valid regular expression: (',
		],
		[
			{ fallback: 'defaultOption', defaultOption: '' },
			choices,
			'The category mapping for the property "category" has no default option. Choose one.',
		],
		[{ fallback: 'leave', defaultOption: '' }, choices, undefined],
		[{ fallback: 'defaultOption' }, choices, undefined],
	])('mapping with %j and %j has the problem %j', (changes, definition, problem) => {
		expect(mappingProblem(mapping(changes), definition as typeof choices | undefined)).toBe(problem);
	});
});

describe('where a write goes', () => {
	const write = (target: PlannedWrite['target'], more: Partial<PlannedWrite> = {}): PlannedWrite => {
		return { target, properties: { email: 'a@x.com', city: 'Bern' }, parts: [], ...more };
	};
	const of = (existingValues: 'keep' | 'overwrite') => ({ existingValues, singular: 'contact' });
	const found = (properties: Record<string, string | null>): Found => {
		return { kind: 'found', record: { id: '7', properties } };
	};

	it('is told by what was found', () => {
		const domain = write({ key: DOMAIN, value: 'x.com' });
		const byId = write({ key: RECORD_ID, value: '7' });
		const { properties } = domain;
		const settled = (planned: PlannedWrite, what?: Found) => settle(planned, what, of('overwrite'));
		expect(settled(domain, { kind: 'none' })).toMatchObject({
			destination: { method: 'create', key: { property: 'domain', value: 'x.com' } },
		});
		expect(settled(domain, found({}))).toEqual({
			kind: 'write',
			destination: { method: 'update', id: '7' },
			properties,
			id: '7',
		});
		expect(settled(byId)).toMatchObject({ destination: { method: 'update', id: '7' }, id: undefined });
		expect(settled(write('new'))).toMatchObject({ destination: { method: 'create' } });
		expect(settled(byId, { kind: 'none' })).toEqual({
			kind: 'reject',
			code: 'NOT_FOUND',
			reason: 'HubSpot has no contact with the record ID "7". It may have been deleted or merged: look it up there.',
		});
		expect(settled(domain, { kind: 'several', ids: ['1', '2'] })).toEqual({
			kind: 'reject',
			code: 'KEY_AMBIGUOUS',
			reason:
				'HubSpot has more than one contact with "x.com": record 1 and record 2. Merge them in HubSpot, or match by a property that is unique.',
		});
		expect(settled(domain, { kind: 'failed', code: 'NO_ANSWER', reason: 'Away.', lasting: false })).toEqual({
			kind: 'reject',
			code: 'NO_ANSWER',
			reason: 'Away.',
		});
	});

	it('keeps what a record holds, but for its key and what is added', () => {
		const byEmail = { key: EMAIL, value: 'a@x.com' };
		const kept = (planned: PlannedWrite, held: Record<string, string | null>) =>
			settle(planned, found(held), of('keep'));
		expect(kept(write(byEmail), { email: 'a@x.com', city: null })).toMatchObject({
			properties: { email: 'a@x.com', city: 'Bern' },
		});
		expect(kept(write(byEmail), { email: 'a@x.com', city: 'Ulm' })).toEqual({ kind: 'skip', id: '7' });
		expect(kept(write(byEmail, { appended: new Set(['city']) }), { email: 'a@x.com', city: 'Ulm' })).toMatchObject({
			properties: { email: 'a@x.com', city: 'Bern' },
		});
		const byId = write({ key: RECORD_ID, value: '7' });
		expect(kept(byId, { city: 'Ulm' })).toMatchObject({ properties: { email: 'a@x.com' } });
		expect(kept(byId, { city: 'Ulm', email: 'b@x.com' })).toEqual({ kind: 'skip', id: '7' });
		const byDomain = write({ key: { by: 'search', property: 'city' }, value: 'Bern' });
		expect(kept(byDomain, { city: '', email: 'b@x.com' })).toEqual({ kind: 'skip', id: '7' });
		expect(settle(write(byEmail), { kind: 'none' }, of('keep'))).toMatchObject({ kind: 'write' });
	});
});
