import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testImportCredential } from './methods/credentialTest';
import { OPERATIONS, operationFields, resourceField } from './operations';

export class Oplead implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Oplead',
		name: 'oplead',
		icon: { light: 'file:oplead.svg', dark: 'file:oplead.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Create leads in Oplead, move them on, add documents, and subscribe to what happens to them',
		defaults: { name: 'Oplead' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'leadRelayOpleadApi', required: true, displayOptions: { hide: { operation: ['import'] } } },
			{
				name: 'leadRelayOpleadImportApi',
				required: true,
				testedBy: 'testImportCredential',
				displayOptions: { show: { operation: ['import'] } },
			},
		],
		properties: [resourceField, ...operationFields, ...OPERATIONS.flatMap(({ operation }) => operation.description)],
	};

	methods = { credentialTest: { testImportCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const [resource, value] = ['resource', 'operation'].map((name) => this.getNodeParameter(name, 0));
		const chosen = OPERATIONS.find((one) => one.resource === resource && one.value === value) ?? OPERATIONS[0];
		return [await chosen.operation.execute(this)];
	}
}
