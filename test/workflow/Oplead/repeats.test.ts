import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { creating, people, reasons, useAccount } from './account';

const account = useAccount();

/** Create with another body. */
const differing = (body: string): INodeParameters => ({ calls: { call: [{ name: 'createLead', body }] } });

const outcomes = (run: { done: Array<{ json: IDataObject }> }) => run.done.map(({ json }) => json.outcome);

/** Puts leads into the account as somebody else would. */
async function putLeads(count: number, externalID?: (row: number) => string): Promise<void> {
	for (let row = 0; row < count; row++) {
		const body = { leadData: { lastname: `Other ${row}`, email: 'o@example.com', externalID: externalID?.(row) } };
		await fetch(`${account.sandbox.url}/oplead/v1/leads`, {
			method: 'POST',
			headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}
	account.sandbox.calls.clear();
}

describe('Skip', () => {
	it('takes one call for a lead that is new, and skips it the next time', async () => {
		const first = await account.run(people(3), creating());
		expect(outcomes(first)).toEqual(['created', 'created', 'created']);
		expect(account.calls()).toHaveLength(3);
		const second = await account.run(people(4), creating());
		expect(outcomes(second)).toEqual(['skipped', 'skipped', 'skipped', 'created']);
		expect(second.hints).toEqual(['4 leads: 3 skipped, 1 created, 0 rejected']);
		expect(second.done.map(({ json }) => json.id)).toEqual(account.oplead.leads.map(({ id }) => id));
		expect(account.held()).toEqual({ 'key-0': 1, 'key-1': 1, 'key-2': 1, 'key-3': 1 });
	});

	it('sends a lead that was begun before but is not there', async () => {
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'status', status: 422, body: { message: 'No.' } } });
		const first = await account.run(people(1), creating());
		expect(reasons(first)).toEqual(['Oplead refused this: No.']);
		const second = await account.run(people(1), creating());
		expect(outcomes(second)).toEqual(['created']);
		expect(account.held()).toEqual({ 'key-0': 1 });
	});

	it('makes one lead of two items with the same ID', async () => {
		const [one] = people(1);
		const run = await account.run([one, one, one], creating());
		expect(outcomes(run)).toEqual(['created', 'skipped', 'skipped']);
		expect(account.held()).toEqual({ 'key-0': 1 });
	});

	it('makes one lead of two executions at once', async () => {
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'delay', ms: 400 } });
		const runs = await Promise.all([account.run(people(1), creating()), account.run(people(1), creating())]);
		expect(runs.flatMap(outcomes).sort()).toEqual(['created', 'skipped']);
		expect(account.held()).toEqual({ 'key-0': 1 });
	});

	it('looks every lead up where n8n’s memory fails, and loses none', async () => {
		await account.run(people(1), creating());
		account.processed.clear();
		account.processed.failures = 100;
		const run = await account.run(people(2), creating());
		expect(outcomes(run)).toEqual(['skipped', 'created']);
		expect(account.held()).toEqual({ 'key-0': 1, 'key-1': 1 });
	});

	it('sends a lead without an external ID as often as it comes', async () => {
		const [one] = people(1);
		const run = await account.run([{ ...one, key: '' }], creating());
		await account.run([{ ...one, key: '' }], creating());
		expect(outcomes(run)).toEqual(['created']);
		expect(account.oplead.leads).toHaveLength(2);
	});
});

describe('Find First', () => {
	const findFirst = creating({ repeats: 'findFirst' });

	it.each([
		['the filter works', {}],
		['the filter is ignored', { externalIDFilter: 'ignored' as const }],
		['the list is a bare array', { externalIDFilter: 'ignored' as const, leadList: 'array' as const }],
	])(
		'finds a lead that somebody else has sent, where %s',
		async (_name, settings) => {
			await putLeads(130, (row) => (row === 120 ? 'key-1' : `other-${row}`));
			account.oplead.set(settings);
			const run = await account.run(people(2), findFirst);
			expect(outcomes(run)).toEqual(['created', 'found']);
			expect(run.done[1].json.id).toBe(account.oplead.leads[120].id);
			expect(account.oplead.leads).toHaveLength(131);
		},
		20_000,
	);

	it('rejects a lead that it cannot look up, within a bounded number of pages', async () => {
		await putLeads(220, (row) => `other-${row}`);
		account.oplead.set({ externalIDFilter: 'ignored' });
		const run = await account.run(people(1), creating({ repeats: 'findFirst', options: { searchedPages: 2 } }));
		expect(reasons(run)).toEqual([
			expect.stringMatching(/cannot be searched by external ID; .+ 200 were looked through\. It was not sent/),
		]);
		expect(account.calls()).toHaveLength(2);
		expect(account.oplead.leads).toHaveLength(220);
	}, 20_000);
});

it('sends anyway where the user wants it so', async () => {
	await account.run(people(1), creating({ repeats: 'sendAnyway' }));
	const run = await account.run(people(1), creating({ repeats: 'sendAnyway' }));
	expect(outcomes(run)).toEqual(['created']);
	expect(account.held()).toEqual({ 'key-0': 2 });
	expect(account.calls('', 'GET')).toEqual([]);
});

it('takes an account’s refusal of a second lead for what it is', async () => {
	await account.run(people(1), creating());
	account.processed.clear();
	account.oplead.set({ sameExternalID: 'refused' });
	const run = await account.run(people(1), creating());
	expect(outcomes(run)).toEqual(['skipped']);
	expect(account.held()).toEqual({ 'key-0': 1 });
});

describe('an answer that is lost', () => {
	it.each(['before', 'after'] as const)(
		'makes one lead when the connection is reset %s the write',
		async (when) => {
			account.sandbox.faults.plan({ method: 'POST', skip: 1, act: { kind: 'reset', when } });
			const run = await account.run(people(3), creating());
			expect(outcomes(run)).toEqual(['created', 'created', 'created']);
			expect(account.held()).toEqual({ 'key-0': 1, 'key-1': 1, 'key-2': 1 });
			expect(account.calls('', 'POST')).toHaveLength(when === 'after' ? 3 : 4);
		},
		20_000,
	);

	it('rejects a lead without an external ID, and does not send it again', async () => {
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'reset', when: 'after' } });
		const [one] = people(1);
		const run = await account.run([{ ...one, key: '' }], creating());
		expect(reasons(run)).toEqual([
			'Oplead did not answer. Perhaps the lead is there all the same: look it up before you send it again.',
		]);
		expect(account.oplead.leads).toHaveLength(1);
	});

	it.each<[string, INodeParameters]>([
		['a call that differs', { options: differing('{"leadData": {"lastname": "$lastname", "email": "$email"}}') }],
		['the Additional JSON', { additionalJson: '{"leadData": {"externalID": "other"}}' }],
	])('cannot double a lead that %s would send without its external ID', async (_what, more) => {
		const run = await account.run(people(1), creating(more));
		expect(reasons(run)).toEqual([expect.stringContaining('its external ID would not go with it')]);
		expect(account.calls()).toEqual([]);
	});

	it('sends a lead whose external ID has another place in a call that differs', async () => {
		account.oplead.set({ unknownKeys: 'ignored' });
		const body = '{"ref": ["$externalID"], "leadData": {"lastname": "$lastname", "email": "$email"}}';
		const run = await account.run(people(1), creating({ options: differing(body) }));
		expect(outcomes(run)).toEqual(['created']);
	});

	it('does not send it again where the list tells no more', async () => {
		await putLeads(120, (row) => `other-${row}`);
		account.oplead.set({ externalIDFilter: 'ignored' });
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'reset', when: 'before' } });
		const run = await account.run(people(1), creating({ options: { searchedPages: 1 } }));
		expect(reasons(run)).toEqual([expect.stringContaining('Perhaps the lead is there all the same')]);
		expect(account.calls('', 'POST')).toHaveLength(1);
	}, 20_000);

	it('waits for a lead that Oplead is still writing', async () => {
		account.sandbox.faults.plan({ method: 'POST', act: { kind: 'status', status: 504, body: '<html>Gateway</html>' } });
		const late = sleep(2_000).then(async () => await putLeads(1, () => 'key-0'));
		const run = await account.run(people(1), creating());
		await late;
		expect(outcomes(run)).toEqual(['created']);
		expect(account.held()).toEqual({ 'key-0': 1 });
	}, 20_000);
});
