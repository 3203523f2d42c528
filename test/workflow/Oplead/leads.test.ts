import type { INodeParameters } from 'n8n-workflow';

import { toLead } from '../../../nodes/IciFormation/payload';
import { creating, people, reasons, useAccount, type RunSettings } from './account';

const account = useAccount();

const withLead = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'lead',
	operation: 'create',
	leadSource: 'lead',
	...more,
});

const LEAD = toLead(
	{
		civilite: 'Mme',
		nom: 'Martin',
		prenom: 'Nathalie',
		email: 'nathalie@example.com',
		tel: '06 12 34 56 78',
		ville: 'LYON',
		code_postal: '69001',
		formation: 'BTS Commerce',
		horaire_rappel: 'Le matin',
		gclid: 'Click-1',
		utm_source: 'google',
	},
	{ receivedAt: '2026-03-02T08:00:00.000Z', country: 'FR' },
);

describe('Create', () => {
	it('creates a lead of the fields below', async () => {
		const { done, hints } = await account.run(
			[{ tracking: 'https://example.com/?utm_source=google&utm_medium=cpc&gclid=abc' }],
			{
				resource: 'lead',
				operation: 'create',
				contact: { lastname: 'Martin', firstname: 'Nathalie', phone: '+33612345678', country: 'FR' },
				channel: 'CNL_1002',
				providerName: 'Ici Formation',
				feedbackUrl: 'https://n8n.example.com/webhook/1',
				externalIdFrom: 'clickId',
				tracking: { trackingUrl: '={{ $json.tracking }}', utmMedium: 'paid' },
				customFields: { field: [{ name: 'formation', value: 'BTS' }] },
				additionalJson: '{"leadData": {"address": "1 rue de la Paix", "customFields": {"budget": 1200}}}',
				options: { addLeadKey: false },
			},
		);
		const [lead] = account.oplead.leads;
		expect(lead).toMatchObject({
			provider: { name: 'Ici Formation', url: 'https://n8n.example.com/webhook/1' },
			leadData: {
				externalID: 'abc',
				firstname: 'Nathalie',
				lastname: 'Martin',
				phone: '+33612345678',
				country: 'FR',
				channel: 'CNL_1002',
				utm_source: 'google',
				utm_medium: 'paid',
				address: '1 rue de la Paix',
				customFields: { formation: 'BTS', budget: 1200 },
			},
		});
		expect(done).toEqual([
			expect.objectContaining({
				json: {
					id: lead.id,
					outcome: 'created',
					externalId: 'abc',
					lead: expect.objectContaining({ id: lead.id, status: 'En cours' }) as unknown,
				},
				pairedItem: { item: 0 },
			}),
		]);
		expect(hints).toEqual(['1 lead: 1 created, 0 rejected']);
	});

	it('takes a lead of Ici Formation as it is', async () => {
		await account.run([{ ...LEAD }], withLead({ channel: 'CNL_1002' }));
		expect(account.oplead.leads.map(({ provider, leadData }) => ({ provider, leadData }))).toEqual([
			{
				provider: { name: 'Ici Formation' },
				leadData: {
					externalID: LEAD.leadKey,
					civility: 'Mme',
					firstname: 'Nathalie',
					lastname: 'Martin',
					email: 'nathalie@example.com',
					phone: '+33612345678',
					city: 'Lyon',
					postcode: '69001',
					message: 'BTS Commerce\nLe matin',
					channel: 'CNL_1002',
					utm_source: 'google',
				},
			},
		]);
	});

	it('replaces what a lead holds by what is entered, and finds a click ID in what was sent', async () => {
		const contact = { message: 'Call me', city: 'Paris' };
		await account.run([{ ...LEAD }], withLead({ contact, externalIdFrom: 'clickId', providerName: 'We' }));
		expect(account.oplead.leads).toMatchObject([
			{
				provider: { name: 'We' },
				leadData: { externalID: 'Click-1', lastname: 'Martin', message: 'Call me', city: 'Paris' },
			},
		]);
	});

	it('rejects an item that is no lead, and goes on with the others', async () => {
		const run = await account.run([{ email: 'a@example.com' }, { ...LEAD }], withLead());
		expect(reasons(run)).toEqual([expect.stringContaining('This is no lead of an Ici Formation node')]);
		expect(run.done).toHaveLength(1);
	});

	it('tells in Oplead’s words what is wrong with a lead', async () => {
		const [good, bad] = people(2);
		const run = await account.run([{ ...bad, email: 'nobody' }, good], creating());
		expect(reasons(run)).toEqual([
			'Oplead refused this: The data is not valid. leadData.email: This is not an e-mail address.',
		]);
		expect(run.errors[0].pairedItem).toEqual({ item: 0 });
		expect(account.held()).toEqual({ 'key-0': 1 });
	});

	it.each([
		['a flat error body', 'flat', 'Oplead refused this: The data is not valid.'],
		['text', 'text', 'Oplead refused this: The data is not valid.'],
	] as const)('copes with %s', async (_name, errorBody, words) => {
		account.oplead.set({ errorBody });
		const run = await account.run([{ ...people(1)[0], email: 'nobody' }], creating());
		expect(reasons(run)).toEqual([words]);
	});

	it('rejects an item whose expression fails, or whose JSON is none, and creates the others', async () => {
		const items = [
			{ ...people(1)[0], json: '{"leadData":' },
			{ ...people(2)[1], json: '' },
		];
		const run = await account.run(items, creating({ additionalJson: '={{ $json.json }}' }));
		expect(reasons(run)).toEqual([
			expect.stringMatching(/^A parameter of the node cannot be read: Additional JSON is not valid JSON/),
		]);
		expect(account.held()).toEqual({ 'key-1': 1 });
	});

	it('stops with a summary where On Error says so, when all leads were tried', async () => {
		const [good, bad] = people(2);
		const run = await account.run([{ ...bad, email: '' }, good], creating(), { onError: 'stopWorkflow' });
		expect(run.error?.message).toBe('1 of 2 leads could not be created');
		expect(run.error?.description).toContain('The other one was created.');
		expect(account.held()).toEqual({ 'key-0': 1 });
	});

	it('sends nothing more after a token that Oplead does not know, and does not tell it', async () => {
		const token = 'some-secret-token';
		account.sandbox.faults.plan({
			act: { kind: 'status', status: 401, body: { message: `Unknown token ${token}` } },
			times: 100,
		});
		const run = await account.run(people(20), creating(), { credential: { token } });
		expect(account.calls()).toHaveLength(1);
		expect(new Set(reasons(run))).toEqual(
			new Set([expect.stringContaining('Oplead did not accept the token. Check the credential')]),
		);
		account.sandbox.faults.clear();
		account.sandbox.faults.plan({ act: { kind: 'status', status: 400, body: `Bad call by ${token}` } });
		const other = await account.run(people(1), creating(), { credential: { token } });
		expect(reasons(other)).toEqual(['Oplead refused this: Bad call by ***.']);
	});

	it.each<[string, RunSettings['credential'], INodeParameters]>([
		['the credential', { headerName: 'Api Key' }, {}],
		['a call that differs', {}, { calls: { call: [{ name: 'createLead', headers: '{"X Version": 2}' }] } }],
	])('says at once that a header in %s is none, and sends nothing', async (_where, credential, options) => {
		const run = await account.run(people(2), creating({ options }), { credential });
		const words = expect.stringMatching(/^"(Api Key|X Version)" in the .* is no name of a header\./) as string;
		expect(reasons(run)).toEqual([words, words]);
		expect(account.calls()).toEqual([]);
	});

	it('tells neither the token nor the one of an address, however Oplead quotes them', async () => {
		const token = 'some/secret-token==';
		const address = `https://n8n.example.com/webhook/1?lead=a&token=${'A'.repeat(43)}`;
		for (const body of [
			`{"message":"Unknown: some\\/secret-token== for ${address}"}`,
			`Unknown: ${encodeURIComponent(token)} for ${address.replaceAll('&', '&amp;')}`,
		]) {
			account.sandbox.faults.plan({ act: { kind: 'status', status: 400, body } });
			const run = await account.run(people(1), creating(), { credential: { token } });
			expect(reasons(run)).toEqual([
				expect.stringMatching(/^Oplead refused this: Unknown: \*\*\* for .*token=\*\*\*\.$/),
			]);
		}
	});

	it('says in which form a wrapped answer comes', async () => {
		account.oplead.set({ leadAnswer: 'wrapped' });
		const { done } = await account.run(people(1), creating());
		expect(done[0].json).toMatchObject({ id: account.oplead.leads[0].id, outcome: 'created' });
	});

	it('does not follow to another address', async () => {
		const headers = { location: `${account.sandbox.url}/hubspot/stolen` };
		account.sandbox.faults.plan({ vendor: 'oplead', act: { kind: 'status', status: 307, headers } });
		const run = await account.run(people(1), creating());
		expect(reasons(run)).toEqual([expect.stringContaining('The address leads somewhere else (307)')]);
		expect(account.sandbox.calls.list('hubspot')).toEqual([]);
	});
});

describe('Get', () => {
	it('reads a lead by its ID, bare or wrapped', async () => {
		await account.run(people(1), creating());
		const { id } = account.oplead.leads[0];
		for (const leadAnswer of ['bare', 'wrapped'] as const) {
			account.oplead.set({ leadAnswer });
			const { done } = await account.run([{ id }], {
				resource: 'lead',
				operation: 'get',
				leadId: '={{ $json.id }}',
			});
			expect(done.map(({ json }) => json)).toMatchObject([{ id, externalID: 'key-0', status: 'En cours' }]);
		}
	});

	it.each([
		['unknown', 'nobody', 'Oplead did not find this: Lead nobody was not found. Check the ID'],
		['climbing', '..', '"/leads/.." is no path below the Base URL.'],
		['empty', '', 'A parameter of the node cannot be read: Lead ID is empty'],
	])('rejects an ID that is %s', async (_name, id, reason) => {
		const run = await account.run([{ id }], { resource: 'lead', operation: 'get', leadId: '={{ $json.id }}' });
		expect(reasons(run)).toEqual([expect.stringContaining(reason)]);
	});
});

describe('Get Many', () => {
	const listing = (more: INodeParameters): INodeParameters => ({ resource: 'lead', operation: 'getAll', ...more });

	it.each(['paged', 'array'] as const)('returns all of a list that comes %s, or up to a limit', async (leadList) => {
		await account.run(people(60), creating());
		account.oplead.set({ leadList, limit: { requests: 1_000, windowMs: 60_000 } });
		const all = await account.run([{}], listing({ returnAll: true }));
		expect(all.done.map(({ json }) => json.externalID)).toEqual(people(60).map(({ key }) => key));
		const some = await account.run([{}], listing({ limit: 7 }));
		expect(some.done).toHaveLength(7);
	});

	it.each(['works', 'ignored'] as const)('filters where the filter %s', async (externalIDFilter) => {
		await account.run(people(5), creating());
		account.oplead.set({ externalIDFilter });
		account.oplead.setStatus(account.oplead.leads[3].id, 'Perdu');
		const byKey = await account.run([{}], listing({ filters: { externalID: 'key-2' } }));
		expect(byKey.done.map(({ json }) => json.externalID)).toEqual(['key-2']);
		const byStatus = await account.run([{}], listing({ filters: { status: 'Perdu' } }));
		expect(byStatus.done.map(({ json }) => json.externalID)).toEqual(['key-3']);
	});
});

describe('Update Status', () => {
	const moving = (more: INodeParameters): INodeParameters => ({
		resource: 'lead',
		operation: 'updateStatus',
		leadId: '={{ $json.id }}',
		...more,
	});

	it.each(['En cours', 'Nurserie', 'Devis à relancer'])('moves a lead to %s', async (status) => {
		await account.run(people(1), creating());
		const { id } = account.oplead.leads[0];
		const { done, hints } = await account.run([{ id }], moving({ status }));
		expect(account.oplead.leads[0].status).toBe(status);
		expect(done[0].json).toMatchObject({ id, status });
		expect(hints).toEqual(['1 lead: 1 moved, 0 rejected']);
	});

	it('tells which statuses Oplead takes', async () => {
		await account.run(people(1), creating());
		const { id } = account.oplead.leads[0];
		const run = await account.run([{ id }], moving({ status: '', otherStatus: 'nurserie' }));
		expect(reasons(run)).toEqual([expect.stringContaining('"Nurserie"')]);
	});

	it('says before the call that a provider key cannot do it, and after it where the credential is wrong', async () => {
		const provider = { token: account.providerToken, keyKind: 'provider' };
		const before = await account.run([{ id: 'L-1' }], moving({}), { credential: provider });
		expect(reasons(before)).toEqual([
			expect.stringContaining('The key of this credential is a provider key, which only sends leads'),
		]);
		expect(account.calls()).toEqual([]);
		const after = await account.run([{ id: 'L-1' }], moving({}), { credential: { ...provider, keyKind: 'user' } });
		expect(reasons(after)).toEqual([expect.stringMatching(/^Oplead does not let this key do that: .+ use a user key/)]);
	});
});
