import type { IDataObject } from 'n8n-workflow';

import { AUTOMATIC, idIn, mapped, reasons, useAccount } from './account';

const account = useAccount();

const MAPPING = mapped({
	email: '={{ $json.email }}',
	lastname: '={{ $json.name }}',
	lead_source: '={{ $json.source }}',
});

const leads = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ email: `Lead${index}@Example.com`, name: `Lead ${index}` }));

it('writes 250 leads in three calls, and gives 250 linked items in input order', async () => {
	const { done, errors, hints } = await account.upsert(leads(250), MAPPING);
	const contacts = account.sandbox.hubspot.records('contacts');
	const byEmail = new Map(contacts.map((contact) => [contact.properties.email, contact]));
	expect(account.calls('/contacts/batch/upsert')).toHaveLength(3);
	expect(errors).toEqual([]);
	expect(done).toHaveLength(250);
	for (const [item, { json, pairedItem }] of done.entries()) {
		const contact = byEmail.get(`lead${item}@example.com`);
		expect(pairedItem).toMatchObject({ item });
		expect(json).toEqual({
			id: contact?.id,
			outcome: 'created',
			url: `https://app.hubspot.com/contacts/24601000/record/0-1/${contact?.id}`,
			properties: { email: `lead${item}@example.com`, lastname: `Lead ${item}` },
		});
		expect(contact?.properties.lastname).toBe(`Lead ${item}`);
	}
	expect(hints).toEqual(['Contacts: 250 created, 0 updated, 0 rejected']);
});

it('updates the contacts that are there, and says so', async () => {
	await account.create('contacts', { email: 'lead0@example.com', city: 'Aarau' });
	const { done, hints } = await account.upsert(leads(2), MAPPING);
	expect(done.map(({ json }) => json.outcome)).toEqual(['updated', 'created']);
	expect(account.held('contacts')).toMatchObject([{ city: 'Aarau', lastname: 'Lead 0' }, { lastname: 'Lead 1' }]);
	expect(hints).toEqual(['Contacts: 1 created, 1 updated, 0 rejected']);
});

it('sends the items that HubSpot refuses to the error output, with HubSpot’s own reason', async () => {
	const items = leads(250);
	for (const index of [3, 150, 249]) items[index].email = `lead${index}(at)example.com`;
	const run = await account.upsert(items, MAPPING);
	expect(run.done).toHaveLength(247);
	expect(account.held('contacts')).toHaveLength(247);
	expect(run.errors.map(({ json, pairedItem }) => [json.name, pairedItem])).toMatchObject(
		[3, 150, 249].map((item) => [`Lead ${item}`, { item }]),
	);
	expect(run.done[3].pairedItem).toMatchObject({ item: 4 });
	expect(reasons(run)).toEqual(
		[3, 150, 249].map(
			(index) =>
				`HubSpot refused this: email: Email address lead${index}(at)example.com is invalid. Correct the e-mail address at the source.`,
		),
	);
	expect(run.hints).toEqual(['Contacts: 247 created, 0 updated, 3 rejected']);
});

it('rejects an option that HubSpot does not have before anything is sent for it', async () => {
	const items = leads(3);
	items[1].source = 'Nowhere';
	const run = await account.upsert(items, MAPPING);
	expect(reasons(run)).toEqual([
		'The property "Lead-Quelle" has no option "Nowhere". Add it in HubSpot, or set what is to happen with unknown options.',
	]);
	expect(run.done).toHaveLength(2);
	expect(account.held('contacts').map(({ lastname }) => lastname)).toEqual(['Lead 0', 'Lead 2']);
});

it('writes all rows first, and then fails with a summary, when On Error is to stop', async () => {
	const items = leads(10);
	items[2].email = '';
	items[5].source = 'Nowhere';
	items[7].email = 'none';
	const { error } = await account.upsert(items, MAPPING, { onError: 'stopWorkflow' });
	expect(account.held('contacts')).toHaveLength(7);
	expect(error?.message).toBe('3 of 10 contacts could not be written');
	expect(error?.description).toMatch(/Item 2: The item has no value for "Email"/);
	expect(error?.description).toMatch(/Item 5: The property "Lead-Quelle" has no option "Nowhere"/);
	expect(error?.description).toMatch(/Item 7: HubSpot refused this: email: Email address none is invalid/);
	expect(error?.description).toContain('The other 7 were written.');
});

it('passes on what was written, and what was not with its reason, when On Error is to continue', async () => {
	const items = leads(2);
	items[1].email = '';
	const { done, errors } = await account.upsert(items, MAPPING, { onError: 'continueRegularOutput' });
	expect(errors).toEqual([]);
	expect(done.map(({ json }) => json.outcome ?? json.error)).toEqual([
		'created',
		expect.stringContaining('has no value for "Email"'),
	]);
});

it('gives the reason itself when there is only one item', async () => {
	const { error } = await account.upsert(leads(1), MAPPING, { onError: 'stopWorkflow', token: 'revoked-token-value' });
	expect(error?.message).toContain('did not accept the token');
	expect(JSON.stringify(error)).not.toContain('revoked-token-value');
});

it('keeps every item when the token is refused: all are on the error output', async () => {
	const { done, errors } = await account.upsert(leads(120), MAPPING, { token: 'revoked-token-value' });
	expect(done).toEqual([]);
	expect(errors).toHaveLength(120);
	expect(errors[119].json).toMatchObject({ name: 'Lead 119', error: expect.stringContaining('token') as string });
	// n8n itself sends a call once more after a 401.
	expect(account.calls('')).toHaveLength(2);
});

it('gives each of the items that name one contact its output item', async () => {
	const items = [...leads(2), { email: ' LEAD0@example.com', name: 'Later' }];
	const { done, hints } = await account.upsert(items, MAPPING);
	expect(done.map(({ json }) => json.id)).toEqual([done[0].json.id, done[1].json.id, done[0].json.id]);
	expect(hints).toEqual(['Contacts: 2 created, 0 updated, 0 rejected']);
	expect(account.held('contacts')).toMatchObject([{ lastname: 'Later' }, { lastname: 'Lead 1' }]);
});

it('takes the address that HubSpot gives with a record, and needs nothing else for it', async () => {
	account.sandbox.faults.plan({ path: '/account-info/', times: 100, act: { kind: 'status', status: 503 } });
	const { done } = await account.upsert(leads(1), MAPPING);
	expect(done[0].json.url).toBe(`https://app.hubspot.com/contacts/24601000/record/0-1/${idIn(done[0])}`);
}, 15_000);

it('gives the items without their address when HubSpot tells neither that nor the account', async () => {
	account.settings.recordUrls = false;
	account.sandbox.faults.plan({ path: '/account-info/', times: 100, act: { kind: 'status', status: 503 } });
	const { done } = await account.upsert(leads(1), MAPPING);
	expect(done[0].json).toEqual({
		id: account.sandbox.hubspot.records('contacts')[0].id,
		outcome: 'created',
		properties: { email: 'lead0@example.com', lastname: 'Lead 0' },
	});
}, 15_000);

it('asks the account once for the addresses of many records', async () => {
	account.settings.recordUrls = false;
	await account.upsert(leads(3), MAPPING);
	const { done } = await account.upsert(leads(1), MAPPING);
	expect(done[0].json.url).toBe(`https://app.hubspot.com/contacts/24601000/record/0-1/${idIn(done[0])}`);
	expect(account.calls('/account-info/')).toHaveLength(1);
});

it('sees what was changed in HubSpot in the meantime: a new option', async () => {
	const item = [{ email: 'a@example.com', lead_source: 'Messe' }];
	expect((await account.upsert(item, AUTOMATIC)).errors).toHaveLength(1);
	const options = [{ label: 'Messe', value: 'messe', description: '', displayOrder: 0, hidden: false }];
	account.sandbox.hubspot.portal.properties.put('0-1', { ...account.definition('contacts', 'lead_source')!, options });
	const { done } = await account.upsert(item, AUTOMATIC);
	expect(done[0].json.properties).toMatchObject({ lead_source: 'messe' });
});

it('remembers the properties for a while, and asks anew only where they fall short', async () => {
	await account.upsert(leads(1), MAPPING);
	await account.upsert(leads(1), MAPPING);
	expect(account.calls('/crm/properties/')).toHaveLength(1);
	account.beginAnew();
	await account.upsert([{ email: 'a@example.com', source: 'Nowhere' }], MAPPING);
	expect(account.calls('/crm/properties/')).toHaveLength(1);
	await account.upsert([{ email: 'a@example.com', source: 'Nowhere' }], MAPPING);
	expect(account.calls('/crm/properties/')).toHaveLength(2);
});

it('enforces the rules of the portal only in the API version 2026-09', async () => {
	account.settings.portalRules = [{ objectType: 'contacts', required: ['city'] }];
	expect((await account.upsert(leads(1), MAPPING)).done).toHaveLength(1);
	expect(account.calls('/2026-09/')).toEqual([]);
	const other = [{ email: 'other@example.com', name: 'Other' }];
	const run = await account.upsert(other, { ...MAPPING, options: { apiVersion: '2026-09' } });
	expect(reasons(run)).toEqual([expect.stringContaining('city')]);
	expect(account.calls('/2026-09/')).toHaveLength(3);
});

it('gives up after the total retry time', async () => {
	account.sandbox.faults.plan({ times: 100, act: { kind: 'status', status: 503 } });
	const start = Date.now();
	const run = await account.upsert(leads(1), { ...MAPPING, options: { retryTime: 1 } });
	expect(Date.now() - start).toBeLessThan(5_000);
	expect(account.calls('').length).toBeGreaterThan(1);
	expect(reasons(run)).toEqual([expect.stringContaining('HubSpot is out of order (503)')]);
});

it('does not try again where the total retry time is none', async () => {
	account.sandbox.faults.plan({ times: 100, act: { kind: 'status', status: 503 } });
	await account.upsert(leads(1), { ...MAPPING, options: { retryTime: 0 } });
	expect(account.calls('')).toHaveLength(1);
});
