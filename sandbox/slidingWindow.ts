/**
 * Counts calls in a sliding window, exactly: `now` is how many fell into the last `length` milliseconds, `busiest` the
 * most that ever did. A call exactly `length` ms older than another is no longer in its window.
 */
export class SlidingWindow {
	/** Milliseconds; a call that has left a shorter window is not remembered by a longer one. */
	length: number;
	#times: number[] = [];
	#first = 0;
	#busiest = 0;

	/** @param length milliseconds */
	constructor(length: number) {
		this.length = length;
	}

	/** Records a call. @param time milliseconds; a clock that went back counts as standing still. */
	add(time: number): void {
		const latest = this.#times.at(-1) ?? time;
		this.#times.push(Math.max(time, latest));
		this.#forget(Math.max(time, latest));
		this.#busiest = Math.max(this.#busiest, this.#times.length - this.#first);
	}

	/** How many calls fell into the window that ends at `time` (milliseconds). */
	countAt(time: number): number {
		this.#forget(time);
		return this.#times.length - this.#first;
	}

	/** Milliseconds from `time` until the oldest call leaves the window; 0 if there is none. */
	freesIn(time: number): number {
		this.#forget(time);
		return this.#first < this.#times.length ? this.#times[this.#first] + this.length - time : 0;
	}

	get busiest(): number {
		return this.#busiest;
	}

	#forget(time: number): void {
		while (this.#first < this.#times.length && time - this.#times[this.#first] >= this.length) this.#first++;
		// Dropping in larger strokes keeps a long run linear.
		if (this.#first > 1000) {
			this.#times = this.#times.slice(this.#first);
			this.#first = 0;
		}
	}
}
