import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { HubSpotRecord } from '../../../nodes/HubSpotUpsert/api/records';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import { chunks, chunksByWeight, groupsOf } from '../../../nodes/HubSpotUpsert/write/chunks';
import { lookUp } from '../../../nodes/HubSpotUpsert/write/lookUp';

type ReadQuery = Parameters<HubSpotClient['read']>[1];
type SearchQuery = Parameters<HubSpotClient['search']>[1];

const record = (id: string, properties: HubSpotRecord['properties'] = {}): HubSpotRecord => ({ id, properties });

let reads: ReadQuery[] = [];
let searches: SearchQuery[] = [];
beforeEach(() => {
	reads = [];
	searches = [];
});

interface Answers {
	read?: (query: ReadQuery) => HubSpotRecord[];
	search?: (query: SearchQuery) => { results: HubSpotRecord[]; after?: string };
}

const find = async (key: Key, values: string[], { read, search }: Answers, properties: string[] = []) => {
	const client: Partial<HubSpotClient> = {
		read: async (objectType, query) => {
			expect(objectType).toBe('companies');
			reads.push(query);
			return await Promise.resolve(read?.(query) ?? []);
		},
		search: async (objectType, query) => {
			expect(objectType).toBe('companies');
			searches.push(query);
			return await Promise.resolve(search?.(query) ?? { results: [] });
		},
	};
	return await lookUp(key, values, { client: client as HubSpotClient, objectType: 'companies', properties });
};

const DOMAIN: Key = { by: 'search', property: 'domain' };

describe('a look-up by record id', () => {
	it('asks for ids only, as they are, and for what is wanted of the records', async () => {
		await find({ by: 'recordId' }, ['7', ' 8', 'x'], {}, ['name', 'city']);
		expect(reads).toEqual([{ ids: ['7', '8'], idProperty: undefined, properties: ['name', 'city'] }]);
	});
});

describe('a look-up by a unique property', () => {
	it('asks for e-mail addresses in small letters, and for the further ones', async () => {
		await find({ by: 'unique', property: 'email' }, ['A@x.com'], {}, ['name', 'email']);
		expect(reads).toEqual([
			{ ids: ['a@x.com'], idProperty: 'email', properties: ['name', 'email', 'hs_additional_emails'] },
		]);
	});

	it('asks for other values as they are, and for the property in any case', async () => {
		await find({ by: 'unique', property: 'lead_key' }, ['K1'], {}, ['name']);
		expect(reads).toEqual([{ ids: ['K1'], idProperty: 'lead_key', properties: ['name', 'lead_key'] }]);
	});

	it('knows a record by each of its further addresses, but by no further value of another property', async () => {
		const held = { email: null, hs_additional_emails: 'one@x.com; two@x.com', lead_key: 'k' };
		const answers: Answers = { read: () => [record('5', held), record('6', { email: 'six@x.com' })] };
		expect(await find({ by: 'unique', property: 'email' }, ['six@x.com', 'two@x.com'], answers)).toMatchObject([
			{ kind: 'found', record: { id: '6' } },
			{ kind: 'found', record: { id: '5' } },
		]);
		expect(reads).toHaveLength(1);
		await find({ by: 'unique', property: 'lead_key' }, ['one@x.com', 'k'], answers);
		expect(reads.slice(1).map(({ ids }) => ids)).toEqual([['one@x.com', 'k'], ['one@x.com']]);
	});
});

describe('a search', () => {
	it('asks for the key only, in small letters and as it is', async () => {
		await find(DOMAIN, ['A.com', 'b.com', ''], {}, ['domain']);
		expect(searches).toEqual([
			{ property: 'domain', values: ['a.com', 'A.com', 'b.com'], properties: ['domain'], after: undefined },
		]);
		expect(reads).toEqual([]);
	});

	it('reads what it has found, and nothing else', async () => {
		const answers: Answers = {
			search: () => ({ results: [record('7', { domain: 'b.com' }), record('8', { domain: 'c.com' })] }),
			read: ({ ids }) => ids.filter((id) => id === '7').map((id) => record(id, { name: 'B' })),
		};
		expect(await find(DOMAIN, ['a.com', 'b.com', 'c.com'], answers, ['domain', 'name'])).toEqual([
			{ kind: 'none' },
			{ kind: 'found', record: record('7', { name: 'B' }) },
			{ kind: 'none' },
		]);
		expect(reads).toEqual([{ ids: ['7', '8'], idProperty: undefined, properties: ['domain', 'name'] }]);
	});

	it('follows the pages until each value has two records, or there is no page left', async () => {
		const pages = [['a.com'], ['a.com', 'b.com'], ['b.com'], ['b.com']];
		const search = ({ after }: SearchQuery) => {
			const page = Number(after ?? 0);
			const results = pages[page].map((domain, index) => record(`${page}${index}`, { domain }));
			return { results, after: page + 1 < pages.length ? String(page + 1) : undefined };
		};
		expect(await find(DOMAIN, ['a.com', 'b.com'], { search })).toEqual([
			{ kind: 'several', ids: ['00', '10'] },
			{ kind: 'several', ids: ['11', '20'] },
		]);
		expect(searches.map(({ after }) => after)).toEqual([undefined, '1', '2']);
		searches = [];
		await find(DOMAIN, ['a.com', 'b.com', 'c.com'], { search });
		expect(searches).toHaveLength(4);
	});

	it('asks for one more page where a single value has one record, and ends at a page without any', async () => {
		const search = ({ after }: SearchQuery) =>
			after === undefined ? { results: [record('1', { domain: 'a.com' })], after: '1' } : { results: [], after: '2' };
		expect(await find(DOMAIN, ['a.com'], { search })).toMatchObject([{ kind: 'found', record: { id: '1' } }]);
		expect(searches).toHaveLength(2);
		searches = [];
		const two = ['1', '2'].map((id) => record(id, { domain: 'other.com' }));
		expect(await find(DOMAIN, ['a.com'], { search: () => ({ results: two, after: '1' }) })).toEqual([
			{ kind: 'several', ids: ['1', '2'] },
		]);
		expect(searches).toHaveLength(1);
	});

	it('takes the same record once where two pages have it', async () => {
		const search = ({ after }: SearchQuery) => {
			return { results: [record('1', { domain: 'a.com' })], after: after === undefined ? '1' : undefined };
		};
		expect(await find(DOMAIN, ['a.com', 'b.com'], { search })).toMatchObject([
			{ kind: 'found', record: { id: '1' } },
			{ kind: 'none' },
		]);
	});

	it('gives a record without the key to the only value that was asked for', async () => {
		expect(
			await find(DOMAIN, ['a.com'], { search: () => ({ results: [record('1', { domain: null })] }) }),
		).toMatchObject([{ kind: 'found', record: { id: '1' } }]);
	});

	it('sends no longer lists than HubSpot takes: a hundred forms, or 2,500 characters', async () => {
		const short = Array.from({ length: 150 }, (_, index) => `v${index}`);
		await find(DOMAIN, short, {});
		expect(searches.map(({ values }) => values.length)).toEqual([100, 50]);
		searches = [];
		await find(
			DOMAIN,
			short.map((value) => value.toUpperCase()),
			{},
		);
		expect(searches.map(({ values }) => values.length)).toEqual([100, 100, 100]);
		searches = [];
		const long = short.map((value) => value.padEnd(96, 'x'));
		await find(DOMAIN, long, {});
		expect(searches.map(({ values }) => values.length)).toEqual([25, 25, 25, 25, 25, 25]);
	});
});

it.each([
	[401, 'TOKEN_REFUSED', true],
	[503, 'VENDOR_FAILED', false],
])('tells a look-up that failed with %s, and whether it lasts', async (status, code, lasting) => {
	const read = () => {
		throw new HubSpotError('HubSpot is away.', { status });
	};
	expect(await find({ by: 'recordId' }, ['7', 'x'], { read })).toEqual([
		{ kind: 'failed', code, reason: 'HubSpot is away.', lasting },
		{ kind: 'none' },
	]);
});

describe('lists are cut', () => {
	it('by number', () => {
		expect(chunks([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
		expect(chunks([1, 2], 2)).toEqual([[1, 2]]);
		expect(chunks([], 2)).toEqual([]);
	});

	it('by weight, where what is too heavy stands alone', () => {
		expect(chunksByWeight([3, 3, 4, 20, 1, 9, 1], 10, (weight) => weight)).toEqual([[3, 3, 4], [20], [1, 9], [1]]);
	});

	it('by what is the same', () => {
		expect(groupsOf(['a1', 'b1', 'a2', 'b2'], ([first]) => first)).toEqual([
			['a1', 'a2'],
			['b1', 'b2'],
		]);
	});
});
