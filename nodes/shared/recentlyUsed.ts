/** What a process remembers by a key, for as many keys as it may: whatever was asked for longest ago is forgotten first. */
export class RecentlyUsed<Value> {
	readonly #values = new Map<string, Value>();
	readonly #most: number;

	/** @param most how many keys are remembered */
	constructor(most: number) {
		this.#most = most;
	}

	get size(): number {
		return this.#values.size;
	}

	/** The value of a key; made anew where the key is not remembered. */
	of(key: string, make: () => Value): Value {
		const value = this.#values.get(key) ?? make();
		this.#values.delete(key);
		this.#values.set(key, value);
		const [oldest] = this.#values.keys();
		if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
		return value;
	}
}
