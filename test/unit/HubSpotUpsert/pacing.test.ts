import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import { paced } from '../../../nodes/HubSpotUpsert/api/pacing';
import type { Transport, VendorAnswer } from '../../../nodes/shared/vendor/transport';
import { expectSoonAfter, SLACK_MS } from '../soonAfter';

// Jest's fake clock moves the global timers; the budget's, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const pass = async (ms: number) => await jest.advanceTimersByTimeAsync(ms);

let accounts = 0;
/** Budgets live as long as the process: each test has an account of its own. */
const newAccount = () => `account ${++accounts}`;

const answer = (status: number, headers: Record<string, string> = {}, body: object = {}): VendorAnswer => {
	return { status, headers, body: JSON.stringify(body) };
};

const limits = (max: number, remaining: number, intervalMs = 10_000): Record<string, string> => ({
	'x-hubspot-ratelimit-max': String(max),
	'x-hubspot-ratelimit-remaining': String(remaining),
	'x-hubspot-ratelimit-interval-milliseconds': String(intervalMs),
});

/** A HubSpot that gives these answers, then empty ones without headers; it notes when it was asked, in ms. */
function hubSpot(...answers: VendorAnswer[]) {
	const left = [...answers];
	const start = Date.now();
	const asked: number[] = [];
	const transport: Transport = async () => {
		asked.push(Date.now() - start);
		return left.shift() ?? answer(200);
	};
	return { transport, asked };
}

const request = (path = '/crm/objects/2026-03/contacts/batch/upsert') => {
	return { method: 'POST' as const, url: `http://localhost${path}`, headers: {} };
};
const SEARCH = '/crm/objects/2026-03/contacts/search';

/** Asks that many times at once. */
async function ask(transport: Transport, count: number, path?: string): Promise<unknown[]> {
	const one = async () => await transport(request(path)).catch((error: unknown) => error);
	return await Promise.all(Array.from({ length: count }, one));
}

it('keeps to the lowest tier until HubSpot tells more: 100 calls in 10 s', async () => {
	const { transport, asked } = hubSpot();
	void ask(paced(transport, newAccount()), 150);
	await pass(10_000);
	expect(asked).toHaveLength(100);
	await pass(SLACK_MS);
	expect(asked).toHaveLength(150);
});

it('follows the limit that the headers tell, and counts the calls of others', async () => {
	const { transport, asked } = hubSpot(answer(200, limits(190, 189)));
	const limited = paced(transport, newAccount());
	await limited(request());
	void ask(limited, 200);
	await pass(0);
	expect(asked).toHaveLength(190);

	const crowded = hubSpot(answer(200, limits(190, 20)));
	const other = paced(crowded.transport, newAccount());
	await other(request());
	void ask(other, 50);
	await pass(9_000);
	expect(crowded.asked).toHaveLength(21);
});

it.each([
	['no headers', {}],
	['headers that are no numbers', limits(NaN, NaN)],
	['a limit of nothing', limits(0, 0)],
])('does without headers: %s', async (_name, headers) => {
	const { transport, asked } = hubSpot(...Array.from({ length: 100 }, () => answer(200, headers)));
	void ask(paced(transport, newAccount()), 120);
	await pass(0);
	expect(asked).toHaveLength(100);
});

it('lets all connections to one account share its limit, and those to others not', async () => {
	const [account, { transport, asked }, elsewhere] = [newAccount(), hubSpot(), hubSpot()];
	void ask(paced(transport, account), 70);
	void ask(paced(transport, account), 70);
	void ask(paced(elsewhere.transport, newAccount()), 70);
	await pass(0);
	expect(asked).toHaveLength(100);
	expect(elsewhere.asked).toHaveLength(70);
});

it('searches five times a second, while other calls go on', async () => {
	const { transport, asked } = hubSpot();
	const limited = paced(transport, newAccount());
	void ask(limited, 12, SEARCH);
	await pass(0);
	expect(asked).toHaveLength(5);
	void ask(limited, 3);
	await pass(0);
	expect(asked).toHaveLength(8);
	await pass(1_000 + SLACK_MS);
	expect(asked).toHaveLength(13);
	await pass(1_000 + SLACK_MS);
	expect(asked).toHaveLength(15);
});

it('counts searches among the calls, too', async () => {
	const { transport, asked } = hubSpot(answer(200, limits(3, 2)));
	const limited = paced(transport, newAccount());
	await limited(request());
	void ask(limited, 3, SEARCH);
	await pass(9_000);
	expect(asked).toHaveLength(3);
});

describe('after a 429', () => {
	const refusal = (policyName: string, retryAfter?: string) =>
		answer(429, retryAfter === undefined ? {} : { 'retry-after': retryAfter }, { status: 'error', policyName });

	/** When the call after the refused one was made, in ms. */
	const nextAfter = async (refused: VendorAnswer, paths: [string?, string?] = []) => {
		const { transport, asked } = hubSpot(refused);
		const limited = paced(transport, newAccount());
		expect(await limited(request(paths[0]))).toBe(refused);
		void ask(limited, 1, paths[1]);
		await pass(60_000);
		return asked[1];
	};

	it('lets everybody rest for a second, or for as long as HubSpot says', async () => {
		expectSoonAfter([await nextAfter(refusal('TEN_SECONDLY_ROLLING'))], [1_000]);
		expectSoonAfter([await nextAfter(refusal('TEN_SECONDLY_ROLLING', '7'))], [7_000]);
		expectSoonAfter([await nextAfter(refusal('TEN_SECONDLY_ROLLING', 'soon'))], [1_000]);
	});

	it('lets only searches rest where a search was refused', async () => {
		expectSoonAfter([await nextAfter(refusal('SECONDLY'), [SEARCH])], [0]);
		expectSoonAfter([await nextAfter(refusal('SECONDLY'), [SEARCH, SEARCH])], [1_000]);
	});

	it('asks again after ten seconds, however long HubSpot wants to be left alone', async () => {
		expectSoonAfter([await nextAfter(refusal('TEN_SECONDLY_ROLLING', '3600'))], [10_000]);
	});

	it('does not wait for tomorrow: the next execution is told so, too', async () => {
		expectSoonAfter([await nextAfter(refusal('DAILY', '40000'))], [0]);
		expectSoonAfter([await nextAfter(refusal('DAILY'))], [0]);
	});
});

it('frees the place of a call that fails', async () => {
	const account = newAccount();
	const failing = paced(async () => {
		throw new HubSpotError('HubSpot did not answer.');
	}, account);
	await ask(failing, 100);
	const { transport, asked } = hubSpot();
	void ask(paced(transport, account), 1);
	await pass(10_000 + SLACK_MS);
	expectSoonAfter(asked, [10_000]);
});

it('ends the waiting when the execution is cancelled, and leaves the place to others', async () => {
	const [account, { transport, asked }, controller] = [newAccount(), hubSpot(), new AbortController()];
	const limited = paced(transport, account, controller.signal);
	void ask(limited, 5, SEARCH);
	const waiting = ask(limited, 3, SEARCH);
	await pass(0);
	controller.abort();
	for (const end of await waiting) {
		expect(end).toMatchObject({ message: 'The execution was cancelled.', concernsEveryCall: true });
	}
	void ask(paced(transport, account), 5, SEARCH);
	await pass(1_000 + SLACK_MS);
	expect(asked).toHaveLength(10);
});

it('frees the search’s place, too, where a cancelled search has waited for the other limit', async () => {
	const [account, controller] = [newAccount(), new AbortController()];
	const { transport, asked } = hubSpot(answer(200, limits(6, 0)));
	await paced(transport, account)(request());
	const waiting = ask(paced(transport, account, controller.signal), 1, SEARCH);
	await pass(0);
	controller.abort();
	await waiting;
	void ask(paced(transport, account), 5, SEARCH);
	await pass(10_000 + SLACK_MS);
	expect(asked).toHaveLength(1 + 5);
});
