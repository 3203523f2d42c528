/** Numbers that look like chance, and are the same in every run. */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A whole number from 0, less than the limit. */
	below(limit: number): number {
		this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((this.#state / 2 ** 32) * limit);
	}

	/** Whether something happens that happens so many times in a hundred. */
	percent(share: number): boolean {
		return this.below(100) < share;
	}

	of<Value>(values: readonly Value[]): Value {
		return values[this.below(values.length)];
	}
}
