import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite, WriteResult } from '../../../nodes/HubSpotUpsert/write/writing';
import type { FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const emailOf = (index: number) => `lead${index}@example.com`;

const upserts = (count: number): ReadyWrite[] =>
	Array.from({ length: count }, (_, index) => {
		return {
			destination: { method: 'upsert', property: 'email', value: emailOf(index) },
			properties: { lastname: `Lead ${index}` },
		};
	});

const write = async (writes: ReadyWrite[], client = sandboxClient(sandbox)) =>
	await writeAll(writes, { client, objectType: 'contacts', singular: 'contact', wait: async () => undefined });

const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;

const contacts = () => sandbox.hubspot.records('contacts');

const refusedRows = (outcomes: WriteResult[]) =>
	outcomes.flatMap((outcome, index) => (outcome.kind === 'refused' ? [index] : []));

const PASSING: Array<[string, FaultAct]> = [
	['423', { kind: 'status', status: 423 }],
	['429', { kind: 'status', status: 429, body: { status: 'error', policyName: 'TEN_SECONDLY_ROLLING' } }],
	['477', { kind: 'status', status: 477, headers: { 'retry-after': '3' } }],
	['502 as a page', { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' }],
	['503', { kind: 'status', status: 503 }],
	['524', { kind: 'status', status: 524 }],
	['a reset before the write', { kind: 'reset', when: 'before' }],
	['a reset after the write', { kind: 'reset', when: 'after' }],
	['a truncated answer', { kind: 'truncated' }],
	['a malformed answer', { kind: 'malformed' }],
	['an answer that is something else', { kind: 'malformed', body: '"hello"' }],
];

it.each(PASSING)('writes all the same after %s', async (_name, act) => {
	sandbox.faults.plan({ path: '/batch/upsert', times: 2, act });
	const outcomes = await write(upserts(150));
	expect(refusedRows(outcomes)).toEqual([]);
	expect(contacts()).toHaveLength(150);
});

it('refuses a batch with the reason when HubSpot stays out of order, and writes the others', async () => {
	const client = sandboxClient(sandbox);
	const touchy: HubSpotClient = {
		...client,
		async upsert(objectType, inputs) {
			if (!inputs.some(({ id }) => id === emailOf(120))) return await client.upsert(objectType, inputs);
			sandbox.faults.plan({ path: '/batch/upsert', times: 1000, act: { kind: 'status', status: 500 } });
			return await client.upsert(objectType, inputs).finally(() => sandbox.faults.clear());
		},
	};
	const outcomes = await write(upserts(150), touchy);
	expect(refusedRows(outcomes)).toEqual(Array.from({ length: 50 }, (_, index) => 100 + index));
	expect(outcomes[149]).toEqual({
		kind: 'refused',
		code: 'VENDOR_FAILED',
		reason: expect.stringContaining('out of order (500)') as string,
		ofContent: false,
	});
	expect(contacts()).toHaveLength(100);
	expect(calls('/batch/upsert')).toBeLessThan(20);
});

it.each([
	['a revoked token', 'unknown-token', 'did not accept the token', 'TOKEN_REFUSED'],
	['a token without scopes', 'sandbox-hubspot-read-only', 'crm.objects.contacts.write', 'SCOPE_MISSING'],
])('asks only once with %s, and says how to mend it', async (_name, token, reason, code) => {
	const outcomes = await write(upserts(250), sandboxClient(sandbox, { token }));
	expect(outcomes).toHaveLength(250);
	for (const outcome of outcomes) {
		const refused = { kind: 'refused', code, reason: expect.stringContaining(reason) as string, ofContent: false };
		expect(outcome).toEqual(refused);
	}
	expect(calls('/batch/upsert')).toBe(1);
});

it('finds the record for which a whole batch is refused, and writes the others', async () => {
	const client = sandboxClient(sandbox);
	const batches: number[] = [];
	const touchy: HubSpotClient = {
		...client,
		async upsert(objectType, inputs) {
			batches.push(inputs.length);
			const refused = inputs.some(({ id }) => [emailOf(7), emailOf(42)].includes(id));
			if (refused) throw new HubSpotError('HubSpot refused this: somebody has it', { status: 409 });
			return await client.upsert(objectType, inputs);
		},
	};
	const outcomes = await write(upserts(150), touchy);
	expect(refusedRows(outcomes)).toEqual([7, 42]);
	expect(outcomes[7]).toEqual({
		kind: 'refused',
		code: 'REFUSED',
		reason: 'HubSpot refused this: somebody has it',
		ofContent: true,
	});
	expect(contacts()).toHaveLength(148);
	expect(batches.length).toBeLessThan(30);
});

it('tells rows that were not tried, after a hundred were refused one by one in the same words, that they were not', async () => {
	sandbox.faults.plan({ path: '/batch/upsert', times: 1000, act: { kind: 'status', status: 400 } });
	const reasons = (await write(upserts(250))).map((outcome) => (outcome.kind === 'refused' ? outcome.reason : ''));
	const [tried] = reasons;
	const untried = `Not tried, since the 100 before it were refused. ${tried}`;
	expect(reasons).toEqual(reasons.map((_, row) => (row < 100 ? tried : untried)));
});

it('sends in parts what is too large for HubSpot', async () => {
	sandbox.faults.plan({ path: '/batch/upsert', times: 2, act: { kind: 'status', status: 413 } });
	const outcomes = await write(upserts(100));
	expect(refusedRows(outcomes)).toEqual([]);
	expect(contacts()).toHaveLength(100);
	// The whole, the first half and its two quarters, the second half.
	expect(calls('/batch/upsert')).toBe(5);
});

it('does not wait for tomorrow', async () => {
	const body = {
		status: 'error',
		errorType: 'RATE_LIMIT',
		policyName: 'DAILY',
		message: 'You have reached your limit.',
	};
	sandbox.faults.plan({ path: '/batch/upsert', times: 9, act: { kind: 'status', status: 429, body } });
	const outcomes = await write(upserts(300));
	expect(outcomes[299]).toMatchObject({ reason: expect.stringContaining('for today') as string });
	expect(calls('/batch/upsert')).toBe(1);
});

it('speaks both generations of the API', async () => {
	for (const version of ['2026-03', '2026-09'] as const) {
		await write(upserts(1), sandboxClient(sandbox, { version }));
		const [last] = sandbox.calls.list().slice(-1);
		expect(last.path).toBe(`/crm/objects/${version}/contacts/batch/upsert`);
	}
});
