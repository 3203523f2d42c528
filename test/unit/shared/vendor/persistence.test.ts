import type { Transport } from '../../../../nodes/shared/vendor/transport';
import { MadeUpError, persist, persistent, persistentUntilBegun } from './madeUp';

type Part = { status: number; retryAfter?: string; body?: string } | MadeUpError;

const unconnected = () => new MadeUpError('Not connected.', { unconnected: true });
const unanswered = () => new MadeUpError('No answer.');

/** How a transport fares after these parts and before a 200: how long it waited, and what it threw. */
async function course(make: typeof persistent, ...parts: Part[]) {
	const left = [...parts];
	const waited: number[] = [];
	const transport: Transport = async () => {
		const part = left.shift() ?? { status: 200 };
		if (part instanceof MadeUpError) throw part;
		const { status, retryAfter, body = '{}' } = part;
		return { status, headers: { ...(retryAfter && { 'retry-after': retryAfter }) }, body };
	};
	const now = () => waited.reduce((sum, ms) => sum + ms, 0);
	const trying = make(transport, { totalMs: 90_000, now, wait: async (ms) => waited.push(ms) });
	const error = await trying({ method: 'GET', url: 'http://localhost', headers: {} }).then(
		() => undefined,
		(thrown: MadeUpError) => thrown,
	);
	return { waited, error };
}

it.each<[string, () => Part]>([
	['a call that was not connected', unconnected],
	['a call without an answer', unanswered],
	['a lock', () => ({ status: 423 })],
	['a fault', () => ({ status: 503 })],
	['an answer that cannot be read', () => ({ status: 200, body: '<html>' })],
])('repeats %s', async (_what, part) => {
	const { waited, error } = await course(persistent, part(), part());
	expect(error).toBeUndefined();
	expect(waited).toHaveLength(2);
});

it.each<[string, () => Part]>([
	['a call that was not connected', unconnected],
	['a lock', () => ({ status: 423 })],
])('repeats %s although the call would double something: the vendor has not begun', async (_what, part) => {
	expect(await course(persistentUntilBegun, part())).toMatchObject({ waited: [expect.any(Number)], error: undefined });
});

it.each<[string, () => Part]>([
	['a call without an answer', unanswered],
	['a time-out that the vendor tells', () => ({ status: 408 })],
	['a fault', () => ({ status: 503 })],
	['an answer that cannot be read', () => ({ status: 200, body: '<html>' })],
])('does not repeat %s where it would double something', async (_what, part) => {
	const { waited, error } = await course(persistentUntilBegun, part());
	expect(waited).toEqual([]);
	expect(error).toMatchObject({ mayHaveBeenDone: true });
});

it.each([400, 401, 404, 429, 501])('does not repeat after %i', async (status) => {
	for (const make of [persistent, persistentUntilBegun]) {
		expect(await course(make, { status })).toMatchObject({ waited: [], error: { status } });
	}
});

it('waits as long as the vendor asks for, by seconds or by a date', async () => {
	const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
	const { waited } = await course(
		persistent,
		{ status: 503, retryAfter: '7' },
		{ status: 503, retryAfter: inTenSeconds },
	);
	expect(waited[0]).toBe(7_000);
	expect(waited[1]).toBeGreaterThan(8_000);
	expect(waited[1]).toBeLessThanOrEqual(10_000);
});

it('waits longer and longer otherwise, and as long as this vendor needs', async () => {
	const fault = { status: 503 };
	const { waited } = await course(persistent, fault, fault, fault, fault);
	for (const [index, ms] of waited.entries()) {
		expect(ms).toBeGreaterThanOrEqual(250 * 2 ** index);
		expect(ms).toBeLessThanOrEqual(500 * 2 ** index);
	}
	expect((await course(persistent, { status: 423 })).waited[0]).toBeGreaterThanOrEqual(2_000);
});

it('tells the last error that no time is left, and only there', async () => {
	const faults = Array.from({ length: 100 }, () => ({ status: 503 }));
	const { waited, error } = await course(persistent, ...faults);
	expect(error).toMatchObject({ status: 503, exhausted: true });
	const total = waited.reduce((sum, ms) => sum + ms, 0);
	expect(total).toBeGreaterThan(60_000);
	expect(total).toBeLessThanOrEqual(90_000);
	expect((await course(persistent, { status: 400 })).error?.exhausted).toBeUndefined();
});

it('goes on trying what is more than a call', async () => {
	let tries = 0;
	const attempt = async () => {
		if (++tries < 3) throw unanswered();
		return await Promise.resolve('done');
	};
	expect(await persist(attempt, { totalMs: 90_000, wait: () => Promise.resolve() })).toBe('done');
	const bug = async () => await Promise.reject(new TypeError('Not a vendor’s'));
	await expect(persist(bug, { totalMs: 90_000, wait: () => Promise.resolve() })).rejects.toThrow(TypeError);
});
