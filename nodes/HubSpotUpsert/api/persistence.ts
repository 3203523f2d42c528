import { backoffMs, retry, type RetryPolicy } from '../../shared/retry';
import { HubSpotError, refusalOf, unreadableAnswer } from './errors';
import type { HubSpotAnswer, HubSpotRequest, Transport } from './transport';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** 423 is a lock that takes 2 s or more to go away (hubspot.md, Limits). */
const LOCKED = 423;
const LOCK_WAIT_MS = 2_000;

const PASSING = new Set([408, LOCKED, 429, 477, 500, 502, 503, 504, 524]);

/**
 * Makes a transport that goes on trying where a later try may succeed, and throws a `HubSpotError` otherwise.
 * Every call of this package may be repeated: reads, and upserts by a unique key.
 */
export function persistent(transport: Transport, times: Omit<RetryPolicy, 'delayMs'>): Transport {
	const policy: RetryPolicy = { ...times, delayMs };
	return async (request) => await retry(async () => await callOnce(transport, request), policy);
}

async function callOnce(transport: Transport, request: HubSpotRequest): Promise<HubSpotAnswer> {
	const answer = await transport(request);
	if (answer.status >= 400) throw refusalOf(answer);
	if (!isJsonObject(answer.body)) throw unreadableAnswer();
	return answer;
}

function delayMs(error: unknown, tries: number): number | undefined {
	if (!(error instanceof HubSpotError) || error.concernsEveryCall) return undefined;
	if (error.status !== undefined && !PASSING.has(error.status)) return undefined;
	const backoff = backoffMs(tries, FIRST_WAIT_MS, LONGEST_WAIT_MS);
	const least = error.retryAfterMs ?? (error.status === LOCKED ? LOCK_WAIT_MS : 0);
	return Math.max(backoff, least);
}

function isJsonObject(text: string): boolean {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null;
	} catch {
		return false;
	}
}
