import type { SandboxEvent } from './vendor.ts';

export type Listener = (event: SandboxEvent) => void;

/** Passes on what vendors announce to whoever listens. */
export class Events {
	readonly #listeners = new Set<Listener>();

	announce(event: SandboxEvent): void {
		for (const listener of this.#listeners) {
			try {
				listener(event);
			} catch (error) {
				// A listener's mistake must not reach the vendor that announced something.
				console.error('A listener to sandbox events failed:', error);
			}
		}
	}

	/** Returns the function that ends the subscription. */
	subscribe(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
