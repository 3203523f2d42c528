import type { Scenarios } from './scenario.ts';
import type { TestPortal } from './testPortal.ts';

const DETAILS = '/account-info/2026-03/details';

async function ask(portal: TestPortal, times: number): Promise<void> {
	for (let time = 0; time < times; time += 1) expect((await portal.get(DETAILS)).status).toBe(200);
}

export const limitScenarios: Scenarios = {
	'burst-limit': async (portal) => {
		portal.set({ quota: { burst: 3, intervalMs: 10_000, daily: 100 } });
		await ask(portal, 1);
		portal.clock.advance(5_000);
		await ask(portal, 2);
		const { status, body, headers } = await portal.get(DETAILS);
		expect(status).toBe(429);
		expect(body).toMatchObject({ status: 'error', errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' });
		expect(headers['x-hubspot-ratelimit-remaining']).toBe('0');
		portal.clock.advance(5_000);
		await ask(portal, 1);
		expect((await portal.get(DETAILS)).status).toBe(429);
	},

	'daily-limit': async (portal) => {
		portal.set({ quota: { burst: 100, intervalMs: 10_000, daily: 2 } });
		await ask(portal, 2);
		portal.clock.advance(3_600_000);
		const { status, body } = await portal.get(DETAILS);
		expect([status, body.errorType, body.policyName]).toEqual([429, 'RATE_LIMIT', 'DAILY']);
		portal.clock.advance(24 * 3_600_000);
		await ask(portal, 2);
	},

	'rate-headers': async (portal) => {
		await ask(portal, 1);
		expect((await portal.get(DETAILS)).headers).toMatchObject({
			'x-hubspot-ratelimit-max': '190',
			'x-hubspot-ratelimit-remaining': '188',
			'x-hubspot-ratelimit-interval-milliseconds': '10000',
			'x-hubspot-ratelimit-daily': '650000',
			'x-hubspot-ratelimit-daily-remaining': '649998',
		});
	},

	'retry-after': async (portal) => {
		portal.set({ quota: { burst: 1, intervalMs: 10_000, daily: 100 } });
		await ask(portal, 1);
		expect((await portal.get(DETAILS)).headers).not.toHaveProperty('retry-after');
		portal.set({ sendRetryAfter: true });
		portal.clock.advance(2_500);
		expect((await portal.get(DETAILS)).headers['retry-after']).toBe('8');
	},
};
