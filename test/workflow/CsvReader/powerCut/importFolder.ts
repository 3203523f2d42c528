// A folder is read, written to HubSpot and archived, as the templates do it, on n8n's engine.
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type IConnections,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
} from 'n8n-workflow';
import { additionalData, nodeTypes, PACKAGE } from '../../engine.ts';

/** One run; plain data, since it may go to a process of its own. */
export interface ImportPlan {
	folder: string;
	/** Of the stand-in HubSpot. */
	baseUrl: string;
	executionId: string;
}

/** Waits for all that was delivered and all that was rejected, as n8n's Merge does. */
const gather: INodeType = {
	description: {
		displayName: 'Gather',
		name: 'gather',
		group: ['transform'],
		version: 1,
		description: 'Passes on what its inputs bring',
		defaults: { name: 'Gather' },
		inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	execute() {
		return Promise.resolve([[0, 1, 2].flatMap((input) => this.getInputData(input) ?? [])]);
	},
};

const types: INodeTypes = {
	...nodeTypes,
	getByNameAndVersion: (name) => (name === 'test.gather' ? gather : nodeTypes.getByNameAndVersion(name)),
};

/**
 * Runs the import to its end.
 * @param onNodeEnd is told the name of each node that has ended, before the next one starts
 */
export async function importFolder(plan: ImportPlan, onNodeEnd: (node: string) => void = () => {}): Promise<IRun> {
	const workflow = new Workflow({
		id: 'imports',
		nodes: nodesOf(plan),
		connections,
		active: false,
		nodeTypes: types,
		settings: { executionOrder: 'v1' },
	});
	const credentials = { leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl: plan.baseUrl } };
	const hooks = new ExecutionLifecycleHooks('manual', plan.executionId, {} as IWorkflowBase);
	hooks.addHandler('nodeExecuteAfter', (node) => onNodeEnd(node));
	return await new WorkflowExecute({ ...additionalData(credentials, plan.executionId), hooks }, 'manual').run({
		workflow,
		startNode: workflow.nodes.Source,
	});
}

const to = (node: string, index = 0) => [{ node, type: NodeConnectionTypes.Main, index }];

const connections: IConnections = {
	Source: { main: [to('Read')] },
	Read: { main: [to('Upsert'), to('Gather', 0)] },
	Upsert: { main: [to('Gather', 1), to('Gather', 2)] },
	Gather: { main: [to('Archive')] },
};

function nodesOf({ folder }: ImportPlan): INode[] {
	const value = { email: '={{ $json["E-Mail"] }}', firstname: '={{ $json.Vorname }}', lastname: '={{ $json.Name }}' };
	const schema = Object.keys(value).map((id) => ({ id, displayName: id, type: 'string', removed: false }));
	return [
		node('Source', 'test.source', { items: '[{}]' }),
		{
			...node('Read', `${PACKAGE}.csvReader`, {
				operation: 'read',
				from: 'folder',
				folder,
				columns: { column: [{ column: 'E-Mail', kind: 'email', required: true }] },
				options: { unchangedSeconds: 0 },
			}),
			onError: 'continueErrorOutput',
		},
		{
			...node('Upsert', `${PACKAGE}.hubSpotUpsert`, { fields: { mappingMode: 'defineBelow', value, schema } }),
			onError: 'continueErrorOutput',
			credentials: { leadRelayHubSpotApi: { id: 'account', name: 'Account' } },
		},
		node('Gather', 'test.gather', {}),
		node('Archive', `${PACKAGE}.csvReader`, { operation: 'archive', folder }),
	];
}

function node(name: string, type: string, parameters: INodeParameters): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}
