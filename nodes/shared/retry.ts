import { setTimeout as sleep } from 'node:timers/promises';

/** What several callers of one vendor know together: since when it has failed without a success in between, in ms. */
export interface Outage {
	since?: number;
}

/** When and how long to go on trying; tests bring their own clock. */
export interface RetryPolicy {
	/** How long after the first failure another try may begin, in ms. */
	totalMs: number;
	/**
	 * How long to wait before the next try, in ms; undefined when another try cannot help.
	 * Gets the error and how many tries there have been.
	 */
	delayMs: (error: unknown, tries: number) => number | undefined;
	/** Callers that share it do not wait one after another for a vendor that is down. */
	outage?: Outage;
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
	const outage = policy.outage ?? {};
	let failedFirst: number | undefined;
	for (let tries = 1; ; tries++) {
		try {
			const result = await attempt();
			outage.since = undefined;
			return result;
		} catch (error) {
			const delay = policy.delayMs(error, tries);
			// A refusal for good is an answer, too.
			if (delay === undefined) outage.since = undefined;
			else outage.since ??= now();
			failedFirst ??= now();
			const end = Math.min(failedFirst, outage.since ?? failedFirst) + policy.totalMs;
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
