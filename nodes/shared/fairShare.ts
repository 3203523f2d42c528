import type { Limit } from './budget';

/** Growth where there is room, in parts of what is missing; and at least so much, in parts of the limit. */
const GROWTH = 1 / 4;
const LEAST_GROWTH = 1 / 20;

/** What a process may have all the same, however little it got: with that, some workers together use up the limit. */
const FLOOR = 1 / 6;

/**
 * How many calls a process allows itself of a limit that other processes may use up, too. It knows of them only by calls
 * that are refused although it kept to the limit itself. Then it goes down to half of what it had and a sixth of the
 * limit: with each refusal the shares of several processes come closer to each other. Without refusals it goes up again.
 *
 * Alone, it uses the whole limit for one window, and leaves one place free in the next: whoever comes new is let in there,
 * and it notices him when it asks for that place again.
 */
export class FairShare {
	readonly #limit: Limit;
	readonly #now: () => number;
	#calls: number;
	#since: number;

	constructor(limit: Limit, now = Date.now) {
		this.#limit = limit;
		this.#now = now;
		this.#calls = limit.calls;
		this.#since = now();
	}

	/** How many calls it may make in a window that ends now. */
	get calls(): number {
		const { intervalMs } = this.#limit;
		for (; this.#now() - this.#since >= intervalMs; this.#since += intervalMs) this.#calls = this.#next();
		return this.#calls;
	}

	/**
	 * The vendor has refused a call as one too many.
	 * @param own how many calls of this process it has let in within the window
	 */
	refused(own: number): void {
		this.#calls = Math.ceil(own / 2 + this.#limit.calls * FLOOR);
		// For one window its own calls still count; only in the next does it make fewer.
		this.#since = this.#now() + this.#limit.intervalMs;
	}

	/** A window has passed without a refusal. */
	#next(): number {
		const { calls: all } = this.#limit;
		const allButOne = Math.max(1, all - 1);
		if (this.#calls >= all) return allButOne;
		if (this.#calls === allButOne) return all;
		const growth = Math.max((all - this.#calls) * GROWTH, all * LEAST_GROWTH);
		return Math.min(allButOne, Math.ceil(this.#calls + growth));
	}
}
