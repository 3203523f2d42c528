import { paced } from '../../../nodes/Oplead/api/pacing';
import type { OpleadAnswer, OpleadRequest, Transport } from '../../../nodes/Oplead/api/transport';
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

const REQUEST: OpleadRequest = { method: 'POST', url: 'http://localhost/leads', headers: {} };

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

	#answer(): OpleadAnswer {
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

let runs = 0;

/** Lets workers, each with what a process of its own would know, send leads with one token; answers when each was done. */
async function race(workers: Worker[], reading: Reading) {
	jest.spyOn(Math, 'random').mockImplementation(chance(++runs));
	const vendor = new Vendor(reading);
	const begun = Date.now();
	const works = workers.map(async ({ startsAt, leads }, worker) => {
		await sleep(startsAt);
		const pace = { account: `run ${runs} worker ${worker}`, patienceMs: PATIENCE_MS, waited: new WaitClock() };
		const transport = paced(vendor.transport, pace);
		return await inParallel(Array.from({ length: leads }), async () => {
			const { status } = await transport(REQUEST);
			return { status, at: Date.now() - begun };
		});
	});
	const ended = Promise.all(works);
	await jest.advanceTimersByTimeAsync(3_600_000);
	const sent = await ended;
	return { sent, refused: vendor.refused, rejected: sent.flat().filter(({ status }) => status === 429).length };
}

const READINGS: Reading[] = [true, false].flatMap((tellsWhen) =>
	[false, true].map((countsRefused) => ({ tellsWhen, countsRefused })),
);

const SCENES: Array<[string, Worker[]]> = [
	['alone', [{ startsAt: 0, leads: 1000 }]],
	['2 together', [0, 0].map((startsAt) => ({ startsAt, leads: 400 }))],
	['3 together', [0, 0, 0].map((startsAt) => ({ startsAt, leads: 250 }))],
	['split', [0, 0, 0].map((startsAt) => ({ startsAt, leads: 84 }))],
	['late', [0, 70_000, 75_000].map((startsAt, w) => ({ startsAt, leads: w ? 50 : 800 }))],
	['later', [0, 130_000, 150_000].map((startsAt, w) => ({ startsAt, leads: w ? 100 : 800 }))],
	['10 together', Array.from({ length: 10 }, (_, w) => ({ startsAt: w * 100, leads: 60 }))],
];

it.each(READINGS.flatMap((r) => SCENES.map(([n, w]) => [JSON.stringify(r), n, w, r] as const)))('%s %s', async (name, scene, workers, reading) => {
	const lines: string[] = [];
	for (let k = 0; k < 5; k++) {
		const { sent, refused, rejected } = await race(workers, reading);
		const total = workers.reduce((s, { leads }) => s + leads, 0);
		const end = Math.max(...sent.flat().map(({ at }) => at));
		const per = sent.map((rows, w) => [rows[0].at - workers[w].startsAt, Math.max(...rows.map(({ at }) => at)) - workers[w].startsAt].map((x) => Math.round(x / 1000)).join('-'));
		const fair = sent.map((rows) => [0, 1, 2, 3, 4, 5,6].map((m) => rows.filter(({ at }) => Math.floor(at / 60000) === m).length).join('/'));
		lines.push(`end ${Math.round(end / 1000)} ideal ${Math.floor((total - 1) / 100) * 60} refused ${refused} rejected ${rejected} ${per.join(' ')} | ${fair.join('  ')}`);
	}
	process.stdout.write(`${name} ${scene}\n  ${lines.join('\n  ')}\n`);
}, 60_000);
