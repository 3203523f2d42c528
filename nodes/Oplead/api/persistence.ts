import { backoffMs, retry, type RetryPolicy } from '../../shared/retry';
import { OpleadError, refusalOf } from './errors';
import type { Transport } from './transport';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** After a 429 the wait is the budget's affair; this only spreads those that were refused together. */
const SPREAD_MS = 200;

export type Patience = Omit<RetryPolicy, 'delayMs'>;

/**
 * Makes a transport that goes on trying where a later try may succeed, and throws an `OpleadError` otherwise. For calls
 * that may be repeated: reads, and changes that come to the same when they are made twice.
 */
export function persistent(transport: Transport, patience: Patience): Transport {
	return trying(transport, { ...patience, delayMs: delayWhere(({ passesByItself }) => passesByItself) });
}

/** The same for calls that would double something if Oplead had done the first one: it repeats what was not begun. */
export function persistentUntilBegun(transport: Transport, patience: Patience): Transport {
	return trying(transport, { ...patience, delayMs: delayWhere(({ wasNotBegun }) => wasNotBegun) });
}

/** How long to wait before another try, in ms; undefined where the error does not pass. */
export function delayWhere(passes: (error: OpleadError) => boolean): RetryPolicy['delayMs'] {
	return (error, tries) => {
		if (!(error instanceof OpleadError) || error.concernsEveryCall || !passes(error)) return undefined;
		if (error.status === 429) return Math.random() * SPREAD_MS;
		return Math.max(backoffMs(tries, FIRST_WAIT_MS, LONGEST_WAIT_MS), error.retryAfterMs ?? 0);
	};
}

function trying(transport: Transport, policy: RetryPolicy): Transport {
	return async (request) =>
		await retry(async () => {
			const answer = await transport(request);
			if (answer.status >= 300) throw refusalOf(answer);
			return answer;
		}, policy);
}
