import { Budget } from '../../shared/budget';
import { FairShare } from '../../shared/fairShare';
import { PerAccount } from '../../shared/perAccount';
import { backoffMs } from '../../shared/retry';
import type { Transport, VendorAnswer } from '../../shared/vendor/transport';
import type { WaitClock } from '../../shared/waitClock';
import { LIMIT } from './endpoints';
import { cancelled, refusalOf } from './errors';

/**
 * Where Oplead refuses a call as one too many and does not say when it will take the next one. The longest rest is half a
 * window: if Oplead counts refused calls, too, ten workers that asked more often would use up the limit with that.
 */
const FIRST_REST_MS = 2_000;
const LONGEST_REST_MS = 30_000;

/** Oplead's window is no longer. Where it asks for more, it is asked again: an execution is not to hang without a word. */
const LONGEST_ASKED_REST_MS = 60_000;

/** Workers that were all told to come back at the same moment spread over this. */
const SPREAD_MS = 1_000;

const TOO_MANY = 429;

export interface Pace {
	/** Stands for the token, whatever node or execution uses it; without the token in clear. */
	account: string;
	/** How long a call is held back while Oplead refuses all calls of the token as too many, in ms. */
	patienceMs: number;
	/** Measures the waiting. */
	waited: WaitClock;
	/** Ends the waiting with an error. */
	signal?: AbortSignal;
}

/**
 * Makes a transport that keeps to Oplead's limit: all calls of this process with one token share one budget. After a 429,
 * which other processes with the same token cause, everybody rests, and then a single call finds out whether there is
 * room. A refused call takes its turn once more; it is answered 429 only where the patience has passed without any call of
 * the token being let in.
 */
export function paced(transport: Transport, { account, patienceMs, waited, signal }: Pace): Transport {
	return async (request) => {
		const limit = limits.of(account, () => new TokenLimit());
		const came = Date.now();
		for (;;) {
			const end = await waited.during(limit.budget.take(signal)).catch((error: unknown) => {
				throw signal?.aborted ? cancelled() : error;
			});
			const begun = Date.now();
			try {
				// What others found out while it waited need not be asked again.
				const vain = limit.refusalAfter(came);
				if (vain && limit.isHopeless(came, patienceMs)) {
					end.uncounted();
					return vain;
				}
				const answer = await transport(request);
				if (answer.status !== TOO_MANY) {
					limit.letIn();
					return answer;
				}
				limit.refused(answer, begun);
				end.uncounted();
				if (limit.isHopeless(came, patienceMs)) return answer;
			} finally {
				end();
			}
		}
	};
}

/** What this process has of the limit of a token, and knows of other processes that use it. */
class TokenLimit {
	readonly #share = new FairShare(LIMIT);
	readonly budget = new Budget(LIMIT, Date.now, this.#share);
	#inARow = 0;
	/** Since no call has been let in. */
	#first?: number;
	#last?: { at: number; answer: VendorAnswer };

	/** A 429. Calls that were under way together are refused together: that counts once. */
	refused(answer: VendorAnswer, begun: number): void {
		if (begun > (this.#last?.at ?? 0)) {
			this.#inARow++;
			this.#share.refused(this.budget.counted);
		}
		const now = Date.now();
		this.#first ??= now;
		this.#last = { at: now, answer };
		this.budget.restThenProbe(restMs(this.#inARow, refusalOf(answer).retryAfterMs));
	}

	letIn(): void {
		this.#inARow = 0;
		this.#first = undefined;
		this.budget.goOn();
	}

	/** Whether for as long as there is patience, in ms, nothing was let in since a call came. */
	isHopeless(came: number, patienceMs: number): boolean {
		return this.#first !== undefined && Date.now() - Math.max(came, this.#first) >= patienceMs;
	}

	/** The last refusal, if there was one since a call came. */
	refusalAfter(came: number): VendorAnswer | undefined {
		return this.#last !== undefined && this.#last.at > came ? this.#last.answer : undefined;
	}
}

function restMs(inARow: number, retryAfterMs: number | undefined): number {
	if (retryAfterMs === undefined) return backoffMs(Math.max(1, inARow), FIRST_REST_MS, LONGEST_REST_MS);
	return Math.min(retryAfterMs, LONGEST_ASKED_REST_MS) + Math.random() * SPREAD_MS;
}

const limits = new PerAccount<TokenLimit>(({ budget }) => budget.isIdle);
