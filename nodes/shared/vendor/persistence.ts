import { backoffMs, retry, type RetryPolicy } from '../retry';
import type { Transport, VendorAnswer, VendorRequest } from './transport';
import { VendorError } from './vendorError';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** For how long to go on trying, and what ends it. */
export type Patience = Omit<RetryPolicy, 'delayMs'>;

/** What a vendor hands in. */
export interface VendorAnswers {
	/** Words a refusal: a status of 300 or more. */
	refusalOf: (answer: VendorAnswer) => VendorError;
	/** Throws a `VendorError` for an answer that cannot be read, such as the page of a gateway. */
	refuseUnreadable: (answer: VendorAnswer) => void;
	/** How long this vendor needs at least after an error that says nothing of it, in ms. */
	leastWaitMs?: (error: VendorError) => number;
	/** What its pacing has taken up already, for as long as there is patience. */
	isPaced?: (error: VendorError) => boolean;
}

/** How to go on trying calls to one vendor. */
export interface Persistence {
	/**
	 * Makes a transport that goes on trying where a later try may succeed, and throws a `VendorError` otherwise. For calls
	 * that may be repeated: reads, and changes that come to the same when they are made twice.
	 */
	persistent: (transport: Transport, patience: Patience) => Transport;
	/** The same for calls that would double something if the vendor had done the first one: it repeats what was not begun. */
	persistentUntilBegun: (transport: Transport, patience: Patience) => Transport;
	/** Goes on trying what passes by itself; the last error says that there is no time left (`exhausted`). */
	persist: <T>(attempt: () => Promise<T>, patience: Patience) => Promise<T>;
}

/** The ways to go on trying calls to a vendor. */
export function persistenceOf(vendor: VendorAnswers): Persistence {
	const waits = { leastWaitMs: () => 0, isPaced: () => false, ...vendor };
	const trying =
		(passes: Passes) =>
		(transport: Transport, patience: Patience): Transport =>
		async (request) =>
			await persistWhere(passes, async () => await callOnce(transport, request, vendor), { ...patience, ...waits });
	return {
		persistent: trying(passesByItself),
		persistentUntilBegun: trying(wasNotBegun),
		persist: async (attempt, patience) => await persistWhere(passesByItself, attempt, { ...patience, ...waits }),
	};
}

type Passes = (error: VendorError) => boolean;

const passesByItself: Passes = (error) => error.passesByItself;
const wasNotBegun: Passes = (error) => error.wasNotBegun;

type Waits = Patience & Required<Pick<VendorAnswers, 'leastWaitMs' | 'isPaced'>>;

async function persistWhere<T>(
	passes: Passes,
	attempt: () => Promise<T>,
	{ leastWaitMs, isPaced, ...patience }: Waits,
): Promise<T> {
	const delayMs: RetryPolicy['delayMs'] = (error, tries) => {
		if (!(error instanceof VendorError) || error.concernsEveryCall || !passes(error) || isPaced(error))
			return undefined;
		return Math.max(backoffMs(tries, FIRST_WAIT_MS, LONGEST_WAIT_MS), error.retryAfterMs ?? leastWaitMs(error));
	};
	try {
		return await retry(attempt, { ...patience, delayMs });
	} catch (error) {
		if (error instanceof VendorError && passes(error)) error.exhausted = true;
		throw error;
	}
}

async function callOnce(transport: Transport, request: VendorRequest, vendor: VendorAnswers): Promise<VendorAnswer> {
	const answer = await transport(request);
	if (answer.status >= 300) throw vendor.refusalOf(answer);
	vendor.refuseUnreadable(answer);
	return answer;
}
