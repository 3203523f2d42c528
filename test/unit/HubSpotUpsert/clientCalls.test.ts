import { createHubSpotClient, type HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { AssociationType } from '../../../nodes/HubSpotUpsert/api/records';
import { once } from '../../../nodes/HubSpotUpsert/api/sdk';
import type { VendorRequest } from '../../../nodes/shared/vendor/transport';

const BASE = 'https://hubspot.example';

interface Sent {
	over: string;
	method: string;
	url: string;
	body: unknown;
	headers: Record<string, string | undefined>;
}

type Answer = object | string;

let sent: Sent[] = [];
beforeEach(() => (sent = []));

/** A client whose nth call gets the nth answer, the last one ever after. */
function client(answers: Answer[], status = 200): HubSpotClient {
	const over = (name: string) => async (request: VendorRequest) => {
		const { method, url, body, headers } = request;
		const read: unknown = typeof body === 'string' && body !== '' ? JSON.parse(body) : undefined;
		sent.push({ over: name, method, url: url.replace(BASE, ''), body: read, headers });
		const answer = answers[Math.min(sent.length, answers.length) - 1];
		const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
		return await Promise.resolve({ status, headers: { 'content-type': 'application/json' }, body: text });
	};
	return createHubSpotClient({
		baseUrl: BASE,
		version: '2026-03',
		transport: over('usual'),
		unrepeatable: over('unrepeatable'),
		single: over('single'),
		hurried: over('hurried'),
	});
}

const calls = () => sent.map(({ over, method, url }) => `${over} ${method} ${url}`);
const UNREADABLE = expect.objectContaining({ code: 'ANSWER_UNREADABLE' }) as unknown;

describe('records', () => {
	const record = { id: '1', properties: { city: 'Bern' }, objectWriteTraceId: '0', url: 'https://x' };

	it('are upserted, updated and created, each by its own call', async () => {
		const upsert = { id: 'a@x.com', idProperty: 'email', objectWriteTraceId: '0', properties: { city: 'Bern' } };
		const update = { id: '1', objectWriteTraceId: '0', properties: { city: 'Bern' } };
		const create = { objectWriteTraceId: '0', properties: { city: 'Bern' } };
		const answering = client([{ results: [record] }]);
		expect(await answering.upsert('contacts', [upsert])).toEqual({ results: [record], errors: [] });
		await answering.update('contacts', [update]);
		await answering.create('contacts', [create]);
		expect(calls()).toEqual([
			'usual POST /crm/objects/2026-03/contacts/batch/upsert',
			'usual POST /crm/objects/2026-03/contacts/batch/update',
			'unrepeatable POST /crm/objects/2026-03/contacts/batch/create',
		]);
		expect(sent.map(({ body }) => body)).toEqual([
			{ inputs: [upsert] },
			{ inputs: [update] },
			{ inputs: [{ ...create, associations: [] }] },
		]);
	});

	it('are created with their associations', async () => {
		const associations = [{ to: { id: '7' }, types: [] }];
		await client([{ results: [] }]).create('notes', [{ objectWriteTraceId: '0', properties: {}, associations }]);
		expect(sent[0].body).toMatchObject({ inputs: [{ associations }] });
	});

	it('are read by their ids, or by a property', async () => {
		const answering = client([{ results: [{ id: '1' }] }]);
		expect(await answering.read('contacts', { ids: ['1', '2'], properties: ['city'] })).toEqual([
			{ id: '1', properties: {} },
		]);
		await answering.read('contacts', { ids: ['k'], idProperty: 'lead_key', properties: [] });
		expect(calls()[0]).toBe('usual POST /crm/objects/2026-03/contacts/batch/read');
		expect(sent.map(({ body }) => body)).toEqual([
			{ inputs: [{ id: '1' }, { id: '2' }], properties: ['city'], propertiesWithHistory: [] },
			{ inputs: [{ id: 'k' }], idProperty: 'lead_key', properties: [], propertiesWithHistory: [] },
		]);
	});

	it('that are not there are left out, but not those that could not be read', async () => {
		const error = (category: string) => ({ category, message: 'Odd', context: {}, errors: [] });
		const missing = client([{ results: [record], errors: [error('OBJECT_NOT_FOUND')] }], 207);
		expect(await missing.read('contacts', { ids: ['1', '2'], properties: [] })).toEqual([record]);
		const failing = client([{ results: [record], errors: [error('OBJECT_NOT_FOUND'), error('ODD')] }], 207);
		await expect(failing.read('contacts', { ids: ['1'], properties: [] })).rejects.toMatchObject({ category: 'ODD' });
	});

	it('are searched page by page', async () => {
		const pages = [{ results: [record], paging: { next: { after: '200' } } }, { results: [] }];
		const answering = client(pages);
		const query = { property: 'domain', values: ['x.com'], properties: ['name'] };
		expect(await answering.search('companies', query)).toMatchObject({ results: [{ id: '1' }], after: '200' });
		expect(await answering.search('companies', { ...query, after: '200' })).toEqual({ results: [], after: undefined });
		const body = {
			filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'IN', values: ['x.com'] }] }],
			properties: ['name'],
			limit: 200,
		};
		expect(sent.map((call) => call.body)).toEqual([body, { ...body, after: '200' }]);
		expect(calls()[0]).toBe('usual POST /crm/objects/2026-03/companies/search');
	});

	it.each<[string, Answer]>([
		['results that are no list', { results: 'x' }],
		['no results', {}],
		['a result that is null', { results: [null] }],
		['a result without an id', { results: [{ properties: {} }] }],
		['errors that are no list', { results: [], errors: {} }],
		['an error that is null', { results: [], errors: [null] }],
	])('make no answer with %s', async (_what, answer) => {
		await expect(client([answer]).upsert('contacts', [])).rejects.toEqual(UNREADABLE);
		await expect(client([answer]).create('contacts', [])).rejects.toEqual(UNREADABLE);
	});

	it('make no answer to a search with anything but records', async () => {
		const query = { property: 'domain', values: ['x.com'], properties: [] };
		await expect(client([{ results: [{}] }]).search('companies', query)).rejects.toEqual(UNREADABLE);
	});
});

describe('associations', () => {
	const links = [{ from: '1', to: '70' }];
	const ends = { from: 'contacts', to: 'companies' };

	it('are made by default where no type is chosen, also where only some are made', async () => {
		const errors = [{ category: 'X', message: 'No', context: {} }];
		const answer = { results: [{ from: { id: '1' }, to: { id: '70' } }], errors };
		for (const status of [200, 207]) {
			expect(await client([answer], status).associate(ends, links)).toMatchObject({
				links,
				errors: [{ message: 'No' }],
			});
		}
		expect(calls()[0]).toBe('usual POST /crm/associations/2026-03/contacts/companies/batch/associate/default');
		expect(sent[0].body).toEqual({ inputs: [{ from: { id: '1' }, to: { id: '70' } }] });
	});

	it('are made by a type', async () => {
		const type: AssociationType = { associationCategory: 'USER_DEFINED', associationTypeId: 7 };
		const answer = { results: [{ fromObjectId: 1, toObjectId: 70, labels: [] }] };
		expect(await client([answer], 201).associate(ends, links, type)).toEqual({ links, errors: [] });
		expect(calls()).toEqual(['usual POST /crm/associations/2026-03/contacts/companies/batch/create']);
		expect(sent[0].body).toEqual({ inputs: [{ from: { id: '1' }, to: { id: '70' }, types: [type] }] });
	});

	it('are read page by page, of those records only that have more', async () => {
		const row = (id: string, to: number[], after?: string) => {
			const paging = after === undefined ? {} : { paging: { next: { after } } };
			return { from: { id }, to: to.map((toObjectId) => ({ toObjectId, associationTypes: [] })), ...paging };
		};
		const answering = client([{ results: [row('1', [70, 71], 'p2'), row('2', [72])] }, { results: [row('1', [73])] }]);
		expect([...(await answering.associated(ends, ['1', '2', '3']))]).toEqual([
			['1', ['70', '71', '73']],
			['2', ['72']],
		]);
		expect(sent.map(({ body }) => body)).toEqual([
			{ inputs: [{ id: '1' }, { id: '2' }, { id: '3' }] },
			{ inputs: [{ id: '1', after: 'p2' }] },
		]);
		expect(calls()[0]).toBe('usual POST /crm/associations/2026-03/contacts/companies/batch/read');
	});

	it('of no records are not asked for', async () => {
		expect([...(await client([]).associated(ends, []))]).toEqual([]);
		expect(sent).toEqual([]);
	});

	it('that are not there are no error, others are', async () => {
		const error = (category: string) => ({ category, message: 'Odd', context: {}, errors: [] });
		const missing = client([{ results: [], errors: [error('OBJECT_NOT_FOUND')] }], 207);
		expect([...(await missing.associated(ends, ['1']))]).toEqual([]);
		const failing = client([{ results: [], errors: [error('ODD')] }], 207);
		await expect(failing.associated(ends, ['1'])).rejects.toMatchObject({ category: 'ODD' });
	});

	it('have labels, or none', async () => {
		const results = [
			{ category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
			{ category: 'USER_DEFINED', typeId: 7, label: 'Boss' },
			{ category: 'HUBSPOT_DEFINED', typeId: 1 },
		];
		expect(await client([{ results }]).labels(ends)).toEqual([
			{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279, label: null },
			{ associationCategory: 'USER_DEFINED', associationTypeId: 7, label: 'Boss' },
			{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1, label: null },
		]);
		expect(calls()).toEqual(['usual GET /crm/associations/2026-03/contacts/companies/labels']);
	});

	it.each<[string, (hubSpot: HubSpotClient) => Promise<unknown>]>([
		['made by default', async (hubSpot) => await hubSpot.associate(ends, links)],
		[
			'made by a type',
			async (hubSpot) =>
				await hubSpot.associate(ends, links, { associationCategory: 'USER_DEFINED', associationTypeId: 7 }),
		],
		['read', async (hubSpot) => await hubSpot.associated(ends, ['1'])],
		['described', async (hubSpot) => await hubSpot.labels(ends)],
	])('cannot be %s by an answer without results', async (_how, call) => {
		await expect(call(client([{}]))).rejects.toEqual(UNREADABLE);
	});
});

describe('definitions', () => {
	const property = { name: 'city', label: 'City' };

	it('are read, one or all', async () => {
		expect(await client([{ results: [property] }]).properties('contacts')).toMatchObject([property]);
		expect(await client([property]).property('contacts', 'city')).toMatchObject(property);
		expect(calls()[0]).toMatch(/^usual GET \/crm\/properties\/2026-03\/contacts(\?|$)/);
		expect(calls()[1]).toMatch(/^usual GET \/crm\/properties\/2026-03\/contacts\/city(\?|$)/);
	});

	it('are created as they are drafted', async () => {
		const draft = { name: 'city', label: 'City', type: 'string', fieldType: 'text', groupName: 'g' };
		await client([property], 201).createProperty('contacts', draft);
		expect(calls()).toEqual(['usual POST /crm/properties/2026-03/contacts']);
		expect(sent[0].body).toEqual(draft);
	});

	it('get their options in a call that is sent once', async () => {
		const options = [{ label: 'One', value: '1', displayOrder: 0, hidden: false }];
		await client([property]).replaceOptions('contacts', 'city', options);
		expect(calls()).toEqual(['single PATCH /crm/properties/2026-03/contacts/city']);
		expect(sent[0].body).toEqual({ options });
	});

	it.each<[string, (hubSpot: HubSpotClient) => Promise<unknown>]>([
		['all', async (hubSpot) => await hubSpot.properties('contacts')],
		['one', async (hubSpot) => await hubSpot.property('contacts', 'city')],
		['replaced', async (hubSpot) => await hubSpot.replaceOptions('contacts', 'city', [])],
	])('are no answer without what they should hold: %s', async (_how, call) => {
		await expect(call(client([{}]))).rejects.toEqual(UNREADABLE);
	});
});

describe('the directory', () => {
	it('tells the account over the hurried transport', async () => {
		expect(await client([{ portalId: 7, uiDomain: 'app.hubspot.com' }]).accountDetails()).toMatchObject({
			portalId: 7,
		});
		expect(calls()).toEqual(['hurried GET /account-info/2026-03/details']);
		expect(sent[0].headers).toMatchObject({ Accept: 'application/json' });
	});

	it('tells all owners who have not left, page by page', async () => {
		const owner = (id: string) => ({ id, userId: 1, archived: false });
		const answering = client([{ results: [owner('1')], paging: { next: { after: 'p2' } } }, { results: [owner('2')] }]);
		expect((await answering.owners()).map(({ id }) => id)).toEqual(['1', '2']);
		const [first, second] = sent.map(({ url }) => new URL(url, BASE));
		expect(first.pathname).toBe('/crm/owners/2026-03');
		expect(Object.fromEntries(first.searchParams)).toEqual({ limit: '500', archived: 'false' });
		expect(Object.fromEntries(second.searchParams)).toEqual({ after: 'p2', limit: '500', archived: 'false' });
	});

	it('tells pipelines and custom objects', async () => {
		expect(await client([{ results: [{ id: 'p' }] }]).pipelines('deals')).toMatchObject([{ id: 'p' }]);
		expect(await client([{ results: [{ id: 's' }] }]).schemas()).toMatchObject([{ id: 's' }]);
		expect(calls()).toEqual([
			'usual GET /crm/pipelines/2026-03/deals',
			'usual GET /crm-object-schemas/2026-03/schemas?archived=false',
		]);
	});

	it.each<[string, (hubSpot: HubSpotClient) => Promise<unknown>]>([
		['owners', async (hubSpot) => await hubSpot.owners()],
		['pipelines', async (hubSpot) => await hubSpot.pipelines('deals')],
		['custom objects', async (hubSpot) => await hubSpot.schemas()],
	])('cannot be read without a list of %s', async (_what, call) => {
		await expect(call(client([{}]))).rejects.toEqual(UNREADABLE);
	});
});

it('loads once, with the first call', async () => {
	let loaded = 0;
	const load = once(async () => await Promise.resolve(++loaded));
	expect(loaded).toBe(0);
	expect(await Promise.all([load(), load()])).toEqual([1, 1]);
	expect(await load()).toBe(1);
});
