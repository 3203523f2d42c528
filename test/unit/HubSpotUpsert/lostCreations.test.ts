import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { HubSpotRecord } from '../../../nodes/HubSpotUpsert/api/records';
import { createBatch } from '../../../nodes/HubSpotUpsert/write/creation';
import type { Matched } from '../../../nodes/HubSpotUpsert/write/matching';
import type { ReadyWrite } from '../../../nodes/HubSpotUpsert/write/writing';

const created = (properties: Record<string, string>, domain?: string): ReadyWrite => {
	const key = domain === undefined ? undefined : { property: 'domain', value: domain };
	return { destination: { method: 'create', key }, properties };
};

const record = (id: string, properties: HubSpotRecord['properties'], objectWriteTraceId?: string): HubSpotRecord => {
	return { id, properties, objectWriteTraceId };
};

let waits: number[] = [];
let searches: string[][] = [];
beforeEach(() => {
	waits = [];
	searches = [];
});

const run = async (writes: ReadyWrite[], calls: Partial<HubSpotClient>) =>
	await createBatch(writes, {
		client: calls as HubSpotClient,
		objectType: 'companies',
		singular: 'company',
		wait: async (ms) => await Promise.resolve(waits.push(ms)),
	});

const idsOf = (matched: Array<Matched<HubSpotRecord>>) =>
	matched.map((match) => (match.kind === 'matched' ? match.result.id : match.kind));

/** Answers these records, and no trace ids. */
const answering = (...results: HubSpotRecord[]): Partial<HubSpotClient> => {
	return { create: async () => await Promise.resolve({ results, errors: [] }) };
};

describe('records that come back without their trace ids go to the writes that hold the same', () => {
	it.each<[string, Array<[string, string | null]>, Array<[string, string | null]>]>([
		['whatever their capitals', [['city', 'BERN']], [['city', 'bern']]],
		['although HubSpot has made their capitals small', [['city', 'bern']], [['city', 'BERN']]],
		['whatever blanks stand around', [['city', ' Bern ']], [['city', 'Bern']]],
		['although HubSpot answers blanks', [['city', 'Bern']], [['city', ' Bern ']]],
		['although options were to be added', [['city', ';a;b']], [['city', 'a;b']]],
		['where nothing was sent, and null is held', [['city', '']], [['city', null]]],
		['where nothing was sent and held', [['city', '']], [['city', '']]],
	])('%s', async (_how, sent, held) => {
		const writes = [
			created({ name: 'X', ...Object.fromEntries(sent) }),
			created({ name: 'X', ...Object.fromEntries(sent), city: 'Basel' }),
		];
		const results = [
			record('other', { name: 'X', city: 'Basel' }),
			record('own', { name: 'X', ...Object.fromEntries(held) }),
		];
		expect(idsOf(await run(writes, answering(...results)))).toEqual(['own', 'other']);
	});

	it('rather to one that holds another value than to one that holds none', async () => {
		const writes = [created({ name: 'X', phone: '030 1' }), created({ name: 'X', fax: '030 2' })];
		const results = [record('fax', { name: 'X', fax: '+49302' }), record('phone', { name: 'X', phone: '+49301' })];
		for (const order of [results, results.toReversed()]) {
			expect(idsOf(await run(writes, answering(...order)))).toEqual(['phone', 'fax']);
		}
	});

	it('but not to one that was sent empty where they hold something', async () => {
		const writes = [created({ name: 'X', city: '' }), created({ name: 'X', city: 'Bern' })];
		const results = [record('full', { name: 'X', city: 'BERNE' }), record('empty', { name: 'X', city: null })];
		expect(idsOf(await run(writes, answering(...results)))).toEqual(['empty', 'full']);
	});

	it('and a record that bears a trace id to no other write', async () => {
		const writes = [created({ name: 'X' }), created({ name: 'X' }), created({ name: 'X' })];
		const results = [record('1', { name: 'X' }, '1')];
		expect(idsOf(await run(writes, answering(...results)))).toEqual(['unsaid', '1', 'unsaid']);
	});
});

describe('after an answer that was lost', () => {
	/** Creates nothing that is told of; a search finds these records at its nth call. */
	const losing = (found: HubSpotRecord[][], error = new HubSpotError('HubSpot did not answer. Wait.')) => {
		return {
			create: async () => await Promise.reject(error),
			search: async (_objectType, { values, property, properties }) => {
				expect([property, properties]).toEqual(['domain', ['domain']]);
				searches.push([...new Set(values)]);
				return await Promise.resolve({ results: found[searches.length - 1] ?? [] });
			},
		} satisfies Partial<HubSpotClient>;
	};
	const unsaid = {
		kind: 'unsaid',
		hint: 'HubSpot did not answer. Perhaps the company is there all the same: look it up before you send it again.',
	};

	it('it is searched for the records that have a key, wherever they stand', async () => {
		const writes = [created({ name: 'None' }), created({ name: 'A' }, 'a.example.com'), created({ name: 'None' })];
		const matched = await run(writes, losing([[record('7', { domain: 'a.example.com' })]]));
		expect(idsOf(matched)).toEqual(['unsaid', '7', 'unsaid']);
		expect(matched[0]).toEqual(unsaid);
		expect(searches).toEqual([['a.example.com']]);
		expect(waits).toEqual([2_000]);
	});

	it('it is searched again, and only for those that are still missing', async () => {
		const writes = ['a', 'b', 'c'].map((name) => created({ name }, `${name}.example.com`));
		const found = [[record('2', { domain: 'b.example.com' })], [], [record('3', { domain: 'c.example.com' })]];
		expect(await run(writes, losing(found))).toEqual([
			unsaid,
			{ kind: 'matched', result: found[0][0] },
			{ kind: 'matched', result: found[2][0] },
		]);
		expect(searches).toEqual([
			['a.example.com', 'b.example.com', 'c.example.com'],
			['a.example.com', 'c.example.com'],
			['a.example.com', 'c.example.com'],
		]);
		expect(waits).toEqual([2_000, 3_000, 5_000]);
	});

	it('two records of one key are no answer', async () => {
		const results = ['1', '2'].map((id) => record(id, { domain: 'a.example.com' }));
		const [match] = await run([created({ name: 'A' }, 'a.example.com')], losing([results, results, results]));
		expect(match).toEqual(unsaid);
	});

	it.each([
		['a refusal', new HubSpotError('HubSpot refused this.', { status: 400 })],
		['what nobody expected', new TypeError('odd')],
	])('%s is none', async (_what, error) => {
		const calls = { create: async () => await Promise.reject(error) };
		await expect(run([created({ name: 'A' }, 'a.example.com')], calls)).rejects.toBe(error);
		expect(waits).toEqual([]);
	});
});
