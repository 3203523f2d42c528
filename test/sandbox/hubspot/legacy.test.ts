import { contactAndCompany } from './association.scenarios.ts';
import { ASSOCIATE, companyLink, upsertByEmail } from './legacy.scenarios.ts';
import { portals } from './testPortal.ts';

const openPortal = portals();

interface Profile {
	vid: number;
	properties: Record<string, { value: string; versions: unknown[] }>;
}

const FIRST_NAME = [{ property: 'firstname', value: 'Anna' }];

test('version 1 creates, then updates, whatever the case of the address', async () => {
	const portal = openPortal();
	const created = await upsertByEmail(portal, 'Anna@example.ch', FIRST_NAME);
	expect([created.status, created.body]).toEqual([200, { vid: 30_110_000_001, isNew: true }]);
	const updated = await upsertByEmail(portal, 'anna@example.ch', [{ property: 'lastname', value: 'Muster' }]);
	expect(updated.body).toEqual({ vid: 30_110_000_001, isNew: false });
	expect(portal.held('anna@example.ch', 'firstname')).toBe('Anna');
});

test('a profile has every property that the contact has, or those asked for', async () => {
	const portal = openPortal();
	const { vid } = (await upsertByEmail(portal, 'anna@example.ch', FIRST_NAME)).body;
	const path = `/contacts/v1/contact/vid/${vid}/profile`;
	const { body } = await portal.get<Profile>(path);
	expect(body).toMatchObject({ vid, 'portal-id': 24_601_000, 'is-contact': true });
	expect(body.properties.firstname).toMatchObject({ value: 'Anna', versions: [{ value: 'Anna' }] });
	expect(body.properties.createdate?.value).toBe(String(portal.clock.now));
	const asked = await portal.get<Profile>(`${path}?property=firstname&property=email`);
	expect(Object.keys(asked.body.properties)).toEqual(['email', 'firstname']);
	expect((await portal.get('/contacts/v1/contact/vid/9/profile')).status).toBe(404);
});

test('version 1 judges values as the other writes do', async () => {
	const portal = openPortal();
	const refused = [
		{ property: 'shoe_size', value: '41' },
		{ property: 'lead_source', value: 'radio' },
		{ property: 'createdate', value: 1 },
		{ property: 'email', value: 'anna' },
	];
	for (const entry of refused) expect((await upsertByEmail(portal, 'anna@example.ch', [entry])).status).toBe(400);
	expect((await upsertByEmail(portal, 'anna', FIRST_NAME)).status).toBe(400);
	expect(portal.contacts).toBe(0);
	await upsertByEmail(portal, 'anna@example.ch', FIRST_NAME);
	await upsertByEmail(portal, 'beat@example.ch', FIRST_NAME);
	const taken = await upsertByEmail(portal, 'beat@example.ch', [{ property: 'email', value: 'anna@example.ch' }]);
	expect(taken.status).toBe(409);
});

test('version 1 asks for the same scopes, and counts against the same quota', async () => {
	const portal = openPortal();
	const url = '/hubspot/contacts/v1/contact/createOrUpdate/email/anna@example.ch';
	const authorization = 'Bearer sandbox-hubspot-read-only';
	const refused = await portal.send('POST', url, { body: { properties: FIRST_NAME }, authorization });
	expect([refused.status, refused.body.category]).toEqual([403, 'MISSING_SCOPES']);
	portal.set({ quota: { burst: 1, intervalMs: 10_000, daily: 10 } });
	const { headers } = await upsertByEmail(portal, 'anna@example.ch', FIRST_NAME);
	expect(headers['x-hubspot-ratelimit-remaining']).toBe('0');
	expect((await upsertByEmail(portal, 'anna@example.ch', FIRST_NAME)).status).toBe(429);
});

test('version 1 gives a contact its company, and knows no other association', async () => {
	const portal = openPortal();
	const { from, to } = await contactAndCompany(portal);
	const associate = async (body: unknown) => (await portal.send('PUT', ASSOCIATE, { body })).status;
	expect(await associate([companyLink(from.id, to.id)])).toBe(204);
	expect(portal.hubspot.portal.associations.count()).toBe(1);
	const wrong = [[companyLink(from.id, to.id, 3)], [companyLink(from.id, '9')], [companyLink('x', to.id)], [], {}];
	for (const body of wrong) expect(await associate(body)).toBe(400);
});
