import { type AnsweredLead, accounts, draft, fileForm } from './testAccount.ts';

const openAccount = accounts();

type List = Record<string, unknown>[];

describe('the header with the token', () => {
	it('has the name and the prefix that are set', async () => {
		const account = openAccount();
		account.oplead.set({ headerName: 'X-API-Key', headerPrefix: '' });
		expect((await account.get('/leads')).status).toBe(401);
		const headers = { 'x-api-key': 'sandbox-oplead-user-key' };
		expect((await account.get('/leads', { token: '', headers })).status).toBe(200);
	});
});

describe('the paths of leads', () => {
	it.each([
		['both', 200, 200],
		['withVersion', 200, 404],
		['withoutVersion', 404, 200],
	] as const)('%s', async (leadPaths, withVersion, without) => {
		const account = openAccount();
		account.oplead.set({ leadPaths });
		expect((await account.send('GET', '/oplead/v1/leads')).status).toBe(withVersion);
		expect((await account.send('GET', '/oplead/leads')).status).toBe(without);
		expect((await account.send('GET', '/oplead/subscriptions')).status).toBe(without);
		// Documented with the version.
		expect((await account.send('GET', '/oplead/v1/types/countries')).status).toBe(200);
		expect((await account.send('GET', '/oplead/types/countries')).status).toBe(404);
	});
});

describe('error bodies', () => {
	it('are nested, with details', async () => {
		const { status, body } = await openAccount().postLead({ lastname: '' });
		expect([status, body]).toEqual([
			422,
			{
				error: {
					code: 'VALIDATION_FAILED',
					message: 'The data is not valid.',
					details: [{ field: 'leadData.lastname', message: 'A last name is required.' }],
				},
			},
		]);
	});

	it('or flat, or a text', async () => {
		const account = openAccount();
		account.oplead.set({ errorBody: 'flat' });
		expect((await account.get('/leads/LD-1')).body).toEqual({ message: 'Lead LD-1 was not found.' });
		account.oplead.set({ errorBody: 'text' });
		const { body, headers } = await account.get('/leads/LD-1');
		expect([body, headers['content-type']]).toEqual(['Lead LD-1 was not found.', 'text/plain; charset=utf-8']);
		expect((await account.get('/leads', { token: '' })).body).toBe('The API token is missing or unknown.');
	});

	it.each([
		['success', { success: false, errors: ['The data is not valid.', 'A last name is required.'] }],
		['statut', { statut: 'KO', message: 'The data is not valid.' }],
		['code', { code: 422, message: 'The data is not valid.' }],
		['sentence', 'Une erreur est survenue : The data is not valid.'],
	] as const)('say %s, with a status of their own or with 200', async (errorBody, body) => {
		const account = openAccount();
		account.oplead.set({ errorBody });
		expect(await account.postLead({ lastname: '' })).toMatchObject({ status: 422, body });
		account.oplead.set({ refusalStatus: 'always200' });
		expect(await account.postLead({ lastname: '' })).toMatchObject({ status: 200, body });
		expect(account.oplead.leads).toEqual([]);
	});

	it('tell of unreadable JSON in the same shape', async () => {
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(`${await openAccount().address()}/oplead/v1/leads`, {
			method: 'POST',
			headers: { ...headers, authorization: 'Bearer sandbox-oplead-user-key' },
			body: '{"provider":',
		});
		expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: 'BAD_REQUEST' } }]);
	});
});

describe('leads', () => {
	it('are answered bare with 201, or wrapped with 200', async () => {
		const account = openAccount();
		const created = await account.postLead({ externalID: 'key-1' });
		expect(created).toMatchObject({ status: 201, body: { id: 'LD-410001', externalID: 'key-1', status: 'En cours' } });
		expect(JSON.stringify(created.body)).not.toContain('sandbox-oplead');
		account.oplead.set({ leadAnswer: 'wrapped' });
		expect(await account.postLead()).toMatchObject({ status: 200, body: { lead: { id: 'LD-410002' } } });
		expect((await account.get('/leads/LD-410001')).body.lead).toEqual(created.body);
	});

	it('with unknown keys are taken without them, if so set', async () => {
		const account = openAccount();
		account.oplead.set({ unknownKeys: 'ignored' });
		expect((await account.postLead({ nickname: 'Nana' })).status).toBe(201);
		expect(account.oplead.leads[0]?.leadData).not.toHaveProperty('nickname');
	});

	it('keep custom fields of any name, or only of known ones', async () => {
		const account = openAccount();
		await account.newLead({ customFields: { anything: 'x', budget: 7 } });
		expect(account.oplead.leads[0]?.leadData.customFields).toEqual({ anything: 'x', budget: 7 });
		account.oplead.set({ unknownCustomFields: 'refused' });
		const { status, body } = await account.postLead({ customFields: { anything: 'x', budget: 7 } });
		expect([status, body.error.details.map(({ field }) => field)]).toEqual([422, ['leadData.customFields.anything']]);
	});

	it('with the same externalID are two, or the second is refused', async () => {
		const account = openAccount();
		const ids = [await account.newLead({ externalID: 'key-1' }), await account.newLead({ externalID: 'key-1' })];
		expect(new Set(ids).size).toBe(2);
		account.oplead.set({ sameExternalID: 'refused' });
		expect((await account.postLead({ externalID: 'key-1' })).status).toBe(409);
		expect((await account.postLead()).status).toBe(201);
		expect(account.oplead.leads).toHaveLength(3);
	});

	it('begin with the status that is set, and are given to nobody if so set', async () => {
		const account = openAccount();
		account.oplead.set({ firstStatus: 'Nurserie', assignment: 'byHand' });
		const { body } = await account.postLead();
		expect(body).toMatchObject({ status: 'Nurserie', assignedTo: null });
	});
});

describe('the list of leads', () => {
	async function threeLeads() {
		const account = openAccount();
		for (const externalID of ['a', 'b', 'a']) await account.newLead({ externalID });
		return account;
	}
	const keys = (leads: AnsweredLead[]) => leads.map(({ externalID }) => externalID);

	it('comes in pages, with the total', async () => {
		const account = await threeLeads();
		const { body } = await account.get('/leads?page=2&limit=2');
		expect([body.page, body.limit, body.total, keys(body.data)]).toEqual([2, 2, 3, ['a']]);
		expect((await account.get('/leads?page=3&limit=2')).body.data).toEqual([]);
		for (const query of ['page=0', 'limit=x', 'page=1.5'])
			expect((await account.get(`/leads?${query}`)).status).toBe(422);
	});

	it('begins with page 0, if so set', async () => {
		const account = await threeLeads();
		account.oplead.set({ firstPage: 0 });
		expect(keys((await account.get('/leads?page=0&limit=2')).body.data)).toEqual(['a', 'b']);
		expect(keys((await account.get('/leads?page=1&limit=2')).body.data)).toEqual(['a']);
		expect((await account.get('/leads?page=-1')).status).toBe(422);
	});

	it('tells a total that is too large, or none, if so set', async () => {
		const account = await threeLeads();
		account.oplead.set({ toldTotal: 'larger' });
		expect((await account.get('/leads')).body.total).toBe(10);
		account.oplead.set({ toldTotal: 'none' });
		expect((await account.get('/leads')).body).not.toHaveProperty('total');
	});

	it('lags, if so set', async () => {
		const account = await threeLeads();
		account.oplead.set({ listLagMs: 5_000 });
		expect((await account.get('/leads')).body.data).toEqual([]);
		account.now += 5_000;
		expect((await account.get('/leads')).body.data).toHaveLength(3);
	});

	it('or as a bare array', async () => {
		const account = await threeLeads();
		account.oplead.set({ leadList: 'array' });
		expect(keys((await account.get<AnsweredLead[]>('/leads?limit=2')).body)).toEqual(['a', 'b']);
	});

	it('is filtered by the externalID, or the filter is ignored', async () => {
		const account = await threeLeads();
		expect((await account.get('/leads?externalID=a')).body).toMatchObject({ total: 2 });
		account.oplead.set({ externalIDFilter: 'ignored' });
		expect((await account.get('/leads?externalID=a')).body).toMatchObject({ total: 3 });
	});
});

describe('the status', () => {
	it.each(['PUT', 'POST', 'PATCH'] as const)('is set by %s only, if so set', async (statusMethod) => {
		const account = openAccount();
		account.oplead.set({ statusMethod, statusField: 'leadStatus' });
		const id = await account.newLead();
		for (const method of ['PUT', 'POST', 'PATCH'] as const) {
			const path = `/oplead/v1/leads/${id}/status`;
			const { status, headers } = await account.send(method, path, { body: { leadStatus: 'Nurserie' } });
			expect([method, status, headers.allow]).toEqual(
				method === statusMethod ? [method, 200, undefined] : [method, 405, statusMethod],
			);
		}
		expect(
			(await account.send(statusMethod, `/oplead/v1/leads/${id}/status`, { body: { status: 'En cours' } })).status,
		).toBe(422);
		expect(account.oplead.leads[0]?.status).toBe('Nurserie');
	});
});

describe('documents', () => {
	it('are added at the path and in the field that are set', async () => {
		const account = openAccount();
		const id = await account.newLead();
		expect((await account.post(`/leads/${id}/attachments`, fileForm('a.pdf', 'x'))).status).toBe(404);
		account.oplead.set({ documentPath: 'attachments', documentField: 'document' });
		expect((await account.post(`/leads/${id}/document/add`, fileForm('a.pdf', 'x', 'document'))).status).toBe(404);
		expect((await account.post(`/leads/${id}/attachments`, fileForm('a.pdf', 'x'))).status).toBe(422);
		expect((await account.post(`/leads/${id}/attachments`, fileForm('a.pdf', 'x', 'document'))).status).toBe(201);
	});
});

describe('subscriptions', () => {
	it('are listed as an array or wrapped, with the names that are set', async () => {
		const account = openAccount();
		const id = await account.subscribe('lead.assigned', 'https://n8n.example.org/webhook/1');
		const { body } = await account.get<List>('/subscriptions');
		expect(body).toMatchObject([
			{ id, event: 'lead.assigned', url: 'https://n8n.example.org/webhook/1', active: true },
		]);
		const eventNames = { assigned: 'LEAD_NEW', statusChanged: 'LEAD_STATUS', appointmentUpdated: 'RDV' };
		account.oplead.set({ subscriptionList: 'wrapped', subscriptionUrlField: 'callbackUrl', eventNames });
		expect((await account.post('/subscriptions', { event: 'LEAD_NEW', url: 'https://x.example/' })).status).toBe(422);
		expect(
			(await account.post('/subscriptions', { event: 'LEAD_NEW', callbackUrl: 'https://x.example/' })).status,
		).toBe(201);
		const wrapped = (await account.get<{ data: List }>('/subscriptions')).body;
		expect(wrapped.data[1]).toMatchObject({ event: 'LEAD_NEW', callbackUrl: 'https://x.example/' });
	});

	it('can be deleted once', async () => {
		const account = openAccount();
		const id = await account.subscribe('lead.assigned', 'https://n8n.example.org/webhook/1');
		const remove = () => account.send('DELETE', `/oplead/v1/subscriptions/${id}`);
		expect([(await remove()).status, (await remove()).status]).toEqual([204, 404]);
	});
});

describe('configuration', () => {
	it('lists what there is, and knows nothing else', async () => {
		const account = openAccount();
		for (const path of [
			'/types/countries',
			'/settings/user-profiles',
			'/settings/marketing-channels',
			'/settings/custom-fields',
		]) {
			const { status, body } = await account.get<List>(path);
			expect([path, status, body.length > 2]).toEqual([path, 200, true]);
		}
		expect((await account.get('/types/country/FR')).body).toEqual({ code: 'FR', name: 'France' });
		for (const path of ['/types/country/XX', '/settings/constructor', '/settings/other', '/nothing']) {
			expect((await account.get(path)).status).toBe(404);
		}
	});
});

describe('the settings themselves', () => {
	const path = '/sandbox/oplead/settings';

	it('can be read and changed over HTTP, and begin anew at a reset', async () => {
		const account = openAccount();
		const before = (await account.send<object>('GET', path)).body;
		const { body } = await account.send<object>('PATCH', path, { body: { leadList: 'array' } });
		expect(body).toEqual({ ...before, leadList: 'array' });
		account.oplead.reset();
		expect(account.oplead.settings.leadList).toBe('paged');
	});

	it.each([
		{ leadList: 'both' },
		{ limit: { requests: 0, windowMs: 1 } },
		{ limits: null },
		{ statusMethod: 'DELETE' },
		{ deliveryTries: 1000 },
		{ tokens: [{ token: 'x', kind: 'owner' }] },
	])('%j is refused, and nothing is changed', async (patch) => {
		const account = openAccount();
		const before = structuredClone(account.oplead.settings);
		expect((await account.send('PATCH', path, { body: { ...patch, firstStatus: 'Perdu' } })).status).toBe(400);
		expect(account.oplead.settings).toEqual(before);
	});
});

it('takes the same lead from both sides of the version', async () => {
	const account = openAccount();
	const { body } = await account.send('POST', '/oplead/leads', { body: draft() });
	expect((await account.get(`/leads/${body.id}`)).body.id).toBe(body.id);
});
