import type { ApiVersion } from '../../../nodes/HubSpotUpsert/api/sdk';
import { associateAll } from '../../../nodes/HubSpotUpsert/write/associations';
import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import { addNotes } from '../../../nodes/HubSpotUpsert/write/notes';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const VERSIONS: ApiVersion[] = ['2026-03', '2026-09'];

const wait = async () => await Promise.resolve();

/** Creates records; answers their ids. */
async function create(objectType: string, all: Array<Record<string, string>>): Promise<string[]> {
	const inputs = all.map((properties, index) => ({ properties, objectWriteTraceId: String(index) }));
	await sandboxClient(sandbox).create(objectType, inputs);
	return sandbox.hubspot
		.records(objectType)
		.slice(-all.length)
		.map(({ id }) => id);
}

const notes = () => sandbox.hubspot.records('notes');

const add = async (recordIds: string[], client: ReturnType<typeof sandboxClient>) => {
	const planned = recordIds.map((recordId) => {
		return { recordId, wish: { body: 'Text', leadKey: 'a lead', timestamp: '2026-10-01T08:00:00.000Z' } };
	});
	return await addNotes(planned, { client, objectType: 'contacts', account: 'account', wait });
};

/** Some calls of which HubSpot fails to do a part for the moment, and says so in an answer of that status. */
const failingInPart = (version: ApiVersion, path: string, status: number) => {
	const error = { status: 'error', category: 'INTERNAL_ERROR', message: 'Try later.', errors: null };
	const body = JSON.stringify({ status: 'COMPLETE', results: [], numErrors: 1, errors: [error] });
	const wrap =
		(transport: Transport): Transport =>
		async (request) => {
			const answer = await transport(request);
			return request.url.includes(path) ? { ...answer, status, body } : answer;
		};
	return sandboxClient(sandbox, { version, wrap });
};

describe.each(VERSIONS)('in %s', (version) => {
	it.each([
		['with a label', { associationCategory: 'USER_DEFINED', associationTypeId: 11 } as const],
		['by default', undefined],
	])('associates %s, and tells each link its own reason', async (_how, type) => {
		const [from] = await create('contacts', [{ lastname: 'Lead' }]);
		const [to, other] = await create('companies', [{ name: 'One' }, { name: 'Other' }]);
		const client = sandboxClient(sandbox, { version });
		const key = { by: 'recordId' } as const;
		const associate = async (...values: string[]) =>
			await associateAll(
				values.map((value) => ({ from, wish: { toObjectType: 'companies', key, value, type } })),
				{ client, objectType: 'contacts' },
			);
		expect(await associate(to)).toMatchObject([{ kind: 'associated', id: to }]);
		expect(await associate('998', other)).toMatchObject([
			{ kind: 'failed', reason: expect.stringContaining('COMPANY=998 is not valid') as string },
			{ kind: 'associated', id: other },
		]);
	});

	it('writes what it can of a batch, and tells why it could not write the rest', async () => {
		const writes = ['a', 'b', 'c'].map((name) => {
			const value = `${name}@example.com`;
			return { destination: { method: 'upsert' as const, property: 'email', value }, properties: { lastname: name } };
		});
		Object.assign(writes[1].properties, { bookings_count: 'many' });
		const target = { client: sandboxClient(sandbox, { version }), objectType: 'contacts', singular: 'contact', wait };
		expect(await writeAll(writes, target)).toMatchObject([
			{ kind: 'written' },
			{ kind: 'refused', code: 'REFUSED', reason: expect.stringContaining('many was not a valid number') as string },
			{ kind: 'written' },
		]);
		expect(sandbox.calls.list()).toHaveLength(1);
	});

	it('adds one note to each of three leads, however often they come', async () => {
		const leads = await create('contacts', [{ lastname: 'A' }, { lastname: 'B' }, { lastname: 'C' }]);
		const client = sandboxClient(sandbox, { version });
		const kinds = async () => (await add(leads, client)).map(({ kind }) => kind);
		expect(await kinds()).toEqual(['added', 'added', 'added']);
		expect(await kinds()).toEqual(['present', 'present', 'present']);
		expect(notes()).toHaveLength(3);
	});

	it.each([
		['which notes a record has', '/contacts/notes/batch/read'],
		['what is in them', '/notes/batch/read'],
	])('adds no note again where HubSpot fails to tell %s', async (_what, path) => {
		const leads = await create('contacts', [{ lastname: 'A' }, { lastname: 'B' }, { lastname: 'C' }]);
		await add(leads, sandboxClient(sandbox, { version }));
		for (const status of [200, 207]) {
			const outcomes = await add(leads, failingInPart(version, path, status));
			for (const outcome of outcomes) {
				expect(outcome).toEqual({ kind: 'failed', reason: expect.stringContaining('Try later.') as string });
			}
		}
		expect(notes()).toHaveLength(3);
	});
});

it('takes an answer without a body for one that all links are made', async () => {
	const [from] = await create('contacts', [{ lastname: 'Lead' }]);
	const [to] = await create('companies', [{ name: 'One' }]);
	const wrap =
		(transport: Transport): Transport =>
		async (request) => ({ ...(await transport(request)), status: 204, body: '' });
	const wish = { toObjectType: 'companies', key: { by: 'recordId' } as const, value: to };
	const outcomes = await associateAll([{ from, wish }], {
		client: sandboxClient(sandbox, { wrap }),
		objectType: 'contacts',
	});
	expect(outcomes).toEqual([{ kind: 'associated', toObjectType: 'companies', id: to }]);
});

it('reads no more pages of what hangs on a record than there are, though one names itself as the next', async () => {
	const [from] = await create('contacts', [{ lastname: 'Lead' }]);
	await add([from], sandboxClient(sandbox));
	let asked = 0;
	const wrap =
		(transport: Transport): Transport =>
		async (request) => {
			const answer = await transport(request);
			if (!request.url.includes('/contacts/notes/')) return answer;
			if (++asked > 5) throw new Error('Asked again and again');
			const body = JSON.parse(answer.body) as { results: object[] };
			const results = body.results.map((row) => ({ ...row, paging: { next: { after: 'again' } } }));
			return { ...answer, body: JSON.stringify({ ...body, results }) };
		};
	expect(await add([from], sandboxClient(sandbox, { wrap }))).toMatchObject([{ kind: 'present' }]);
});
