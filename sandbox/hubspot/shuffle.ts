/** A shuffle that goes the same way in every run, and never leaves the order as it was. */
export class Shuffle {
	#state = 0x2f6e2b1;

	of<T>(list: readonly T[]): T[] {
		const shuffled = [...list];
		for (let left = shuffled.length; left > 0; left -= 1) {
			const other = Math.floor(this.#next() * left);
			shuffled.push(...shuffled.splice(other, 1));
		}
		if (shuffled.every((element, index) => element === list[index])) shuffled.push(...shuffled.splice(0, 1));
		return shuffled;
	}

	/** A linear congruential generator is random enough for an order. */
	#next(): number {
		this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
		return this.#state / 2 ** 32;
	}
}
