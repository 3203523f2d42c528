import { setTimeout as sleep } from 'node:timers/promises';

/** When and how long to go on trying; tests bring their own clock. */
export interface RetryPolicy {
	/** How long after the first failure another try may begin, in ms. */
	totalMs: number;
	/**
	 * How long to wait before the next try, in ms; undefined when another try cannot help.
	 * Gets the error and how many tries there have been.
	 */
	delayMs: (error: unknown, tries: number) => number | undefined;
	/** Ends the waiting at once. */
	signal?: AbortSignal;
	now?: () => number;
	wait?: (ms: number) => Promise<unknown>;
}

/**
 * Calls `attempt` until it succeeds, and throws its last error where the policy says that it is time to give up. When
 * the signal is aborted while it waits, that last error is thrown, too.
 */
export async function retry<T>(attempt: () => Promise<T>, policy: RetryPolicy): Promise<T> {
	const { now = Date.now, signal, wait = async (ms) => await sleep(ms, undefined, { signal }) } = policy;
	let end: number | undefined;
	for (let tries = 1; ; tries++) {
		try {
			return await attempt();
		} catch (error) {
			end ??= now() + policy.totalMs;
			const delay = policy.delayMs(error, tries);
			if (delay === undefined || now() + delay > end) throw error;
			await wait(delay).catch(() => undefined);
			if (signal?.aborted) throw error;
		}
	}
}

/** Doubles from `firstMs` up to `mostMs`, and takes a random part of the second half, so that many callers spread out. */
export function backoffMs(tries: number, firstMs: number, mostMs: number): number {
	const full = Math.min(mostMs, firstMs * 2 ** (tries - 1));
	return full / 2 + (Math.random() * full) / 2;
}
