import type { Account } from '../account.ts';
import { type Appointment, type Lead, leadNotice } from '../leads/lead.ts';
import type { EventKind } from '../settings.ts';

const json = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

/** Tells every active subscription to an event of a lead. */
export function notifySubscribers(
	account: Account,
	kind: EventKind,
	{ lead, appointment }: { lead: Lead; appointment?: Appointment },
): void {
	const event = account.settings.eventNames[kind];
	for (const subscription of account.subscriptions.list()) {
		if (!subscription.active || subscription.event !== event) continue;
		const id = account.courier.nextId();
		const body = { id, event, occurredAt: account.timestamp(), lead: leadNotice(lead), appointment };
		account.courier.send(id, {
			kind: 'subscription',
			event,
			leadId: lead.id,
			subscriptionId: subscription.id,
			url: subscription.url,
			contentType: json,
			body: JSON.stringify(body),
		});
	}
}

/** Tells the address that a lead's provider has given of the lead's status; nothing without such an address. */
export function notifyOfStatus(account: Account, lead: Lead): void {
	const { url } = lead.provider;
	if (url === undefined || url === '' || !account.rules.has('feedback')) return;
	const id = account.courier.nextId();
	const { externalID = '' } = lead.leadData;
	const fields = { id, leadIdentifier: lead.id, externalID, status: lead.status, occurredAt: account.timestamp() };
	const asForm = account.settings.feedbackEncoding === 'form';
	account.courier.send(id, {
		kind: 'feedback',
		event: lead.status,
		leadId: lead.id,
		url,
		contentType: asForm ? FORM : json,
		body: asForm ? new URLSearchParams(fields).toString() : JSON.stringify(fields),
	});
}
