import type { Patience } from '../../shared/vendor/persistence';
import { isObject } from '../api/template';
import type { OpleadRecord } from '../api/answers';
import { isSameAddress } from '../callback/address';
import { OpleadError } from '../api/errors';
import { persist } from '../api/persistence';
import type { OpleadApi } from '../api/client';
import { inAccountTurn } from './accountTurn';

/** What Oplead is told of: an event, and the address that hears of it. */
export interface Subscription {
	id?: string;
	event?: string;
	/** Whatever Oplead calls the field: the most likely one. */
	url?: string;
	/** All that it names: beside the one that is told there may be that of the subscription itself, for instance. */
	addresses: string[];
	/** As Oplead sends it. */
	fields: Record<string, unknown>;
}

export interface WantedSubscription {
	event: string;
	url: string;
}

/** An `OpleadConnection` is one. */
export interface SubscriptionPlace {
	api: Pick<OpleadApi, 'subscriptions' | 'createSubscription' | 'deleteSubscription'>;
	/** Stands for the token: executions of this process take turns. */
	account: string;
	patience: Patience;
}

/** `present`: it was there before. */
export interface EnsuredSubscription {
	outcome: 'created' | 'present';
	subscription: Subscription;
}

const GONE = new Set([404, 410]);

/** All subscriptions that the key may see. Throws `OpleadError`. */
export async function listSubscriptions({ api }: Pick<SubscriptionPlace, 'api'>): Promise<Subscription[]> {
	return (await api.subscriptions()).map(subscriptionFrom);
}

/**
 * Makes sure that an address is told of an event, once: a subscription that is there is left alone, and after an answer
 * that was lost the list is asked before another try. Throws `OpleadError`.
 */
export async function ensureSubscription(
	wanted: WantedSubscription,
	place: SubscriptionPlace,
): Promise<EnsuredSubscription> {
	const turn = `oplead subscription ${place.account} ${wanted.event} ${wanted.url}`;
	const ensure = async () => {
		const present = await find(wanted, place);
		if (present) return { outcome: 'present' as const, subscription: present };
		const subscription = await persist(async () => await createOrFind(wanted, place), place.patience);
		return { outcome: 'created' as const, subscription };
	};
	return await inAccountTurn(turn, ensure, place.patience.signal);
}

/** Throws where it is not there, and may be tried again. */
async function createOrFind(wanted: WantedSubscription, place: SubscriptionPlace): Promise<Subscription> {
	try {
		const made = subscriptionFrom(await place.api.createSubscription(wanted.event, wanted.url));
		// An answer without the ID leaves nothing to delete it by.
		return made.id === undefined ? ((await find(wanted, place)) ?? { ...made, ...wanted }) : { ...made, ...wanted };
	} catch (error) {
		if (!(error instanceof OpleadError) || !error.mayHaveBeenDone) throw error;
		const there = await find(wanted, place);
		if (there) return there;
		throw error;
	}
}

/** Deletes a subscription. `absent`: there was none with this ID. Throws `OpleadError`. */
export async function removeSubscription(
	id: string,
	{ api, patience }: SubscriptionPlace,
): Promise<'absent' | 'deleted'> {
	let mayBeDeleted = false;
	const remove = async () => {
		try {
			await api.deleteSubscription(id);
			return 'deleted';
		} catch (error) {
			if (!(error instanceof OpleadError)) throw error;
			if (GONE.has(error.status ?? 0)) return mayBeDeleted ? 'deleted' : 'absent';
			mayBeDeleted ||= error.mayHaveBeenDone;
			throw error;
		}
	};
	return await persist(remove, patience);
}

async function find({ event, url }: WantedSubscription, place: SubscriptionPlace): Promise<Subscription | undefined> {
	const isWanted = (one: Subscription) =>
		one.event === event && one.addresses.some((address) => isSameAddress(address, url));
	return (await listSubscriptions(place)).find(isWanted);
}

/** The names of the fields are not published: addresses are known by their form. */
function subscriptionFrom({ id, fields }: OpleadRecord): Subscription {
	const texts = Object.values(fields).filter((value) => typeof value === 'string');
	const addresses = texts.filter((text) => /^https?:\/\//.test(text));
	const event = eventIn(fields.event) ?? eventIn(fields.eventType) ?? eventIn(fields.type) ?? eventIn(fields.topic);
	const url = addresses.find((address) => address === fields.url) ?? addresses[0];
	return { id, event, url, addresses, fields };
}

function eventIn(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	return isObject(value) && typeof value.name === 'string' ? value.name : undefined;
}
