import type { SandboxServices, Vendor } from '../vendor.ts';
import { Account } from './account.ts';
import { opleadControls } from './controls.ts';
import type { Attempt, Delivery } from './deliveries/delivery.ts';
import { importApi } from './importApi/importApi.ts';
import { assignLead, makeAppointment, setStatus } from './leads/changes.ts';
import type { Appointment, Lead } from './leads/lead.ts';
import type { LimitFigures } from './limit.ts';
import { opleadRoutes } from './routes.ts';
import { type OpleadPageState, pageState } from './pageState.ts';
import { ruleBook } from '../ruleBook.ts';
import type { RuleName } from './rules.ts';
import type { Settings } from './settings.ts';
import type { Subscription } from './subscriptions/subscriptionList.ts';

export interface Oplead extends Vendor {
	/** The older API that takes leads from forms; it lies below `/oplead-import`, and has no controls of its own. */
	readonly importApi: Vendor;
	/** May be changed in place; `set` does it in one go. */
	readonly settings: Settings;
	/** Oldest first, with their documents and appointments. */
	readonly leads: readonly Lead[];
	/** Oldest first. */
	readonly subscriptions: readonly Subscription[];
	/** Everything that was sent or is to be sent, feedback included; oldest first. */
	readonly deliveries: readonly Delivery[];
	readonly limit: LimitFigures;
	set(settings: Partial<Settings>): void;
	/** As a person does in the product: any status, and the status's followers are told. Throws for an unknown lead. */
	setStatus(leadId: string, status: string): Lead;
	/** Gives a lead to a user, by the account number. Throws for an unknown lead or user. */
	assign(leadId: string, accountNumber: string): Lead;
	/** Makes an appointment, or with its id changes one. Throws for an unknown lead or appointment. */
	makeAppointment(leadId: string, appointment?: Partial<Appointment>): Appointment;
	/** Deletes a subscription behind its owner's back. @returns whether there was one */
	deleteSubscription(id: string): boolean;
	/** From now on deliveries are held back until `releaseDeliveries`. */
	holdDeliveries(): void;
	releaseDeliveries(order?: 'asHappened' | 'reversed'): Promise<void>;
	/** Posts a delivery once more, as it was. Throws for an unknown delivery. */
	deliverAgain(deliveryId: string): Promise<Attempt>;
	/** Posts a delivery like that one, with a wrong secret in the address. Throws for an unknown delivery. */
	forgeDelivery(deliveryId: string): Promise<Attempt>;
	/** What the page begins with. */
	pageState(): OpleadPageState;
	/** Resolves when no delivery is under way or waits to be tried again. */
	deliveriesDone(): Promise<void>;
}

/** An Oplead account that lives in memory. Rules are left out only to prove that the tests would notice. */
export function createOplead(services: SandboxServices, options: { without?: readonly RuleName[] } = {}): Oplead {
	const account = new Account(services, ruleBook(options.without));
	const { courier } = account;

	function deliveryOf(id: string): Delivery {
		const delivery = courier.find(id);
		if (!delivery) throw new Error(`Oplead has made no delivery ${id}`);
		return delivery;
	}

	return {
		name: 'oplead',
		routes: opleadRoutes(account),
		controls: opleadControls(account),
		importApi: { name: 'oplead-import', routes: importApi(account), controls: async () => {}, reset() {} },
		reset: () => account.reset(),
		get settings() {
			return account.settings;
		},
		get leads() {
			return account.leads.list();
		},
		get subscriptions() {
			return account.subscriptions.list();
		},
		get deliveries() {
			return courier.list();
		},
		get limit() {
			return account.limit.figures(account);
		},
		set: (settings) => void Object.assign(account.settings, settings),
		setStatus: (leadId, status) => setStatus(account, leadId, status),
		assign: (leadId, accountNumber) => assignLead(account, leadId, accountNumber),
		makeAppointment: (leadId, appointment = {}) => makeAppointment(account, leadId, appointment),
		deleteSubscription: (id) => account.deleteSubscription(id),
		holdDeliveries: () => courier.hold(),
		releaseDeliveries: (order = 'asHappened') => courier.release(order),
		deliverAgain: (id) => courier.again(deliveryOf(id)),
		forgeDelivery: (id) => courier.forge(deliveryOf(id)),
		pageState: () => pageState(account),
		deliveriesDone: () => courier.idle(),
	};
}
