/** Measures for how long somebody waited; waits that overlap count once. */
export class WaitClock {
	readonly #now: () => number;
	#waiting = 0;
	#since = 0;
	#endedMs = 0;

	constructor(now = Date.now) {
		this.#now = now;
	}

	/** Answers, or throws, what the wait brings. */
	async during<T>(wait: Promise<T>): Promise<T> {
		if (this.#waiting++ === 0) this.#since = this.#now();
		try {
			return await wait;
		} finally {
			if (--this.#waiting === 0) this.#endedMs += this.#now() - this.#since;
		}
	}

	/** In ms, up to now. */
	get totalMs(): number {
		return this.#endedMs + (this.#waiting > 0 ? this.#now() - this.#since : 0);
	}
}
