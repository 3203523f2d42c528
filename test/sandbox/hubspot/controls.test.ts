import { TOKEN, portals, type TestPortal } from './testPortal.ts';

const openPortal = portals();
const PORTAL = '/sandbox/hubspot/portal';

const records = async (portal: TestPortal) =>
	(await portal.send('GET', '/sandbox/hubspot/records/contacts')).body.results;

test('records are shown, announced and deleted', async () => {
	const portal = openPortal();
	await portal.upsertContacts({ email: 'anna@example.ch' });
	expect(await records(portal)).toMatchObject([{ id: '30110000001', properties: { email: 'anna@example.ch' } }]);
	expect(portal.events.filter(({ kind }) => kind === 'record')).toMatchObject([
		{ vendor: 'hubspot', data: { objectType: 'contacts', id: '30110000001', created: true } },
	]);
	expect(portal.events.filter(({ kind }) => kind === 'quota')).toMatchObject([{ data: { remaining: 189 } }]);
	expect((await portal.send('DELETE', '/sandbox/hubspot/records')).status).toBe(204);
	expect(await records(portal)).toEqual([]);
});

test('settings are shown and changed, but only to what fits', async () => {
	const portal = openPortal();
	const quota = { burst: 5, intervalMs: 1_000, daily: 10 };
	const changed = await portal.send('PATCH', PORTAL, { body: { echoTraceIds: true, quota } });
	expect([changed.status, changed.body]).toMatchObject([200, { echoTraceIds: true, quota, portalId: 24_601_000 }]);
	for (const body of [{ echoTraceIds: 'yes' }, { quota: {} }, { without: ['bearer-token'] }, { timeZone: 'Mars' }]) {
		expect((await portal.send('PATCH', PORTAL, { body })).status).toBe(400);
	}
	expect((await portal.send('GET', PORTAL)).body).toMatchObject({ echoTraceIds: true, quota });
});

test('a reset restores records, definitions and settings', async () => {
	const portal = openPortal();
	await portal.upsertContacts({ email: 'anna@example.ch' });
	await portal.delete('/crm/properties/2026-03/contacts/newsletter');
	portal.set({ recordUrls: false });
	portal.hubspot.reset();
	expect(portal.contacts).toBe(0);
	expect((await portal.get('/crm/properties/2026-03/contacts/newsletter')).status).toBe(200);
	const { body } = await portal.upsertContacts({ email: 'anna@example.ch' });
	expect(body.results[0]?.id).toBe('30110000001');
	expect(body.results[0]?.url).toContain('30110000001');
});

test('two runs answer alike', async () => {
	const contacts = ['a', 'b', 'c', 'd'].map((name) => ({ email: `${name}@example.ch` }));
	const [first, second] = [openPortal(), openPortal()];
	expect((await first.upsertContacts(...contacts)).body).toEqual((await second.upsertContacts(...contacts)).body);
	expect((await first.upsertContacts({ email: 'x' })).body).toEqual((await second.upsertContacts({ email: 'x' })).body);
});

test('the protocol lies below any prefix, also none', async () => {
	const portal = openPortal({ prefix: '' });
	expect((await portal.send('GET', '/account-info/2026-03/details')).status).toBe(200);
	const { status, body } = await portal.send('GET', '/crm/lists/2026-03');
	expect([status, body.status, typeof body.correlationId]).toEqual([404, 'error', 'string']);
});

test('what is no JSON is refused in HubSpot’s shape, after the token', async () => {
	const portal = openPortal();
	const url = '/hubspot/crm/objects/2026-03/contacts/batch/upsert';
	const { status, body } = await portal.send('POST', url, { body: '{"inputs":' });
	expect([status, body.status, body.category]).toEqual([400, 'error', 'VALIDATION_ERROR']);
	const stranger = await portal.send('POST', url, { body: '{"inputs":', authorization: `Bearer ${TOKEN}x` });
	expect(stranger.status).toBe(401);
});

test('the search counts against the burst as well, without saying so', async () => {
	const portal = openPortal();
	portal.set({ quota: { burst: 1, intervalMs: 10_000, daily: 10 } });
	await portal.post('/crm/objects/2026-03/contacts/search', {});
	expect((await portal.get('/account-info/2026-03/details')).body.policyName).toBe('TEN_SECONDLY_ROLLING');
});
