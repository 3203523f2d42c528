import { clearTimeout, setTimeout } from 'node:timers';

import { PerAccount } from './perAccount';

/** How many calls there may be within any stretch of time. */
export interface Limit {
	calls: number;
	intervalMs: number;
}

/** What the vendor tells with an answer. */
export interface Told extends Limit {
	/** Calls that are left, by the vendor's own count. */
	remaining: number;
}

/** Tells that a call has ended. */
export interface CallEnd {
	(): void;
	/** The same, where the vendor has refused the call and so has not counted it. */
	uncounted(): void;
}

/** What may hold a process back further than the limit: others that share it. */
export interface Share {
	/** How many calls there may be within a window that ends now. */
	readonly calls: number;
}

interface Waiter {
	grant(): void;
	signal?: AbortSignal;
}

/**
 * Hands out calls so that there are never more than the limit within a sliding window, first come, first served. A
 * call counts until the window has passed since its end: the vendor has counted it at some moment before that.
 */
export class Budget {
	#limit: Limit;
	readonly #now: () => number;
	readonly #share: Share;
	/** When the calls of the last while ended, in ms, oldest first. */
	#ended: number[] = [];
	#underway = 0;
	#restUntil = 0;
	#probing = false;
	readonly #waiting: Waiter[] = [];
	#timer?: NodeJS.Timeout;

	constructor(limit: Limit, now = Date.now, share: Share = { calls: Infinity }) {
		this.#limit = limit;
		this.#now = now;
		this.#share = share;
	}

	/** How many calls that have ended still count. */
	get counted(): number {
		return this.#used() - this.#underway;
	}

	/** Whether no call is under way, waits or counts: a new budget would do the same. */
	get isIdle(): boolean {
		return this.#waiting.length === 0 && this.#used() === 0 && this.#restUntil <= this.#now();
	}

	/** Waits for a call to be allowed; what it returns is to be called when the call has ended. Rejects on abort. */
	async take(signal?: AbortSignal): Promise<CallEnd> {
		signal?.throwIfAborted();
		await new Promise<void>((resolve, reject) => {
			const giveUp = () => {
				reject(signal?.reason as Error);
				// Where nobody waits any more, no timer does, which would keep the process from ending.
				this.#serve();
			};
			const grant = () => {
				signal?.removeEventListener('abort', giveUp);
				resolve();
			};
			signal?.addEventListener('abort', giveUp, { once: true });
			this.#waiting.push({ grant, signal });
			this.#serve();
		});
		let open = true;
		const close = (count: () => void) => {
			if (!open) return;
			open = false;
			this.#underway--;
			count();
			this.#serve();
		};
		const end = () => close(() => this.#ended.push(this.#now()));
		return Object.assign(end, { uncounted: () => close(() => undefined) });
	}

	/** Takes over the vendor's limit, and counts the calls that others have made. */
	learn({ calls, intervalMs, remaining }: Told): void {
		this.#limit = { calls, intervalMs };
		const others = calls - remaining - this.#used();
		for (let call = 0; call < others; call++) this.#ended.push(this.#now());
		this.#serve();
	}

	/** Allows nothing for a while, in ms: the vendor has said that there were too many calls. */
	rest(ms: number): void {
		this.#restUntil = Math.max(this.#restUntil, this.#now() + ms);
	}

	/** The same; then calls go one at a time until `goOn` is told: others may still use up what there is. */
	restThenProbe(ms: number): void {
		this.#probing = true;
		this.rest(ms);
	}

	/** A call was let in: the others may follow it. */
	goOn(): void {
		if (!this.#probing) return;
		this.#probing = false;
		this.#serve();
	}

	#used(): number {
		const since = this.#now() - this.#limit.intervalMs;
		const firstThatCounts = this.#ended.findIndex((ended) => ended > since);
		this.#ended = firstThatCounts === -1 ? [] : this.#ended.slice(firstThatCounts);
		return this.#underway + this.#ended.length;
	}

	#serve(): void {
		clearTimeout(this.#timer);
		while (this.#waiting.length > 0 && !(this.#probing && this.#underway > 0)) {
			if (this.#waiting[0].signal?.aborted) {
				this.#waiting.shift();
				continue;
			}
			const waitMs = this.#waitMs();
			if (waitMs > 0) {
				this.#timer = setTimeout(() => this.#serve(), waitMs);
				return;
			}
			this.#underway++;
			this.#waiting.shift()?.grant();
		}
	}

	/** Until the next call may begin; where all calls are under way, the end of one brings it on. */
	#waitMs(): number {
		const now = this.#now();
		if (this.#restUntil > now) return this.#restUntil - now;
		const excess = this.#used() - Math.min(this.#limit.calls, this.#share.calls);
		if (excess < 0) return 0;
		const freeing = this.#ended[excess];
		return freeing === undefined ? this.#limit.intervalMs : Math.max(1, freeing + this.#limit.intervalMs - now + 1);
	}
}

const budgets = new PerAccount<Budget>(({ isIdle }) => isIdle);

/** The one budget of this process for an account: the same name gives the same budget. To be asked anew for each call. */
export function sharedBudget(name: string, limit: Limit): Budget {
	return budgets.of(name, () => new Budget(limit));
}
