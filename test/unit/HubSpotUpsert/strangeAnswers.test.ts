import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { carryOut } from '../../../nodes/HubSpotUpsert/write/carryOut';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite } from '../../../nodes/HubSpotUpsert/write/writing';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { EMAIL, planOf, draft } from './planning';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const wait = async () => undefined;

const upserts = (count: number, lastname = 'Lead'): ReadyWrite[] =>
	Array.from({ length: count }, (_, index) => {
		const value = `lead${index}@example.com`;
		return { destination: { method: 'upsert', property: 'email', value }, properties: { lastname } };
	});

const write = async (writes: ReadyWrite[], client: HubSpotClient) =>
	await writeAll(writes, { client, objectType: 'contacts', singular: 'contact', wait });

/** Lets the sandbox write, and then answers something else. */
const answering = (body: unknown): HubSpotClient =>
	sandboxClient(sandbox, {
		wrap:
			(transport): Transport =>
			async (request) => ({ ...(await transport(request)), body: JSON.stringify(body) }),
	});

it.each([
	['results that are no records', { results: [null, 7] }],
	['a record without an id', { results: [{ properties: { email: 'lead0@example.com' } }] }],
	['errors that are no list', { results: [], errors: { message: 'No' } }],
	['errors that are none', { results: [], errors: [null] }],
	['a trace id outside a list', { results: [], errors: [{ message: 'No', context: { objectWriteTraceId: '0' } }] }],
])('does not throw at an answer with %s', async (_name, body) => {
	const outcomes = await write(upserts(2), answering(body));
	expect(outcomes).toMatchObject([{ kind: 'refused' }, { kind: 'refused' }]);
});

it('takes a record without properties by its trace id', async () => {
	const results = [
		{ id: '2', objectWriteTraceId: '1' },
		{ id: '1', objectWriteTraceId: '0' },
	];
	const outcomes = await write(upserts(2), answering({ results }));
	expect(outcomes).toMatchObject([
		{ kind: 'written', id: '1' },
		{ kind: 'written', id: '2' },
	]);
});

it('does not call rows unwritten that were, when asking once more about another one fails', async () => {
	const client = sandboxClient(sandbox);
	const forgetful: HubSpotClient = {
		...client,
		async upsert(objectType, inputs) {
			if (inputs.length === 1) throw new HubSpotError('HubSpot is out of order (503).', { status: 503 });
			const { results } = await client.upsert(objectType, inputs);
			// Says nothing of two of them.
			return { results: results.slice(2), errors: [] };
		},
	};
	const outcomes = await write(upserts(10), forgetful);
	expect(outcomes.filter(({ kind }) => kind === 'written')).toHaveLength(8);
	const reasons = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.reason] : []));
	expect(reasons).toEqual([expect.stringContaining('out of order'), expect.stringContaining('out of order')]);
});

it('splits what is too large for one call', async () => {
	const client = sandboxClient(sandbox, {
		wrap:
			(transport): Transport =>
			async (request) =>
				(request.body?.length ?? 0) > 20_000
					? { status: 413, headers: {}, body: '<html>Request Entity Too Large</html>' }
					: await transport(request),
	});
	const outcomes = await write(upserts(100, 'x'.repeat(1_000)), client);
	expect(outcomes.filter(({ kind }) => kind === 'refused')).toEqual([]);
	expect(sandbox.hubspot.records('contacts')).toHaveLength(100);
});

it('keeps what was written where associating fails in a way that nobody expected', async () => {
	const client: HubSpotClient = {
		...sandboxClient(sandbox),
		associate: () => Promise.reject(new TypeError('Cannot read properties of undefined')),
	};
	const wish = { toObjectType: 'companies', key: { by: 'recordId' as const }, value: '123' };
	const plan = planOf(
		[draft({ email: 'a@example.com' }, { associations: [wish] }), draft({ email: 'b@example.com' })],
		{
			keys: [EMAIL],
		},
	);
	const place = {
		client,
		objectType: 'contacts',
		singular: 'contact',
		existingValues: 'overwrite' as const,
		account: 'x',
	};
	const outcomes = await carryOut(plan, { ...place, wait });
	expect(outcomes.get(0)).toMatchObject({ kind: 'done', result: 'created', problems: [expect.any(String)] });
	expect(outcomes.get(1)).toMatchObject({ kind: 'done', result: 'created' });
});

it('lets a second key find the record that the first one creates, however long that takes', async () => {
	const client = sandboxClient(sandbox);
	const slow: HubSpotClient = {
		...client,
		async upsert(objectType, inputs) {
			if (inputs[0].idProperty === 'email') await new Promise((resolve) => setTimeout(resolve, 30));
			return await client.upsert(objectType, inputs);
		},
	};
	const writes = upserts(150);
	writes[149].properties.lead_key = 'L1';
	writes.push({ destination: { method: 'upsert', property: 'lead_key', value: 'L1' }, properties: { city: 'Bern' } });
	const outcomes = await write(writes, slow);
	expect(outcomes[150]).toMatchObject({ kind: 'written', created: false });
	expect(outcomes[149]).toMatchObject({ kind: 'written', created: true });
	expect(sandbox.hubspot.records('contacts')).toHaveLength(150);
});
