import { persistent } from '../../../nodes/HubSpotUpsert/api/persistence';

/** How long it waits, in ms, after answers with these statuses and before a 200. */
async function waits(...answers: Array<{ status: number; retryAfter?: string }>): Promise<number[]> {
	const left = [...answers];
	const waited: number[] = [];
	const transport = persistent(
		() => {
			const { status, retryAfter } = left.shift() ?? { status: 200 };
			return Promise.resolve({
				status,
				headers: { ...(retryAfter && { 'retry-after': retryAfter }) },
				body: '{}',
			});
		},
		{
			totalMs: 90_000,
			now: () => waited.reduce((sum, ms) => sum + ms, 0),
			wait: (ms) => Promise.resolve(waited.push(ms)),
		},
	);
	await transport({ method: 'GET', url: 'http://localhost', headers: {} });
	return waited;
}

it('waits as long as HubSpot asks for', async () => {
	expect(await waits({ status: 429, retryAfter: '10' }, { status: 477, retryAfter: '30' })).toEqual([10_000, 30_000]);
});

it('gives a lock two seconds', async () => {
	expect((await waits({ status: 423 }))[0]).toBeGreaterThanOrEqual(2_000);
});

it('backs off by itself otherwise', async () => {
	const [first, second] = await waits({ status: 503 }, { status: 503 });
	expect(first).toBeLessThanOrEqual(500);
	expect(second).toBeLessThanOrEqual(1_000);
});

it('gives up when it would have to wait longer than it may', async () => {
	await expect(waits({ status: 429, retryAfter: '91' })).rejects.toThrow('too many');
});
