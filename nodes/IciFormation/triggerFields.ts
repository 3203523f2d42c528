import type { INodeProperties } from 'n8n-workflow';

/** The countries whose learners use the portal most; an expression may give any other two-letter code. */
const COUNTRIES = [
	{ name: 'Belgium', value: 'BE' },
	{ name: 'France', value: 'FR' },
	{ name: 'French Guiana', value: 'GF' },
	{ name: 'Germany', value: 'DE' },
	{ name: 'Guadeloupe', value: 'GP' },
	{ name: 'Luxembourg', value: 'LU' },
	{ name: 'Martinique', value: 'MQ' },
	{ name: 'Mayotte', value: 'YT' },
	{ name: 'Monaco', value: 'MC' },
	{ name: 'Morocco', value: 'MA' },
	{ name: 'Réunion', value: 'RE' },
	{ name: 'Switzerland', value: 'CH' },
];

const options: INodeProperties[] = [
	{
		displayName: 'Default Phone Country',
		name: 'country',
		type: 'options',
		default: 'FR',
		description: 'The country of phone numbers that are written without a country code',
		options: COUNTRIES,
	},
	{
		displayName: 'Incomplete Leads',
		name: 'incompleteLeads',
		type: 'options',
		default: 'accept',
		description: 'What to do with a lead that has neither a valid e-mail address nor a phone number',
		options: [
			{ name: 'Accept and Flag', value: 'accept', description: 'What is missing stands in the field “issues”' },
			{ name: 'Refuse', value: 'refuse', description: 'Ici Formation gets the answer 400, and no execution starts' },
		],
	},
	{
		displayName: 'Other Training Centres',
		name: 'otherCentres',
		type: 'options',
		default: 'ignore',
		description: 'What to do with leads for training centres that are not among the Training Centre IDs',
		options: [
			{ name: 'Ignore', value: 'ignore', description: 'Ici Formation gets the answer 200, and no execution starts' },
			{ name: 'Refuse', value: 'refuse', description: 'Ici Formation gets the answer 403, and no execution starts' },
		],
	},
	{
		displayName: 'Remembered Leads',
		name: 'rememberedLeads',
		type: 'number',
		default: 10000,
		typeOptions: { minValue: 1, maxValue: 100000 },
		description: 'How many leads to remember in order to recognise repeats; the oldest are forgotten first',
	},
	{
		displayName: 'Training Centre IDs',
		name: 'trainingCentreIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234, 5678',
		description:
			'Takes only the leads for these training centres (the field “id_client”), separated by commas. Leave it empty to take all.',
	},
];

export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		default: 'secret',
		options: [
			{ name: 'None', value: 'none' },
			{ name: 'Secret', value: 'secret' },
		],
	},
	{
		displayName:
			'Without a secret, anybody who learns the address can send leads into your CRM. Use this for a short test only.',
		name: 'noneWarning',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['none'] } },
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'lead',
		options: [
			{ name: 'Lead', value: 'lead', description: 'Clean fields with English names, the same for all sources' },
			{ name: 'Original Fields', value: 'original', description: 'The fields as Ici Formation sends them' },
		],
	},
	{
		displayName: 'Repeated Leads',
		name: 'repeats',
		type: 'options',
		default: 'sameDay',
		description: 'What to do with a lead that came before, all its fields being the same. Test runs keep repeats.',
		options: [
			{ name: 'Drop Always', value: 'ever' },
			{ name: 'Drop on the Same Day', value: 'sameDay' },
			{ name: 'Keep', value: 'never' },
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];
