import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { composed } from '../../shared/values/fold';
import type { AssociationType } from '../api/records';
import { parameterReader, type Reader } from './parameters';
import { plainText } from '../plan/convert/convert';
import type { Key } from '../plan/key';
import type { AssociationWish } from '../plan/draft';
import { Unplannable } from '../plan/unplannable';

const fields: INodeProperties[] = [
	{
		displayName: 'Other Object Name or ID',
		name: 'toObjectType',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getObjectTypes' },
		default: '',
		description:
			'The kind of the other record. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		default: 'unique',
		description: 'How to find the other record',
		options: [
			{ name: 'Unique Property', value: 'unique', description: 'For instance the e-mail address of a contact' },
			{ name: 'Record ID', value: 'recordId', description: 'The number that HubSpot has given the record' },
			{
				name: 'Other Property (Search)',
				value: 'search',
				description: 'For instance the domain of a company; new records are found only after some seconds',
			},
		],
	},
	{
		displayName: 'Property Name or ID',
		name: 'property',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getAssociationKeys',
			loadOptionsDependsOn: ['&toObjectType', '&findBy'],
		},
		default: '',
		description:
			'The property of the other record that is compared. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: { show: { findBy: ['unique', 'search'] } },
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.domain }}',
		description: 'What the other record has there. Without a value the item is not associated.',
	},
	{
		displayName: 'Label Name or ID',
		name: 'label',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getAssociationLabels', loadOptionsDependsOn: ['&toObjectType'] },
		default: '',
		description:
			'What the records are to each other. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** The editor's fields for associations. */
export const associationFields: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Association',
	default: {},
	description: 'Other records that the record is linked to, for instance the company of a contact',
	options: [{ displayName: 'Association', name: 'association', values: fields }],
};

/** What the editor stores; behind each text there may be an expression, which may give anything. */
interface AssociationParameters {
	toObjectType: unknown;
	findBy: Key['by'];
	property?: unknown;
	value: unknown;
	label: unknown;
}

/** Reads the associations of an item; those without a value are left out. Throws where a setting is missing. */
export function associationReader(context: IExecuteFunctions): Reader<AssociationWish[]> {
	const read = parameterReader<{ association?: AssociationParameters[] }>(
		context,
		context.getNode().parameters.associations ?? {},
	);
	return (itemIndex) => (read(itemIndex).association ?? []).flatMap(wishOf);
}

function wishOf({ toObjectType, findBy, property, value, label }: AssociationParameters): AssociationWish[] {
	const text = plainText(value);
	if (text === undefined) return [];
	const object = plainText(toObjectType);
	if (object === undefined)
		throw new Unplannable('SETTING_INVALID', 'An association does not say with what. Choose it under "Other Object".');
	const type = associationTypeOf(plainText(label));
	return [
		{ toObjectType: object, key: keyOf(findBy, plainText(property)), value: composed(text), ...(type && { type }) },
	];
}

function keyOf(by: Key['by'], property: string | undefined): Key {
	if (by === 'recordId') return { by };
	if (property === undefined)
		throw new Unplannable('SETTING_INVALID', 'An association has no property to find the other record by. Choose one.');
	return { by, property };
}

const LABEL = /^(?:(?<category>[A-Z]+_DEFINED)\/)?(?<id>\d+)$/;

/** The labels' values are `CATEGORY/type id`, as `associationLabelValue` writes them; a type id alone is the account's own. */
function associationTypeOf(label: string | undefined): AssociationType | undefined {
	if (label === undefined) return undefined;
	const { category = 'USER_DEFINED', id } = LABEL.exec(label)?.groups ?? {};
	if (id === undefined)
		throw new Unplannable('SETTING_INVALID', `"${label}" is no label of an association. Choose one under "Label".`);
	return {
		associationCategory: category as AssociationType['associationCategory'],
		associationTypeId: Number(id),
	};
}

/** A label as the editor stores it. */
export function associationLabelValue({ associationCategory, associationTypeId }: AssociationType): string {
	return `${associationCategory}/${associationTypeId}`;
}
