import { setTimeout } from 'node:timers';

/** For how long something unused is kept, in ms: longer than any vendor's window. */
const KEPT_MS = 600_000;

/** More accounts than a process has at a time; then those go first that were not used for longest. */
const MOST = 500;

interface Entry<T> {
	value: T;
	usedAt: number;
}

/**
 * What this process knows of accounts, by a name that stands for each, such as a keyed hash of its credential. What has
 * been idle for ten minutes is forgotten. To be asked anew for each use: what somebody holds may be forgotten, too.
 */
export class PerAccount<T> {
	readonly #isIdle: (value: T) => boolean;
	readonly #entries = new Map<string, Entry<T>>();
	#isSweepDue = false;

	/** @param isIdle whether nothing is lost with it */
	constructor(isIdle: (value: T) => boolean) {
		this.#isIdle = isIdle;
	}

	/** How many accounts are known. */
	get size(): number {
		return this.#entries.size;
	}

	/** What is known of an account; what is made where nothing is. */
	of(name: string, make: () => T): T {
		const value = this.#entries.get(name)?.value ?? make();
		// The order of the map is that of their last use.
		this.#entries.delete(name);
		this.#forget();
		this.#entries.set(name, { value, usedAt: Date.now() });
		this.#sweepLater();
		return value;
	}

	#forget(): void {
		for (const [name, { value, usedAt }] of this.#entries) {
			const isOld = usedAt <= Date.now() - KEPT_MS || this.#entries.size >= MOST;
			if (isOld && this.#isIdle(value)) this.#entries.delete(name);
		}
	}

	/** Where nobody comes any more. */
	#sweepLater(): void {
		if (this.#isSweepDue) return;
		this.#isSweepDue = true;
		setTimeout(() => {
			this.#isSweepDue = false;
			this.#forget();
			if (this.size > 0) this.#sweepLater();
		}, KEPT_MS).unref();
	}
}
