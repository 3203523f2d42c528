import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { CUSTOM_OBJECT, RESOURCES } from '../objectTypes';
import { plainText } from '../plan/convert/convert';
import type { Key } from '../plan/key';
import { Unplannable } from '../plan/unplannable';

const UNIQUE = 'uniqueProperty';
const RECORD_ID = 'recordId';
const SEARCHED = 'otherProperty';

const VALUE_HINT = 'Map its value under Properties, below';

/** Each resource has its own usual key. */
const uniquePropertyFields: INodeProperties[] = [
	...RESOURCES.map(({ resource, usualKey }) => ({ resource, usualKey })),
	{ resource: CUSTOM_OBJECT, usualKey: '' },
].map(({ resource, usualKey }) => ({
	displayName: 'Property to Match On Name or ID',
	name: 'keyProperty',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getUniqueProperties',
		loadOptionsDependsOn: ['resource', 'customObject.value'],
	},
	default: usualKey,
	required: true,
	hint: VALUE_HINT,
	description:
		'The property that tells the records apart. Only properties that HubSpot keeps unique are listed. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	displayOptions: { show: { operation: ['upsert'], resource: [resource], matchBy: [UNIQUE] } },
}));

const searchPropertyField: INodeProperties = {
	displayName: 'Property to Search Name or ID',
	name: 'searchProperty',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getSearchableProperties',
		loadOptionsDependsOn: ['resource', 'customObject.value'],
	},
	default: '',
	required: true,
	hint: VALUE_HINT,
	description:
		'The property that tells the records apart. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	displayOptions: { show: { operation: ['upsert'], matchBy: [SEARCHED] } },
};

/** The fields that name a property: one property for all items. */
export const keyFields: readonly INodeProperties[] = [uniquePropertyFields[0], searchPropertyField];

/** The editor's fields that say how a record is found. */
export const matchFields: INodeProperties[] = [
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		noDataExpression: true,
		default: UNIQUE,
		description: 'How to find the record that an item belongs to',
		displayOptions: { show: { operation: ['upsert'] } },
		options: [
			{
				name: 'Unique Property',
				value: UNIQUE,
				description: 'For instance the e-mail address of a contact; fast and safe',
			},
			{
				name: 'Record ID',
				value: RECORD_ID,
				description: 'The number that HubSpot has given the record; for records that exist already',
			},
			{
				name: 'Other Property (Search)',
				value: SEARCHED,
				description:
					'Any property, for instance the domain of a company; slower, and new records are found only after some seconds',
			},
		],
	},
	...uniquePropertyFields,
	searchPropertyField,
	{
		displayName:
			'HubSpot’s search sees a new record only after some seconds. Two runs that follow each other at once may create the same record twice. Within one run each record is created once. A unique property has no such gap.',
		name: 'searchNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['upsert'], matchBy: [SEARCHED] } },
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 51202350912',
		description:
			'The record to update: drag the field here from the input. Where it is empty, the option If the Key Is Empty says what happens.',
		displayOptions: { show: { operation: ['upsert'], matchBy: [RECORD_ID] } },
	},
];

/** For the Options: where the first property is empty. */
export const secondKeyOption: INodeProperties = {
	displayName: 'Second Property Name or ID',
	name: 'secondKeyProperty',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getUniqueProperties',
		loadOptionsDependsOn: ['resource', 'customObject.value'],
	},
	default: '',
	description:
		'For items that have nothing in the first: another unique property, for instance a lead key. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** How records are found, in the order in which it is tried; throws where a property is not chosen. */
export function readKeys(context: IExecuteFunctions): Key[] {
	const second = plainText(context.getNodeParameter('options.secondKeyProperty', 0, ''));
	const first = readFirstKey(context);
	return second === undefined ? [first] : [first, { by: 'unique', property: second }];
}

function readFirstKey(context: IExecuteFunctions): Key {
	const matchBy = context.getNodeParameter('matchBy', 0) as string;
	if (matchBy === RECORD_ID) return { by: 'recordId' };
	const by = matchBy === SEARCHED ? 'search' : 'unique';
	const [name, title] =
		by === 'search' ? ['searchProperty', 'Property to Search'] : ['keyProperty', 'Property to Match On'];
	const property = plainText(context.getNodeParameter(name, 0));
	if (property === undefined)
		throw new Unplannable('SETTING_INVALID', `No property tells the records apart. Choose one under "${title}".`);
	return { by, property };
}
