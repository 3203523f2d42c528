import type { PropertyDefinition, PropertyGroup } from '../../../sandbox/hubspot/properties/definition.ts';
import { contactAndCompany, TO_COMPANIES, typed } from './association.scenarios.ts';
import { PROPERTIES } from './property.scenarios.ts';
import { portals } from './testPortal.ts';

const openPortal = portals();

interface Listed<T> {
	results: T[];
	paging?: { next: { after: string } };
}

interface Entry {
	id: string;
	email: string;
	stages: { id: string }[];
	objectTypeId: string;
	fullyQualifiedName: string;
	requiredProperties: string[];
}

test('account details', async () => {
	const { status, body } = await openPortal().get('/account-info/v3/details');
	expect(status).toBe(200);
	expect(body).toMatchObject({
		portalId: 24_601_000,
		accountType: 'STANDARD',
		timeZone: 'Europe/Zurich',
		companyCurrency: 'CHF',
		utcOffset: '+01:00',
		uiDomain: 'app.hubspot.com',
	});
});

test('owners by e-mail, by page, and those who have left', async () => {
	const portal = openPortal();
	const ask = async (query: string) => (await portal.get<Listed<Entry>>(`/crm/owners/2026-09${query}`)).body;
	expect((await ask('?email=Luc.Favre@lead-relay.example')).results.map(({ id }) => id)).toEqual(['81200102']);
	expect((await ask('?archived=true')).results.map(({ id }) => id)).toEqual(['81200104']);
	const first = await ask('?limit=2');
	const rest = await ask(`?limit=2&after=${first.paging?.next.after}`);
	expect([first.results.length, rest.results.length, rest.paging]).toEqual([2, 1, undefined]);
});

test('pipelines have stages, which deals take and other values do not', async () => {
	const portal = openPortal();
	const { body } = await portal.get<Listed<Entry>>('/crm/pipelines/2026-03/deals');
	expect(body.results.map(({ id }) => id)).toEqual(['default', '758210']);
	const dealstage = body.results[1]?.stages[0]?.id;
	const create = (properties: object) => portal.post('/crm/objects/2026-03/deals', { properties });
	expect((await create({ dealname: 'Kurs', pipeline: '758210', dealstage })).status).toBe(201);
	expect((await create({ dealname: 'Kurs', dealstage: 'Demande reçue' })).body.errors[0]?.code).toBe('INVALID_OPTION');
});

test('the schemas list the custom object', async () => {
	const { body } = await openPortal().get<Listed<Entry>>('/crm-object-schemas/2026-03/schemas');
	expect(body.results).toMatchObject([
		{
			objectTypeId: '2-3453932',
			fullyQualifiedName: 'p24601000_training_sessions',
			requiredProperties: ['session_name'],
		},
	]);
});

test('properties in use and archived ones are listed apart', async () => {
	const portal = openPortal();
	const names = async (query: string) =>
		(await portal.get<Listed<PropertyDefinition>>(PROPERTIES + query)).body.results.map(({ name }) => name);
	await portal.delete(`${PROPERTIES}/newsletter`);
	expect(await names('?archived=true')).toEqual(['newsletter']);
	expect(await names('')).not.toContain('newsletter');
	const { body } = await portal.upsertContacts({ email: 'anna@example.ch', newsletter: 'true' });
	expect(body.errors[0]?.code).toBe('PROPERTY_DOESNT_EXIST');
	expect((await portal.delete(`${PROPERTIES}/email`)).status).toBe(400);
});

test('groups are listed and created', async () => {
	const portal = openPortal();
	const group = { name: 'hobbies', label: 'Hobbies' };
	expect((await portal.post(`${PROPERTIES}/groups`, group)).status).toBe(201);
	expect((await portal.post(`${PROPERTIES}/groups`, group)).status).toBe(409);
	const { body } = await portal.get<Listed<PropertyGroup>>(`${PROPERTIES}/groups`);
	expect(body.results.map(({ name }) => name)).toEqual(expect.arrayContaining(['lead_relay', 'hobbies']));
});

test('the category has the customers’ options', async () => {
	const { body } = await openPortal().get<PropertyDefinition>(`${PROPERTIES}/kontaktkategorie`);
	expect(body).toMatchObject({
		type: 'enumeration',
		fieldType: 'checkbox',
		groupName: 'lead_relay',
		hubspotDefined: false,
	});
	expect(body.options).toHaveLength(8);
	expect(body.options[3]).toMatchObject({ label: 'Formation Numérique', value: 'formation_numerique' });
});

test('association labels name the type ids', async () => {
	const { body } = await openPortal().get<Listed<object>>('/crm/associations/2026-03/contacts/companies/labels');
	expect(body.results).toEqual([
		{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
		{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
		{ category: 'USER_DEFINED', typeId: 11, label: 'Ansprechperson' },
	]);
});

test('associations are read from both ends, and archived', async () => {
	const portal = openPortal();
	const { from, to } = await contactAndCompany(portal);
	await portal.post(`${TO_COMPANIES}/create`, { inputs: [{ from, to, types: typed(1) }] });
	const back = await portal.post('/crm/v4/associations/companies/contacts/batch/read', { inputs: [to] });
	expect(back.body.results).toMatchObject([
		{ from: to, to: [{ toObjectId: from.id, associationTypes: [{ typeId: 280 }, { typeId: 2, label: 'Primary' }] }] },
	]);
	expect((await portal.post(`${TO_COMPANIES}/archive`, { inputs: [{ from, to: [to] }] })).status).toBe(204);
	const gone = await portal.post(`${TO_COMPANIES}/read`, { inputs: [from] });
	expect([gone.status, gone.body.errors[0]?.category]).toEqual([207, 'OBJECT_NOT_FOUND']);
});

test('a record has one primary company', async () => {
	const portal = openPortal();
	const { from, to } = await contactAndCompany(portal);
	const other = {
		id: (await portal.post('/crm/objects/2026-03/companies', { properties: { name: 'Zwei AG' } })).body.id,
	};
	for (const each of [to, other]) {
		await portal.post(`${TO_COMPANIES}/create`, { inputs: [{ from, to: each, types: typed(1) }] });
	}
	const { body } = await portal.post(`${TO_COMPANIES}/read`, { inputs: [from] });
	expect(body.results).toMatchObject([
		{
			to: [
				{ toObjectId: to.id, associationTypes: [{ typeId: 279 }] },
				{ toObjectId: other.id, associationTypes: [{ typeId: 279 }, { typeId: 1 }] },
			],
		},
	]);
});
