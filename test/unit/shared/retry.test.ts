import { backoffMs, retry } from '../../../nodes/shared/retry';

/** A clock that only moves when somebody waits. */
function clock() {
	let time = 0;
	return {
		now: () => time,
		wait: (ms: number) => {
			time += ms;
			return Promise.resolve();
		},
	};
}

function failing(times: number) {
	let calls = 0;
	const attempt = () => (++calls <= times ? Promise.reject(new Error(`failure ${calls}`)) : Promise.resolve('done'));
	return { attempt, calls: () => calls };
}

it('tries until it succeeds', async () => {
	const { attempt, calls } = failing(3);
	await expect(retry(attempt, { ...clock(), totalMs: 1000, delayMs: () => 10 })).resolves.toBe('done');
	expect(calls()).toBe(4);
});

it('gives up at once when another try cannot help', async () => {
	const { attempt, calls } = failing(3);
	await expect(retry(attempt, { ...clock(), totalMs: 1000, delayMs: () => undefined })).rejects.toThrow('failure 1');
	expect(calls()).toBe(1);
});

it('never waits past the total time', async () => {
	const times = clock();
	const { attempt, calls } = failing(Infinity);
	await expect(retry(attempt, { ...times, totalMs: 1000, delayMs: () => 300 })).rejects.toThrow('failure 4');
	expect(calls()).toBe(4);
	expect(times.now()).toBe(900);
});

it('tells the policy how many tries there were', async () => {
	const tries: number[] = [];
	const delayMs = (_error: unknown, count: number) => (tries.push(count), 1);
	await retry(failing(3).attempt, { ...clock(), totalMs: 1000, delayMs });
	expect(tries).toEqual([1, 2, 3]);
});

it('backs off within its bounds', () => {
	for (let tries = 1; tries < 20; tries++) {
		const full = Math.min(8000, 500 * 2 ** (tries - 1));
		const delay = backoffMs(tries, 500, 8000);
		expect(delay).toBeGreaterThanOrEqual(full / 2);
		expect(delay).toBeLessThanOrEqual(full);
	}
});
