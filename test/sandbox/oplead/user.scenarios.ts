import type { Scenarios } from './scenario.ts';
import type { TestAccount } from './testAccount.ts';

async function usersOf(account: TestAccount): Promise<Record<string, unknown>[]> {
	type Listed = { users: Record<string, unknown>[] };
	return (await account.send<Listed>('GET', '/sandbox/oplead/users')).body.users;
}

export const userScenarios: Scenarios = {
	'account-number-unique': async (account) => {
		const user = { accountNumber: 'S-002', firstname: 'Sara' };
		expect((await account.post('/users', user)).status).toBe(201);
		expect((await account.post('/users', user)).status).toBe(409);
		expect(await usersOf(account)).toHaveLength(3);
	},

	'unknown-user-404': async (account) => {
		expect((await account.put('/users/S-002', { firstname: 'Sara' })).status).toBe(404);
		expect((await account.put('/users/S-001', { firstname: 'Otto' })).status).toBe(200);
		expect(await usersOf(account)).toEqual(
			expect.arrayContaining([{ accountNumber: 'S-001', firstname: 'Otto', lastname: 'Seller', profile: 'SELLER' }]),
		);
	},

	'test-changes-nothing': async (account) => {
		const before = await usersOf(account);
		expect((await account.post('/users?test=true', { accountNumber: 'S-002' })).status).toBe(201);
		expect((await account.put('/users/S-001?test=true', { firstname: 'Otto' })).body).toMatchObject({
			firstname: 'Otto',
		});
		expect(await usersOf(account)).toEqual(before);
	},
};
