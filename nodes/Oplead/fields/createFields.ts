import type { INodeProperties } from 'n8n-workflow';

import { additionalJsonField, channelField, contactField } from './contactFields';
import { optionsField } from './connectionFields';
import { leadField, leadSourceField } from './leadSourceFields';

/** How many external IDs a node remembers, unless the user changes it. */
export const REMEMBERED_LEADS = 10_000;

/** How many pages of a hundred leads are looked through, unless the user changes it. */
export const SEARCHED_PAGES = 10;

const providerNameField: INodeProperties = {
	displayName: 'Provider Name',
	name: 'providerName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Ici Formation',
	description: 'Who sends the lead, as Oplead shows it',
};

const feedbackUrlField: INodeProperties = {
	displayName: 'Feedback URL',
	name: 'feedbackUrl',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description:
		'Where Oplead sends the status changes of this lead: the production URL of an Oplead Trigger in the mode “Lead Feedback”',
};

const own = { name: 'External ID Field', value: 'own', description: 'What you enter below' };
const clickId = {
	name: 'Click ID',
	value: 'clickId',
	description: 'The gclid, gbraid, wbraid, fbclid or msclkid in the tracking URL, or in a field of the item',
};
const none = { name: 'None', value: 'none', description: 'Nobody can tell then whether a lead was sent before' };

const EXTERNAL_ID_DESCRIPTION =
	'What Oplead is to know the lead by. With it, a lead whose answer was lost is looked up before it is sent again.';

const externalIdFromFields: INodeProperties[] = [
	{
		displayName: 'External ID From',
		name: 'externalIdFrom',
		type: 'options',
		default: 'own',
		description: EXTERNAL_ID_DESCRIPTION,
		options: [clickId, own, none],
		displayOptions: { show: { leadSource: ['fields'] } },
	},
	{
		displayName: 'External ID From',
		name: 'externalIdFrom',
		type: 'options',
		default: 'leadKey',
		description: EXTERNAL_ID_DESCRIPTION,
		options: [
			clickId,
			own,
			{
				name: 'Lead Key',
				value: 'leadKey',
				description: 'The key of the normalised lead, which tells it from all others',
			},
			none,
		],
		displayOptions: { show: { leadSource: ['lead'] } },
	},
];

const externalIdField: INodeProperties = {
	displayName: 'External ID',
	name: 'externalId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.leadKey }}',
	description: 'Left empty, the lead has none',
	displayOptions: { show: { externalIdFrom: ['own'] } },
};

export const repeatsField: INodeProperties = {
	displayName: 'Repeats',
	name: 'repeats',
	type: 'options',
	default: 'skip',
	description: 'What to do with a lead whose external ID was sent before',
	options: [
		{
			name: 'Skip',
			value: 'skip',
			description: 'What this node has sent before is looked up in Oplead, and sent only if it is not there',
		},
		{
			name: 'Find First',
			value: 'findFirst',
			description: 'Every lead is looked up in Oplead first, whoever has sent it; this takes twice the calls',
		},
		{ name: 'Send Anyway', value: 'sendAnyway', description: 'Oplead makes another lead of it' },
	],
	displayOptions: { hide: { externalIdFrom: ['none'] } },
};

const trackingField: INodeProperties = {
	displayName: 'Tracking',
	name: 'tracking',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description: 'Where the lead came from. What is left out is taken from the tracking URL.',
	options: [
		{
			displayName: 'Tracking URL',
			name: 'trackingUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/?utm_source=google&gclid=…',
			description: 'The address of the page that the person came to; its UTM parameters and click ID are read',
		},
		{ displayName: 'UTM Campaign', name: 'utmCampaign', type: 'string', default: '', placeholder: 'e.g. spring' },
		{ displayName: 'UTM Medium', name: 'utmMedium', type: 'string', default: '', placeholder: 'e.g. cpc' },
		{ displayName: 'UTM Source', name: 'utmSource', type: 'string', default: '', placeholder: 'e.g. google' },
	],
};

const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Custom Field',
	default: {},
	options: [
		{
			displayName: 'Custom Field',
			name: 'field',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. training',
					description: 'Its name in Oplead: Configuration, Get Many lists them',
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
};

const rememberedLeadsOption: INodeProperties = {
	displayName: 'Remembered Leads',
	name: 'rememberedLeads',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000_000 },
	default: REMEMBERED_LEADS,
	description: 'How many external IDs the node remembers for Repeats: Skip; the oldest are forgotten first',
};

const searchedPagesOption: INodeProperties = {
	displayName: 'Searched Pages',
	name: 'searchedPages',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000 },
	default: SEARCHED_PAGES,
	description:
		'Where Oplead’s list cannot be filtered by external ID, how many pages of a hundred leads to look through',
};

const addLeadKeyOption: INodeProperties = {
	displayName: 'Add Lead Key to Feedback URL',
	name: 'addLeadKey',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the key of the lead and a token to the Feedback URL. The Oplead Trigger takes no feedback without them; switch it off where something else receives it.',
};

/** The options of Create beside those of all operations. */
export const createOptions = [addLeadKeyOption, rememberedLeadsOption, searchedPagesOption];

export const createFields: INodeProperties[] = [
	leadSourceField,
	leadField,
	contactField,
	channelField,
	providerNameField,
	feedbackUrlField,
	...externalIdFromFields,
	externalIdField,
	repeatsField,
	trackingField,
	customFieldsField,
	additionalJsonField,
	optionsField(['createLead', 'listLeads'], createOptions),
];
