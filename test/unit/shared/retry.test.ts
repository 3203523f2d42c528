import { setTimeout as sleep } from 'node:timers/promises';

import { backoffMs, retry, type Outage } from '../../../nodes/shared/retry';

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

describe('on abort', () => {
	it('stops waiting at once, and throws the last error', async () => {
		const { attempt, calls } = failing(Infinity);
		const controller = new AbortController();
		const start = performance.now();
		const end = retry(attempt, { totalMs: 60_000, delayMs: () => 30_000, signal: controller.signal });
		await sleep(5);
		controller.abort();
		await expect(end).rejects.toThrow('failure 1');
		expect(calls()).toBe(1);
		expect(performance.now() - start).toBeLessThan(5_000);
	});

	it('tries no more, even where the waiting has just ended', async () => {
		const { attempt, calls } = failing(5);
		const controller = new AbortController();
		const wait = async () => controller.abort();
		const end = retry(attempt, { ...clock(), wait, totalMs: 1000, delayMs: () => 10, signal: controller.signal });
		await expect(end).rejects.toThrow('failure 1');
		expect(calls()).toBe(1);
	});

	it('gives what the attempt gives, where it succeeds all the same', async () => {
		const signal = AbortSignal.abort();
		const policy = { ...clock(), totalMs: 1000, delayMs: () => 10, signal };
		await expect(retry(failing(0).attempt, policy)).resolves.toBe('done');
	});
});

describe('callers that share an outage', () => {
	const policy = (times: ReturnType<typeof clock>, outage: Outage) => {
		return { ...times, totalMs: 1000, delayMs: () => 300, outage };
	};

	it('wait together, not one after another', async () => {
		const [times, outage] = [clock(), {}];
		const [one, other] = [failing(Infinity), failing(Infinity)];
		await expect(retry(one.attempt, policy(times, outage))).rejects.toThrow('failure 4');
		await expect(retry(other.attempt, policy(times, outage))).rejects.toThrow('failure 1');
		expect(times.now()).toBe(900);
	});

	it('wait anew after a success', async () => {
		const [times, outage] = [clock(), {}];
		await expect(retry(failing(Infinity).attempt, policy(times, outage))).rejects.toThrow('failure 4');
		await retry(failing(0).attempt, policy(times, outage));
		await expect(retry(failing(Infinity).attempt, policy(times, outage))).rejects.toThrow('failure 4');
	});

	it('wait anew after a refusal for good: the vendor has answered', async () => {
		const [times, outage] = [clock(), {}];
		await expect(retry(failing(Infinity).attempt, policy(times, outage))).rejects.toThrow('failure 4');
		const forGood = { ...policy(times, outage), delayMs: () => undefined };
		await expect(retry(failing(Infinity).attempt, forGood)).rejects.toThrow('failure 1');
		await expect(retry(failing(Infinity).attempt, policy(times, outage))).rejects.toThrow('failure 4');
	});
});

it('backs off within its bounds', () => {
	for (let tries = 1; tries < 20; tries++) {
		const full = Math.min(8000, 500 * 2 ** (tries - 1));
		const delay = backoffMs(tries, 500, 8000);
		expect(delay).toBeGreaterThanOrEqual(full / 2);
		expect(delay).toBeLessThanOrEqual(full);
	}
});
