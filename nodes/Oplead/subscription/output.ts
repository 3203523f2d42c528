import type { Noun } from '../report';
import type { Subscription } from '../write/subscriptions';

/** Subscriptions, and what an operation does with them. */
export function subscriptions(done: string): Noun {
	return { singular: 'subscription', plural: 'subscriptions', done };
}

/** A subscription as an output item: its parts under our names, and whatever else Oplead sends. */
export function outputOfSubscription({ id, event, url, fields }: Subscription): Record<string, unknown> {
	return { ...fields, id, event, url };
}
