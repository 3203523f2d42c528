import { OpleadError } from '../../../nodes/Oplead/api/errors';
import { paced } from '../../../nodes/Oplead/api/pacing';
import type { VendorAnswer, VendorRequest, Transport } from '../../../nodes/shared/vendor/transport';
import { expectSoonAfter, SLACK_MS } from '../soonAfter';
import { WaitClock } from '../../../nodes/shared/waitClock';

// Jest's fake clock moves the global timers; the budget's, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);

beforeEach(() => {
	jest.useFakeTimers({ now: 1_000_000 });
	jest.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

let accounts = 0;
/** Budgets live as long as the process: each test has an account of its own. */
const newAccount = () => `account ${++accounts}`;

const answer = (status: number, headers: Record<string, string> = {}): VendorAnswer => ({
	status,
	headers,
	body: '{}',
});

const REQUEST: VendorRequest = { method: 'POST', url: 'http://localhost/leads', headers: {} };

/** An Oplead that gives these answers, then good ones; it notes when it was asked, in ms. */
function oplead(...answers: VendorAnswer[]) {
	const left = [...answers];
	const start = Date.now();
	const asked: number[] = [];
	const transport: Transport = async () => {
		asked.push(Date.now() - start);
		return await Promise.resolve(left.shift() ?? answer(200));
	};
	return { transport, asked };
}

const pace = (account: string, more: { signal?: AbortSignal; patienceMs?: number } = {}) => {
	return { account, patienceMs: 0, waited: new WaitClock(), ...more };
};

/** Asks that many times at once. */
async function ask(transport: Transport, count: number): Promise<unknown[]> {
	const one = async () => await transport(REQUEST).catch((error: unknown) => error);
	return await Promise.all(Array.from({ length: count }, one));
}

it('makes at most a hundred calls in any 60 seconds; in every other minute it leaves one to others', async () => {
	const { transport, asked } = oplead();
	void ask(paced(transport, pace(newAccount())), 350);
	await pass(0);
	expect(asked).toHaveLength(100);
	await pass(60_000);
	expect(asked).toHaveLength(100);
	await pass(SLACK_MS);
	expect(asked).toHaveLength(199);
	await pass(60_000 + SLACK_MS);
	expect(asked).toHaveLength(299);
	await pass(60_000 + SLACK_MS);
	expect(asked).toHaveLength(350);
});

it('lets all that use one token share the limit, and those that use another not', async () => {
	const [account, { transport, asked }, other] = [newAccount(), oplead(), oplead()];
	void ask(paced(transport, pace(account)), 70);
	void ask(paced(transport, pace(account)), 70);
	void ask(paced(other.transport, pace(newAccount())), 70);
	await pass(0);
	expect([asked.length, other.asked.length]).toEqual([100, 70]);
});

it('measures how long calls have waited, those that waited together once', async () => {
	const { transport } = oplead();
	const settings = pace(newAccount());
	const asking = ask(paced(transport, settings), 150);
	await pass(60_000 + SLACK_MS);
	await asking;
	expectSoonAfter([settings.waited.totalMs], [60_000]);
});

describe('after a 429', () => {
	/** When the calls after a refused one were made, in ms, with nine waiting. */
	const afterRefusals = async (...refusals: VendorAnswer[]) => {
		const { transport, asked } = oplead(...refusals);
		const limited = paced(transport, pace(newAccount()));
		for (const refusal of refusals) expect(await Promise.race([limited(REQUEST), pass(100_000)])).toBe(refusal);
		void ask(limited, 9);
		await pass(100_000);
		return asked;
	};

	it.each([
		['a number', '7'],
		['a date', new Date(1_007_000).toUTCString()],
	])('rests for as long as Oplead says by %s, and a little more', async (_name, retryAfter) => {
		const [, next] = await afterRefusals(answer(429, { 'retry-after': retryAfter }));
		expectSoonAfter([next], [7_500]);
	});

	it('asks again after a minute, however long Oplead wants to be left alone', async () => {
		const [, next] = await afterRefusals(answer(429, { 'retry-after': '3600' }));
		expectSoonAfter([next], [60_500]);
	});

	it.each<Record<string, string>>([{}, { 'retry-after': 'soon' }, { 'retry-after': '' }])(
		'rests longer and longer without a word: %j',
		async (headers) => {
			const refusal = answer(429, headers);
			const asked = await afterRefusals(refusal, refusal, refusal, refusal, refusal);
			const rests = asked.slice(1, 6).map((time, index) => time - asked[index]);
			expectSoonAfter(rests, [1_500, 3_000, 6_000, 12_000, 22_500]);
		},
	);

	it('finds out with a single call whether there is room, and then lets all the others follow', async () => {
		const { transport, asked } = oplead(answer(429), answer(429));
		const limited = paced(transport, pace(newAccount()));
		void ask(limited, 5);
		await pass(0);
		expect(asked).toHaveLength(5);
		void ask(limited, 5);
		await pass(1_500 + SLACK_MS);
		expect(asked).toHaveLength(10);
	});

	it('sends one call at a time until one is let in', async () => {
		const refusals = Array.from({ length: 3 }, () => answer(429, { 'retry-after': '2' }));
		const { transport, asked } = oplead(...refusals);
		const limited = paced(transport, pace(newAccount(), { patienceMs: 60_000 }));
		void limited(REQUEST);
		await pass(0);
		void ask(limited, 9);
		await pass(2_500 + SLACK_MS);
		expect(asked).toHaveLength(2);
		await pass(2_500 + SLACK_MS);
		expect(asked).toHaveLength(3);
		await pass(2_500 + SLACK_MS);
		expect(asked).toHaveLength(3 + 10);
	});

	it('takes its turn once more, for as long as anything is let in now and then', async () => {
		const unlucky = { ...REQUEST, url: 'unlucky' };
		let refusals = 0;
		const transport: Transport = async ({ url }) =>
			await Promise.resolve(url === 'unlucky' && ++refusals <= 6 ? answer(429, { 'retry-after': '2' }) : answer(200));
		const limited = paced(transport, pace(newAccount(), { patienceMs: 6_000 }));
		const asking = limited(unlucky);
		for (let call = 0; call < 8; call++) {
			void limited(REQUEST);
			await pass(2_500 + SLACK_MS);
		}
		expect((await asking).status).toBe(200);
		expect(refusals).toBe(7);
	});

	it('says so where nothing was let in for as long as there is patience, at once to all that wait', async () => {
		const refusal = answer(429, { 'retry-after': '2' });
		const { transport, asked } = oplead(...Array.from({ length: 50 }, () => refusal));
		const limited = paced(transport, pace(newAccount(), { patienceMs: 6_000 }));
		void limited(REQUEST);
		await pass(0);
		const asking = ask(limited, 20);
		await pass(10_000);
		expect(await asking).toEqual(Array.from({ length: 20 }, () => refusal));
		expectSoonAfter(asked, [0, 2_500, 5_000]);
		// Who comes later has the whole patience.
		void limited(REQUEST);
		await pass(0);
		expect(asked).toHaveLength(4);
	});
});

it('ends the waiting when the execution is cancelled, and leaves the place to others', async () => {
	const [account, { transport, asked }, controller] = [newAccount(), oplead(), new AbortController()];
	void ask(paced(transport, pace(account)), 100);
	const waiting = ask(paced(transport, pace(account, { signal: controller.signal })), 3);
	await pass(0);
	controller.abort();
	for (const end of await waiting) {
		expect(end).toBeInstanceOf(OpleadError);
		expect(end).toMatchObject({ message: 'The execution was cancelled.', concernsEveryCall: true });
	}
	void ask(paced(transport, pace(account)), 99);
	await pass(60_000 + SLACK_MS);
	expect(asked).toHaveLength(199);
});
