import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { subscriptionAddress, type CallbackSecrets } from '../callback/address';
import { readCallbackSecrets } from '../callback/secrets';
import { optionsField } from '../fields/connectionFields';
import { eventsField, eventsFrom, otherEventsOption } from '../fields/eventFields';
import { readRequired } from '../fields/parameters';
import { opening, performForEach, shownFor } from '../operation';
import { settle, type CallbackNeed, type Settlement } from '../write/ownSubscriptions';
import type { Subscription } from '../write/subscriptions';
import { outputOfSubscription, subscriptions } from './output';

const triggerUrlField: INodeProperties = {
	displayName: 'Trigger URL',
	name: 'triggerUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…/oplead',
	description:
		'The production URL of an Oplead Trigger in the mode Events whose workflow is published; its panel shows it. Nothing of other addresses is touched.',
};

export const description: INodeProperties[] = shownFor('subscription', 'repair', [
	triggerUrlField,
	{ ...eventsField, required: true, description: 'The events that are chosen in that trigger' },
	optionsField(['createSubscription', 'deleteSubscription', 'listSubscriptions'], [otherEventsOption]),
]);

/** Brings Oplead's subscriptions of each input item's trigger into order, and lists what was found and done. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await performForEach(context, {
		noun: subscriptions('repaired'),
		open: async (opened) => ({
			...(await opening('createSubscription')(opened)),
			secrets: await readCallbackSecrets(opened),
		}),
		read: (item) => ({ webhookUrl: readTriggerUrl(context, item), events: readEvents(context, item) }),
		carryOut: async ({ webhookUrl, events }, { secrets, ...place }) => {
			// What the trigger did not choose may be wanted all the same: the trigger itself deletes it when it is published.
			const settlement = await settle(needOf(webhookUrl, events, secrets), ['doubled', 'oldSecret'], place);
			return { kind: 'done', word: 'checked', items: itemsOf(settlement) };
		},
	});
}

function needOf(webhookUrl: string, events: string[], secrets: CallbackSecrets): CallbackNeed {
	return { events, address: subscriptionAddress(webhookUrl, secrets) };
}

/** Only the address of a trigger of ours: its random id is what makes a subscription the trigger's own. */
function readTriggerUrl(context: IExecuteFunctions, item: number): string {
	const url = readRequired(context, { name: 'triggerUrl', label: 'Trigger URL' }, item);
	const parts = URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean) : [];
	if (parts.includes('webhook-test')) {
		throw new Error('This is the test URL of a trigger; give its production URL');
	}
	if (parts.at(-1) !== 'oplead' || parts.length < 2) {
		throw new Error(`"${url}" is not the URL of an Oplead Trigger; copy the production URL from the trigger’s panel`);
	}
	return url;
}

function readEvents(context: IExecuteFunctions, item: number): string[] {
	const events = eventsFrom(
		context.getNodeParameter('events', item, []),
		context.getNodeParameter('options.otherEvents', item, ''),
	);
	if (events.length === 0) throw new Error('No event is chosen; choose those of the trigger');
	return events;
}

function itemsOf({ created, kept, deleted, left, others }: Settlement): Array<Record<string, unknown>> {
	const item = (outcome: string, subscription: Subscription, reason?: string) => ({
		outcome,
		...(reason !== undefined && { reason }),
		...outputOfSubscription(subscription),
	});
	return [
		...created.map((one) => item('created', one, 'missing')),
		...deleted.map(({ subscription, why }) => item('deleted', subscription, why)),
		...kept.map((one) => item('present', one)),
		...left.map(({ subscription, why }) => item('left', subscription, why)),
		...others.map((one) => item('left', one, 'otherAddress')),
	];
}
