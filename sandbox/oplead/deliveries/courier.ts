import { setTimeout as sleep } from 'node:timers/promises';
import { isOnThisMachine } from '../../loopback.ts';
import type { RuleBook } from '../rules.ts';
import type { Settings } from '../settings.ts';
import type { Attempt, Delivery, Notice } from './delivery.ts';
import { forgedAddress } from './forgedAddress.ts';
import { post } from './post.ts';

interface CourierServices {
	rules: RuleBook;
	/** Milliseconds since the epoch. */
	now: () => number;
	settings: () => Settings;
	/** Told of each change of a delivery. */
	report: (delivery: Delivery) => void;
}

const KEPT_DELIVERIES = 10_000;

/** Sends what the vendor sends by itself: tries again, repeats, holds back, and forges when told to. */
export class Courier {
	readonly #services: CourierServices;
	#deliveries = new Map<string, Delivery>();
	#underWay = new Set<Promise<void>>();
	#held: Delivery[] | undefined;
	#end = new AbortController();
	#last = 0;

	constructor(services: CourierServices) {
		this.#services = services;
	}

	/** The last 10,000, oldest first. */
	list(): Delivery[] {
		return [...this.#deliveries.values()];
	}

	find(id: string): Delivery | undefined {
		return this.#deliveries.get(id);
	}

	/** The id of the next delivery, which its body has to name. */
	nextId(): string {
		return `DLV-${++this.#last}`;
	}

	/** Sends a notice, or holds it back if that is asked for. */
	send(id: string, notice: Notice): void {
		const delivery: Delivery = { id, ...notice, state: 'waiting', attempts: [] };
		this.#keep(delivery);
		if (!URL.canParse(notice.url) || !isOnThisMachine(new URL(notice.url))) {
			this.#enter(delivery, 'refused');
		} else if (this.#held) {
			this.#held.push(delivery);
			this.#enter(delivery, 'held');
		} else {
			this.#start(delivery);
		}
	}

	/** From now on everything is held back. */
	hold(): void {
		this.#held ??= [];
	}

	/** Sends what was held back, one after another, in the order in which it happened or the other way round. */
	async release(order: 'asHappened' | 'reversed'): Promise<void> {
		const held = this.#held ?? [];
		this.#held = undefined;
		for (const delivery of order === 'reversed' ? held.toReversed() : held) {
			this.#start(delivery);
			await this.idle();
		}
	}

	/** Posts a delivery once more, whatever became of it; a replay. */
	async again(delivery: Delivery): Promise<Attempt> {
		const attempt = await this.#attempt(delivery);
		if (hasArrived(attempt)) this.#enter(delivery, 'delivered');
		return attempt;
	}

	/** Posts what a stranger could: the same body with another id, to the same address with another secret. */
	async forge(delivery: Delivery): Promise<Attempt> {
		const id = this.nextId();
		const body = delivery.body.replaceAll(delivery.id, id);
		const url = forgedAddress(delivery.url);
		const forged: Delivery = { ...delivery, id, body, url, state: 'forged', attempts: [] };
		this.#keep(forged);
		return await this.#attempt(forged);
	}

	/** Resolves when nothing is under way any more; what is held back does not count. */
	async idle(): Promise<void> {
		while (this.#underWay.size > 0) await Promise.all(this.#underWay);
	}

	/** Ends what is under way and forgets everything. */
	reset(): void {
		this.#end.abort();
		this.#end = new AbortController();
		this.#deliveries = new Map();
		this.#underWay = new Set();
		this.#held = undefined;
		this.#last = 0;
	}

	#start(delivery: Delivery): void {
		this.#enter(delivery, 'waiting');
		const run = this.#run(delivery, this.#end.signal).catch(() => {
			// Only a reset throws here: the delivery is forgotten.
		});
		this.#underWay.add(run);
		void run.then(() => this.#underWay.delete(run));
	}

	async #run(delivery: Delivery, signal: AbortSignal): Promise<void> {
		const { rules, settings } = this.#services;
		const tries = rules.has('delivery-tried-again') ? settings().deliveryTries : 1;
		await pause(settings().deliveryDelayMs, signal);
		for (let n = 0; n < tries; n++) {
			if (n > 0) await pause(settings().deliverySpacingMs, signal);
			const attempt = await this.#attempt(delivery);
			signal.throwIfAborted();
			if (!hasArrived(attempt) && rules.has('delivered-by-2xx')) continue;
			this.#enter(delivery, 'delivered');
			for (let copy = 1; copy < settings().deliveryCopies; copy++) await this.#attempt(delivery);
			return;
		}
		this.#enter(delivery, 'failed');
	}

	async #attempt(delivery: Delivery): Promise<Attempt> {
		const { rules, settings, now, report } = this.#services;
		const attempt = await post(delivery, {
			at: new Date(now()).toISOString(),
			patienceMs: rules.has('delivered-in-time') ? settings().deliveryPatienceMs : 60_000,
			signal: this.#end.signal,
		});
		delivery.attempts.push(attempt);
		report(delivery);
		return attempt;
	}

	#enter(delivery: Delivery, state: Delivery['state']): void {
		delivery.state = state;
		this.#services.report(delivery);
	}

	#keep(delivery: Delivery): void {
		this.#deliveries.set(delivery.id, delivery);
		const [oldest] = this.#deliveries.keys();
		if (this.#deliveries.size > KEPT_DELIVERIES && oldest !== undefined) this.#deliveries.delete(oldest);
	}
}

function hasArrived({ status }: Attempt): boolean {
	return status !== null && status >= 200 && status < 300;
}

/** Does not hold up the end of the process. Rejects when the signal comes. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
	if (ms > 0) await sleep(ms, undefined, { signal, ref: false });
}
