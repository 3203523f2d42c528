import type { HubSpotClient } from '../../../nodes/HubSpotUpsert/api/client';
import type { Outcome } from '../../../nodes/HubSpotUpsert/outcome';
import type { Draft } from '../../../nodes/HubSpotUpsert/plan/draft';
import type { DuplicatePolicy } from '../../../nodes/HubSpotUpsert/plan/settings';
import { carryOut } from '../../../nodes/HubSpotUpsert/write/carryOut';
import type { WriteContext } from '../../../nodes/HubSpotUpsert/write/jobs';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { COMPANY_DEFINITIONS, DOMAIN, EMAIL, LEAD_KEY, planOf, RECORD_ID, draft, type SETTINGS } from './planning';
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

/** Time passes only where the node waits. */
const place = (more: Partial<WriteContext> = {}): WriteContext => {
	return {
		client: sandboxClient(sandbox),
		objectType: 'contacts',
		singular: 'contact',
		account: 'account',
		existingValues: 'overwrite',
		wait: async (ms) => (now += ms),
		...more,
	};
};

const run = async (rows: Draft[], settings: Partial<typeof SETTINGS> = {}, more: Partial<WriteContext> = {}) => {
	const outcomes = await carryOut(planOf(rows, settings), place(more));
	return rows.map(
		(_, index): Outcome => outcomes.get(index) ?? { kind: 'rejected', code: 'UNEXPECTED', reason: 'Forgotten' },
	);
};

const ends = (outcomes: Outcome[]) => outcomes.map((one) => (one.kind === 'done' ? one.result : 'rejected'));
const contacts = () => sandbox.hubspot.records('contacts');
const companies = () => sandbox.hubspot.records('companies');
const values = (...names: string[]) =>
	contacts().map(({ properties }) => names.map((name) => properties[name] ?? '').join(' '));
const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;

/** HubSpot alone can tell that this is no phone number. */
const BAD = { hs_whatsapp_phone_number: 'none' };

describe('rows that name the same record, of which HubSpot refuses one', () => {
	const ann = draft({ email: 'a@example.com', firstname: 'Ann', city: 'Paris' });
	const bob = draft({ email: 'A@example.com', firstname: 'Bob', zip: '75001' });
	const bad = draft({ email: 'a@example.com', firstname: 'Bad', ...BAD });

	it.each<[DuplicatePolicy, string, Draft[], string[], string]>([
		['merge', 'last', [ann, bob, bad], ['created', 'updated', 'rejected'], 'Bob Paris 75001'],
		['merge', 'first', [bad, ann, bob], ['rejected', 'created', 'updated'], 'Bob Paris 75001'],
		['merge', 'between', [bob, bad, ann], ['created', 'rejected', 'updated'], 'Ann Paris 75001'],
		['firstWins', 'first', [bad, ann, bob], ['rejected', 'created', 'created'], 'Ann Paris '],
		['firstWins', 'last', [ann, bob, bad], ['created', 'created', 'created'], 'Ann Paris '],
		['lastWins', 'last', [ann, bob, bad], ['created', 'created', 'rejected'], 'Bob  75001'],
		['lastWins', 'first', [bad, bob, ann], ['created', 'created', 'created'], 'Ann Paris '],
	])('%s, with the bad one %s', async (duplicates, _where, rows, expected, held) => {
		const outcomes = await run([draft({ email: 'z@example.com', firstname: 'Zoe' }), ...rows], { duplicates });
		expect(ends(outcomes)).toEqual(['created', ...expected]);
		expect(values('firstname', 'city', 'zip').sort()).toEqual([held, 'Zoe  '].sort());
	});

	it.each(['merge', 'firstWins', 'lastWins'] as const)(
		'rejects all of them where all are bad: %s',
		async (duplicates) => {
			const outcomes = await run([bad, bad, bad], { duplicates });
			expect(ends(outcomes)).toEqual(['rejected', 'rejected', 'rejected']);
			expect(outcomes[2]).toMatchObject({
				reason: expect.stringContaining('none was not a valid phone_number') as string,
			});
			expect(contacts()).toEqual([]);
		},
	);

	it('become one record, where only a search would find it', async () => {
		const company = (properties: Draft['properties']) => draft({ domain: 'x.example.com', ...properties });
		const rows = [company({ name: 'One' }), company({ city: 'Nowhere' }), company({ zip: '75001' })];
		const client = refusing(sandboxClient(sandbox), ({ city }) => city === 'Nowhere');
		const where = { objectType: 'companies', singular: 'company', client };
		const outcomes = await run(rows, { keys: [DOMAIN], definitions: COMPANY_DEFINITIONS }, where);
		expect(ends(outcomes)).toEqual(['created', 'rejected', 'updated']);
		expect(companies().map(({ properties }) => [properties.name, properties.zip])).toEqual([['One', '75001']]);
	});

	it('keep what the record held before, but not what one of them has written', async () => {
		await run([draft({ email: 'a@example.com', city: 'Lyon' })]);
		const moved = draft({ ...bob.properties, city: 'Nice' });
		const outcomes = await run([bad, ann, moved], {}, { existingValues: 'keep' });
		expect(ends(outcomes)).toEqual(['rejected', 'updated', 'updated']);
		expect(values('firstname', 'city', 'zip')).toEqual(['Bob Lyon 75001']);
	});

	it('keep what the record held, whichever of them wins', async () => {
		await run([draft({ email: 'a@example.com', zip: '1' })]);
		await run([bob, bad], { duplicates: 'lastWins' }, { existingValues: 'keep' });
		expect(values('firstname', 'zip')).toEqual(['Bob 1']);
	});

	it('are not sent one by one to a HubSpot that takes none', async () => {
		const rows = Array.from({ length: 50 }, (_, index) => draft({ ...ann.properties, zip: String(index) }));
		sandbox.faults.plan({ path: '/batch/upsert', act: { kind: 'status', status: 400 } });
		sandbox.faults.plan({ path: '/batch/upsert', times: 99, act: { kind: 'status', status: 403 } });
		expect(new Set(ends(await run(rows)))).toEqual(new Set(['rejected']));
		expect(calls('/batch/upsert')).toBe(2);
	});

	it('are not created one by one where nobody knows whether the first was', async () => {
		const rows = ['One', 'Two', 'Three'].map((name) => draft({ domain: 'x.example.com', name }));
		sandbox.hubspot.portal.settings.searchLagMs = 60_000;
		sandbox.faults.plan({ path: '/batch/create', act: { kind: 'status', status: 400 } });
		sandbox.faults.plan({ path: '/batch/create', act: { kind: 'reset', when: 'after' } });
		const where = { objectType: 'companies', singular: 'company' };
		const outcomes = await run(rows, { keys: [DOMAIN], definitions: COMPANY_DEFINITIONS }, where);
		expect(ends(outcomes)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(companies()).toHaveLength(1);
	});
});

/** Stands in for a HubSpot that refuses some companies. */
function refusing(client: HubSpotClient, isBad: (properties: Record<string, string>) => boolean): HubSpotClient {
	const split = <T extends { properties: Record<string, string>; objectWriteTraceId: string }>(inputs: T[]) => {
		const errors = inputs
			.filter(({ properties }) => isBad(properties))
			.map(({ objectWriteTraceId: id }) => {
				return { category: 'VALIDATION_ERROR', message: 'No.', context: { objectWriteTraceId: [id] }, errors: [] };
			});
		return { good: inputs.filter(({ properties }) => !isBad(properties)), errors };
	};
	return {
		...client,
		async create(objectType, inputs) {
			const { good, errors } = split(inputs);
			return { results: good.length > 0 ? (await client.create(objectType, good)).results : [], errors };
		},
		async update(objectType, inputs) {
			const { good, errors } = split(inputs);
			return { results: good.length > 0 ? (await client.update(objectType, good)).results : [], errors };
		},
	};
}

describe('keeping existing values', () => {
	it('writes only where a record is empty, and skips it where nothing is', async () => {
		await run([draft({ email: 'a@example.com', city: 'Paris' }), draft({ email: 'b@example.com', city: 'Lyon' })]);
		const rows = ['a', 'b', 'c'].map((name) => draft({ email: `${name}@example.com`, city: 'Basel', zip: '4000' }));
		rows[1] = draft({ email: 'b@example.com', city: 'Basel' });
		const outcomes = await run(rows, {}, { existingValues: 'keep' });
		expect(ends(outcomes)).toEqual(['updated', 'skipped', 'created']);
		expect(outcomes[0]).toMatchObject({ properties: { email: 'a@example.com', zip: '4000' } });
		expect(outcomes[1]).toMatchObject({ id: contacts()[1].id, properties: {} });
		expect(values('city', 'zip')).toEqual(['Paris 4000', 'Lyon ', 'Basel 4000']);
	});

	it('adds options to those that are there', async () => {
		await run([draft({ email: 'a@example.com', kontaktkategorie: 'autre_formation' })]);
		const conversion = { timeZone: 'utc', decimalSign: 'detect', dateOrder: 'dayFirst', checkboxes: 'append' } as const;
		const more = [draft({ email: 'a@example.com', kontaktkategorie: 'mcarena_aspach' })];
		await run(more, { conversion }, { existingValues: 'keep' });
		expect(values('kontaktkategorie')).toEqual(['autre_formation;mcarena_aspach']);
	});
});

it('asks for a record before it writes only where it must', async () => {
	await run([draft({ email: 'a@example.com' }), draft({ lead_key: 'k' })], { keys: [EMAIL, LEAD_KEY] });
	await run([draft({ city: 'Paris' }, { recordId: contacts()[0].id })], { keys: [RECORD_ID] });
	expect(calls('/batch/read') + calls('/search')).toBe(0);
	expect(values('email', 'lead_key', 'city')).toEqual(['a@example.com  Paris', ' k ']);
});

it('searches for records, updates those that are there and creates the others, once each', async () => {
	const where = { objectType: 'companies', singular: 'company' };
	const settings = { keys: [DOMAIN], definitions: COMPANY_DEFINITIONS };
	const company = (index: number) => draft({ domain: `x${index}.example.com`, name: `Company ${index}` });
	await run([company(0), company(1)], settings, where);
	now += 5_000;
	const twice = [0, 1, 2, 3, 2].map(company);
	expect(ends(await run(twice, settings, where))).toEqual(['updated', 'updated', 'created', 'created', 'created']);
	expect(companies()).toHaveLength(4);
});

it('rejects what the plan rejects, and what nobody can find', async () => {
	const rows = [draft({ email: '' }), draft({ email: 'a@example.com' })];
	expect(ends(await run(rows))).toEqual(['rejected', 'created']);
	expect(ends(await run([draft({}, { recordId: '99' })], { keys: [RECORD_ID] }))).toEqual(['rejected']);
});
