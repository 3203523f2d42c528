import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, idIn, reasons, useAccount } from './account';

const account = useAccount();

const COMPANY = {
	toObjectType: 'companies',
	findBy: 'search',
	property: 'domain',
	value: '={{ $json.company_domain }}',
	label: '',
};

const associations = (...changes: IDataObject[]): INodeParameters => ({
	...AUTOMATIC,
	associations: { association: changes.map((change) => ({ ...COMPANY, ...change })) },
});

const contactId = () => account.sandbox.hubspot.records('contacts')[0].id;
const lead = { email: 'a@example.com', company_domain: 'mcarena.example' };

let company: string;
beforeEach(async () => {
	company = await account.create('companies', { domain: 'mcarena.example', name: 'McArena' });
});

it('links to a record that is found by a search, seen from both sides', async () => {
	const { done } = await account.upsert([lead], associations({}));
	expect(done[0].json.associations).toEqual([{ objectType: 'companies', id: company }]);
	expect(account.associated('contacts', contactId(), 'companies')).toEqual([{ id: company, labels: [] }]);
	expect(account.associated('companies', company, 'contacts')).toEqual([{ id: contactId(), labels: [] }]);
});

it('links to a record that is found by its record id', async () => {
	const value = '={{ $json.company_id }}';
	const items = [{ ...lead, company_id: Number(company) }];
	await account.upsert(items, associations({ findBy: 'recordId', value }));
	expect(account.associated('contacts', contactId(), 'companies')).toEqual([{ id: company, labels: [] }]);
});

it('links to a record that is found by a unique property', async () => {
	const contact = await account.create('contacts', { email: 'max@example.com' });
	const buyer = { toObjectType: 'contacts', findBy: 'unique', property: 'email', value: '={{ $json.buyer }}' };
	const { done } = await account.upsert([{ invoice_number: '1', buyer: 'Max@example.com ' }], {
		resource: 'deal',
		keyProperty: 'invoice_number',
		...associations(buyer),
	});
	const deal = idIn(done[0]);
	expect(account.associated('deals', deal, 'contacts')).toEqual([{ id: contact, labels: [] }]);
	expect(account.associated('contacts', contact, 'deals')).toEqual([{ id: deal, labels: [] }]);
});

it('links under a label: the account’s own, or one of HubSpot’s', async () => {
	const other = await account.create('companies', { domain: 'other.example' });
	const run = await account.upsert(
		[lead],
		associations(
			{ label: 'USER_DEFINED/11' },
			{ label: 'HUBSPOT_DEFINED/1', value: 'other.example' },
			{ label: '={{ 11 }}', value: 'other.example' },
		),
	);
	expect(reasons(run)).toEqual([]);
	expect(account.associated('contacts', contactId(), 'companies')).toEqual([
		{ id: company, labels: ['Ansprechperson'] },
		{ id: other, labels: ['Primary', 'Ansprechperson'] },
	]);
});

it('links the records of a custom object', async () => {
	const contact = await account.create('contacts', { email: 'max@example.com' });
	const teacher = { toObjectType: 'contacts', findBy: 'unique', property: 'email', label: 'USER_DEFINED/23' };
	const { done } = await account.upsert([{ session_code: '1', session_name: 'A' }], {
		resource: 'customObject',
		customObject: { __rl: true, mode: 'id', value: '2-3453932' },
		keyProperty: 'session_code',
		...associations({ ...teacher, value: 'max@example.com' }),
	});
	const session = idIn(done[0]);
	expect(account.associated('training_sessions', session, 'contacts')).toEqual([{ id: contact, labels: ['Dozent'] }]);

	const toSession = { toObjectType: '2-3453932', findBy: 'unique', property: 'session_code', value: '1' };
	await account.upsert([{ email: 'other@example.com' }], associations(toSession));
	expect(account.associated('training_sessions', session, 'contacts')).toHaveLength(2);
});

it('leaves an item without a value unlinked, and what is linked already as it is', async () => {
	await account.upsert([lead], associations({ label: 'USER_DEFINED/11' }));
	const { done } = await account.upsert([lead, { email: 'b@example.com', company_domain: ' ' }], associations({}));
	expect(done.map(({ json }) => json.associations)).toEqual([[{ objectType: 'companies', id: company }], undefined]);
	expect(account.associated('contacts', contactId(), 'companies')).toEqual([
		{ id: company, labels: ['Ansprechperson'] },
	]);
	expect(account.sandbox.hubspot.portal.associations.count()).toBe(1);
});

it('asks and links for many items at once', async () => {
	const items = Array.from({ length: 250 }, (_, index) => ({
		email: `${index}@example.com`,
		company_domain: index % 2 ? 'mcarena.example' : 'MCARENA.example',
	}));
	const { done } = await account.upsert(items, associations({}));
	expect(done).toHaveLength(250);
	expect(account.associated('companies', company, 'contacts')).toHaveLength(250);
	expect(account.calls('/search')).toHaveLength(1);
	expect(account.calls('/associate/default')).toHaveLength(1);
});

it('writes the record all the same where the other is not there, and tells what is missing', async () => {
	await account.create('companies', { domain: 'twice.example' });
	await account.create('companies', { domain: 'twice.example' });
	const items = ['nowhere.example', 'twice.example', 'mcarena.example'].map((company_domain, index) => ({
		email: `${index}@example.com`,
		company_domain,
	}));
	const { done, errors, hints } = await account.upsert(items, associations({}));
	expect(done).toHaveLength(1);
	expect(account.held('contacts')).toHaveLength(3);
	expect(errors.map(({ json }) => json)).toMatchObject([
		{
			...items[0],
			error:
				'The contact was created, but not everything could be done. There is no company with domain "nowhere.example". Create it first, or correct the value.',
			details: { id: contactId(), outcome: 'created' },
		},
		{ error: expect.stringContaining('More than one company has domain "twice.example"') as string },
	]);
	expect(hints.at(-1)).toBe('Contacts: 3 created, 0 updated, 2 incomplete, 0 rejected');
});

it.each([
	[{ findBy: 'recordId', value: 'abc' }, '"abc" is no record id of a company: record ids are made of digits.'],
	[{ findBy: 'recordId', value: '5' }, 'Association with company 5: HubSpot refused this: '],
	[{ findBy: 'recordId', value: '={{ $json.own }}', toObjectType: 'contacts' }, 'no default association'],
	[{ findBy: 'unique' }, 'Unable to perform'],
	[{ property: 'web' }, 'property web does not exist'],
	[{ toObjectType: 'unicorns' }, 'Unable to infer object type from: unicorns'],
	[{ label: 'USER_DEFINED/99' }, 'HubSpot refused this: '],
])('tells what HubSpot refuses: %j', async (change, reason) => {
	const own = await account.create('contacts', { email: 'a@example.com' });
	const run = await account.upsert([{ ...lead, own }], associations(change));
	expect(reasons(run)).toEqual([expect.stringContaining(reason)]);
	expect(run.errors[0].json.details).toMatchObject({ id: own, outcome: 'updated' });
});

it.each([
	[{ toObjectType: '' }, 'An association does not say with what'],
	[{ property: '' }, 'An association has no property to find the other record by'],
	[{ label: 'Ansprechperson' }, '"Ansprechperson" is no label of an association'],
])('writes nothing where a setting is missing or cannot be read: %j', async (change, reason) => {
	const items = [lead, { email: 'b@example.com' }];
	const run = await account.upsert(items, associations(change));
	expect(reasons(run)).toEqual([expect.stringContaining(reason)]);
	expect(account.held('contacts')).toMatchObject([{ email: 'b@example.com' }]);
});

it('fails with a summary that names what was written but not linked, when On Error is to stop', async () => {
	const items = [lead, { email: 'b@example.com', company_domain: 'nowhere.example' }];
	const { error } = await account.upsert(items, associations({}), { onError: 'stopWorkflow' });
	expect(error?.message).toBe('1 of 2 contacts could not be completed');
	expect(error?.description).toContain('Item 1: The contact was created, but not everything could be done.');
	expect(account.held('contacts')).toHaveLength(2);
});
