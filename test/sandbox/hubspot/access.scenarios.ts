import type { Scenarios } from './scenario.ts';
import { CONTACTS, contactInput } from './testPortal.ts';

const DETAILS = '/hubspot/account-info/2026-03/details';
const PROPERTIES = '/hubspot/crm/properties/2026-03/contacts';
const ONE_CONTACT = { inputs: [contactInput({ email: 'anna@example.ch' })] };

const READ_ONLY = 'Bearer sandbox-hubspot-read-only';

const CUSTOMERS_NEED_PHONE = {
	objectType: 'contacts',
	required: ['phone'],
	when: { property: 'lifecyclestage', equals: 'customer' },
};
const CUSTOMER = { inputs: [contactInput({ email: 'anna@example.ch', lifecyclestage: 'customer' })] };

export const accessScenarios: Scenarios = {
	'bearer-token': async (portal) => {
		for (const authorization of ['', 'Bearer unknown', 'Basic c2FuZGJveA==']) {
			const { status, body } = await portal.send('GET', DETAILS, { authorization });
			expect(status).toBe(401);
			expect(body).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION' });
		}
	},

	'revoked-token': async (portal) => {
		portal.set({ revokedTokens: ['sandbox-hubspot-token'] });
		const { status, body } = await portal.send('GET', DETAILS);
		expect([status, body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
	},

	'object-scopes': async (portal) => {
		const url = `/hubspot${CONTACTS}/batch/upsert`;
		const { status, body } = await portal.send('POST', url, { body: ONE_CONTACT, authorization: READ_ONLY });
		expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
		expect(body.errors[0]?.context).toEqual({ requiredGranularScopes: ['crm.objects.contacts.write'] });
	},

	'schema-write-scopes': async (portal) => {
		portal.set({ tokens: [{ token: 'records', scopes: ['crm.objects.contacts.write', 'crm.schemas.contacts.read'] }] });
		const body = { name: 'hobby', label: 'Hobby', type: 'string', fieldType: 'text', groupName: 'lead_relay' };
		const reply = await portal.send('POST', PROPERTIES, { body, authorization: 'Bearer records' });
		expect([reply.status, reply.body.category]).toEqual([403, 'MISSING_SCOPES']);
		expect(reply.body.errors[0]?.context).toEqual({ requiredGranularScopes: ['crm.schemas.contacts.write'] });
	},

	'schema-read-by-object-scopes': async (portal) => {
		portal.set({ tokens: [{ token: 'records', scopes: ['crm.objects.contacts.read'] }] });
		const { status } = await portal.send('GET', PROPERTIES, { authorization: 'Bearer records' });
		expect(status).toBe(200);
	},

	'content-network-page': async (portal) => {
		portal.set({ contentNetworkRefuses: 'DROP TABLE' });
		expect((await portal.upsertContacts({ email: 'good@example.ch' })).status).toBe(200);
		const refused = await portal
			.upsertContacts({ email: 'bad@example.ch', firstname: 'DROP TABLE' })
			.catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(SyntaxError);
		expect(portal.contacts).toBe(1);
	},

	'known-versions': async (portal) => {
		for (const version of ['2025-09', '2027-03', 'v2', 'latest']) {
			const { status, body } = await portal.get(`/crm/properties/${version}/contacts`);
			expect(status).toBe(404);
			expect(body.status).toBe('error');
			expect(body.correlationId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		}
	},

	'object-type-names': async (portal) => {
		for (const name of ['contacts', 'contact', '0-1', '2-3453932', 'p24601000_training_sessions']) {
			expect((await portal.get(`/crm/objects/2026-03/${name}`)).status).toBe(200);
		}
		const { status, body } = await portal.get('/crm/objects/2026-03/training_sessions');
		expect([status, body.message]).toEqual([400, 'Unable to infer object type from: training_sessions']);
	},

	'portal-rules-enforced': async (portal) => {
		portal.set({ portalRules: [CUSTOMERS_NEED_PHONE] });
		const { status, body } = await portal.post('/crm/objects/2026-09/contacts/batch/upsert', CUSTOMER);
		expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
		expect(body.context).toEqual({ properties: ['phone'] });
		expect(portal.contacts).toBe(0);
	},

	'portal-rules-2026-09-only': async (portal) => {
		portal.set({ portalRules: [CUSTOMERS_NEED_PHONE] });
		expect((await portal.post(`${CONTACTS}/batch/upsert`, CUSTOMER)).status).toBe(200);
		expect((await portal.post('/crm/v3/objects/contacts/batch/upsert', CUSTOMER)).status).toBe(200);
	},
};
