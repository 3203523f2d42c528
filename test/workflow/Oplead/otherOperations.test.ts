import type { INodeParameters } from 'n8n-workflow';

import { reasons, useAccount } from './account';

const account = useAccount();

describe('Subscription', () => {
	const subscribing = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'subscription',
		operation: 'create',
		event: 'lead.status_changed',
		url: 'https://n8n.example.com/webhook/1',
		...more,
	});

	it('is created once, listed and deleted', async () => {
		const first = await account.run([{}], subscribing());
		const again = await account.run([{}, {}], subscribing());
		expect([...first.done, ...again.done].map(({ json }) => json.outcome)).toEqual(['created', 'present', 'present']);
		const [{ id }] = account.oplead.subscriptions;
		const list = await account.run([{}], { resource: 'subscription', operation: 'getAll' });
		expect(list.done.map(({ json }) => json)).toMatchObject([
			{ id, event: 'lead.status_changed', url: 'https://n8n.example.com/webhook/1' },
		]);
		const deleting = { resource: 'subscription', operation: 'delete', subscriptionId: id };
		const deleted = await account.run([{}], deleting);
		expect(deleted.done.map(({ json }) => json)).toEqual([{ id, deleted: true }]);
		expect(account.oplead.subscriptions).toEqual([]);
		const gone = await account.run([{}], deleting);
		expect(reasons(gone)).toEqual([expect.stringContaining(`Oplead has no subscription "${id}"`)]);
	});

	it.each(['before', 'after'] as const)('is not doubled when the connection is reset %s the write', async (when) => {
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'reset', when } });
		const run = await account.run([{}], subscribing());
		expect(run.done.map(({ json }) => json.outcome)).toEqual(['created']);
		expect(account.oplead.subscriptions).toHaveLength(1);
	});

	it('counts as deleted when the answer to the deletion was lost', async () => {
		await account.run([{}], subscribing());
		account.sandbox.faults.plan({ method: 'DELETE', act: { kind: 'reset', when: 'after' } });
		const subscriptionId = account.oplead.subscriptions[0].id;
		const run = await account.run([{}], { resource: 'subscription', operation: 'delete', subscriptionId });
		expect(run.done.map(({ json }) => json.deleted)).toEqual([true]);
	});

	it('needs a user key', async () => {
		const credential = { token: account.providerToken, keyKind: 'provider' };
		const run = await account.run([{}], subscribing(), { credential });
		expect(reasons(run)).toEqual([expect.stringContaining('is a provider key')]);
	});
});

describe('Configuration', () => {
	const reading = (more: INodeParameters): INodeParameters => ({
		resource: 'configuration',
		operation: 'getAll',
		returnAll: true,
		...more,
	});

	it.each<[string, INodeParameters, object]>([
		['countries', { setting: 'listCountries' }, { code: 'BE' }],
		['a country', { setting: 'getCountry', code: 'FR' }, { code: 'FR', name: 'France' }],
		['user profiles', { setting: 'listUserProfiles' }, { id: 'ADMIN' }],
		['marketing channels', { setting: 'listMarketingChannels' }, { id: 'CNL_1001' }],
		['custom fields', { setting: 'listCustomFields' }, { name: 'formation' }],
		['any other path', { setting: 'other', path: 'settings/custom-fields' }, { name: 'formation' }],
	])('reads %s, with a provider key, too', async (_name, parameters, first) => {
		const credential = { token: account.providerToken, keyKind: 'provider' };
		const { done } = await account.run([{}], reading(parameters), { credential });
		expect(done[0].json).toMatchObject(first);
	});

	it.each<[string, string, string, unknown[]]>([
		['a list that is wrapped', 'listCountries', '{"data":[{"code":"FR"},{"code":"BE"}],"total":2}', ['FR', 'BE']],
		['a single record', 'getCountry', '{"code":"FR","zones":["north"]}', ['FR']],
	])('gives an item for each entry of %s', async (_what, setting, body, codes) => {
		account.sandbox.faults.plan({ act: { kind: 'status', status: 200, body } });
		const { done } = await account.run([{}], reading({ setting, code: 'FR' }));
		expect(done.map(({ json }) => json.code)).toEqual(codes);
	});

	it('keeps to a limit', async () => {
		const { done } = await account.run([{}], reading({ setting: 'listCountries', returnAll: false, limit: 2 }));
		expect(done).toHaveLength(2);
	});
});

describe('Custom API Call', () => {
	const calling = (more: INodeParameters): INodeParameters => ({ resource: 'customCall', operation: 'send', ...more });

	it('sends a body and a query below the base URL', async () => {
		const { done } = await account.run(
			[{ number: 'A-17' }],
			calling({
				method: 'POST',
				path: '/users',
				query: '{"test": true}',
				body: '={{ { accountNumber: $json.number } }}',
			}),
		);
		expect(done.map(({ json }) => json)).toEqual([{ accountNumber: 'A-17' }]);
		expect(account.calls('/users?test=true', 'POST')).toHaveLength(1);
	});

	it.each([
		'https://evil.example/leads',
		'//evil.example/leads',
		'/\\evil.example',
		'/leads/../../../hubspot/secret',
		'/leads/%2e%2e/%2E%2E/secret',
		'http:leads',
		'@evil.example',
	])('does not lead the token to %s', async (path) => {
		const run = await account.run([{}], calling({ path }));
		expect(run.errors).toHaveLength(1);
		expect(account.sandbox.calls.list('hubspot')).toEqual([]);
		expect(account.calls().filter((call) => !call.path.startsWith('/v1/'))).toEqual([]);
	});

	it('does not repeat a change whose answer was lost', async () => {
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'reset', when: 'after' } });
		const run = await account.run([{}], calling({ method: 'POST', path: '/users', body: '{"accountNumber": "A-1"}' }));
		expect(reasons(run)).toEqual([expect.stringContaining('Perhaps the change is there all the same')]);
		expect(account.calls('/users')).toHaveLength(1);
	});
});

describe('Import', () => {
	const importing = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'lead',
		operation: 'import',
		contact: {
			lastname: '={{ $json.name }}',
			firstname: 'Nathalie',
			postcode: '69001',
			country: 'FR',
			email: 'a@example.com',
		},
		channel: 'CNL_1002',
		...more,
	});

	it.each(['json', 'form', 'multipart'])('sends a lead as %s', async (encoding) => {
		const { done } = await account.run([{ name: 'Martin' }], importing({ options: { encoding } }));
		expect(done.map(({ json }) => json)).toMatchObject([{ outcome: 'imported', status: 'ok' }]);
		expect(account.oplead.leads).toMatchObject([
			{
				origin: 'import',
				leadData: { lastname: 'Martin', firstname: 'Nathalie', email: 'a@example.com', channel: 'CNL_1002' },
			},
		]);
		expect(done[0].json.id).toBe(account.oplead.leads[0].id);
	});

	it('sends what the person wants: the message, or the training of a lead of Ici Formation', async () => {
		const lead = { leadKey: 'a', training: 'BTS Commerce', callbackPreference: 'Le matin' };
		await account.run(
			[lead],
			importing({ leadSource: 'lead', contact: { ...(importing().contact as object), lastname: 'Martin' } }),
		);
		await account.run(
			[{ name: 'Martin' }],
			importing({ contact: { ...(importing().contact as object), message: 'Call me' } }),
		);
		expect(account.oplead.leads.map(({ leadData }) => leadData.message)).toEqual(['BTS Commerce\nLe matin', 'Call me']);
	});

	it.each([
		[401, 'Oplead’s import API did not accept the form or its token: Odd. Check both in the credential'],
		[403, 'Oplead’s import API did not accept the form or its token: Odd. Check both in the credential'],
		[404, 'There is no import API at the address in the credential (404). Usually it is https://leadimport'],
		[302, 'There is no import API at the address in the credential (302). Usually it is https://leadimport'],
		[415, 'Oplead does not take this type: Odd. Choose another one under Send As'],
	])('words a %i as the import API means it', async (status, words) => {
		account.sandbox.faults.plan({ times: 9, act: { kind: 'status', status, body: { message: 'Odd' } } });
		const run = await account.run([{ name: 'Martin' }, { name: 'Durand' }], importing());
		expect(reasons(run)).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
		expect(account.calls()).toHaveLength(status === 401 || status === 403 ? 1 : 2);
	});

	it('names the channel as the platform does, and lays more over it', async () => {
		account.oplead.set({ importChannelField: 'mkt_channel' });
		const parameters = importing({ channelVariable: 'mkt_channel', additionalJson: '{"ctc_company": "Example"}' });
		const { done } = await account.run([{ name: 'Martin' }], parameters);
		expect(done).toHaveLength(1);
		expect(account.oplead.leads[0].leadData).toMatchObject({ company: 'Example', channel: 'CNL_1002' });
	});

	it('says what is missing before it sends, and what Oplead says after', async () => {
		const missing = await account.run([{ name: '' }], importing({ channel: '={{ $json.channel }}' }));
		expect(reasons(missing)).toEqual([
			'Oplead’s import needs Last Name, Channel ID, and the item has none. Fill them in.',
		]);
		expect(account.calls()).toEqual([]);
		const refused = await account.run([{ name: 'Martin' }], importing({ channel: 'CNL_9' }));
		expect(reasons(refused)).toEqual([expect.stringMatching(/^Oplead refused this: .*channel/)]);
		const body = { status: 'error', message: 'token: wrong token sandbox-oplead-import-token' };
		account.sandbox.faults.plan({ act: { kind: 'status', status: 200, body } });
		const hidden = await account.run([{ name: 'Martin' }], importing());
		expect(reasons(hidden)).toEqual(['Oplead refused this: token: wrong token ***.']);
	});

	it.each([
		['{"success":false,"message":"unknown form"}', 'unknown form.'],
		['{"ok":0,"errors":{"ctc_email":"is odd"}}', 'ctc_email: is odd.'],
		['{"error":"unknown form"}', 'unknown form.'],
		['{"result":"KO","message":"unknown form"}', 'unknown form.'],
		['KO: unknown form', 'KO: unknown form.'],
	])('takes a 200 that says %s for a refusal', async (body, words) => {
		account.sandbox.faults.plan({ act: { kind: 'status', status: 200, body } });
		const run = await account.run([{ name: 'Martin' }], importing());
		expect(reasons(run)).toEqual([`Oplead refused this: ${words}`]);
	});

	it.each(['OK', '{"success":true,"error":null,"errors":[]}', '{"id":12,"error":false}', ''])(
		'takes a 200 that says %j for what it is',
		async (body) => {
			account.sandbox.faults.plan({ act: { kind: 'status', status: 200, body } });
			const run = await account.run([{ name: 'Martin' }], importing());
			expect(run.done.map(({ json }) => json.outcome)).toEqual(['imported']);
		},
	);

	it('does not send a lead again whose answer was lost', async () => {
		account.sandbox.faults.plan({ act: { kind: 'reset', when: 'after' } });
		const run = await account.run([{ name: 'Martin' }], importing());
		expect(reasons(run)).toEqual([expect.stringContaining('Perhaps the lead is there all the same')]);
		expect(account.oplead.leads).toHaveLength(1);
	});
});
