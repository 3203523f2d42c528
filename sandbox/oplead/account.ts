import type { SandboxServices } from '../vendor.ts';
import { Courier } from './deliveries/courier.ts';
import { UserDirectory } from './directory/userDirectory.ts';
import type { Lead } from './leads/lead.ts';
import { LeadStore } from './leads/leadStore.ts';
import { RequestLimit } from './limit.ts';
import { deliveryRow, leadRow } from './pageRows.ts';
import type { RuleBook } from './rules.ts';
import { type Settings, defaultSettings } from './settings.ts';
import { SubscriptionList } from './subscriptions/subscriptionList.ts';

/** One Oplead account: everything it holds, and what it is set to do. */
export class Account {
	readonly rules: RuleBook;
	settings: Settings = defaultSettings();
	leads = new LeadStore();
	subscriptions = new SubscriptionList();
	users = new UserDirectory();
	limit = new RequestLimit();
	readonly courier: Courier;
	readonly #services: SandboxServices;

	constructor(services: SandboxServices, rules: RuleBook) {
		this.rules = rules;
		this.#services = services;
		this.courier = new Courier({
			rules,
			now: () => this.now(),
			settings: () => this.settings,
			report: (delivery) => this.#announce('delivery', deliveryRow(delivery)),
		});
	}

	/** Milliseconds since the epoch. */
	now(): number {
		return this.#services.now();
	}

	/** ISO 8601. */
	timestamp(): string {
		return new Date(this.now()).toISOString();
	}

	/** Tells the page, and whoever listens, of a new or changed lead. */
	announceLead(lead: Lead): void {
		this.#announce('lead', leadRow(lead));
	}

	/** @returns whether there was one */
	deleteSubscription(id: string): boolean {
		const deleted = this.subscriptions.remove(id);
		this.announceSubscriptions();
		return deleted;
	}

	/** Tells them what is subscribed to. */
	announceSubscriptions(): void {
		this.#announce('subscriptions', this.subscribedEvents());
	}

	/** The events of the subscriptions, oldest first. */
	subscribedEvents(): string[] {
		return this.subscriptions.list().map(({ event }) => event);
	}

	/** As on the first day; what waits to be delivered is forgotten. */
	reset(): void {
		this.courier.reset();
		this.settings = defaultSettings();
		this.leads = new LeadStore();
		this.subscriptions = new SubscriptionList();
		this.users = new UserDirectory();
		this.limit = new RequestLimit();
	}

	#announce(kind: 'lead' | 'delivery' | 'subscriptions', data: unknown): void {
		this.#services.announce({ vendor: 'oplead', kind, data });
	}
}
