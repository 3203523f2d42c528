import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';

import type { PipelineProperties } from './plan/stage';
import { Unplannable } from './plan/unplannable';

/** An object type of HubSpot, as the node speaks of it. */
export interface ObjectType {
	/** As paths name it: `contacts`, or a type id. */
	name: string;
	/** For instance `0-1`; what is not known is the name. */
	id: string;
	/** For users: `contact`. */
	singular: string;
	plural: string;
}

/** A choice of the Resource field. */
export interface Resource extends ObjectType {
	resource: string;
	/** Tells the records apart where nothing else is chosen. */
	usualKey: string;
	/** The properties that a new mapping begins with. */
	usualProperties: readonly string[];
	/** What HubSpot wants of a new record. */
	requiredProperties: readonly string[];
	/** Where HubSpot keeps the choices of the stage apart from the property. */
	pipeline?: PipelineProperties;
}

/** Names and type ids: hubspot.md, Object types. */
export const RESOURCES: readonly Resource[] = [
	{
		resource: 'company',
		name: 'companies',
		id: '0-2',
		singular: 'company',
		plural: 'companies',
		usualKey: '',
		usualProperties: ['name', 'domain'],
		requiredProperties: [],
	},
	{
		resource: 'contact',
		name: 'contacts',
		id: '0-1',
		singular: 'contact',
		plural: 'contacts',
		usualKey: 'email',
		// What Ici Formation writes into HubSpot by default (its HubSpot documentation V1).
		usualProperties: ['email', 'firstname', 'lastname', 'phone'],
		requiredProperties: [],
	},
	{
		resource: 'deal',
		name: 'deals',
		id: '0-3',
		singular: 'deal',
		plural: 'deals',
		usualKey: '',
		usualProperties: ['dealname', 'pipeline', 'dealstage', 'amount', 'closedate'],
		requiredProperties: [],
		pipeline: { pipelineProperty: 'pipeline', stageProperty: 'dealstage' },
	},
	{
		resource: 'note',
		name: 'notes',
		id: '0-46',
		singular: 'note',
		plural: 'notes',
		usualKey: '',
		usualProperties: ['hs_timestamp', 'hs_note_body'],
		requiredProperties: ['hs_timestamp'],
	},
	{
		resource: 'ticket',
		name: 'tickets',
		id: '0-5',
		singular: 'ticket',
		plural: 'tickets',
		usualKey: '',
		usualProperties: ['subject', 'hs_pipeline', 'hs_pipeline_stage'],
		requiredProperties: ['subject', 'hs_pipeline_stage'],
		pipeline: { pipelineProperty: 'hs_pipeline', stageProperty: 'hs_pipeline_stage' },
	},
];

export const CUSTOM_OBJECT = 'customObject';

export const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'contact',
	options: [
		...RESOURCES.map(({ resource, singular }) => ({ name: titleCase(singular), value: resource })),
		{ name: 'Custom Object', value: CUSTOM_OBJECT, description: 'Any other object type of your account' },
	].sort((one, other) => one.name.localeCompare(other.name)),
};

/** Which object, where the resource is "Custom Object". */
export const customObjectField: INodeProperties = {
	displayName: 'Custom Object',
	name: 'customObject',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The object type whose records are written',
	displayOptions: { show: { resource: [CUSTOM_OBJECT] } },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an object',
			typeOptions: { searchListMethod: 'searchCustomObjects', searchable: true },
		},
		{
			displayName: 'By Type ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 2-3453932',
			hint: 'HubSpot shows it in the address of the list of records: …/objects/2-3453932/…',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^[\\w-]+$', errorMessage: 'Not an object type, for instance 2-3453932 or leads' },
				},
			],
		},
	],
};

/** The object type that the node's user chose; throws where a custom object is wanted and none is named. */
export function objectTypeOf(context: IExecuteFunctions | ILoadOptionsFunctions): ObjectType & Partial<Resource> {
	const chosen = parameter(context, 'resource') ?? 'contact';
	const known = RESOURCES.find(({ resource }) => resource === chosen);
	if (known) return known;
	const name = customObjectName(context);
	if (name === '')
		throw new Unplannable('SETTING_INVALID', 'No custom object is chosen. Choose one under "Custom Object".');
	return RESOURCES.find((one) => one.name === name || one.id === name) ?? otherObjectType(name);
}

/** Whether the node's user has said which object, where the resource alone does not. */
export function isObjectChosen(context: ILoadOptionsFunctions): boolean {
	return parameter(context, 'resource') !== CUSTOM_OBJECT || customObjectName(context) !== '';
}

function customObjectName(context: IExecuteFunctions | ILoadOptionsFunctions): string {
	return (parameter(context, 'customObject') ?? '').trim();
}

function otherObjectType(name: string): ObjectType {
	return { name, id: name, singular: 'record', plural: 'records' };
}

function parameter(context: IExecuteFunctions | ILoadOptionsFunctions, name: string): string | undefined {
	const value: unknown =
		'getCurrentNodeParameter' in context
			? context.getCurrentNodeParameter(name, { extractValue: true })
			: context.getNodeParameter(name, 0, undefined, { extractValue: true });
	return typeof value === 'string' ? value : undefined;
}

function titleCase(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
