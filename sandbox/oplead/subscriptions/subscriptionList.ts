/** An address that is told of one kind of event. */
export interface Subscription {
	id: string;
	/** The event's name, for instance `lead.assigned`. */
	event: string;
	url: string;
	active: boolean;
	/** ISO 8601. */
	createdAt: string;
}

/** The subscriptions of an account, in the order of their creation. */
export class SubscriptionList {
	readonly #subscriptions = new Map<string, Subscription>();
	#last = 0;

	add(subscription: Omit<Subscription, 'id' | 'active'>): Subscription {
		const added = { id: `SUB-${++this.#last}`, ...subscription, active: true };
		this.#subscriptions.set(added.id, added);
		return added;
	}

	find(id: string): Subscription | undefined {
		return this.#subscriptions.get(id);
	}

	/** @returns whether there was one */
	remove(id: string): boolean {
		return this.#subscriptions.delete(id);
	}

	/** Oldest first. */
	list(): Subscription[] {
		return [...this.#subscriptions.values()];
	}
}
