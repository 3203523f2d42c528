import { persistent, persistentUntilBegun } from '../../../nodes/HubSpotUpsert/api/persistence';
import { HubSpotError } from '../../../nodes/HubSpotUpsert/api/errors';
import type { Transport } from '../../../nodes/shared/vendor/transport';

type Part = { status: number; retryAfter?: string; body?: string } | 'no answer' | 'no connection';

interface Course {
	/** How long it waited, in ms, each time. */
	waited: number[];
	/** What was thrown in the end, if anything. */
	error?: HubSpotError;
}

/** What a transport does after these answers and before a 200. */
async function course(make: typeof persistent, ...parts: Part[]): Promise<Course> {
	const left = [...parts];
	const waited: number[] = [];
	const transport: Transport = async () => {
		const part = left.shift() ?? { status: 200 };
		if (part === 'no answer') throw new HubSpotError('HubSpot did not answer.');
		if (part === 'no connection') throw new HubSpotError('HubSpot did not answer.', { unconnected: true });
		const { status, retryAfter, body = '{}' } = part;
		return { status, headers: { ...(retryAfter && { 'retry-after': retryAfter }) }, body };
	};
	const now = () => waited.reduce((sum, ms) => sum + ms, 0);
	const trying = make(transport, { totalMs: 90_000, now, wait: async (ms) => waited.push(ms) });
	try {
		await trying({ method: 'GET', url: 'http://localhost', headers: {} });
		return { waited };
	} catch (error) {
		return { waited, error: error as HubSpotError };
	}
}

const repeated = async (...parts: Part[]) => await course(persistent, ...parts);
const once = async (...parts: Part[]) => await course(persistentUntilBegun, ...parts);

it('waits as long as HubSpot asks for', async () => {
	const { waited } = await repeated({ status: 429, retryAfter: '10' }, { status: 477, retryAfter: '30' });
	expect(waited).toEqual([10_000, 30_000]);
});

it('waits as long as HubSpot asks for by a date, too', async () => {
	const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
	const { waited } = await repeated({ status: 429, retryAfter: inTenSeconds });
	expect(waited[0]).toBeGreaterThan(8_000);
	expect(waited[0]).toBeLessThanOrEqual(10_000);
});

it('gives a lock two seconds', async () => {
	expect((await repeated({ status: 423 })).waited[0]).toBeGreaterThanOrEqual(2_000);
});

it('backs off by itself otherwise', async () => {
	const [first, second] = (await repeated({ status: 503 }, { status: 503 })).waited;
	expect(first).toBeLessThanOrEqual(500);
	expect(second).toBeLessThanOrEqual(1_000);
});

it('gives up when it would have to wait longer than it may', async () => {
	const { waited, error } = await repeated({ status: 429, retryAfter: '91' });
	expect(waited).toEqual([]);
	expect(error?.message).toContain('too many');
});

const PASSING: Part[] = [408, 423, 429, 477, 500, 502, 503, 504, 524].map((status) => ({ status }));

it.each<Part>([
	...PASSING,
	'no answer',
	'no connection',
	{ status: 200, body: '{"results":[{"id":"1' },
	{ status: 200, body: '<html>' },
	{ status: 200, body: '"hello"' },
])('tries again after %j', async (part) => {
	const { waited, error } = await repeated(part, part);
	expect(error).toBeUndefined();
	expect(waited).toHaveLength(2);
});

it.each([400, 401, 403, 404, 409, 413, 501])('does not try again after %s', async (status) => {
	for (const { waited, error } of [await repeated({ status }), await once({ status })]) {
		expect(waited).toEqual([]);
		expect(error?.status).toBe(status);
	}
});

it.each([
	[408, 'out of order (408)'],
	[423, 'something else is changing it just now. Run the workflow again later.'],
	[477, 'is moving the account to another place just now. Run the workflow again later.'],
	[503, 'out of order (503)'],
])('says in plain words why it has given up after %s', async (status, words) => {
	const { error } = await repeated(...Array.from({ length: 100 }, () => ({ status })));
	expect(error?.message).toContain(words);
});

it('does not try again on the day on which all calls are used up', async () => {
	const part = { status: 429, retryAfter: '1', body: JSON.stringify({ policyName: 'DAILY' }) };
	for (const { waited, error } of [await repeated(part), await once(part)]) {
		expect(waited).toEqual([]);
		expect(error?.message).toContain('for today');
	}
});

describe('a call that must not be sent twice', () => {
	it('is tried again where there was no connection: HubSpot cannot have begun', async () => {
		expect(await once('no connection')).toEqual({ waited: [expect.any(Number)] });
		const { error } = await once(...Array.from({ length: 100 }, (): Part => 'no connection'));
		expect(error).toMatchObject({ mayHaveBeenDone: false, code: 'NO_ANSWER' });
	});

	it.each([423, 429, 477])('is tried again after %s: HubSpot has not begun then', async (status) => {
		expect(await once({ status })).toMatchObject({ waited: [expect.any(Number)] });
	});

	it.each<Part>([
		...[408, 500, 502, 503, 504, 524].map((status) => ({ status })),
		'no answer',
		{ status: 200, body: '<html>' },
		{ status: 200, body: '' },
	])('is not tried again after %j: HubSpot may have done it', async (part) => {
		const { waited, error } = await once(part);
		expect(waited).toEqual([]);
		expect(error?.mayHaveBeenDone).toBe(true);
	});
});
