import { paced } from '../../../nodes/Oplead/api/pacing';
import type { VendorAnswer, VendorRequest, Transport } from '../../../nodes/shared/vendor/transport';
import { inParallel } from '../../../nodes/shared/parallel';
import { WaitClock } from '../../../nodes/shared/waitClock';
import { SlidingWindow } from '../../../sandbox/slidingWindow.ts';

// Jest's fake clock moves the global timers; the budget's, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const WINDOW_MS = 60_000;
const LIMIT = 100;

/** What the node's option has by default. */
const PATIENCE_MS = 300_000;

const REQUEST: VendorRequest = { method: 'POST', url: 'http://localhost/leads', headers: {} };

/** How Oplead may refuse: neither is published. */
interface Reading {
	tellsWhen: boolean;
	countsRefused: boolean;
}

const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The same numbers in each run (mulberry32). */
function chance(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

class Vendor {
	readonly window = new SlidingWindow(WINDOW_MS);
	readonly #reading: Reading;
	refused = 0;

	constructor(reading: Reading) {
		this.#reading = reading;
	}

	readonly transport: Transport = async () => {
		await sleep(Math.random() * 100);
		const answer = this.#answer();
		await sleep(Math.random() * 100);
		return answer;
	};

	#answer(): VendorAnswer {
		const now = Date.now();
		if (this.window.countAt(now) < LIMIT) {
			this.window.add(now);
			return { status: 200, headers: {}, body: '{}' };
		}
		this.refused++;
		const seconds = Math.max(1, Math.ceil(this.window.freesIn(now) / 1_000));
		if (this.#reading.countsRefused) this.window.add(now);
		return { status: 429, headers: this.#reading.tellsWhen ? { 'retry-after': String(seconds) } : {}, body: '' };
	}
}

interface Worker {
	startsAt: number;
	leads: number;
}

interface Sent {
	status: number;
	/** In ms since the worker has begun. */
	after: number;
	/** In ms since the race has begun. */
	at: number;
}

let races = 0;

/** Lets workers, each with what a process of its own would know, send leads with one token. */
async function race(workers: readonly Worker[], reading: Reading): Promise<{ sent: Sent[][]; refused: number }> {
	jest.spyOn(Math, 'random').mockImplementation(chance(++races));
	const vendor = new Vendor(reading);
	const begun = Date.now();
	const works = workers.map(async ({ startsAt, leads }, worker) => {
		await sleep(startsAt);
		const pace = { account: `race ${races} worker ${worker}`, patienceMs: PATIENCE_MS, waited: new WaitClock() };
		const transport = paced(vendor.transport, pace);
		return await inParallel(Array.from({ length: leads }), async (): Promise<Sent> => {
			const { status } = await transport(REQUEST);
			const at = Date.now() - begun;
			return { status, at, after: at - startsAt };
		});
	});
	const ended = Promise.all(works);
	await jest.advanceTimersByTimeAsync(30 * WINDOW_MS);
	return { sent: await ended, refused: vendor.refused };
}

const READINGS: Reading[] = [true, false].flatMap((tellsWhen) =>
	[false, true].map((countsRefused) => ({ tellsWhen, countsRefused })),
);

const together = (count: number, leads: number): Worker[] =>
	Array.from({ length: count }, (_, worker) => ({ startsAt: worker * 100, leads }));

const joining = (leads: number, ...startsAt: number[]): Worker[] => [
	{ startsAt: 0, leads: 800 },
	...startsAt.map((at) => ({ startsAt: at, leads })),
];

const SCENES: Array<[string, Worker[]]> = [
	['three that begin together', together(3, 250)],
	['five that begin together', together(5, 100)],
	['two that join one in its second minute', joining(50, 70_000, 75_000)],
	['two that join one in its third minute', joining(100, 130_000, 150_000)],
];

const name = ({ tellsWhen, countsRefused }: Reading) =>
	`${tellsWhen ? 'with' : 'without'} Retry-After, refused calls ${countsRefused ? 'counted' : 'not counted'}`;

describe.each(READINGS.map((reading) => [name(reading), reading] as const))('%s', (_reading, reading) => {
	it.each(SCENES)('lets all of %s in, without a lead lost', async (_scene, workers) => {
		for (let round = 0; round < 3; round++) {
			const { sent } = await race(workers, reading);
			expect(sent.map((own) => own.length)).toEqual(workers.map(({ leads }) => leads));
			expect(sent.flat().filter(({ status }) => status === 429)).toEqual([]);
			// Who comes has his first call soon, and none waits on and on while the others go ahead.
			for (const own of sent) {
				expect(own[0].after).toBeLessThan(PATIENCE_MS);
				const times = own.map(({ at }) => at).toSorted((first, second) => first - second);
				const gaps = times.slice(1).map((at, index) => at - times[index]);
				expect(Math.max(...gaps)).toBeLessThan(PATIENCE_MS);
			}
		}
	});

	it('shares out the limit among those that go on', async () => {
		const { sent } = await race(together(3, 250), reading);
		const untilFourthMinute = sent.map((own) => own.filter(({ at }) => at < 4 * WINDOW_MS).length);
		for (const count of untilFourthMinute) expect(count).toBeGreaterThan(40);
	});
});

it('alone uses the limit, but for a call in every other minute, and is never refused', async () => {
	const { sent, refused } = await race([{ startsAt: 0, leads: 900 }], READINGS[0]);
	expect(refused).toBe(0);
	const minutes = Array.from(
		{ length: 8 },
		(_, minute) => sent[0].filter(({ at }) => Math.floor(at / WINDOW_MS) === minute).length,
	);
	expect(Math.min(...minutes)).toBeGreaterThanOrEqual(99);
	expect(minutes.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(8 * 99);
});

it('lets three together need at most a third more than the least time', async () => {
	const { sent } = await race(together(3, 250), { tellsWhen: true, countsRefused: false });
	expect(Math.max(...sent.flat().map(({ at }) => at))).toBeLessThan(7 * WINDOW_MS * (4 / 3));
});
