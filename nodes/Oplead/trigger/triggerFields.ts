import type { INodeProperties } from 'n8n-workflow';

import { callsOption } from '../fields/callFields';
import { eventsField, otherEventsOption } from '../fields/eventFields';

/** How many updates a node remembers, unless the user changes it. */
export const REMEMBERED_UPDATES = 10_000;

const onlyFor = (mode: 'events' | 'feedback') => ({ show: { mode: [mode] } });

const options: INodeProperties[] = [
	{
		displayName: 'Allow Local Address',
		name: 'allowLocalAddress',
		type: 'boolean',
		default: false,
		description:
			'Whether to go on although n8n’s address is that of a private network, which Oplead cannot reach. For tests with a stand-in of Oplead.',
	},
	{
		...callsOption(['createSubscription', 'deleteSubscription', 'listSubscriptions']),
		displayOptions: { show: { '/mode': ['events'] } },
	},
	{
		displayName: 'Older Updates',
		name: 'olderUpdates',
		type: 'options',
		default: 'keep',
		description:
			'What to do with an update that arrives after a newer one of the same lead and event; the field “occurredAt” tells which is newer',
		options: [
			{ name: 'Drop', value: 'drop', description: 'So that an old status never replaces a newer one' },
			{ name: 'Keep', value: 'keep' },
		],
	},
	{ ...otherEventsOption, displayOptions: { show: { '/mode': ['events'] } } },
	{
		displayName: 'Remembered Updates',
		name: 'rememberedUpdates',
		type: 'number',
		default: REMEMBERED_UPDATES,
		typeOptions: { minValue: 1, maxValue: 100_000 },
		description: 'How many updates to remember in order to recognise repeats; the oldest are forgotten first',
	},
	{
		displayName: 'Repeated Updates',
		name: 'repeats',
		type: 'options',
		default: 'drop',
		description: 'What to do with an update that came before, all its fields being the same. Test runs keep repeats.',
		options: [
			{ name: 'Drop', value: 'drop' },
			{ name: 'Keep', value: 'keep' },
		],
	},
];

export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		default: 'events',
		options: [
			{
				name: 'Events',
				value: 'events',
				description: 'Subscribes to events of all leads that the key sees, when the workflow is published',
			},
			{
				name: 'Lead Feedback',
				value: 'feedback',
				description: 'Takes the status changes of the leads whose Feedback URL this is; nothing is subscribed',
			},
		],
	},
	{ ...eventsField, required: true, displayOptions: onlyFor('events') },
	{
		displayName:
			'Copy the production URL from above into the field “Feedback URL” of the Oplead node that creates the leads. That node adds the key of each lead, and a token by which this trigger knows it. Both need an Oplead credential with the same Callback Secret; without one, with the same token.',
		name: 'feedbackNotice',
		type: 'notice',
		default: '',
		displayOptions: onlyFor('feedback'),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	},
];
