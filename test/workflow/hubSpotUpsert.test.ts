import type { IDataObject, INode } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { loadPackage, runNode, type CredentialData, type TestNode } from './engine';

let sandbox: Sandbox;
beforeAll(async () => {
	await loadPackage();
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const credentials = (token = 'sandbox-hubspot-token'): CredentialData => ({
	leadRelayHubSpotApi: { token, baseUrl: `${sandbox.url}/hubspot` },
});

const FIELDS = { email: '={{ $json.email }}', lastname: '={{ $json.name }}', lead_source: '={{ $json.source }}' };

const CATEGORY = {
	property: 'kontaktkategorie',
	sourceValue: '={{ $json.training }}',
	rules: { rule: [{ condition: 'contains', value: 'web', option: 'formation_numerique' }] },
	fallback: 'leave',
	existingValues: 'append',
};

function upsert(settings: { onError?: INode['onError']; parameters?: INode['parameters'] } = {}): TestNode {
	return {
		type: 'hubSpotUpsert',
		onError: settings.onError ?? 'continueErrorOutput',
		parameters: {
			authentication: 'leadRelayHubSpotApi',
			operation: 'upsert',
			fields: { mappingMode: 'defineBelow', value: FIELDS, matchingColumns: ['email'], schema: [] },
			categoryMappings: { mappings: [CATEGORY] },
			...settings.parameters,
		},
	};
}

const leads = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		email: `Lead${index}@Example.com`,
		name: `Lead ${index}`,
		training: index % 2 ? 'Développement Web' : 'Cuisine',
	}));

const contacts = () => sandbox.hubspot.records('contacts');
const upsertCalls = () => sandbox.calls.list('hubspot').filter(({ path }) => path.endsWith('/batch/upsert'));

it('writes 250 leads in three calls, and gives 250 linked items in input order', async () => {
	const { done, errors, hints } = await runNode(upsert(), leads(250), credentials());
	const byEmail = new Map(contacts().map((contact) => [contact.properties.email, contact]));
	expect(upsertCalls()).toHaveLength(3);
	expect(errors).toEqual([]);
	expect(done).toHaveLength(250);
	for (const [item, { json, pairedItem }] of done.entries()) {
		const contact = byEmail.get(`lead${item}@example.com`);
		expect(pairedItem).toMatchObject({ item });
		expect(json).toMatchObject({ id: contact?.id, outcome: 'created' });
		expect(json.url).toBe(`https://app.hubspot.com/contacts/24601000/record/0-1/${contact?.id}`);
		expect(contact?.properties.lastname).toBe(`Lead ${item}`);
		expect(contact?.properties.kontaktkategorie ?? '').toBe(item % 2 ? 'formation_numerique' : '');
	}
	expect(hints).toEqual(['Contacts: 250 created, 0 updated, 0 rejected']);
});

it('sends the items that HubSpot refuses to the error output, with HubSpot’s own reason', async () => {
	const items = leads(250);
	for (const index of [3, 150, 249]) items[index].source = 'Nowhere';
	const { done, errors } = await runNode(upsert(), items, credentials());
	expect(done).toHaveLength(247);
	expect(contacts()).toHaveLength(247);
	expect(errors.map(({ json }) => json.name)).toEqual(['Lead 3', 'Lead 150', 'Lead 249']);
	for (const { json } of errors) {
		expect(json.error).toMatch(/^HubSpot refused this: lead_source: Nowhere was not one of the allowed options: /);
		expect(json.error).not.toMatch(/isValid|INVALID_OPTION/);
	}
});

it('writes all rows first, and then fails with a summary, when On Error is to stop', async () => {
	const items = leads(10);
	items[2].email = '';
	items[5].source = 'Nowhere';
	const { error } = await runNode(upsert({ onError: 'stopWorkflow' }), items, credentials());
	expect(contacts()).toHaveLength(8);
	expect(error?.message).toBe('2 of 10 contacts could not be written');
	expect(error?.description).toMatch(/Item 2: The item has no value for "Email"/);
	expect(error?.description).toMatch(/Item 5: HubSpot refused this: .*Nowhere/);
	expect(error?.description).toContain('The other 8 were written.');
});

it('gives the reason itself when there is only one item', async () => {
	const { error } = await runNode(upsert({ onError: 'stopWorkflow' }), leads(1), credentials('revoked-token-value'));
	expect(error?.message).toContain('did not accept the token');
	expect(JSON.stringify(error)).not.toContain('revoked-token-value');
});

it('keeps every item when the token is refused: all are on the error output', async () => {
	const { done, errors } = await runNode(upsert(), leads(120), credentials('revoked-token-value'));
	expect(done).toEqual([]);
	expect(errors).toHaveLength(120);
	expect(errors[119].json).toMatchObject({ name: 'Lead 119', error: expect.stringContaining('token') as string });
	expect(sandbox.calls.list('hubspot').length).toBeLessThanOrEqual(2);
});

it('keeps every item when the credential is gone: none leaves as if it had been written', async () => {
	const { done, errors } = await runNode(upsert(), leads(2), {});
	expect([done.length, errors.length]).toEqual([0, 2]);
	expect(errors[1].json.error).toContain('credential');
});

it('updates contacts that are there, and adds the category to theirs', async () => {
	const value = { ...FIELDS, kontaktkategorie: 'mcarena_schorndorf' };
	const fields = { mappingMode: 'defineBelow', value, matchingColumns: ['email'], schema: [] };
	await runNode(upsert({ parameters: { fields, categoryMappings: {} } }), leads(2), credentials());
	const { done } = await runNode(upsert(), leads(2), credentials());
	expect(done.map(({ json }) => json.outcome)).toEqual(['updated', 'updated']);
	expect(contacts()).toHaveLength(2);
	const categories = new Map(
		contacts().map(({ properties }) => [properties.email, properties.kontaktkategorie?.split(';').sort()]),
	);
	expect(categories.get('lead0@example.com')).toEqual(['mcarena_schorndorf']);
	expect(categories.get('lead1@example.com')).toEqual(['formation_numerique', 'mcarena_schorndorf']);
});

it('gives each of the items that name one contact its output item', async () => {
	const items = [...leads(2), { email: ' LEAD0@example.com', name: 'Later' }];
	const { done, hints } = await runNode(upsert(), items, credentials());
	expect(contacts()).toHaveLength(2);
	expect(done).toHaveLength(3);
	expect(done[2].json.id).toBe(done[0].json.id);
	expect(hints).toEqual(['Contacts: 2 created, 0 updated, 0 rejected']);
	expect(contacts().map(({ properties }) => properties.lastname)).toContain('Later');
});

it('maps input fields to properties of the same name', async () => {
	const parameters = {
		fields: { mappingMode: 'autoMapInputData', value: null, matchingColumns: ['email'], schema: [] },
	};
	const items = [{ email: 'a@example.com', lastname: 'Doe', unknown_field: 'x', createdate: '2020-01-01' }];
	const { done, errors } = await runNode(upsert({ parameters }), items, credentials());
	expect(errors).toEqual([]);
	expect(done[0].json.properties).toEqual({ email: 'a@example.com', lastname: 'Doe' });
});

it('says which setting of the category mapping cannot work', async () => {
	const broken = { ...CATEGORY, rules: { rule: [{ condition: 'pattern', value: '(', option: 'x' }] } };
	const { error } = await runNode(
		upsert({ onError: 'stopWorkflow', parameters: { categoryMappings: { mappings: [broken] } } }),
		leads(1),
		credentials(),
	);
	expect(error?.message).toContain('not a valid regular expression');
	expect(contacts()).toEqual([]);
});

it('rejects the items for which a rule has no value, and takes numbers for text', async () => {
	const rule = { condition: 'contains', value: '={{ $json.keyword }}', option: 'formation_numerique' };
	const mappings = [{ ...CATEGORY, rules: { rule: [rule] } }];
	const items = leads(3).map((lead, index) => ({
		...lead,
		training: 'Web 42',
		keyword: [42, undefined, 'web'][index],
	}));
	const { done, errors } = await runNode(
		upsert({ parameters: { categoryMappings: { mappings } } }),
		items,
		credentials(),
	);
	expect(done.map(({ json }) => json.outcome)).toEqual(['created', 'created']);
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining('has no value to compare with')]);
});

it('names a Base URL that is no address', async () => {
	const data = { leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl: 'api.hubapi.com' } };
	const { errors } = await runNode(upsert(), leads(1), data);
	expect(errors[0].json.error).toContain('The Base URL of the credential is no address: "api.hubapi.com"');
});

it('gives the items without their address when HubSpot does not tell the account', async () => {
	const baseUrl = `${sandbox.url}/hubspot/`;
	sandbox.faults.plan({ path: '/account-info/', times: 100, act: { kind: 'status', status: 503 } });
	const data = {
		leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl: baseUrl.replace('127.0.0.1', 'localhost') },
	};
	const { done } = await runNode(upsert(), leads(1), data);
	expect(done[0].json).toMatchObject({ outcome: 'created' });
	expect(done[0].json.url).toBeUndefined();
}, 15_000);

it('does not add a category to a property that holds only one', async () => {
	const mapping = { ...CATEGORY, property: 'lead_source', rules: { rule: [] }, fallback: 'defaultOption' };
	const mappings = [{ ...mapping, defaultOption: 'ici_formation' }];
	const { errors } = await runNode(upsert({ parameters: { categoryMappings: { mappings } } }), leads(1), credentials());
	expect(errors[0].json.error).toBe(
		'The property "Lead-Quelle" holds one category only. Set Existing Categories to "Replace".',
	);
});

it('rejects only the items for which an expression fails', async () => {
	const value = { ...FIELDS, lastname: "={{ $json.name === 5 ? $('Nowhere').item.json.name : $json.name }}" };
	const fields = { mappingMode: 'defineBelow', value, matchingColumns: ['email'], schema: [] };
	const items = leads(3);
	items[1].name = 5;
	const { done, errors } = await runNode(upsert({ parameters: { fields } }), items, credentials());
	expect(done.map(({ json }) => (json.properties as IDataObject).lastname)).toEqual(['Lead 0', 'Lead 2']);
	expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining('cannot be read')]);
});

it('takes an empty input', async () => {
	const { done, error } = await runNode(upsert(), [], credentials());
	expect([done, error]).toEqual([[], undefined]);
});

it('enforces the rules of the portal only in the API version 2026-09', async () => {
	sandbox.hubspot.portal.settings.portalRules = [{ objectType: 'contacts', required: ['city'] }];
	const options = { apiVersion: '2026-09' };
	expect((await runNode(upsert(), leads(1), credentials())).done).toHaveLength(1);
	const other = [{ email: 'other@example.com', name: 'Other' }];
	const { errors } = await runNode(upsert({ parameters: { options } }), other, credentials());
	expect(errors).toHaveLength(1);
	expect(errors[0].json.error).toContain('city');
});
