import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { HubSpotRecord } from '../../../nodes/HubSpotUpsert/api/records';
import type { Transport } from '../../../nodes/shared/vendor/transport';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import type { Found } from '../../../nodes/HubSpotUpsert/plan/settle';
import { lookUp } from '../../../nodes/HubSpotUpsert/write/lookUp';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
let now = 0;
beforeAll(async () => {
	sandbox = await startSandbox({ clock: () => Date.UTC(2026, 9, 1) + now });
});
beforeEach(() => {
	sandbox.reset();
	now = 0;
});
afterAll(async () => await sandbox.close());

const RECORD_ID: Key = { by: 'recordId' };
const EMAIL: Key = { by: 'unique', property: 'email' };
const DOMAIN: Key = { by: 'search', property: 'domain' };

/** Creates records; answers their ids. */
async function create(objectType: string, all: Array<Record<string, string>>): Promise<string[]> {
	const ids: string[] = [];
	for (let start = 0; start < all.length; start += 100) {
		const inputs = all
			.slice(start, start + 100)
			.map((properties, index) => ({ properties, objectWriteTraceId: String(index) }));
		const before = sandbox.hubspot.records(objectType).length;
		await sandboxClient(sandbox).create(objectType, inputs);
		ids.push(
			...sandbox.hubspot
				.records(objectType)
				.slice(before)
				.map(({ id }) => id),
		);
	}
	sandbox.calls.clear();
	return ids;
}

const contacts = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ email: `lead${index}@example.com`, lastname: `Lead ${index}` }));

const companies = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ domain: `company${index}.example.com`, name: `Company ${index}` }));

/** Lets the search catch up. */
const indexed = () => (now += 5_000);

const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;

const idOf = (found: Found) => (found.kind === 'found' ? found.record.id : found.kind);

interface Where {
	objectType?: string;
	properties?: string[];
	client?: HubSpotClient;
}

const find = async (key: Key, values: string[], where: Where = {}) =>
	await lookUp(key, values, { client: sandboxClient(sandbox), objectType: 'contacts', properties: [], ...where });

describe('by record id', () => {
	it('reads a hundred a call, and answers in the order of the values', async () => {
		const ids = await create('contacts', contacts(250));
		const wanted = [...ids].reverse();
		const found = await find(RECORD_ID, wanted, { properties: ['lastname'] });
		expect(found.map(idOf)).toEqual(wanted);
		expect(found[0]).toMatchObject({ record: { properties: { lastname: 'Lead 249' } } });
		expect(calls('/batch/read')).toBe(3);
	});

	it('asks nothing for what is no record id, and tells what is not there', async () => {
		const [id] = await create('contacts', contacts(1));
		const found = await find(RECORD_ID, ['', 'abc', '12-3', ` ${id} `, '999', id]);
		expect(found.map(idOf)).toEqual(['none', 'none', 'none', id, 'none', id]);
		expect(calls('/batch/read')).toBe(1);
		await find(RECORD_ID, ['abc']);
		expect(calls('/batch/read')).toBe(1);
	});

	it('finds a record that HubSpot has merged into another one', async () => {
		const [id] = await create('contacts', contacts(1));
		const client = sandboxClient(sandbox);
		const merging: HubSpotClient = {
			...client,
			read: async (objectType, query) =>
				await client.read(objectType, { ...query, ids: query.ids.map((each) => (each === '77' ? id : each)) }),
		};
		const found = await find(RECORD_ID, ['1', '77', '2'], { client: merging });
		expect(found.map(idOf)).toEqual(['none', id, 'none']);
	});
});

describe('by a unique property', () => {
	it('minds neither case nor blanks, and asks the same value once', async () => {
		const [id] = await create('contacts', contacts(1));
		const bodies: string[] = [];
		const wrap =
			(transport: Transport): Transport =>
			async (request) => {
				bodies.push(request.body as string);
				return await transport(request);
			};
		const values = ['lead0@example.com', 'nobody@example.com', ' LEAD0@Example.com ', ''];
		const found = await find(EMAIL, values, { client: sandboxClient(sandbox, { wrap }) });
		expect(found.map(idOf)).toEqual([id, 'none', id, 'none']);
		expect(bodies.map((body) => (JSON.parse(body) as { inputs: unknown }).inputs)).toEqual([
			[{ id: 'lead0@example.com' }, { id: 'nobody@example.com' }],
		]);
	});

	it('finds records of a custom object', async () => {
		const [id] = await create('2-3453932', [{ session_name: 'Excel', session_code: 'EX-1' }]);
		const key: Key = { by: 'unique', property: 'session_code' };
		const found = await find(key, ['ex-1', 'EX-2'], { objectType: '2-3453932' });
		expect(found.map(idOf)).toEqual([id, 'none']);
	});

	const withFurther = (client: HubSpotClient, primary: HubSpotRecord, further: string[]): HubSpotClient => ({
		...client,
		async read(objectType, query) {
			const meant = query.ids.some((id) => further.includes(id));
			const others = await client.read(objectType, query);
			const isAmongThem = others.some(({ id }) => id === primary.id);
			return meant && !isAmongThem ? [primary, ...others] : others;
		},
	});

	it('finds a contact by a further address, also where several values find nothing', async () => {
		const [first, second] = await create('contacts', contacts(2));
		const primary = { id: first, properties: { email: 'lead0@example.com' } };
		const client = withFurther(sandboxClient(sandbox), primary, ['old@example.com']);
		const alone = await find(EMAIL, ['lead1@example.com', 'old@example.com'], { client });
		expect(alone.map(idOf)).toEqual([second, first]);
		const values = ['a@example.com', 'b@example.com', 'old@example.com', 'lead1@example.com', 'c@example.com'];
		const found = await find(EMAIL, values, { client });
		expect(found.map(idOf)).toEqual(['none', 'none', first, second, 'none']);
	});

	it('finds a contact by two of its addresses at once', async () => {
		const primary = {
			id: '5',
			properties: { email: 'lead0@example.com', hs_additional_emails: 'Old@example.com;older@example.com' },
		};
		const client = { ...sandboxClient(sandbox), read: async () => await Promise.resolve([primary]) };
		const found = await find(EMAIL, ['old@example.com', 'lead0@example.com', 'other@example.com'], { client });
		expect(found.slice(0, 2).map(idOf)).toEqual(['5', '5']);
		expect(found[2]).toEqual({ kind: 'none' });
	});

	it('fails alone, with HubSpot’s reason, for a value that HubSpot does not take', async () => {
		const ids = await create('contacts', contacts(40));
		const client = sandboxClient(sandbox);
		const touchy: HubSpotClient = {
			...client,
			async read(objectType, query) {
				if (query.ids.includes('odd')) throw new HubSpotError('HubSpot refused this: odd', { status: 400 });
				return await client.read(objectType, query);
			},
		};
		const values = contacts(40).map(({ email }) => email);
		const found = await find(EMAIL, [...values.slice(0, 13), 'odd', ...values.slice(13)], { client: touchy });
		expect(found[13]).toEqual({ kind: 'failed', code: 'REFUSED', reason: 'HubSpot refused this: odd', lasting: false });
		expect(found.toSpliced(13, 1).map(idOf)).toEqual(ids);
	});

	it('does not ask for each value where the property is at fault', async () => {
		const key: Key = { by: 'unique', property: 'lastname' };
		const values = Array.from({ length: 400 }, (_, index) => `Lead ${index}`);
		const found = await find(key, values);
		expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['failed']));
		expect(found[399]).toMatchObject({ reason: expect.stringContaining('non-unique') as string });
		expect(sandbox.calls.list().length).toBeLessThan(25);
	});

	it('does not take what HubSpot failed to read for something that is not there', async () => {
		const error = {
			status: 'error',
			category: 'INTERNAL_ERROR',
			message: 'Try again.',
			context: {},
			errors: [],
			links: {},
		};
		const wrap =
			(transport: Transport): Transport =>
			async (request) => {
				const body = JSON.stringify({ status: 'COMPLETE', results: [], numErrors: 1, errors: [error] });
				return { ...(await transport(request)), status: 207, body };
			};
		const found = await find(EMAIL, ['lead0@example.com'], { client: sandboxClient(sandbox, { wrap }) });
		expect(found).toMatchObject([{ kind: 'failed', reason: expect.stringContaining('Try again.') as string }]);
	});
});

describe('by a search', () => {
	it('finds records whatever the case, and tells where there are several', async () => {
		const ids = await create('companies', [...companies(3), { domain: 'company1.example.com', name: 'Twin' }]);
		indexed();
		const values = ['COMPANY0.example.com', 'company1.example.com', 'nobody.example.com', ' company2.example.com'];
		const found = await find(DOMAIN, values, { objectType: 'companies' });
		expect(found.map(idOf)).toEqual([ids[0], 'several', 'none', ids[2]]);
		expect(found[1]).toEqual({ kind: 'several', ids: [ids[1], ids[3]] });
	});

	it('takes the values of options as they are', async () => {
		const [id] = await create('companies', [{ name: 'School', industry: 'EDUCATION_MANAGEMENT' }]);
		indexed();
		const key: Key = { by: 'search', property: 'industry' };
		const found = await find(key, ['EDUCATION_MANAGEMENT'], { objectType: 'companies' });
		expect(found.map(idOf)).toEqual([id]);
	});

	it('cuts the values so that HubSpot takes each search, and follows its pages', async () => {
		const ids = await create('companies', companies(300));
		indexed();
		const bodies: number[] = [];
		const wrap =
			(transport: Transport): Transport =>
			async (request) => {
				bodies.push(request.body?.length ?? 0);
				return await transport(request);
			};
		const values = companies(300).map(({ domain }) => domain);
		const where = { objectType: 'companies', client: sandboxClient(sandbox, { wrap }) };
		const found = await find(DOMAIN, values, where);
		expect(found.map(idOf)).toEqual(ids);
		await find(
			DOMAIN,
			values.map((value) => `Absent.${value}`),
			where,
		);
		expect(Math.max(...bodies)).toBeLessThanOrEqual(3_000);
		now += 5_000;
		sandbox.calls.clear();

		await create(
			'companies',
			Array.from({ length: 250 }, () => ({ name: 'Many', city: 'Biel' })),
		);
		const [alone] = await create('companies', [{ name: 'One', city: 'Chur' }]);
		indexed();
		const cities = await find({ by: 'search', property: 'city' }, ['biel', 'chur'], { objectType: 'companies' });
		expect(cities.map(idOf)).toEqual(['several', alone]);
		expect(calls('/search')).toBe(2);
	});

	it('stops where further pages tell nothing new', async () => {
		await create(
			'companies',
			Array.from({ length: 450 }, () => ({ name: 'Many', city: 'Biel' })),
		);
		indexed();
		await find({ by: 'search', property: 'city' }, ['biel'], { objectType: 'companies' });
		expect(calls('/search')).toBe(1);
	});

	it('reads what the records hold now, as the search knows it from some seconds ago', async () => {
		const [id] = await create('companies', companies(1));
		indexed();
		await sandboxClient(sandbox).update('companies', [
			{ id, objectWriteTraceId: '0', properties: { name: 'New name' } },
		]);
		const where = { objectType: 'companies', properties: ['name'] };
		expect(await find(DOMAIN, ['company0.example.com'], where)).toMatchObject([
			{ kind: 'found', record: { id, properties: { name: 'New name' } } },
		]);
	});

	it('does not see what was written a moment ago', async () => {
		await create('companies', companies(1));
		const where = { objectType: 'companies' };
		expect(await find(DOMAIN, ['company0.example.com'], where)).toEqual([{ kind: 'none' }]);
		indexed();
		expect(await find(DOMAIN, ['company0.example.com'], where)).toMatchObject([{ kind: 'found' }]);
	});

	it('gives a company that was found by a second domain to the value that found it', async () => {
		const stray = { id: '7', properties: { domain: 'first.example.com' } };
		const own = { id: '8', properties: { domain: 'own.example.com' } };
		const client: HubSpotClient = {
			...sandboxClient(sandbox),
			search: async (_objectType, { values }) => {
				const results = [
					...(values.includes('own.example.com') ? [own] : []),
					...(values.includes('second.example.com') ? [stray] : []),
				];
				return await Promise.resolve({ results });
			},
		};
		const values = ['none.example.com', 'own.example.com', 'second.example.com'];
		const found = await find(DOMAIN, values, { objectType: 'companies', client });
		expect(found.map(idOf)).toEqual(['none', '8', '7']);
	});

	it('says why where HubSpot does not know the property, and does not ask for each value', async () => {
		const values = companies(300).map(({ domain }) => domain);
		const wrap =
			(transport: Transport): Transport =>
			async (request) => {
				now += 250;
				return await transport(request);
			};
		const client = sandboxClient(sandbox, { wrap });
		const found = await find({ by: 'search', property: 'domian' }, values, { objectType: 'companies', client });
		expect(found[299]).toMatchObject({
			kind: 'failed',
			lasting: false,
			reason: expect.stringContaining('domian does not exist') as string,
		});
		expect(calls('/search')).toBeLessThan(25);
	});
});

describe('in trouble', () => {
	const values = contacts(450).map(({ email }) => email);

	it('asks once with a revoked token, and says that it lasts', async () => {
		const found = await find(EMAIL, values, { client: sandboxClient(sandbox, { token: 'gone' }) });
		expect(found).toHaveLength(450);
		for (const each of found) {
			expect(each).toEqual({
				kind: 'failed',
				code: 'TOKEN_REFUSED',
				reason: expect.stringContaining('token') as string,
				lasting: true,
			});
		}
		expect(calls('/batch/read')).toBe(1);
	});

	it('says which scope is missing', async () => {
		const client = sandboxClient(sandbox, { token: 'sandbox-hubspot-no-scopes' });
		expect(await find(EMAIL, ['lead0@example.com'], { client })).toMatchObject([
			{ kind: 'failed', lasting: true, reason: expect.stringContaining('crm.objects.contacts.read') as string },
		]);
	});

	it('looks up the other batches when one is not answered', async () => {
		const ids = await create('contacts', contacts(450));
		sandbox.faults.plan({ path: '/batch/read', skip: 1, times: 1000, act: { kind: 'status', status: 500 } });
		const found = await find(EMAIL, values);
		expect(found.slice(0, 100).map(idOf)).toEqual(ids.slice(0, 100));
		expect(found[100]).toMatchObject({
			kind: 'failed',
			lasting: false,
			reason: expect.stringContaining('500') as string,
		});
	});
});
