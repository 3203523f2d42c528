import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
	/** What is waited for, to word the error: "n8n to be ready". */
	what: string;
	/** Milliseconds until it is given up. */
	limit: number;
	/** Milliseconds between two looks. */
	interval?: number;
}

/**
 * Looks again and again until there is an answer.
 * @param look answers undefined while there is nothing yet; what it throws ends the wait
 * @throws Error when the limit has passed
 */
export async function waitFor<T>(
	{ what, limit, interval = 100 }: Patience,
	look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
	const end = performance.now() + limit;
	for (;;) {
		const answer = await look();
		if (answer !== undefined) return answer;
		if (performance.now() > end) throw new Error(`Waited ${limit / 1000} s in vain for ${what}.`);
		await delay(interval);
	}
}
