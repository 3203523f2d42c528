import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import * as getConfiguration from './configuration/getAll.operation';
import * as sendCall from './customCall/send.operation';
import * as addDocument from './document/add.operation';
import * as createLead from './lead/create.operation';
import * as getLead from './lead/get.operation';
import * as getLeads from './lead/getAll.operation';
import * as importLead from './lead/import.operation';
import * as updateStatus from './lead/updateStatus.operation';
import * as createSubscription from './subscription/create.operation';
import * as deleteSubscription from './subscription/delete.operation';
import * as getSubscriptions from './subscription/getAll.operation';
import * as repairSubscriptions from './subscription/repair.operation';

interface OperationModule {
	description: INodeProperties[];
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
}

/** An operation as the editor lists it, and the module that does it. */
interface OfferedOperation {
	resource: string;
	value: string;
	name: string;
	/** In sentence case. */
	action: string;
	description: string;
	operation: OperationModule;
}

const RESOURCES = [
	{ name: 'Configuration', value: 'configuration' },
	{ name: 'Custom API Call', value: 'customCall' },
	{ name: 'Document', value: 'document' },
	{ name: 'Lead', value: 'lead' },
	{ name: 'Subscription', value: 'subscription' },
];

/** All operations, in the order of the editor's list. */
export const OPERATIONS: readonly OfferedOperation[] = [
	{
		resource: 'lead',
		value: 'create',
		name: 'Create',
		action: 'Create a lead',
		description: 'Create a lead once, however often it is sent',
		operation: createLead,
	},
	{
		resource: 'lead',
		value: 'get',
		name: 'Get',
		action: 'Get a lead',
		description: 'Read a lead by its ID',
		operation: getLead,
	},
	{
		resource: 'lead',
		value: 'getAll',
		name: 'Get Many',
		action: 'Get many leads',
		description: 'List leads, by external ID or status if you like',
		operation: getLeads,
	},
	{
		resource: 'lead',
		value: 'import',
		name: 'Import',
		action: 'Import a lead',
		description: 'Send a lead over the older import API, which has a credential of its own',
		operation: importLead,
	},
	{
		resource: 'lead',
		value: 'updateStatus',
		name: 'Update Status',
		action: 'Update the status of a lead',
		description: 'Move a lead on, for instance to “Nurserie”',
		operation: updateStatus,
	},
	{
		resource: 'document',
		value: 'add',
		name: 'Add',
		action: 'Add a document to a lead',
		description: 'Attach a quote, an invoice or another file to a lead',
		operation: addDocument,
	},
	{
		resource: 'subscription',
		value: 'create',
		name: 'Create',
		action: 'Create a subscription',
		description: 'Have Oplead tell an address of an event; one that is there is not doubled',
		operation: createSubscription,
	},
	{
		resource: 'subscription',
		value: 'delete',
		name: 'Delete',
		action: 'Delete a subscription',
		description: 'Delete a subscription by its ID',
		operation: deleteSubscription,
	},
	{
		resource: 'subscription',
		value: 'getAll',
		name: 'Get Many',
		action: 'Get many subscriptions',
		description: 'List the subscriptions that the key may see',
		operation: getSubscriptions,
	},
	{
		resource: 'subscription',
		value: 'repair',
		name: 'Repair',
		action: 'Repair the subscriptions of a trigger',
		description: 'Create what an Oplead Trigger lacks, delete what it has twice, and leave all others alone',
		operation: repairSubscriptions,
	},
	{
		resource: 'configuration',
		value: 'getAll',
		name: 'Get Many',
		action: 'Get many settings',
		description: 'List countries, profiles, channels, custom fields or any other setting',
		operation: getConfiguration,
	},
	{
		resource: 'customCall',
		value: 'send',
		name: 'Send',
		action: 'Send a custom call',
		description: 'Make any call below the Base URL',
		operation: sendCall,
	},
];

export const resourceField: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	default: 'lead',
	options: RESOURCES,
};

export const operationFields: INodeProperties[] = RESOURCES.map(({ value: resource }) => {
	const offered = OPERATIONS.filter((one) => one.resource === resource);
	const [{ value: usual }] = offered;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: usual,
		displayOptions: { show: { resource: [resource] } },
		options: offered.map(({ value, name, action, description }) => ({ name, value, action, description })),
	};
});
