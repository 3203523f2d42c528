import type { Noun } from '../report';
import type { Subscription } from '../subscriptions';

export const SUBSCRIPTIONS: Noun = { singular: 'subscription', plural: 'subscriptions' };

/** A subscription as an output item: its parts under our names, and whatever else Oplead sends. */
export function outputOfSubscription({ id, event, url, fields }: Subscription): Record<string, unknown> {
	return { ...fields, id, event, url };
}
