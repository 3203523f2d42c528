import { setTimeout as sleep } from 'node:timers/promises';

/** What is only nice to have is not worth more, in ms. */
const SOON_MS = 2_000;

/** What was asked for before, or something else where that takes long: a call that hangs must not hold what is done. */
export async function soon<T>(asked: Promise<T>, otherwise: T): Promise<T> {
	const late = new AbortController();
	try {
		return await Promise.race([asked, sleep(SOON_MS, otherwise, { signal: late.signal })]);
	} finally {
		late.abort();
	}
}
