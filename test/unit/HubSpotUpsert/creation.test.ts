import fc from 'fast-check';

import { writeAll } from '../../../nodes/HubSpotUpsert/write/batches';
import type { ReadyWrite, WriteResult } from '../../../nodes/HubSpotUpsert/write/writing';
import type { FaultAct } from '../../../sandbox/faults.ts';
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

const domainOf = (index: number) => `company${index}.example.com`;

/** Companies that can be searched for by their domain. */
const searchable = (count: number): ReadyWrite[] =>
	Array.from({ length: count }, (_, index) => {
		const value = domainOf(index);
		return {
			destination: { method: 'create', key: { property: 'domain', value } },
			properties: { domain: value, name: `Company ${index}` },
		};
	});

const nameless = (count: number): ReadyWrite[] =>
	searchable(count).map(({ properties }) => ({ destination: { method: 'create' }, properties }));

/** Time passes only where the node waits. */
const write = async (writes: ReadyWrite[]) =>
	await writeAll(writes, {
		client: sandboxClient(sandbox),
		objectType: 'companies',
		singular: 'company',
		wait: async (ms) => (now += ms),
	});

const companies = () => sandbox.hubspot.records('companies');
const idsByDomain = () => new Map(companies().map(({ id, properties }) => [properties.domain, id]));
const calls = (path: string) => sandbox.calls.list().filter((call) => call.path.endsWith(path)).length;
const idOf = (outcome: WriteResult) => (outcome.kind === 'written' ? outcome.id : outcome.kind);
const reasonOf = (outcome: WriteResult) => (outcome.kind === 'refused' ? outcome.reason : '');
const strike = (act: FaultAct, times = 1) => sandbox.faults.plan({ path: '/batch/create', act, times });

const LOST: Array<[string, FaultAct]> = [
	['the connection is reset', { kind: 'reset', when: 'after' }],
	['the answer is truncated', { kind: 'truncated' }],
	['the answer is malformed', { kind: 'malformed' }],
];

describe('where HubSpot has created records, and the answer is lost because', () => {
	it.each(LOST)('%s, they are found by a search and not created again', async (_name, act) => {
		strike(act);
		const outcomes = await write(searchable(150));
		expect(companies()).toHaveLength(150);
		expect(outcomes.map(idOf)).toEqual(outcomes.map((_, index) => idsByDomain().get(domainOf(index))));
		expect(outcomes[0]).toMatchObject({ created: true });
		expect(calls('/batch/create')).toBe(2);
	});

	it.each(LOST)('%s, those without a key are not created again, and left in doubt', async (_name, act) => {
		strike(act);
		const outcomes = await write(nameless(3));
		expect(companies()).toHaveLength(3);
		expect(calls('/batch/create')).toBe(1);
		expect(calls('/search')).toBe(0);
		expect(now).toBe(0);
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ kind: 'refused', ofContent: false });
			expect(reasonOf(outcome)).toMatch(
				/^HubSpot did not say that it wrote this\. HubSpot [^.]+\. Perhaps the company is there all the same: look it up before you send it again\.$/,
			);
		}
	});
});

it('waits for a search that is behind, no longer than ten seconds', async () => {
	sandbox.hubspot.portal.settings.searchLagMs = 9_500;
	strike({ kind: 'reset', when: 'after' });
	expect((await write(searchable(2))).map(idOf)).toEqual(companies().map(({ id }) => id));
	expect(calls('/search')).toBe(3);

	sandbox.reset();
	now = 0;
	sandbox.hubspot.portal.settings.searchLagMs = 11_000;
	strike({ kind: 'reset', when: 'after' });
	expect((await write(searchable(2))).map(idOf)).toEqual(['refused', 'refused']);
	expect(now).toBe(10_000);
	expect(companies()).toHaveLength(2);
});

it.each<[string, FaultAct]>([
	['500', { kind: 'status', status: 500 }],
	['502', { kind: 'status', status: 502, body: '<html>Bad Gateway</html>' }],
	['503', { kind: 'status', status: 503 }],
	['504', { kind: 'status', status: 504 }],
	['524', { kind: 'status', status: 524 }],
	['a reset before the write', { kind: 'reset', when: 'before' }],
])('does not dare to repeat after %s, and says that nobody knows', async (_name, act) => {
	strike(act);
	const outcomes = await write(searchable(2));
	expect(outcomes.map(idOf)).toEqual(['refused', 'refused']);
	expect(reasonOf(outcomes[0])).toContain('look it up before you send it again');
	expect(companies()).toEqual([]);
	expect(calls('/batch/create')).toBe(1);
});

it.each([423, 429, 477])('repeats after %s: HubSpot has not begun then', async (status) => {
	strike({ kind: 'status', status }, 2);
	const outcomes = await write(searchable(2));
	expect(outcomes.map(idOf)).toEqual(companies().map(({ id }) => id));
	expect(companies()).toHaveLength(2);
	expect(calls('/batch/create')).toBe(3);
	expect(calls('/search')).toBe(0);
});

it('tells its doubt where it cannot search either', async () => {
	strike({ kind: 'reset', when: 'after' });
	sandbox.faults.plan({ path: '/search', act: { kind: 'status', status: 403 }, times: 100 });
	const [outcome] = await write(searchable(1));
	expect(reasonOf(outcome)).toContain('Perhaps the company is there all the same');
	expect(companies()).toHaveLength(1);
});

it('writes, or refuses, each record exactly once whatever happens to the calls', async () => {
	const statuses = [408, 423, 429, 477, 500, 502, 503, 504, 524, 400, 409, 403];
	const act: fc.Arbitrary<FaultAct> = fc.oneof(
		fc.constantFrom(...statuses).map((status): FaultAct => ({ kind: 'status', status })),
		fc.constantFrom<FaultAct>(
			{ kind: 'reset', when: 'before' },
			{ kind: 'reset', when: 'after' },
			{ kind: 'truncated' },
			{ kind: 'malformed' },
		),
	);
	const fault = fc.record({
		path: fc.constantFrom('/batch/create', '/batch/create', '/search'),
		skip: fc.nat(3),
		times: fc.integer({ min: 1, max: 3 }),
		act,
	});
	const scene = fc.record({ count: fc.integer({ min: 1, max: 210 }), faults: fc.array(fault, { maxLength: 3 }) });
	await fc.assert(
		fc.asyncProperty(scene, async ({ count, faults }) => {
			sandbox.reset();
			for (const each of faults) sandbox.faults.plan(each);
			const outcomes = await write(searchable(count));
			const ids = idsByDomain();
			expect(ids.size).toBe(companies().length);
			expect(outcomes).toHaveLength(count);
			for (const [index, outcome] of outcomes.entries()) {
				if (outcome.kind === 'written') expect(outcome.id).toBe(ids.get(domainOf(index)));
			}
			// What is refused is there only where the node says that it may be.
			const there = outcomes.filter((outcome, index) => outcome.kind === 'refused' && ids.has(domainOf(index)));
			for (const outcome of there) expect(reasonOf(outcome)).toContain('Perhaps the company is there all the same');
		}),
		{ numRuns: 60 },
	);
}, 30_000);
