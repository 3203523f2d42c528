import { backoffMs, retry, type RetryPolicy } from '../../shared/retry';
import { HubSpotError, refusalOf, unreadableAnswer } from './errors';
import type { HubSpotAnswer, HubSpotRequest, Transport } from './transport';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** 423 is a lock that takes 2 s or more to go away (hubspot.md, Limits). */
const LOCKED = 423;
const LOCK_WAIT_MS = 2_000;

/** HubSpot has refused these before it began (hubspot.md, Limits): locked, too many calls, being moved. */
const NOT_BEGUN = new Set([LOCKED, 429, 477]);

/** What the server has no function for stays so. */
const NOT_IMPLEMENTED = 501;

type Patience = Omit<RetryPolicy, 'delayMs'>;

/**
 * Makes a transport that goes on trying where a later try may succeed, and throws a `HubSpotError` otherwise. For calls
 * that may be repeated: reads, updates, and upserts by a unique key.
 */
export function persistent(transport: Transport, patience: Patience): Transport {
	return trying(transport, { ...patience, delayMs: (error, tries) => delayMs(error, tries, passesByItself) });
}

/** The same for calls that would double something if HubSpot had done the first one: it repeats what was not begun. */
export function persistentUntilBegun(transport: Transport, patience: Patience): Transport {
	return trying(transport, { ...patience, delayMs: (error, tries) => delayMs(error, tries, wasNotBegun) });
}

function passesByItself(error: HubSpotError): boolean {
	return wasNotBegun(error) || (error.mayHaveBeenDone && error.status !== NOT_IMPLEMENTED);
}

function wasNotBegun({ status }: HubSpotError): boolean {
	return status !== undefined && NOT_BEGUN.has(status);
}

function trying(transport: Transport, policy: RetryPolicy): Transport {
	return async (request) => await retry(async () => await callOnce(transport, request), policy);
}

async function callOnce(transport: Transport, request: HubSpotRequest): Promise<HubSpotAnswer> {
	const answer = await transport(request);
	if (answer.status >= 300) throw refusalOf(answer);
	if (!looksLikeJson(answer.body)) throw unreadableAnswer();
	return answer;
}

function delayMs(error: unknown, tries: number, passes: (error: HubSpotError) => boolean): number | undefined {
	if (!(error instanceof HubSpotError) || error.concernsEveryCall || !passes(error)) return undefined;
	const backoff = backoffMs(tries, FIRST_WAIT_MS, LONGEST_WAIT_MS);
	const least = error.retryAfterMs ?? (error.status === LOCKED ? LOCK_WAIT_MS : 0);
	return Math.max(backoff, least);
}

/** The SDK parses it; this tells the page of a gateway, and what was cut off, without parsing everything twice. */
function looksLikeJson(text: string): boolean {
	return /^\s*\{/.test(text) && /\}\s*$/.test(text.slice(-10));
}
