import type { PropertyDefinition } from '../../../sandbox/hubspot/properties/definition.ts';
import type { Scenarios } from './scenario.ts';
import type { TestPortal } from './testPortal.ts';

export const PROPERTIES = '/crm/properties/2026-03/contacts';

const HOBBY = { name: 'hobby', label: 'Hobby', type: 'string', fieldType: 'text', groupName: 'lead_relay' };
const option = (value: string, displayOrder = 0) => ({
	label: value.toUpperCase(),
	value,
	displayOrder,
	hidden: false,
});

async function optionsOf(portal: TestPortal, name: string): Promise<string[]> {
	const { body } = await portal.get<PropertyDefinition>(`${PROPERTIES}/${name}`);
	return body.options.map(({ value }) => value);
}

async function createUnique(portal: TestPortal, number: number) {
	return portal.post(PROPERTIES, { ...HOBBY, name: `key_${number}`, hasUniqueValue: true });
}

export const propertyScenarios: Scenarios = {
	'property-create-fields': async (portal) => {
		for (const field of Object.keys(HOBBY)) {
			const { status, body } = await portal.post(PROPERTIES, { ...HOBBY, [field]: undefined });
			expect([field, status]).toEqual([field, 400]);
			expect(body.errors?.[0]).toMatchObject({ code: 'REQUIRED_FIELD', in: field });
		}
		expect((await portal.post(PROPERTIES, HOBBY)).status).toBe(201);
	},

	'property-enumeration-options': async (portal) => {
		const choice = { ...HOBBY, type: 'enumeration', fieldType: 'select' };
		for (const options of [undefined, []])
			expect((await portal.post(PROPERTIES, { ...choice, options })).status).toBe(400);
		expect((await portal.post(PROPERTIES, { ...choice, options: [option('chess')] })).status).toBe(201);
	},

	'property-group-exists': async (portal) => {
		expect((await portal.post(PROPERTIES, { ...HOBBY, groupName: 'hobbies' })).status).toBe(400);
	},

	'property-field-type-fits': async (portal) => {
		expect((await portal.post(PROPERTIES, { ...HOBBY, fieldType: 'checkbox' })).status).toBe(400);
	},

	'property-options-replaced': async (portal) => {
		const { status } = await portal.patch(`${PROPERTIES}/lead_source`, { options: [option('radio')] });
		expect([status, await optionsOf(portal, 'lead_source')]).toEqual([200, ['radio']]);
	},

	'property-options-kept': async (portal) => {
		const { status } = await portal.patch(`${PROPERTIES}/lead_source`, { label: 'Quelle' });
		expect(status).toBe(200);
		expect(await optionsOf(portal, 'lead_source')).toEqual(['ici_formation', 'mcarena', 'oplead']);
	},

	'property-read-only-options': async (portal) => {
		const options = [option('lead')];
		expect((await portal.patch(`${PROPERTIES}/lifecyclestage`, { options })).status).toBe(400);
		expect((await portal.patch(`${PROPERTIES}/hs_lead_status`, { options })).status).toBe(200);
	},

	'property-read-only-definition': async (portal) => {
		expect((await portal.patch(`${PROPERTIES}/firstname`, { label: 'Vorname' })).status).toBe(400);
		expect((await portal.patch(`${PROPERTIES}/lead_source`, { label: 'Quelle' })).status).toBe(200);
	},

	'property-name-taken': async (portal) => {
		const { status, body } = await portal.post(PROPERTIES, { ...HOBBY, name: 'lead_source' });
		expect([status, body.category]).toEqual([409, 'OBJECT_ALREADY_EXISTS']);
		expect((await portal.get<PropertyDefinition>(`${PROPERTIES}/lead_source`)).body.type).toBe('enumeration');
	},

	'property-archived-restored': async (portal) => {
		expect((await portal.delete(`${PROPERTIES}/lead_source`)).status).toBe(204);
		expect((await portal.get(`${PROPERTIES}/lead_source`)).status).toBe(404);
		const { status } = await portal.post(PROPERTIES, { ...HOBBY, name: 'lead_source' });
		expect(status).toBe(201);
		expect(await optionsOf(portal, 'lead_source')).toEqual(['ici_formation', 'mcarena', 'oplead']);
	},

	'property-unique-limit-10': async (portal) => {
		for (let number = 2; number <= 10; number += 1) expect((await createUnique(portal, number)).status).toBe(201);
		expect((await createUnique(portal, 11)).status).toBe(400);
	},

	'property-unique-fixed': async (portal) => {
		const { status } = await portal.patch(`${PROPERTIES}/ici_formation_centre`, { hasUniqueValue: true });
		expect(status).toBe(400);
	},
};
