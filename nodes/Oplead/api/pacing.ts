import { sharedBudget, type Budget } from '../../shared/budget';
import { backoffMs } from '../../shared/retry';
import type { WaitClock } from '../../shared/waitClock';
import { LIMIT } from '../endpoints';
import { cancelled, refusalOf } from './errors';
import type { Transport } from './transport';

/** Where Oplead refuses a call as one too many and does not say when it will take the next one. */
const FIRST_REST_MS = 2_000;
const LONGEST_REST_MS = 15_000;

/** Oplead's window is no longer. Where it asks for more, it is asked again: an execution is not to hang without a word. */
const LONGEST_ASKED_REST_MS = 60_000;

/** Workers that were all told to come back at the same moment spread over this. */
const SPREAD_MS = 1_000;

export interface Pace {
	/** Stands for the token, whatever node or execution uses it; without the token in clear. */
	account: string;
	/** Measures the waiting. */
	waited: WaitClock;
	/** Ends the waiting with an error. */
	signal?: AbortSignal;
}

/**
 * Makes a transport that keeps to Oplead's limit: all calls of this process with one token share one budget. After a 429,
 * which other processes with the same token cause, everybody rests, and then a single call finds out whether there is room.
 */
export function paced(transport: Transport, { account, waited, signal }: Pace): Transport {
	const refusals = refusalsOf(account);
	const { budget } = refusals;
	return async (request) => {
		const end = await waited.during(budget.take(signal)).catch((error: unknown) => {
			throw cancelled(error);
		});
		const begun = Date.now();
		try {
			const answer = await transport(request);
			if (answer.status === 429) refusals.add(begun, refusalOf(answer).retryAfterMs);
			else refusals.end();
			return answer;
		} finally {
			end();
		}
	};
}

/** What this process knows of other processes that use the same token. */
class Refusals {
	readonly budget: Budget;
	#inARow = 0;
	#lastAt = 0;

	constructor(budget: Budget) {
		this.budget = budget;
	}

	/** A 429. Calls that were under way together are refused together: that counts once. */
	add(begun: number, retryAfterMs: number | undefined): void {
		if (begun > this.#lastAt) this.#inARow++;
		this.#lastAt = Date.now();
		this.budget.restThenProbe(restMs(this.#inARow, retryAfterMs));
	}

	end(): void {
		this.#inARow = 0;
		this.budget.goOn();
	}
}

function restMs(inARow: number, retryAfterMs: number | undefined): number {
	if (retryAfterMs === undefined) return backoffMs(Math.max(1, inARow), FIRST_REST_MS, LONGEST_REST_MS);
	return Math.min(retryAfterMs, LONGEST_ASKED_REST_MS) + Math.random() * SPREAD_MS;
}

const known = new Map<string, Refusals>();

function refusalsOf(account: string): Refusals {
	const refusals = known.get(account) ?? new Refusals(sharedBudget(`oplead ${account}`, LIMIT));
	known.set(account, refusals);
	return refusals;
}
