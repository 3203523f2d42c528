/** One POST of a delivery, and what came of it. */
export interface Attempt {
	/** ISO 8601. */
	at: string;
	/** The answer's status; `null` if there was none. */
	status: number | null;
	/** Milliseconds until the answer. */
	ms: number;
	/** Why there was no answer, for instance `ECONNREFUSED`. */
	reason?: string;
}

/** Something that the vendor sends by itself. */
export interface Notice {
	/** `feedback` goes to a lead's own `provider.url`. */
	kind: 'subscription' | 'feedback';
	/** The event's name; for feedback the new status. */
	event: string;
	leadId: string;
	subscriptionId?: string;
	url: string;
	contentType: string;
	/** As it goes over the wire. */
	body: string;
}

export interface Delivery extends Notice {
	/** The same at every attempt; the body holds it, too. */
	id: string;
	/** `refused`: the address is not on this machine, so nothing is sent. `forged`: with a wrong secret. */
	state: 'held' | 'waiting' | 'delivered' | 'failed' | 'refused' | 'forged';
	attempts: Attempt[];
}
