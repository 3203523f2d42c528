import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { authenticationField, credentials } from './authentication';
import * as upsert from './upsert.operation';
import { getCategoryOptions, getCategoryProperties, getContactProperties } from './methods/pickers';

export class HubSpotUpsert implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HubSpot Upsert',
		name: 'hubSpotUpsert',
		icon: { light: 'file:hubSpotUpsert.svg', dark: 'file:hubSpotUpsert.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: 'Create or update contacts',
		description: 'Create or update HubSpot contacts in batches, with a category mapped from the source',
		defaults: { name: 'HubSpot Upsert' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [
			authenticationField,
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'contact',
				options: [{ name: 'Contact', value: 'contact' }],
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'upsert',
				displayOptions: { show: { resource: ['contact'] } },
				options: [
					{
						name: 'Create or Update',
						value: 'upsert',
						description: 'Create a new record, or update the current one if it already exists (upsert)',
						action: 'Create or update a contact',
					},
				],
			},
			...upsert.description,
		],
	};

	methods = {
		loadOptions: { getCategoryProperties, getCategoryOptions },
		resourceMapping: { getContactProperties },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await upsert.execute(this)];
	}
}
