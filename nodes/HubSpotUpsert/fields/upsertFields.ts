import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { runSettings, type RunSetting } from '../../shared/runSettings';
import { knownZone } from '../../shared/timeZone';
import { customObjectField } from '../objectTypes';
import { associationFields } from './associationFields';
import { categoryFields } from './categoryFields';
import { apiVersionOption, retryTimeOption, timeoutOption } from './connectionFields';
import { keyFields, matchFields, secondKeyOption } from './matchFields';
import { noteFields } from './noteFields';
import { isSwitchedOn } from './parameters';
import type { PlanPolicies, UnknownPropertyPolicy } from '../plan/settings';
import type { ExistingValues } from '../plan/settle';

const displayOptions = { show: { operation: ['upsert'] } };

const options: INodeProperties[] = [
	apiVersionOption,
	{
		displayName: 'Date Order',
		name: 'dateOrder',
		type: 'options',
		default: 'dayFirst',
		description: 'How a date such as 03/04/2026 is meant; with dots the day is always first',
		options: [
			{ name: 'Day First (3 April)', value: 'dayFirst' },
			{ name: 'Month First (March 4)', value: 'monthFirst' },
		],
	},
	{
		displayName: 'Decimal Sign',
		name: 'decimalSign',
		type: 'options',
		default: 'detect',
		description: 'How a number such as 1.234 is meant',
		options: [
			{ name: 'Comma', value: 'comma', description: '1.234,56' },
			{ name: 'Detect', value: 'detect', description: 'Rejects items in which it cannot be told' },
			{ name: 'Point', value: 'point', description: '1,234.56' },
		],
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether to write nothing, and only show what would be created, updated, skipped or rejected, and which category rule applies',
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		default: 'leave',
		description: 'What to do with a property for which an item has nothing',
		options: [
			{ name: 'Clear the Property', value: 'clear' },
			{ name: 'Leave the Property Unchanged', value: 'leave' },
		],
	},
	{
		displayName: 'Existing Values',
		name: 'existingValues',
		type: 'options',
		default: 'overwrite',
		description: 'What to do with a property in which the record has something already',
		options: [
			{
				name: 'Keep',
				value: 'keep',
				description:
					'Writes only where the record is empty, and adds to multiple checkboxes; costs one more call for each 100 records',
			},
			{ name: 'Overwrite', value: 'overwrite' },
		],
	},
	{
		displayName: 'If the Key Is Empty',
		name: 'emptyKey',
		type: 'options',
		default: 'reject',
		description: 'What to do with an item that has nothing in the property that tells the records apart',
		options: [
			{ name: 'Create a New Record', value: 'create', description: 'Each time the item is sent' },
			{ name: 'Reject the Item', value: 'reject' },
		],
	},
	{
		displayName: 'Items With the Same Key',
		name: 'duplicates',
		type: 'options',
		default: 'merge',
		description: 'What to do with items of one run that name the same record',
		options: [
			{ name: 'First Wins', value: 'firstWins', description: 'Only the values of the first item are written' },
			{ name: 'Last Wins', value: 'lastWins', description: 'Only the values of the last item are written' },
			{
				name: 'Merge',
				value: 'merge',
				description: 'Later values win; what they leave empty comes from earlier items',
			},
			{ name: 'Reject the Items', value: 'reject' },
		],
	},
	{
		displayName: 'Multiple Checkboxes',
		name: 'checkboxes',
		type: 'options',
		default: 'append',
		description: 'What to do with the options that the record has in a property with several choices',
		options: [
			{ name: 'Keep and Add', value: 'append' },
			{ name: 'Replace', value: 'replace' },
		],
	},
	secondKeyOption,
	timeoutOption,
	retryTimeOption,
	{
		displayName: 'Unknown Option',
		name: 'unknownOption',
		type: 'options',
		default: 'reject',
		description: 'What to do with a value that is none of the options of its property',
		options: [
			{
				name: 'Add It to the Property',
				value: 'add',
				description: 'Needs a key that may change the properties of the account',
			},
			{ name: 'Leave It Out', value: 'drop' },
			{ name: 'Reject the Item', value: 'reject' },
		],
	},
	{
		displayName: 'Unknown Property',
		name: 'unknownProperty',
		type: 'options',
		default: 'reject',
		description:
			'What to do with a property that HubSpot does not have. Until you add this option, Map Automatically leaves out the input fields that fit no property.',
		options: [
			{
				name: 'Create It',
				value: 'create',
				description: 'With a type that fits the values; needs a key that may change the properties of the account',
			},
			{ name: 'Leave It Out', value: 'drop' },
			{ name: 'Reject the Item', value: 'reject' },
		],
	},
];

/** The editor's fields of the operation. */
export const description: INodeProperties[] = [
	...matchFields,
	{
		displayName: 'Properties',
		name: 'fields',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		description: 'What to write into each record, the property that tells the records apart included',
		typeOptions: {
			loadOptionsDependsOn: ['resource', 'customObject.value'],
			resourceMapper: {
				resourceMapperMethod: 'getMappableProperties',
				mode: 'add',
				fieldWords: { singular: 'property', plural: 'properties' },
				valuesLabel: 'Properties',
				noFieldsError: 'The properties cannot be shown.',
				supportAutoMap: true,
			},
		},
		displayOptions,
	},
	{ ...categoryFields, displayOptions },
	{ ...associationFields, displayOptions },
	// A note has no timeline of its own.
	{ ...noteFields, displayOptions: { ...displayOptions, hide: { resource: ['note'] } } },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions,
		options,
	},
];

/** What the user has chosen, but for how records are found. */
export interface UpsertSettings extends PlanPolicies {
	existingValues: ExistingValues;
	dryRun: boolean;
	/** Undefined until the user adds the option: what it means then depends on how fields are mapped. */
	chosenUnknownProperty?: UnknownPropertyPolicy;
}

/** What is read once, with the first item. */
export const ONCE_READ: readonly RunSetting[] = [
	...runSettings([customObjectField, ...keyFields]),
	...runSettings(options, 'options'),
];

/** Reads the options, which are the same for all items. */
export function readSettings(context: IExecuteFunctions): UpsertSettings {
	const option = <T extends string>(name: string) => {
		const standard = options.find((field) => field.name === name)?.default as T;
		return context.getNodeParameter(`options.${name}`, 0, standard) as T;
	};
	return {
		emptyKey: option('emptyKey'),
		duplicates: option('duplicates'),
		emptyValues: option('emptyValues'),
		existingValues: option('existingValues'),
		unknownOption: option('unknownOption'),
		unknownProperty: option('unknownProperty'),
		chosenUnknownProperty: (context.getNodeParameter('options.unknownProperty', 0, null) ?? undefined) as
			UnknownPropertyPolicy | undefined,
		dryRun: isSwitchedOn(context, 'options.dryRun'),
		conversion: {
			timeZone: knownZone(context.getTimezone()),
			decimalSign: option('decimalSign'),
			dateOrder: option('dateOrder'),
			checkboxes: option('checkboxes'),
		},
	};
}
