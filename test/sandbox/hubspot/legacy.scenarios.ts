import type { Scenarios } from './scenario.ts';
import { contactAndCompany } from './association.scenarios.ts';
import type { TestPortal } from './testPortal.ts';

export const ASSOCIATE = '/hubspot/crm-associations/v1/associations/create-batch';

/** What version 1 answers to an upsert. */
interface Upserted {
	vid: number;
	isNew: boolean;
}

/** Upserts a contact as n8n's own HubSpot node does. */
export function upsertByEmail(portal: TestPortal, email: string, properties: unknown) {
	return portal.post<Upserted>(`/contacts/v1/contact/createOrUpdate/email/${email}`, { properties });
}

/** Associates a contact with a company, by version 1's definition. */
export function companyLink(contactId: string, companyId: string, definitionId = 1) {
	return { fromObjectId: Number(contactId), toObjectId: companyId, category: 'HUBSPOT_DEFINED', definitionId };
}

export const legacyScenarios: Scenarios = {
	'legacy-body-shape': async (portal) => {
		const misshapen = [
			{ name: 'firstname', value: 'Anna' },
			{ property: '', value: 'Anna' },
			{ property: 'firstname' },
		];
		for (const entry of misshapen) {
			const { body } = await portal.post('/contacts/v1/contact/createOrUpdate/email/anna@example.ch', {
				properties: [entry],
			});
			expect(body.message).toContain('an entry of properties is {property, value}');
		}
		expect(portal.contacts).toBe(0);
	},

	'legacy-scalar-values': async (portal) => {
		for (const value of [null, ['Anna'], { first: 'Anna' }]) {
			const { status } = await upsertByEmail(portal, 'anna@example.ch', [{ property: 'firstname', value }]);
			expect(status).toBe(400);
		}
		const scalars = [
			{ property: 'closedate', value: 1_798_675_200_001 },
			{ property: 'newsletter', value: true },
		];
		expect((await upsertByEmail(portal, 'anna@example.ch', scalars)).status).toBe(200);
		expect(portal.held('anna@example.ch', 'closedate')).toBe('2026-12-31T00:00:00.001Z');
	},

	'legacy-association-limit-100': async (portal) => {
		const { from, to } = await contactAndCompany(portal);
		const links = Array.from({ length: 101 }, () => companyLink(from.id, to.id));
		expect((await portal.send('PUT', ASSOCIATE, { body: links.slice(1) })).status).toBe(204);
		expect((await portal.send('PUT', ASSOCIATE, { body: links })).status).toBe(400);
	},
};
