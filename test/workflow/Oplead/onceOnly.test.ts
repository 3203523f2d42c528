import { setTimeout as sleep } from 'node:timers/promises';

import type { Settings } from '../../../sandbox/oplead/settings.ts';
import { creating, people, useAccount } from './account';

const account = useAccount();

const findFirst = creating({ repeats: 'findFirst' });

/** What an account may do otherwise with its list; none of it doubles a lead, or tells one as absent that is there. */
const READINGS: Array<[string, Partial<Settings>]> = [
	['begins with page 0', { firstPage: 0, toldTotal: 'none' }],
	['begins with page 0, and is not filtered', { firstPage: 0, toldTotal: 'none', externalIDFilter: 'ignored' }],
	['begins with page 0, and tells a total', { firstPage: 0, externalIDFilter: 'ignored' }],
	['tells too large a total', { toldTotal: 'larger', externalIDFilter: 'ignored' }],
	['tells no total', { toldTotal: 'none', externalIDFilter: 'ignored' }],
];

it.each(READINGS)('creates each lead once where the list %s', async (_name, settings) => {
	account.oplead.set(settings);
	await account.run(people(3), creating());
	account.processed.clear();
	await account.run(people(3), findFirst);
	await account.run(people(3), findFirst);
	expect(account.held()).toEqual({ 'key-0': 1, 'key-1': 1, 'key-2': 1 });
});

it('sends no lead where the list tells more than it shows', async () => {
	account.oplead.set({ toldTotal: 'larger' });
	const { errors } = await account.run(people(1), findFirst);
	expect(errors.map(({ json }) => json.details)).toEqual([{ code: 'KEY_UNCLEAR' }]);
	expect(account.oplead.leads).toEqual([]);
});

it.each([
	['warnings', { warnings: [], lead: null }],
	['documents of a lead', { id: 'L1', documents: [{ id: 'D1' }] }],
	['an empty list that nobody knows', { filters: [] }],
])('does not take %s for a list', async (_what, body) => {
	account.sandbox.faults.plan({ method: 'GET', times: 100, act: { kind: 'status', status: 200, body } });
	const { errors } = await account.run(people(1), creating({ repeats: 'findFirst', options: { retryTime: 0 } }));
	expect(errors.map(({ json }) => json.details)).toEqual([{ code: 'ANSWER_UNREADABLE' }]);
	expect(account.oplead.leads).toEqual([]);
});

it('makes one lead of two items although the list lags', async () => {
	account.oplead.set({ listLagMs: 60_000 });
	const [one] = people(1);
	const { done } = await account.run([one, one, one], creating());
	expect(done.map(({ json }) => json.outcome)).toEqual(['created', 'skipped', 'skipped']);
	expect(account.held()).toEqual({ 'key-0': 1 });
});

it('looks for a lead that Oplead takes longer to create than the time-out, and does not send it again', async () => {
	account.sandbox.faults.plan({ method: 'POST', act: { kind: 'delay', ms: 60_000 } });
	const late = sleep(9_000).then(async () => {
		await fetch(`${account.sandbox.url}/oplead/v1/leads`, {
			method: 'POST',
			headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ leadData: { lastname: 'Lead 0', email: 'a@example.com', externalID: 'key-0' } }),
		});
	});
	const { done } = await account.run(people(1), creating({ options: { timeout: 1, retryTime: 30 } }));
	await late;
	expect(done.map(({ json }) => json.outcome)).toEqual(['created']);
	expect(account.held()).toEqual({ 'key-0': 1 });
}, 40_000);

it('leaves a lead in doubt that is not seen in the retry time', async () => {
	account.sandbox.faults.plan({ method: 'POST', act: { kind: 'delay', ms: 60_000 } });
	const { errors } = await account.run(people(1), creating({ options: { timeout: 1, retryTime: 4 } }));
	expect(errors.map(({ json }) => json.details)).toEqual([{ code: 'MAY_BE_DONE' }]);
	expect(account.calls('', 'POST')).toHaveLength(1);
}, 40_000);
