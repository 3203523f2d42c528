import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { runSettings, type RunSetting } from '../../shared/runSettings';
import { customObjectField } from '../objectTypes';
import { apiVersionOption, retryTimeOption, timeoutOption } from './connectionFields';
import { parameterReader } from './parameters';
import { PROPERTY_KINDS } from '../plan/propertyKinds';
import type { WishFields } from '../plan/wishes';

const kindsWithOptions = PROPERTY_KINDS.filter(({ hasOptions }) => hasOptions).map(({ value }) => value);
const kindsThatCanBeUnique = PROPERTY_KINDS.filter(({ canBeUnique }) => canBeUnique).map(({ value }) => value);

const propertyFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. kontaktkategorie',
		description:
			'The internal name, by which the property is found: lower-case letters, digits and underscores, beginning with a letter',
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kontaktkategorie',
		description: 'How HubSpot shows a property that is created. If left empty, it is made from the name.',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'text',
		description: 'What the property holds. A property that exists as another type is reported, never changed.',
		options: PROPERTY_KINDS.map(({ name, value }) => ({ name, value })),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Formation Langues',
		description:
			'The choices, one a line or separated by semicolons. Write value=Label to set the internal value, too. Missing ones are added, none is ever removed. An expression may also give a list.',
		displayOptions: { show: { type: kindsWithOptions } },
	},
	{
		displayName: 'Group',
		name: 'group',
		type: 'string',
		default: '',
		placeholder: 'e.g. contactinformation',
		description:
			'The internal name of the group in which to create the property. If left empty, it is the group of the record ID.',
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. What the person is interested in',
		description: 'The help text of a property that is created',
	},
	{
		displayName: 'Unique Values',
		name: 'unique',
		type: 'boolean',
		default: false,
		description:
			'Whether no two records may have the same value, so that records can be found by it. HubSpot sets this for good when it creates the property, for ten properties of an object at most.',
		displayOptions: { show: { type: kindsThatCanBeUnique } },
	},
];

const ensureOptions: INodeProperties[] = [
	apiVersionOption,
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to report what would be done, without changing anything in HubSpot',
	},
	timeoutOption,
	retryTimeOption,
];

/** The editor's fields for the properties that are wanted. */
export const ensureFields: INodeProperties[] = [
	{
		displayName: 'Properties',
		name: 'properties',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Property',
		default: {},
		description:
			'The properties that the object needs. What is missing is created, missing options are added, nothing is ever deleted or changed.',
		options: [{ displayName: 'Property', name: 'property', values: propertyFields }],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: ensureOptions,
	},
];

/** What is read once, with the first item. */
export const ONCE_READ: readonly RunSetting[] = [
	...runSettings([customObjectField]),
	...runSettings(ensureOptions, 'options'),
];

/** Gives the list of properties for an input item; what it gives throws where an expression fails. */
export function wishReader(context: IExecuteFunctions): (itemIndex: number) => WishFields[] {
	const read = parameterReader<{ property?: unknown }>(context, context.getNode().parameters.properties ?? {});
	return (itemIndex) => {
		const { property } = read(itemIndex);
		const list: unknown[] = Array.isArray(property) ? property : [];
		return list.filter((fields): fields is WishFields => typeof fields === 'object' && fields !== null);
	};
}
