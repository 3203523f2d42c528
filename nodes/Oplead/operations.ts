import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import * as createLead from './lead/create.operation';
import * as getLead from './lead/get.operation';
import * as getLeads from './lead/getAll.operation';
import * as updateStatus from './lead/updateStatus.operation';

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

const RESOURCES = [{ name: 'Lead', value: 'lead' }];

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
		value: 'updateStatus',
		name: 'Update Status',
		action: 'Update the status of a lead',
		description: 'Move a lead on, for instance to “Nurserie”',
		operation: updateStatus,
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
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'create',
		displayOptions: { show: { resource: [resource] } },
		options: offered.map(({ value, name, action, description }) => ({ name, value, action, description })),
	};
});
