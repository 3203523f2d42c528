import type { CategoryMapping } from '../../../nodes/HubSpotUpsert/plan/category';
import type { Definition, Definitions } from '../../../nodes/HubSpotUpsert/plan/definition';
import { joinDrafts, planDrafts, type Plan } from '../../../nodes/HubSpotUpsert/plan/plan';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import type { Draft, UnreadableDraft } from '../../../nodes/HubSpotUpsert/plan/draft';
import type { DuplicatePolicy, PlanSettings } from '../../../nodes/HubSpotUpsert/plan/settings';
import { COMPANY_PROPERTIES } from '../../../sandbox/hubspot/catalog/companies.ts';
import { CONTACT_PROPERTIES } from '../../../sandbox/hubspot/catalog/contacts.ts';
import { definitionOf } from '../../../sandbox/hubspot/catalog/row.ts';

const byName = (rows: typeof CONTACT_PROPERTIES): Definitions =>
	new Map(rows.map(definitionOf).map((each) => [each.name, each as unknown as Definition]));

/** The sandbox's own definitions. */
export const CONTACT_DEFINITIONS = byName(CONTACT_PROPERTIES);
export const COMPANY_DEFINITIONS = byName(COMPANY_PROPERTIES);

export const RECORD_ID: Key = { by: 'recordId' };
export const EMAIL: Key = { by: 'unique', property: 'email' };
export const LEAD_KEY: Key = { by: 'unique', property: 'lead_key' };
export const DOMAIN: Key = { by: 'search', property: 'domain' };

/** As the editor's fields are when nobody touches them. */
export const SETTINGS: PlanSettings & { duplicates: DuplicatePolicy } = {
	keys: [EMAIL],
	definitions: CONTACT_DEFINITIONS,
	emptyKey: 'reject',
	duplicates: 'merge',
	emptyValues: 'leave',
	unknownOption: 'reject',
	unknownProperty: 'reject',
	conversion: { timeZone: 'Europe/Paris', decimalSign: 'detect', dateOrder: 'dayFirst', checkboxes: 'replace' },
};

/** A row that asks for these properties, and perhaps for more. */
export function draft(properties: Draft['properties'], more: Partial<Draft> = {}): Draft {
	return { properties, categories: [], associations: [], ...more };
}

/** Plans rows as the node does. */
export function planOf(rows: ReadonlyArray<Draft | UnreadableDraft>, settings: Partial<typeof SETTINGS> = {}): Plan {
	const all = { ...SETTINGS, ...settings };
	return joinDrafts(planDrafts(rows, all), all.duplicates);
}

const MAPPING: CategoryMapping = {
	property: 'kontaktkategorie',
	rules: [
		{ condition: 'contains', value: 'web', option: 'formation_numerique' },
		{ condition: 'contains', value: 'anglais', option: 'Formation Langues' },
	],
	fallback: 'reject',
	defaultOption: '',
	existingValues: 'append',
	missingOption: 'reject',
};

/** What a row asks for beside its properties: the category of this training. */
export const about = (sourceValue: string, changes: Partial<CategoryMapping> = {}): Partial<Draft> => {
	return { categories: [{ mapping: { ...MAPPING, ...changes }, sourceValue }] };
};

/** A property of contacts, with these changes. */
export const changedDefinition = (name: string, changes: object = {}) =>
	({ ...(CONTACT_DEFINITIONS.get(name) as object), ...changes }) as unknown as Definition;

/** The properties of contacts, and this one. */
export const withDefinition = (definition: Definition) =>
	new Map([...CONTACT_DEFINITIONS, [definition.name, definition]]);

/** Why a draft with an e-mail address and these properties is rejected. */
export const rejectedAs = (
	properties: Draft['properties'],
	settings: Partial<typeof SETTINGS> = {},
	more: Partial<Draft> = {},
) => {
	const { writes, rejected } = planOf([draft({ email: 'a@x.com', ...properties }, more)], settings);
	expect(writes).toEqual([]);
	return rejected.get(0);
};

/** What is planned of a draft with an e-mail address and these properties, which is not rejected. */
export const partOf = (
	properties: Draft['properties'],
	settings: Partial<typeof SETTINGS> = {},
	more: Partial<Draft> = {},
) => {
	const { drafts, rejected } = planDrafts([draft({ email: 'a@x.com', ...properties }, more)], {
		...SETTINGS,
		...settings,
	});
	expect([...rejected]).toEqual([]);
	return drafts[0];
};
