import { backoffMs, retry, type RetryPolicy } from '../../shared/retry';
import { jsonIn } from './answers';
import { OpleadError, refusalOf } from './errors';
import type { OpleadAnswer, OpleadRequest, Transport } from './transport';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Pacing has taken it up again and again, for as long as there is patience. */
const TOO_MANY = 429;

export type Patience = Omit<RetryPolicy, 'delayMs'>;

/**
 * Makes a transport that goes on trying where a later try may succeed, and throws an `OpleadError` otherwise. For calls
 * that may be repeated: reads, and changes that come to the same when they are made twice.
 */
export function persistent(transport: Transport, patience: Patience): Transport {
	return async (request) => await persist(async () => await callOnce(transport, request), patience);
}

/** The same for calls that would double something if Oplead had done the first one: it repeats what was not begun. */
export function persistentUntilBegun(transport: Transport, patience: Patience): Transport {
	const passes = ({ wasNotBegun }: OpleadError) => wasNotBegun;
	return async (request) => await persist(async () => await callOnce(transport, request), patience, passes);
}

/** Goes on trying what may be tried again; the last error says that there is no time left (`exhausted`). */
export async function persist<T>(
	attempt: () => Promise<T>,
	patience: Patience,
	passes = ({ passesByItself }: OpleadError) => passesByItself,
): Promise<T> {
	try {
		return await retry(attempt, { ...patience, delayMs: delayWhere(passes) });
	} catch (error) {
		if (!(error instanceof OpleadError) || !passes(error)) throw error;
		throw new OpleadError(error.message, { ...error, exhausted: true }, error.cause);
	}
}

/** How long to wait before another try, in ms; undefined where the error does not pass. */
function delayWhere(passes: (error: OpleadError) => boolean): RetryPolicy['delayMs'] {
	return (error, tries) => {
		if (!(error instanceof OpleadError) || error.concernsEveryCall || !passes(error)) return undefined;
		if (error.status === TOO_MANY) return undefined;
		return Math.max(backoffMs(tries, FIRST_WAIT_MS, LONGEST_WAIT_MS), error.retryAfterMs ?? 0);
	};
}

async function callOnce(transport: Transport, request: OpleadRequest): Promise<OpleadAnswer> {
	const answer = await transport(request);
	if (answer.status >= 300) throw refusalOf(answer);
	// What cannot be read is worth another try, where that does no harm.
	jsonIn(answer);
	return answer;
}
