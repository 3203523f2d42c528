import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { authenticationField, credentials } from './fields/authentication';
import * as ensureProperties from './ensureProperties.operation';
import * as lists from './methods/lists';
import { getMappableProperties } from './methods/mapping';
import { CUSTOM_OBJECT, customObjectField, resourceField, RESOURCES } from './objectTypes';
import * as upsert from './upsert.operation';

const { searchCustomObjects, ...loadOptions } = lists;

/** Every resource has both operations; n8n wants the action of each in words. */
const operationFields: INodeProperties[] = [...RESOURCES, { resource: CUSTOM_OBJECT, singular: 'custom object' }].map(
	({ resource, singular }) => ({
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'upsert',
		displayOptions: { show: { resource: [resource] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				action: `Create or update a ${singular}`,
			},
			{
				name: 'Ensure Properties',
				value: 'ensureProperties',
				description: 'Create the properties and options that the account lacks; nothing is ever deleted',
				action: `Ensure the properties of a ${singular}`,
			},
		],
	}),
);

export class HubSpotUpsert implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Upsert',
		name: 'hubSpotUpsert',
		icon: { light: 'file:hubSpotUpsert.svg', dark: 'file:hubSpotUpsert.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle:
			'={{$parameter["operation"] === "upsert" ? "create or update" : "ensure properties"}}: {{$parameter["resource"]}}',
		description: 'Create or update HubSpot records in batches, with a category mapped from the source',
		defaults: { name: 'HubSpot Upsert' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [
			authenticationField,
			resourceField,
			customObjectField,
			...operationFields,
			...upsert.description,
			...ensureProperties.description,
		],
	};

	methods = {
		loadOptions,
		listSearch: { searchCustomObjects },
		resourceMapping: { getMappableProperties },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		// A resource that the node does not know has no operation; to throw would send the items on as if they were written.
		const operation = this.getNodeParameter('operation', 0, 'upsert');
		return [await (operation === 'ensureProperties' ? ensureProperties : upsert).execute(this)];
	}
}
