import { setTimeout as sleep } from 'node:timers/promises';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Fault, FaultAct } from '../../../sandbox/faults.ts';
import { waitFor } from '../../../host/polling.ts';
import type { StartedNode } from '../engine';
import { AUTOMATIC, useAccount } from './account';

const account = useAccount();

const SOON_MS = 1_000;

const BUSY: FaultAct = { kind: 'status', status: 503, headers: { 'retry-after': '60' } };
const TOO_MANY: FaultAct = { kind: 'status', status: 429, headers: { 'retry-after': '60' } };
const SLOW: FaultAct = { kind: 'delay', ms: 2_500 };

const LEAD = { email: 'a@example.com', training: 'bois', domain: 'x.example', text: 'Hello' };

const CATEGORY: INodeParameters = {
	...AUTOMATIC,
	categoryMappings: {
		mappings: [
			{
				property: 'kontaktkategorie',
				sourceValue: '={{ $json.training }}',
				rules: {},
				fallback: 'sourceValue',
				existingValues: 'append',
				missingOption: 'add',
			},
		],
	},
};

const ASSOCIATION: INodeParameters = {
	...AUTOMATIC,
	associations: {
		association: [{ toObjectType: 'companies', findBy: 'search', property: 'domain', value: 'x.example', label: '' }],
	},
};

const NOTE: INodeParameters = { ...AUTOMATIC, note: { values: { body: 'Hello', leadKey: '', timestamp: '' } } };

const COMPANY = { ...AUTOMATIC, resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' };

const ENSURE = {
	operation: 'ensureProperties',
	properties: { property: [{ name: 'kontaktkategorie', type: 'checkbox', options: 'bois' }] },
};

const calls = () => account.calls('').length;

/** Cancels an execution that waits, and expects it to end at once and to send nothing more. */
async function expectCancelled(started: StartedNode): Promise<void> {
	const begun = Date.now();
	const callsBefore = calls();
	started.cancel();
	const run = await Promise.race([started.ended, sleep(2 * SOON_MS)]);
	expect(Date.now() - begun).toBeLessThan(SOON_MS);
	expect(run?.run.status).toBe('canceled');
	expect(Object.keys(run?.run.data.resultData.runData ?? {})).not.toContain('Done');
	await sleep(50);
	expect(calls()).toBe(callsBefore);
}

/** Until so many calls have arrived, and a while longer. */
async function untilCalled(path: string, times = 1): Promise<void> {
	const arrived = () => Promise.resolve(account.calls(path).length >= times ? true : undefined);
	await waitFor({ what: `${times} calls of ${path}`, limit: 5_000 }, arrived);
	await sleep(50);
}

it.each<[string, string, INodeParameters, FaultAct]>([
	['reads the properties and is told to come again in a minute', '/crm/properties/', AUTOMATIC, BUSY],
	['reads the properties and is not answered', '/crm/properties/', AUTOMATIC, SLOW],
	['writes and is told to come again in a minute', '/contacts/batch/upsert', AUTOMATIC, BUSY],
	['writes and is told that there are too many calls', '/contacts/batch/upsert', AUTOMATIC, TOO_MANY],
	['writes and is not answered', '/contacts/batch/upsert', AUTOMATIC, SLOW],
	['asks for the account’s address and is not answered', '/account-info/', AUTOMATIC, SLOW],
	['searches for a company and is told to come again', '/companies/search', COMPANY, BUSY],
	['creates a company and is not answered', '/companies/batch/create', COMPANY, SLOW],
	[
		'waits for the search to see a company whose creation was lost',
		'/companies/batch/create',
		COMPANY,
		{ kind: 'reset', when: 'after' },
	],
	['adds an option and is not answered', '/kontaktkategorie', CATEGORY, SLOW],
	['looks up the other record of an association', '/companies/search', ASSOCIATION, BUSY],
	['looks through the timeline before it adds a note', '/contacts/notes/batch/read', NOTE, SLOW],
	['adds a note and is told to come again', '/notes/batch/create', NOTE, TOO_MANY],
	['makes sure of an option and is not answered', '/kontaktkategorie', ENSURE, SLOW],
])('ends within a second while it %s', async (_what, path, parameters, act) => {
	account.settings.searchLagMs = 60_000;
	account.sandbox.faults.plan({ path, times: 100, act });
	const started = account.start([LEAD], parameters);
	await untilCalled(path);
	await expectCancelled(started);
});

it.each([
	['a new option', CATEGORY],
	['a property that was ensured', ENSURE],
])('ends within a second while it waits to look once more at %s', async (_what, parameters) => {
	const started = account.start([LEAD], parameters);
	await waitFor({ what: 'the option to be there', limit: 5_000 }, () =>
		Promise.resolve(account.options('contacts', 'kontaktkategorie').includes('bois') || undefined),
	);
	await sleep(50);
	await expectCancelled(started);
	expect(account.held('contacts')).toEqual([]);
});

it('ends within a second while it waits to look whether a note was added', async () => {
	account.sandbox.faults.plan({ path: '/notes/batch/create', times: 100, act: { kind: 'reset', when: 'before' } });
	const started = account.start([LEAD], NOTE);
	// The first look comes after a second, the next one four seconds later.
	await untilCalled('/notes/batch/create', 2);
	await expectCancelled(started);
});

it('ends within a second while it keeps to HubSpot’s limit', async () => {
	account.settings.quota = { burst: 3, intervalMs: 5_000, daily: 1_000 };
	const items = Array.from({ length: 500 }, (_, index): IDataObject => ({ email: `${index}@example.com` }));
	const started = account.start(items, AUTOMATIC);
	await untilCalled('/batch/upsert', 1);
	await sleep(200);
	await expectCancelled(started);
	expect(account.held('contacts').length).toBeLessThan(500);
});

it.each<[string, INodeParameters, Fault]>([
	['the properties that another one reads', AUTOMATIC, { path: '/crm/properties/', act: SLOW }],
	['the options that another one adds', CATEGORY, { method: 'PATCH', act: SLOW }],
	['the notes that another one adds', NOTE, { path: '/notes/batch/create', act: SLOW }],
])(
	'ends within a second while it waits for %s, which goes on',
	async (_what, parameters, fault) => {
		account.sandbox.faults.plan(fault);
		const first = account.start([LEAD], parameters);
		await untilCalled(fault.path ?? '/kontaktkategorie', fault.path === undefined ? 2 : 1);
		const second = account.start([{ ...LEAD, email: 'b@example.com', training: 'cuisine' }], parameters);
		await sleep(300);
		await expectCancelled(second);
		const { run, errors } = await first.ended;
		expect([run.status, errors]).toEqual(['success', []]);
	},
	20_000,
);

it('lets an execution go on that waited for the properties of one that was cancelled', async () => {
	account.sandbox.faults.plan({ path: '/crm/properties/', act: SLOW });
	const first = account.start([LEAD], AUTOMATIC);
	await untilCalled('/crm/properties/');
	const second = account.start([{ email: 'b@example.com' }], AUTOMATIC);
	await sleep(100);
	first.cancel();
	await first.ended;
	const { done } = await second.ended;
	expect(done).toHaveLength(1);
	expect(account.held('contacts')).toMatchObject([{ email: 'b@example.com' }]);
});
