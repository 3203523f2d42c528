import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { AssociationType } from '../../../nodes/HubSpotUpsert/api/records';
import type { AssociationWish } from '../../../nodes/HubSpotUpsert/plan/draft';
import type { Key } from '../../../nodes/HubSpotUpsert/plan/key';
import { associateAll, type PlannedAssociation } from '../../../nodes/HubSpotUpsert/write/associations';
import type { FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxClient } from './sandboxClient';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => {
	sandbox.reset();
	sandbox.hubspot.portal.settings.searchLagMs = 0;
});
afterAll(async () => await sandbox.close());

const CONTACTS = '0-1';
const COMPANIES = '0-2';
const TRAINING_SESSIONS = '2-3453932';

const RECORD_ID: Key = { by: 'recordId' };
const DOMAIN: Key = { by: 'search', property: 'domain' };
const LABELLED: AssociationType = { associationCategory: 'USER_DEFINED', associationTypeId: 11 };

/** Creates records; answers their ids. */
async function create(objectType: string, all: Array<Record<string, string>>): Promise<string[]> {
	for (let start = 0; start < all.length; start += 100) {
		const part = all.slice(start, start + 100);
		await sandboxClient(sandbox).create(
			objectType,
			part.map((properties, index) => ({ properties, objectWriteTraceId: String(index) })),
		);
	}
	sandbox.calls.clear();
	return sandbox.hubspot
		.records(objectType)
		.slice(-all.length)
		.map(({ id }) => id);
}

const contacts = (count: number) => Array.from({ length: count }, (_, index) => ({ lastname: `Lead ${index}` }));
const companies = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ domain: `company${index}.example.com`, name: `Company ${index}` }));

const toCompany = (value: string, key: Key = RECORD_ID, type?: AssociationType): AssociationWish => {
	return { toObjectType: 'companies', key, value, ...(type && { type }) };
};

const associate = async (planned: PlannedAssociation[], client = sandboxClient(sandbox), objectType = 'contacts') =>
	await associateAll(planned, { client, objectType });

const calls = (part: string) => sandbox.calls.list().filter(({ path }) => path.includes(part)).length;

/** What hangs on a contact, with the labels. */
const hangingOn = (id: string, typeId = COMPANIES) =>
	sandbox.hubspot.portal.associations
		.of({ typeId: CONTACTS, id }, typeId)
		.map((link) => ({ id: link.id, labels: link.types.map(({ label }) => label) }));

it('associates by record id and by another key, in one call of links', async () => {
	const [first, second] = await create('contacts', contacts(2));
	const [here, there] = await create('companies', companies(2));
	const outcomes = await associate([
		{ from: first, wish: toCompany(here) },
		{ from: second, wish: toCompany('COMPANY1.example.com ', DOMAIN) },
	]);
	expect(outcomes).toEqual([
		{ kind: 'associated', toObjectType: 'companies', id: here },
		{ kind: 'associated', toObjectType: 'companies', id: there },
	]);
	expect(hangingOn(first)).toEqual([{ id: here, labels: [null] }]);
	expect(hangingOn(second)).toEqual([{ id: there, labels: [null] }]);
	expect(calls('/batch/associate/default')).toBe(1);
	expect(calls('/batch/read')).toBe(0);
});

it('associates with a label', async () => {
	const [from] = await create('contacts', contacts(1));
	const [to] = await create('companies', companies(1));
	expect(await associate([{ from, wish: toCompany(to, RECORD_ID, LABELLED) }])).toMatchObject([{ id: to }]);
	expect(hangingOn(from)).toEqual([{ id: to, labels: [null, 'Ansprechperson'] }]);
});

it('associates with a custom object by its unique property, and a company with tickets and deals', async () => {
	const [contact] = await create('contacts', contacts(1));
	const [session] = await create(TRAINING_SESSIONS, [{ session_name: 'Excel', session_code: 'EX-1' }]);
	const key: Key = { by: 'unique', property: 'session_code' };
	const wish = { toObjectType: TRAINING_SESSIONS, key, value: 'ex-1' };
	expect(await associate([{ from: contact, wish }])).toEqual([
		{ kind: 'associated', toObjectType: TRAINING_SESSIONS, id: session },
	]);
	expect(hangingOn(contact, TRAINING_SESSIONS)).toMatchObject([{ id: session }]);

	const [company] = await create('companies', companies(1));
	const [ticket] = await create('tickets', [{ subject: 'Call', hs_pipeline: '0', hs_pipeline_stage: '1' }]);
	const [deal] = await create('deals', [{ dealname: 'Training' }]);
	const wishes = [
		{ toObjectType: 'tickets', key: RECORD_ID, value: ticket },
		{ toObjectType: 'deals', key: RECORD_ID, value: deal },
	];
	const planned = wishes.map((each) => ({ from: company, wish: each }));
	expect(await associate(planned, sandboxClient(sandbox), 'companies')).toMatchObject([{ id: ticket }, { id: deal }]);
});

it('makes the same link once, and may be repeated', async () => {
	const [from] = await create('contacts', contacts(1));
	const [to] = await create('companies', companies(1));
	const planned = [
		{ from, wish: toCompany(to) },
		{ from, wish: toCompany('company0.example.com', DOMAIN) },
		{ from, wish: toCompany(to, RECORD_ID, LABELLED) },
	];
	const client = sandboxClient(sandbox);
	const sent: number[] = [];
	const counting: HubSpotClient = {
		...client,
		async associate(ends, links, type) {
			sent.push(links.length);
			return await client.associate(ends, links, type);
		},
	};
	for (let run = 0; run < 2; run++) {
		expect(await associate(planned, counting)).toMatchObject([{ id: to }, { id: to }, { id: to }]);
	}
	expect(sent).toEqual([1, 1, 1, 1]);
});

it('makes 2,500 links in three calls', async () => {
	const from = await create('contacts', contacts(500));
	const to = await create('companies', companies(5));
	const planned = from.flatMap((id) => to.map((value) => ({ from: id, wish: toCompany(value) })));
	const outcomes = await associate(planned);
	expect(outcomes.map((outcome) => outcome.kind === 'associated' && outcome.id)).toEqual(from.flatMap(() => to));
	expect(sandbox.hubspot.portal.associations.count()).toBe(2_500);
	expect(calls('/batch/associate/default')).toBe(3);
});

it('looks up the same key of two object types apart', async () => {
	const [from] = await create('contacts', contacts(1));
	const [company] = await create('companies', [{ name: 'Company', description: 'x' }]);
	const [deal] = await create('deals', [{ dealname: 'Training', description: 'x' }]);
	const key: Key = { by: 'search', property: 'description' };
	const outcomes = await associate([
		{ from, wish: { toObjectType: 'companies', key, value: 'x' } },
		{ from, wish: { toObjectType: 'deals', key, value: 'x' } },
	]);
	expect(outcomes).toMatchObject([{ id: company }, { id: deal }]);
});

const LOOK_IT_UP = 'Look the record up in HubSpot: it may have been deleted or merged.';

it('tells each link its own reason', async () => {
	const [from] = await create('contacts', contacts(1));
	const [to] = await create('companies', companies(1));
	for (const type of [undefined, LABELLED]) {
		const planned = ['998', to, '999'].map((value) => ({ from, wish: toCompany(value, RECORD_ID, type) }));
		expect(await associate(planned)).toMatchObject([
			{ reason: `Association with company 998: HubSpot refused this: COMPANY=998 is not valid. ${LOOK_IT_UP}` },
			{ kind: 'associated', id: to },
			{ reason: `Association with company 999: HubSpot refused this: COMPANY=999 is not valid. ${LOOK_IT_UP}` },
		]);
	}
});

describe('fails alone, and says why, for', () => {
	it.each([
		['an id that is none', toCompany('ACME'), ['"ACME" is no record id of a company']],
		['an id that is not there', toCompany('999'), ['company 999', 'COMPANY=999 is not valid']],
		['no id', toCompany(''), ['no record id']],
		['a key that is not there', toCompany('x.example.com', DOMAIN), ['no company with domain "x.example.com"']],
		[
			'a type that HubSpot does not know',
			toCompany('1', RECORD_ID, { associationCategory: 'USER_DEFINED', associationTypeId: 9_999 }),
			['company 1', 'not valid'],
		],
		[
			'a property that HubSpot does not know',
			toCompany('x', { by: 'search', property: 'domian' }),
			['company with domian "x" could not be looked up', 'domian does not exist'],
		],
	])('%s', async (_name, wish, words) => {
		const [one, other] = await create('contacts', contacts(2));
		const [to] = await create('companies', companies(1));
		const [fails, works] = await associate([
			{ from: one, wish },
			{ from: other, wish: toCompany(to) },
		]);
		for (const word of words) {
			expect(fails).toEqual({
				kind: 'failed',
				toObjectType: 'companies',
				reason: expect.stringContaining(word) as string,
			});
		}
		expect(works).toEqual({ kind: 'associated', toObjectType: 'companies', id: to });
		expect(hangingOn(other)).toHaveLength(1);
	});

	it('a key that several have, with their ids', async () => {
		const [from] = await create('contacts', contacts(1));
		const ids = await create('companies', [companies(1)[0], companies(1)[0]]);
		const [outcome] = await associate([{ from, wish: toCompany('company0.example.com', DOMAIN) }]);
		for (const word of ['More than one company has domain "company0.example.com"', ...ids]) {
			expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining(word) as string });
		}
		expect(hangingOn(from)).toEqual([]);
	});
});

it('finds the link for which a whole batch is refused, and makes the others', async () => {
	const from = await create('contacts', contacts(60));
	const [to] = await create('companies', companies(1));
	const client = sandboxClient(sandbox);
	const touchy: HubSpotClient = {
		...client,
		async associate(ends, links, type) {
			if (links.some((link) => link.from === from[41]))
				throw new HubSpotError('HubSpot refused this: odd', { status: 400 });
			return await client.associate(ends, links, type);
		},
	};
	const outcomes = await associate(
		from.map((id) => ({ from: id, wish: toCompany(to) })),
		touchy,
	);
	const failed = outcomes.flatMap((outcome, index) => (outcome.kind === 'failed' ? [{ index, ...outcome }] : []));
	expect(failed).toEqual([
		{
			index: 41,
			kind: 'failed',
			toObjectType: 'companies',
			reason: `Association with company ${to}: HubSpot refused this: odd`,
		},
	]);
	expect(sandbox.hubspot.portal.associations.count()).toBe(59);
});

it('does not try every link where two object types cannot be associated so', async () => {
	const from = await create(
		'deals',
		Array.from({ length: 300 }, () => ({ dealname: 'Training' })),
	);
	const [session] = await create(TRAINING_SESSIONS, [{ session_name: 'Excel' }]);
	const wish = { toObjectType: TRAINING_SESSIONS, key: RECORD_ID, value: session };
	const outcomes = await associate(
		from.map((id) => ({ from: id, wish })),
		sandboxClient(sandbox),
		'deals',
	);
	expect(outcomes[299]).toEqual({
		kind: 'failed',
		toObjectType: TRAINING_SESSIONS,
		reason: expect.stringContaining('no default association') as string,
	});
	expect(sandbox.calls.list().length).toBeLessThan(25);
});

it('fails what an answer neither confirms nor names, with what the answer complains of', async () => {
	const [one, other] = await create('contacts', contacts(2));
	const [to] = await create('companies', companies(1));
	const results = [{ from: { id: one }, to: { id: to }, associationSpec: {} }];
	const answer = { status: 'COMPLETE', startedAt: '', completedAt: '', results };
	const planned = [one, other].map((from) => ({ from, wish: toCompany(to) }));

	sandbox.faults.plan({ path: '/associate/default', act: { kind: 'malformed', body: JSON.stringify(answer) } });
	expect(await associate(planned)).toMatchObject([
		{ kind: 'associated' },
		{ kind: 'failed', reason: expect.stringContaining('HubSpot did not say') as string },
	]);

	const errors = [{ status: 'error', category: 'VALIDATION_ERROR', message: 'Something is odd.', context: {} }];
	const complaining = JSON.stringify({ ...answer, numErrors: 1, errors });
	sandbox.faults.plan({ path: '/associate/default', act: { kind: 'malformed', body: complaining } });
	expect(await associate(planned)).toMatchObject([
		{ kind: 'associated' },
		{ kind: 'failed', reason: expect.stringContaining('Something is odd.') as string },
	]);
});

const PASSING: Array<[string, FaultAct]> = [
	['429', { kind: 'status', status: 429, body: { status: 'error', policyName: 'TEN_SECONDLY_ROLLING' } }],
	['500', { kind: 'status', status: 500 }],
	['a reset after the work', { kind: 'reset', when: 'after' }],
	['a truncated answer', { kind: 'truncated' }],
	['a malformed answer', { kind: 'malformed' }],
];

it.each(PASSING)('associates all the same after %s', async (_name, act) => {
	const [from] = await create('contacts', contacts(1));
	const [to] = await create('companies', companies(1));
	for (const path of ['/search', '/associate/default']) sandbox.faults.plan({ path, times: 2, act });
	expect(await associate([{ from, wish: toCompany('company0.example.com', DOMAIN) }])).toMatchObject([{ id: to }]);
	expect(hangingOn(from)).toHaveLength(1);
});

it('fails with a reason when an answer stays unreadable', async () => {
	const [from] = await create('contacts', contacts(1));
	const [to] = await create('companies', companies(1));
	for (const body of ['{"results":[{}]}', '{"results":[null]}', '{"results":7}', '{}']) {
		sandbox.faults.plan({ path: '/associate/default', times: 1000, act: { kind: 'malformed', body } });
		expect(await associate([{ from, wish: toCompany(to) }])).toEqual([
			{ kind: 'failed', toObjectType: 'companies', reason: expect.stringContaining('cannot be read') as string },
		]);
		sandbox.faults.clear();
	}
});

describe('asks only once for each kind of link', () => {
	it.each([
		['a revoked token', 'unknown-token', 'did not accept the token'],
		['a token without scopes', 'sandbox-hubspot-read-only', 'crm.objects.companies.write'],
	])('with %s', async (_name, token, reason) => {
		const from = await create('contacts', contacts(2_500));
		const [to] = await create('companies', companies(1));
		const outcomes = await associate(
			from.map((id) => ({ from: id, wish: toCompany(to) })),
			sandboxClient(sandbox, { token }),
		);
		expect(outcomes).toHaveLength(2_500);
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining(reason) as string });
		}
		expect(sandbox.calls.list()).toHaveLength(1);
	});

	it('so that a scope that is missing for one object type concerns no other', async () => {
		const [from] = await create('contacts', contacts(1));
		const [to] = await create('companies', companies(1));
		const [deal] = await create('deals', [{ dealname: 'Training' }]);
		const { settings } = sandbox.hubspot.portal;
		const scopes = settings.tokens[0].scopes.filter((scope) => !scope.includes('deals'));
		settings.tokens = [{ token: 'sandbox-hubspot-token', scopes }];
		const outcomes = await associate([
			{ from, wish: { toObjectType: 'deals', key: RECORD_ID, value: deal } },
			{ from, wish: toCompany(to) },
		]);
		expect(outcomes).toMatchObject([
			{ kind: 'failed', reason: expect.stringContaining('crm.objects.deals.write') as string },
			{ kind: 'associated' },
		]);
	});
});
