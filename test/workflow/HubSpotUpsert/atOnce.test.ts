import type { INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, reasons, useAccount } from './account';

const account = useAccount();

const CATEGORY = {
	property: 'kontaktkategorie',
	sourceValue: '={{ $json.training }}',
	rules: {},
	fallback: 'sourceValue',
	existingValues: 'append',
	missingOption: 'add',
};

const PARAMETERS: INodeParameters = { ...AUTOMATIC, categoryMappings: { mappings: [CATEGORY] } };

/** Runs two executions at once, each with an item of its own. */
const both = async (names: [string, string], settings: (name: string) => { token?: string } = () => ({})) =>
	await Promise.all(
		names.map(async (name) => {
			const item = { email: `${name}@example.com`, training: name };
			return await account.upsert([item], PARAMETERS, settings(name));
		}),
	);

const expectBoth = (names: string[], before: string[]) => {
	expect(account.options('contacts', 'kontaktkategorie').slice(0, before.length)).toEqual(before);
	expect(account.options('contacts', 'kontaktkategorie').slice(before.length).sort()).toEqual(names);
	const held = account.held('contacts').map(({ email, kontaktkategorie }) => [email, kontaktkategorie]);
	expect(held.sort()).toEqual(names.map((name) => [`${name}@example.com`, name]));
};

let before: string[];
beforeEach(() => {
	before = account.options('contacts', 'kontaktkategorie');
});

it('keeps the options of two executions that add different ones to one property', async () => {
	account.sandbox.faults.plan({ method: 'PATCH', times: 2, act: { kind: 'delay', ms: 500 } });
	const runs = await both(['bois', 'cuisine']);
	expect(runs.flatMap(reasons)).toEqual([]);
	expectBoth(['bois', 'cuisine'], before);
}, 20_000);

it('keeps them when the executions are in different processes, each writing over the other’s list', async () => {
	account.sandbox.faults.plan({ method: 'PATCH', times: 2, act: { kind: 'delay', ms: 500 } });
	const tokens = ['bois', 'cuisine'].map((name) => account.tokenOf(name));
	tokens.forEach((token) => account.takeToken(token));
	const runs = await both(['bois', 'cuisine'], (name) => ({ token: account.tokenOf(name) }));
	expect(runs.flatMap(reasons)).toEqual([]);
	expectBoth(['bois', 'cuisine'], before);
	// The second list did not hold the first option: it had to be written once more.
	expect(account.calls('kontaktkategorie', 'PATCH').length).toBeGreaterThan(2);
}, 20_000);

it('takes the option that somebody else adds in the meantime, under another internal value', async () => {
	account.sandbox.faults.plan({ method: 'GET', path: '/contacts/kontaktkategorie', act: { kind: 'delay', ms: 500 } });
	const run = account.upsert([{ email: 'a@example.com', training: 'Bois' }], PARAMETERS);
	// The node knows the properties by then, and has not yet asked for this one again.
	while (account.calls('/properties/').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
	const definition = account.definition('contacts', 'kontaktkategorie');
	if (!definition) throw new Error('The sandbox has no Kontaktkategorie.');
	const option = { value: 'bois_2026', label: 'bois', description: '', displayOrder: 99, hidden: false };
	const options = [...definition.options, option];
	account.sandbox.hubspot.portal.properties.put('0-1', { ...definition, options });
	expect(reasons(await run)).toEqual([]);
	expect(account.held('contacts')).toMatchObject([{ kontaktkategorie: 'bois_2026' }]);
	expect(account.options('contacts', 'kontaktkategorie')).toEqual([...before, 'bois']);
});

it('adds the same option once', async () => {
	account.sandbox.faults.plan({ method: 'PATCH', times: 2, act: { kind: 'delay', ms: 300 } });
	const runs = await Promise.all(
		['a', 'b'].map(
			async (name) => await account.upsert([{ email: `${name}@example.com`, training: 'bois' }], PARAMETERS),
		),
	);
	expect(runs.flatMap(reasons)).toEqual([]);
	expect(account.options('contacts', 'kontaktkategorie')).toEqual([...before, 'bois']);
	expect(account.held('contacts').map(({ kontaktkategorie }) => kontaktkategorie)).toEqual(['bois', 'bois']);
}, 20_000);

it('creates a property once that two executions need', async () => {
	account.sandbox.faults.plan({ method: 'POST', path: '/crm/properties/', times: 2, act: { kind: 'delay', ms: 300 } });
	const parameters = { ...AUTOMATIC, options: { unknownProperty: 'create' } };
	const runs = await Promise.all(
		['a', 'b'].map(async (hobby) => await account.upsert([{ email: `${hobby}@example.com`, hobby }], parameters)),
	);
	expect(runs.flatMap(reasons)).toEqual([]);
	expect(
		account
			.held('contacts')
			.map(({ hobby }) => hobby)
			.sort(),
	).toEqual(['a', 'b']);
});

it('makes one contact of a lead that comes to two executions', async () => {
	account.sandbox.faults.plan({ path: '/batch/upsert', times: 2, act: { kind: 'delay', ms: 300 } });
	const runs = await Promise.all(
		['Alt', 'Neu'].map(async (lastname) => await account.upsert([{ email: 'a@example.com', lastname }], AUTOMATIC)),
	);
	expect(runs.flatMap(({ done }) => done.map(({ json }) => json.outcome)).sort()).toEqual(['created', 'updated']);
	expect(account.held('contacts')).toHaveLength(1);
});

it('adds the options again of which HubSpot’s answer was lost, without doubling them', async () => {
	account.sandbox.faults.plan({ method: 'PATCH', act: { kind: 'reset', when: 'after' } });
	const run = await account.upsert([{ email: 'bois@example.com', training: 'bois' }], PARAMETERS);
	expect(reasons(run)).toEqual([]);
	expectBoth(['bois'], before);
}, 20_000);
