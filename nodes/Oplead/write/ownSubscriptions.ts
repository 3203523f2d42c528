import { unsendable } from '../api/errors';
import { isSameAddress, isSamePlace } from '../callback/address';
import { inAccountTurn } from './accountTurn';
import {
	ensureSubscription,
	listSubscriptions,
	removeSubscription,
	type Subscription,
	type SubscriptionPlace,
} from './subscriptions';

/** What a trigger needs: its address, token included, is to be told of these events. */
export interface CallbackNeed {
	address: string;
	events: readonly string[];
}

/** Why a subscription of the trigger's own address is not needed. */
export type Superfluity = 'doubled' | 'oldSecret' | 'eventNotChosen';

/** How what is registered compares with what is needed. */
export interface SubscriptionPlan {
	missing: string[];
	kept: Subscription[];
	superfluous: Array<{ subscription: Subscription; why: Superfluity }>;
	/** Of other addresses: nobody here knows what they are for. */
	others: Subscription[];
}

/**
 * Compares what is registered with what is needed. A subscription is the trigger's own where its address is, apart from the
 * query: the path holds the random id of the trigger's webhook, which no other trigger has.
 */
export function planSubscriptions(registered: readonly Subscription[], need: CallbackNeed): SubscriptionPlan {
	const plan: SubscriptionPlan = { missing: [], kept: [], superfluous: [], others: [] };
	const told = new Set<string>();
	for (const subscription of registered) {
		const { addresses, event = '' } = subscription;
		const url = addresses.find((address) => isSamePlace(address, need.address));
		if (url === undefined) plan.others.push(subscription);
		else if (!isSameAddress(url, need.address)) plan.superfluous.push({ subscription, why: 'oldSecret' });
		else if (!need.events.includes(event)) plan.superfluous.push({ subscription, why: 'eventNotChosen' });
		else if (told.has(event)) plan.superfluous.push({ subscription, why: 'doubled' });
		else {
			told.add(event);
			plan.kept.push(subscription);
		}
	}
	plan.missing = need.events.filter((event) => !told.has(event));
	return plan;
}

/** Whether all is as it is needed: every event once, and nothing else at the address. Throws `OpleadError`. */
export async function isSettled(need: CallbackNeed, place: SubscriptionPlace): Promise<boolean> {
	const { missing, superfluous } = planSubscriptions(await listSubscriptions(place), need);
	return missing.length === 0 && superfluous.length === 0;
}

/** What was done; `left` stayed although it is not needed. */
export interface Settlement {
	created: Subscription[];
	kept: Subscription[];
	deleted: SubscriptionPlan['superfluous'];
	left: SubscriptionPlan['superfluous'];
	others: Subscription[];
}

/**
 * Creates what is missing, then deletes what is superfluous for one of these reasons. May be repeated at any time, and
 * begins with what Oplead says, not with what was done before. Throws `OpleadError`.
 */
export async function settle(
	need: CallbackNeed,
	reasons: readonly Superfluity[],
	place: SubscriptionPlace,
): Promise<Settlement> {
	const work = async () => {
		const plan = planSubscriptions(await listSubscriptions(place), need);
		const created: Subscription[] = [];
		for (const event of plan.missing) {
			created.push((await ensureSubscription({ event, url: need.address }, place)).subscription);
		}
		const isToGo = ({ why }: { why: Superfluity }) => reasons.includes(why);
		const deleted = plan.superfluous.filter(isToGo);
		for (const { subscription } of deleted) await remove(subscription, place);
		return {
			created,
			kept: plan.kept,
			deleted,
			left: plan.superfluous.filter((one) => !isToGo(one)),
			others: plan.others,
		};
	};
	return await inAccountTurn(turnOf(need.address, place), work, place.patience.signal);
}

/** Deletes all subscriptions of the address, whatever their token or event; none is no error. Throws `OpleadError`. */
export async function removeAll(address: string, place: SubscriptionPlace): Promise<void> {
	const work = async () => {
		const { superfluous } = planSubscriptions(await listSubscriptions(place), { address, events: [] });
		for (const { subscription } of superfluous) await remove(subscription, place);
	};
	await inAccountTurn(turnOf(address, place), work, place.patience.signal);
}

function turnOf(address: string, { account }: SubscriptionPlace): string {
	return `oplead callback ${account} ${address}`;
}

async function remove({ id }: Subscription, place: SubscriptionPlace): Promise<void> {
	if (id === undefined) {
		throw unsendable(
			'Oplead lists a subscription of this address without an ID, so it cannot be deleted from here. Delete it in Oplead.',
		);
	}
	await removeSubscription(id, place);
}
