import { setTimeout as realSleep } from 'node:timers/promises';

import fc from 'fast-check';

import { Budget, sharedBudget, type Limit } from '../../../nodes/shared/budget';
import { SlidingWindow } from '../../../sandbox/slidingWindow.ts';
import { expectSoonAfter, SLACK_MS } from '../soonAfter';

// Jest's fake clock moves the global timers; the budget's, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const TEN: Limit = { calls: 10, intervalMs: 1_000 };

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

/** Takes calls that end at once; answers when each began, in ms from now on. */
function takers(budget: Budget, count: number): number[] {
	const start = Date.now();
	const begun: number[] = [];
	for (let call = 0; call < count; call++) {
		void budget.take().then((end) => {
			begun.push(Date.now() - start);
			end();
		});
	}
	return begun;
}

it('lets as many calls begin at once as the limit allows, and the next when the first have left the window', async () => {
	const begun = takers(new Budget(TEN), 25);
	await pass(0);
	expect(begun).toHaveLength(10);
	await pass(1_000);
	expect(begun).toHaveLength(10);
	await pass(SLACK_MS);
	expect(begun).toHaveLength(20);
	await pass(1_000 + SLACK_MS);
	expect(begun).toHaveLength(25);
});

it('counts a call until the window has passed since its end: the vendor may count it then', async () => {
	const budget = new Budget({ calls: 1, intervalMs: 1_000 });
	const end = await budget.take();
	const begun = takers(budget, 1);
	await pass(5_000);
	expect(begun).toEqual([]);
	end();
	await pass(1_000);
	expect(begun).toEqual([]);
	await pass(SLACK_MS);
	expectSoonAfter(begun, [6_000]);
});

it('takes the end of a call once only', async () => {
	const budget = new Budget({ calls: 2, intervalMs: 1_000 });
	const end = await budget.take();
	end();
	end();
	const begun = takers(budget, 2);
	await pass(999);
	expect(begun).toEqual([0]);
});

it('does not count a call that the vendor has refused', async () => {
	const budget = new Budget({ calls: 2, intervalMs: 1_000 });
	(await budget.take())();
	const refused = await budget.take();
	expect(budget.counted).toBe(1);
	refused.uncounted();
	refused();
	expect(budget.counted).toBe(1);
	const begun = takers(budget, 2);
	await pass(1_000);
	expect(begun).toEqual([0]);
	await pass(SLACK_MS);
	expectSoonAfter(begun, [0, 1_000]);
});

it('keeps to its share of the limit, whatever that is at the moment', async () => {
	const share = { calls: 3 };
	const budget = new Budget(TEN, Date.now, share);
	const begun = takers(budget, 40);
	await pass(0);
	expect(begun).toHaveLength(3);
	share.calls = 5;
	await pass(1_000 + SLACK_MS);
	expect(begun).toHaveLength(8);
	share.calls = 100;
	await pass(1_000 + SLACK_MS);
	expect(begun).toHaveLength(18);
});

it('serves who came first', async () => {
	const budget = new Budget({ calls: 1, intervalMs: 100 });
	const order: number[] = [];
	for (let caller = 0; caller < 5; caller++) {
		void budget.take().then((end) => {
			order.push(caller);
			end();
		});
	}
	await pass(1_000);
	expect(order).toEqual([0, 1, 2, 3, 4]);
});

describe('on abort', () => {
	it('rejects with the signal’s reason, at once, and frees the place in the queue', async () => {
		const budget = new Budget({ calls: 1, intervalMs: 1_000 });
		(await budget.take())();
		const controllers = [new AbortController(), new AbortController()];
		const ends = controllers.map(
			async ({ signal }) => await budget.take(signal).catch((error: Error) => error.message),
		);
		const begun = takers(budget, 1);
		await pass(10);
		controllers[0].abort(new Error('Stopped'));
		controllers[1].abort(new Error('Stopped, too'));
		expect(await Promise.all(ends)).toEqual(['Stopped', 'Stopped, too']);
		await pass(990 + SLACK_MS);
		expectSoonAfter(begun, [1_000]);
	});

	it('leaves no timer behind where nobody waits any more: it would keep the process from ending', async () => {
		const budget = new Budget({ calls: 1, intervalMs: 60_000 });
		(await budget.take())();
		const controller = new AbortController();
		const ends = [1, 2].map(async () => await budget.take(controller.signal).catch(() => 'ended'));
		expect(jest.getTimerCount()).toBe(1);
		controller.abort();
		expect(await Promise.all(ends)).toEqual(['ended', 'ended']);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('does not begin a call where the signal was aborted before', async () => {
		const budget = new Budget(TEN);
		await expect(budget.take(AbortSignal.abort(new Error('Stopped')))).rejects.toThrow('Stopped');
		const begun = takers(budget, 10);
		await pass(0);
		expect(begun).toHaveLength(10);
	});
});

describe('told by the vendor', () => {
	it('takes over its limit', async () => {
		const budget = new Budget(TEN);
		(await budget.take())();
		budget.learn({ calls: 3, intervalMs: 500, remaining: 2 });
		const begun = takers(budget, 5);
		await pass(500 + SLACK_MS);
		expectSoonAfter(begun, [0, 0, 500, 500, 500]);
	});

	it('lets those go on that wait where the limit is higher', async () => {
		const budget = new Budget({ calls: 1, intervalMs: 10_000 });
		(await budget.take())();
		const begun = takers(budget, 2);
		await pass(10);
		budget.learn({ calls: 100, intervalMs: 10_000, remaining: 99 });
		await pass(0);
		expectSoonAfter(begun, [10, 10]);
	});

	it('counts the calls of others as if they had just been made', async () => {
		const budget = new Budget(TEN);
		(await budget.take())();
		// Seven of the ten are gone, and one of them was ours.
		budget.learn({ ...TEN, remaining: 3 });
		const begun = takers(budget, 4);
		await pass(1_000);
		expect(begun).toEqual([0, 0, 0]);
		await pass(SLACK_MS);
		expectSoonAfter(begun, [0, 0, 0, 1_000]);
	});

	it('does not count its own calls for those of others', async () => {
		const budget = new Budget(TEN);
		for (let call = 0; call < 5; call++) (await budget.take())();
		budget.learn({ ...TEN, remaining: 7 });
		budget.learn({ ...TEN, remaining: 5 });
		const begun = takers(budget, 5);
		await pass(0);
		expect(begun).toHaveLength(5);
	});
});

it('rests for as long as it is told, whatever is left', async () => {
	const budget = new Budget(TEN);
	budget.rest(3_000);
	budget.rest(1_000);
	const begun = takers(budget, 2);
	await pass(2_999);
	expect(begun).toEqual([]);
	await pass(SLACK_MS);
	expectSoonAfter(begun, [3_000, 3_000]);
});

it('is one for an account, and another for another', async () => {
	const limit = { calls: 1, intervalMs: 1_000 };
	(await sharedBudget('one', limit).take())();
	const [same, other] = [takers(sharedBudget('one', limit), 1), takers(sharedBudget('other', limit), 1)];
	await pass(0);
	expect([same, other]).toEqual([[], [0]]);
});

/** A call of a made-up caller: when it comes, how long it lasts, and at what part of that the vendor counts it. */
const call = fc.record({
	after: fc.oneof(fc.nat(400), fc.nat(5), fc.constant(0)),
	lasts: fc.oneof(fc.nat(700), fc.nat(5), fc.constant(0)),
	countedAt: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1)),
});

const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Makes the calls; answers how many the vendor counted at most in a window, and how long it took in all. */
async function simulate(
	limit: Limit,
	calls: Array<{ after: number; lasts: number; countedAt: number }>,
	tells: boolean,
) {
	const budget = new Budget(limit);
	const vendor = new SlidingWindow(limit.intervalMs);
	const start = Date.now();
	let comes = 0;
	const work = calls.map(async ({ after, lasts, countedAt }) => {
		await sleep((comes += after));
		const end = await budget.take();
		const first = Math.round(lasts * countedAt);
		await sleep(first);
		vendor.add(Date.now());
		const remaining = limit.calls - vendor.countAt(Date.now());
		await sleep(lasts - first);
		if (tells) budget.learn({ ...limit, remaining });
		end();
	});
	await jest.runAllTimersAsync();
	await Promise.all(work);
	return { busiest: vendor.busiest, tookMs: Date.now() - start };
}

it('never has the vendor count more calls in a window than the limit, whenever it counts them', async () => {
	const limit = fc.record({
		calls: fc.integer({ min: 1, max: 8 }),
		intervalMs: fc.oneof(fc.integer({ min: 1, max: 1_500 }), fc.integer({ min: 1, max: 10 })),
	});
	const calls = fc.array(call, { minLength: 1, maxLength: 40 });
	await fc.assert(
		fc.asyncProperty(limit, calls, fc.boolean(), async (chosen, all, tells) => {
			const { busiest, tookMs } = await simulate(chosen, all, tells);
			expect(busiest).toBeLessThanOrEqual(chosen.calls);
			// Nor does it keep anybody waiting for good.
			const rounds = Math.ceil(all.length / chosen.calls) + 1;
			const arrivals = all.reduce((sum, { after }) => sum + after, 0);
			expect(tookMs).toBeLessThanOrEqual(arrivals + rounds * 2 * (chosen.intervalMs + 701));
		}),
		{ numRuns: 400 },
	);
});

it('loses little of the limit to its caution', async () => {
	const limit = { calls: 190, intervalMs: 10_000 };
	const all = fc.sample(call, { numRuns: 1_000, seed: 7 }).map((each) => ({ ...each, after: 0 }));
	const { busiest, tookMs } = await simulate(limit, all, true);
	expect(busiest).toBe(190);
	expect(tookMs).toBeLessThan(5 * 10_000 * 1.15);
});

it('keeps to the limit by the real clock, too', async () => {
	jest.useRealTimers();
	const limit = { calls: 5, intervalMs: 60 };
	const budget = new Budget(limit);
	const vendor = new SlidingWindow(limit.intervalMs);
	const start = performance.now();
	const calls = Array.from({ length: 20 }, async () => {
		const end = await budget.take();
		await realSleep(3);
		vendor.add(Date.now());
		end();
	});
	await Promise.all(calls);
	expect(vendor.busiest).toBe(5);
	expect(performance.now() - start).toBeGreaterThan(3 * 60);
});
