import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { EVENTS } from '../api/endpoints';
import { optionsField } from '../fields/connectionFields';
import { readRequired } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { ensureSubscription } from '../write/subscriptions';
import { outputOfSubscription, subscriptions } from './output';

/** Stands for an event that is typed in. */
const OTHER = '';

const { appointmentUpdated, leadAssigned, statusChanged } = EVENTS;

const eventField: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	default: leadAssigned,
	description: 'What Oplead is to tell. The names that it has for them are assumed: see your account’s Swagger page.',
	options: [
		{ name: 'Appointment Updated', value: appointmentUpdated },
		{ name: 'New Lead Assigned', value: leadAssigned },
		{ name: 'Other', value: OTHER },
		{ name: 'Status Changed', value: statusChanged },
	],
};

const otherEventField: INodeProperties = {
	displayName: 'Other Event',
	name: 'otherEvent',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. lead.assigned',
	displayOptions: { show: { event: [OTHER] } },
};

const urlField: INodeProperties = {
	displayName: 'Callback URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description: 'Where Oplead sends the event. The Oplead Trigger subscribes by itself.',
};

export const description: INodeProperties[] = shownFor('subscription', 'create', [
	eventField,
	otherEventField,
	urlField,
	optionsField(['createSubscription', 'listSubscriptions']),
]);

/** Subscribes the address of each input item to an event, once. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: subscriptions('created'),
		open: opening('createSubscription'),
		read: (item) => ({
			event: readEvent(context, item),
			url: readRequired(context, { name: 'url', label: 'Callback URL' }, item),
		}),
		carryOut: async (wanted, connection) => {
			const { outcome, subscription } = await ensureSubscription(wanted, connection);
			return { kind: 'done', word: outcome, items: [{ outcome, ...outputOfSubscription(subscription) }] };
		},
	});
}

function readEvent(context: IExecuteFunctions, item: number): string {
	const chosen = context.getNodeParameter('event', item, OTHER);
	if (typeof chosen === 'string' && chosen !== OTHER) return chosen;
	return readRequired(context, { name: 'otherEvent', label: 'Other Event' }, item);
}
