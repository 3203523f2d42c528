import { PROVIDER_KEY, PUBLISHED_LIMIT } from '../../../sandbox/oplead/settings.ts';
import type { Scenarios } from './scenario.ts';
import type { TestAccount } from './testAccount.ts';

const path = '/types/countries';

async function ask(account: TestAccount, times: number): Promise<void> {
	for (let time = 0; time < times; time += 1) expect((await account.get(path)).status).toBe(200);
}

export const limitScenarios: Scenarios = {
	'hundred-a-minute': async (account) => {
		account.oplead.set({ limit: PUBLISHED_LIMIT });
		await ask(account, 1);
		account.now += 30_000;
		await ask(account, 99);
		const { status, body } = await account.get(path);
		expect([status, Object.keys(body)]).toEqual([429, ['message']]);
		// The window slides: only the first request has left it.
		account.now += 30_000;
		await ask(account, 1);
		expect((await account.get(path)).status).toBe(429);
		expect(account.oplead.limit).toMatchObject({ taken: 101, refused: 2, busiest: 100, enforced: true });
	},

	'limit-by-token': async (account) => {
		account.oplead.set({ limit: { requests: 1, windowMs: 60_000 } });
		await ask(account, 1);
		expect((await account.get(path, { token: PROVIDER_KEY })).status).toBe(200);
		expect((await account.get(path)).status).toBe(429);
	},

	'refused-uncounted': async (account) => {
		account.oplead.set({ limit: { requests: 1, windowMs: 60_000 } });
		await ask(account, 1);
		account.now += 30_000;
		expect((await account.get(path)).status).toBe(429);
		account.now += 30_000;
		await ask(account, 1);
	},

	'retry-after': async (account) => {
		account.oplead.set({ limit: { requests: 1, windowMs: 60_000 } });
		await ask(account, 1);
		account.now += 12_500;
		expect((await account.get(path)).headers['retry-after']).toBe('48');
		account.oplead.set({ sendRetryAfter: false });
		expect((await account.get(path)).headers).not.toHaveProperty('retry-after');
	},
};
