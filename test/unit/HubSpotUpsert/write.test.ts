import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { PlannedWrite } from '../../../nodes/HubSpotUpsert/plan/plan';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/write';
import type { FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const planned = (count: number, properties: Record<string, string> = {}): PlannedWrite[] =>
	Array.from({ length: count }, (_, index) => {
		const key = `lead${index}@example.com`;
		return { key, properties: { email: key, lastname: `Lead ${index}`, ...properties }, rows: [index] };
	});

const write = async (writes: PlannedWrite[], client = sandboxClient(sandbox)) =>
	await writeAll(writes, { client, objectType: 'contacts', keyProperty: 'email' });

const upsertCalls = () => sandbox.calls.list().filter(({ path }) => path.includes('/batch/upsert')).length;

const stored = () =>
	new Map(sandbox.hubspot.records('contacts').map(({ id, properties }) => [properties.email, { id, properties }]));

it('writes in batches of 100, and gives each write its own record', async () => {
	const writes = planned(250);
	const outcomes = await write(writes);
	const records = stored();
	expect(upsertCalls()).toBe(3);
	expect(records.size).toBe(250);
	for (const [index, { key }] of writes.entries()) {
		expect(outcomes[index]).toMatchObject({ kind: 'written', created: true, id: records.get(key)?.id });
	}
});

it('finds its rows with and without an echo of the trace ids', async () => {
	for (const echoTraceIds of [false, true]) {
		sandbox.reset();
		sandbox.hubspot.portal.settings.echoTraceIds = echoTraceIds;
		const outcomes = await write(planned(40));
		const ids = outcomes.map((outcome) => outcome.kind === 'written' && outcome.id);
		expect(ids).toEqual(planned(40).map(({ key }) => stored().get(key)?.id));
	}
});

it('tells created from updated', async () => {
	await write(planned(1));
	const outcomes = await write(planned(2));
	expect(outcomes).toMatchObject([{ created: false }, { created: true }]);
});

it('rejects only the rows that HubSpot refuses, with its reason', async () => {
	const writes = planned(250);
	for (const index of [7, 130, 249]) writes[index].properties.kontaktkategorie = 'no_such_option';
	const outcomes = await write(writes);
	const rejected = outcomes.flatMap((outcome, index) => (outcome.kind === 'rejected' ? [{ index, ...outcome }] : []));
	expect(rejected.map(({ index }) => index)).toEqual([7, 130, 249]);
	expect(rejected[0].reason).toContain('no_such_option was not one of the allowed options');
	expect(stored().size).toBe(247);
});

it('needs no update by e-mail alone', async () => {
	sandbox.hubspot.portal.settings.partialUpsertByEmail = 'rejected';
	await write(planned(1));
	expect(await write(planned(1))).toMatchObject([{ kind: 'written', created: false }]);
});

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
	const outcomes = await write(planned(150));
	expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(150);
	expect(stored().size).toBe(150);
});

it('rejects a batch with the reason when HubSpot stays out of order, and writes the others', async () => {
	const tries = 1000;
	sandbox.faults.plan({ path: '/batch/upsert', times: tries, act: { kind: 'status', status: 500 } });
	const outcomes = await write(planned(2));
	expect(outcomes).toMatchObject([
		{ kind: 'rejected', reason: expect.stringContaining('out of order (500)') as string },
		{ kind: 'rejected' },
	]);
	expect(upsertCalls()).toBeLessThan(20);
});

it.each([
	['a revoked token', 'unknown-token', 'did not accept the token'],
	['a token without scopes', 'sandbox-hubspot-read-only', 'crm.objects.contacts.write'],
])('asks only once with %s, and says how to mend it', async (_name, token, reason) => {
	const outcomes = await write(planned(250), sandboxClient(sandbox, { token }));
	expect(outcomes).toHaveLength(250);
	for (const outcome of outcomes) {
		expect(outcome).toEqual({ kind: 'rejected', reason: expect.stringContaining(reason) as string });
	}
	expect(upsertCalls()).toBe(1);
});

it('finds the record for which a whole batch is refused, and writes the others', async () => {
	const client = sandboxClient(sandbox);
	const batches: number[] = [];
	const touchy: HubSpotClient = {
		...client,
		async upsert(objectType, inputs) {
			batches.push(inputs.length);
			const refused = inputs.some(({ id }) => ['lead7@example.com', 'lead42@example.com'].includes(id));
			if (refused) throw new HubSpotError('HubSpot refused this: somebody has it', { status: 409 });
			return await client.upsert(objectType, inputs);
		},
	};
	const outcomes = await write(planned(150), touchy);
	const rejected = outcomes.flatMap(({ kind }, index) => (kind === 'rejected' ? [index] : []));
	expect(rejected).toEqual([7, 42]);
	expect(outcomes[7]).toEqual({ kind: 'rejected', reason: 'HubSpot refused this: somebody has it' });
	expect(stored().size).toBe(148);
	expect(batches.length).toBeLessThan(30);
});

it('does not wait for tomorrow', async () => {
	const body = {
		status: 'error',
		errorType: 'RATE_LIMIT',
		policyName: 'DAILY',
		message: 'You have reached your limit.',
	};
	sandbox.faults.plan({ path: '/batch/upsert', times: 9, act: { kind: 'status', status: 429, body } });
	const outcomes = await write(planned(300));
	expect(outcomes[299]).toMatchObject({ reason: expect.stringContaining('for today') as string });
	expect(upsertCalls()).toBe(1);
});

it('speaks both generations of the API', async () => {
	for (const version of ['2026-03', '2026-09']) {
		await write(planned(1), sandboxClient(sandbox, { version }));
		const [last] = sandbox.calls.list().slice(-1);
		expect(last.path).toBe(`/crm/objects/${version}/contacts/batch/upsert`);
	}
});

it('rejects a row that the answer does not name', async () => {
	const body = JSON.stringify({ status: 'COMPLETE', startedAt: '', completedAt: '', results: [] });
	sandbox.faults.plan({ path: '/batch/upsert', act: { kind: 'malformed', body } });
	expect(await write(planned(1))).toMatchObject([
		{ kind: 'rejected', reason: expect.stringContaining('did not say') as string },
	]);
});
