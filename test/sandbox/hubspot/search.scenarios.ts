import type { Scenarios } from './scenario.ts';
import { CONTACTS, type TestPortal } from './testPortal.ts';

export function search(portal: TestPortal, body: Record<string, unknown> = {}) {
	return portal.post(`${CONTACTS}/search`, body);
}

export const searchScenarios: Scenarios = {
	'search-five-a-second': async (portal) => {
		for (let call = 0; call < 5; call += 1) expect((await search(portal)).status).toBe(200);
		const { status, body } = await search(portal);
		expect(status).toBe(429);
		expect(body).toMatchObject({ status: 'error', errorType: 'RATE_LIMIT', policyName: 'SECONDLY' });
		portal.clock.advance(1_000);
		expect((await search(portal)).status).toBe(200);
	},

	'search-page-200': async (portal) => {
		expect((await search(portal, { limit: 200 })).status).toBe(200);
		expect((await search(portal, { limit: 201 })).status).toBe(400);
	},

	'search-10000-results': async (portal) => {
		expect((await search(portal, { after: '9800', limit: 200 })).status).toBe(200);
		expect((await search(portal, { after: '9801', limit: 200 })).status).toBe(400);
	},

	'search-no-rate-headers': async (portal) => {
		const { headers } = await search(portal);
		expect(Object.keys(headers).filter((name) => name.includes('ratelimit'))).toEqual([]);
	},

	'search-lags': async (portal) => {
		await portal.upsertContacts({ email: 'anna@example.ch' });
		portal.clock.advance(1_999);
		expect((await search(portal)).body.total).toBe(0);
		portal.clock.advance(1);
		expect((await search(portal)).body.total).toBe(1);
	},

	'search-filter-limits': async (portal) => {
		const filter = { propertyName: 'email', operator: 'HAS_PROPERTY' };
		const groups = (count: number, size: number) =>
			Array.from({ length: count }, () => ({ filters: Array.from({ length: size }, () => filter) }));
		expect((await search(portal, { filterGroups: groups(3, 6) })).status).toBe(200);
		for (const filterGroups of [groups(6, 1), groups(1, 7), groups(4, 5)]) {
			portal.clock.advance(1_000);
			expect((await search(portal, { filterGroups })).status).toBe(400);
		}
	},
};
