import type { Scenarios } from './scenario.ts';
import type { TestPortal } from './testPortal.ts';

export const TO_COMPANIES = '/crm/associations/2026-03/contacts/companies/batch';

/** A contact and a company that know nothing of each other. */
export async function contactAndCompany(portal: TestPortal) {
	const contact = await portal.post('/crm/objects/2026-03/contacts', { properties: { email: 'anna@example.ch' } });
	const company = await portal.post('/crm/objects/2026-03/companies', { properties: { name: 'Muster AG' } });
	return { from: { id: contact.body.id }, to: { id: company.body.id } };
}

export const typed = (associationTypeId: number) => [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];

export const associationScenarios: Scenarios = {
	'association-limit-2000': async (portal) => {
		const pair = await contactAndCompany(portal);
		const inputs = Array.from({ length: 2_001 }, () => ({ ...pair, types: typed(279) }));
		expect((await portal.post(`${TO_COMPANIES}/create`, { inputs: inputs.slice(1) })).status).toBe(201);
		expect((await portal.post(`${TO_COMPANIES}/create`, { inputs })).status).toBe(400);
	},

	'association-read-limit-1000': async (portal) => {
		const inputs = Array.from({ length: 1_001 }, (_, index) => ({ id: String(index) }));
		expect((await portal.post(`${TO_COMPANIES}/read`, { inputs })).status).toBe(400);
	},

	'association-multi-status': async (portal) => {
		const { from, to } = await contactAndCompany(portal);
		const inputs = [
			{ from, to, types: typed(279) },
			{ from, to: { id: '1' }, types: typed(279) },
		];
		const { status, body } = await portal.post(`${TO_COMPANIES}/create`, { inputs });
		expect([status, body.results?.length, body.numErrors]).toEqual([207, 1, 1]);
		expect(body.errors[0]?.context).toEqual({ fromObjectId: [from.id], toObjectId: ['1'] });
	},

	'labelled-associations-200': async (portal) => {
		const pair = await contactAndCompany(portal);
		for (const [version, status] of [['2026-03', 201] as const, ['2026-09', 200] as const]) {
			const path = `/crm/associations/${version}/contacts/companies/batch/create`;
			const { body, ...answer } = await portal.post(path, { inputs: [{ ...pair, types: typed(279) }] });
			expect([answer.status, body.results.length]).toEqual([status, 1]);
		}
	},

	'association-type-known': async (portal) => {
		const pair = await contactAndCompany(portal);
		for (const id of [3, 341, 202]) {
			const { status } = await portal.post(`${TO_COMPANIES}/create`, { inputs: [{ ...pair, types: typed(id) }] });
			expect(status).toBe(207);
		}
		expect((await portal.post(`${TO_COMPANIES}/create`, { inputs: [{ ...pair, types: typed(1) }] })).status).toBe(201);
	},

	'association-record-exists': async (portal) => {
		const { from } = await contactAndCompany(portal);
		const { status } = await portal.post(`${TO_COMPANIES}/associate/default`, { inputs: [{ from, to: { id: '1' } }] });
		expect(status).toBe(207);
		expect(portal.hubspot.portal.associations.count()).toBe(0);
	},

	'association-default-idempotent': async (portal) => {
		const inputs = [await contactAndCompany(portal)];
		for (let time = 0; time < 2; time += 1) {
			const { status, body } = await portal.post(`${TO_COMPANIES}/associate/default`, { inputs });
			expect(status).toBe(200);
			expect(body.results).toEqual([
				{ ...inputs[0], associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 } },
			]);
		}
		expect(portal.hubspot.portal.associations.count()).toBe(1);
	},
};
