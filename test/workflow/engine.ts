import { createReadStream } from 'node:fs';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { PACKAGE, packageLoader } from './builtPackage.ts';
import { TestCredentials, type CredentialData } from './testCredentials.ts';

export { loadPackage, PACKAGE } from './builtPackage.ts';
export type { CredentialData } from './testCredentials.ts';

/** A file that an item of the source carries, in its binary field of that name; the field itself is left out. */
export interface TestFile {
	fileName: string;
	base64?: string;
	/** Where it lies on disk, if it is too large for a text. */
	path?: string;
}

/** In an item of the source: its files by the names of their binary fields. */
export const FILES = '$files';

/**
 * Stands in for whatever comes before the node that is tested: its items are the parameter `items`, which may bring
 * files along.
 */
const source: INodeType = {
	description: {
		displayName: 'Source',
		name: 'source',
		group: ['input'],
		version: 1,
		description: 'Emits the items of its parameter',
		defaults: { name: 'Source' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	},
	async execute() {
		const items = JSON.parse(this.getNodeParameter('items', 0) as string) as IDataObject[];
		return [await Promise.all(items.map(async (item) => await sourceItem(item, this.helpers)))];
	},
};

async function sourceItem(
	{ [FILES]: files, ...json }: IDataObject,
	helpers: IExecuteFunctions['helpers'],
): Promise<INodeExecutionData> {
	if (files === undefined) return { json };
	const prepared = Object.entries(files as unknown as Record<string, TestFile>).map(
		async ([field, { fileName, base64 = '', path }]) => {
			const content = path === undefined ? Buffer.from(base64, 'base64') : createReadStream(path);
			return [field, await helpers.prepareBinaryData(content, fileName)] as const;
		},
	);
	return { json, binary: Object.fromEntries(await Promise.all(prepared)) };
}

/** Keeps what reaches it; the editor's "No Operation" node. */
const sink: INodeType = {
	description: { ...source.description, name: 'sink', inputs: [NodeConnectionTypes.Main], properties: [] },
	execute() {
		return Promise.resolve([this.getInputData()]);
	},
};

/** The package's nodes, and those of the tests. */
export const nodeTypes: INodeTypes = {
	getByName: (name) => nodeTypes.getByNameAndVersion(name),
	getByNameAndVersion(name) {
		if (name === 'test.source') return source;
		if (name === 'test.sink') return sink;
		return packageLoader.getNode(name.replace(`${PACKAGE}.`, '')).type as INodeType;
	},
	getKnownTypes: () => ({}),
};

/** What n8n gives an execution besides the workflow. */
export function additionalData(credentials: CredentialData, executionId = '1'): IWorkflowExecuteAdditionalData {
	const address = 'http://localhost:5678/';
	return {
		credentialsHelper: new TestCredentials(credentials),
		executionId,
		restApiUrl: address,
		instanceBaseUrl: address,
		webhookBaseUrl: address,
		webhookTestBaseUrl: address,
		webhookWaitingBaseUrl: address,
		formBaseUrl: address,
		formTestBaseUrl: address,
		formWaitingBaseUrl: address,
		mcpBaseUrl: address,
		mcpTestBaseUrl: address,
		variables: {},
		currentNodeExecutionIndex: 0,
		setExecutionStatus() {},
		logAiEvent() {},
		hooks: new ExecutionLifecycleHooks('manual', '1', {} as IWorkflowBase),
	} as unknown as IWorkflowExecuteAdditionalData;
}

export interface TestNode {
	type: string;
	parameters: INode['parameters'];
	onError?: INode['onError'];
	/** Left out, the credentials have the names of their types as ids. */
	credentialId?: string;
	/** Of the run; left out, it is 1. */
	executionId?: string;
}

/** A workflow in which `Source` feeds `Node`, whose outputs lead to `Done` and, where it has one, `Errors`. */
export function workflowOf(
	node: TestNode,
	items: IDataObject[],
	credentials: CredentialData,
	settings: IWorkflowSettings = {},
): Workflow {
	const details = Object.fromEntries(
		Object.keys(credentials).map((type) => [type, { id: node.credentialId ?? type, name: type }]),
	);
	const nodes: INode[] = [
		place('Source', 'test.source', { items: JSON.stringify(items) }),
		{ ...place('Node', `${PACKAGE}.${node.type}`, node.parameters), onError: node.onError, credentials: details },
		place('Done', 'test.sink', {}),
		place('Errors', 'test.sink', {}),
	];
	const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
	return new Workflow({
		id: 'test',
		nodes,
		connections: { Source: { main: [to('Node')] }, Node: { main: [to('Done'), to('Errors')] } },
		active: false,
		nodeTypes,
		settings,
	});
}

function place(name: string, type: string, parameters: INode['parameters']): INode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters };
}

export interface NodeRun {
	run: IRun;
	done: INodeExecutionData[];
	errors: INodeExecutionData[];
	/** Set when the node failed. */
	error?: { message: string; description?: string | null };
	hints: string[];
}

/** Runs one of the package's nodes on n8n's engine. */
export async function runNode(
	node: TestNode,
	items: IDataObject[],
	credentials: CredentialData,
	settings?: IWorkflowSettings,
): Promise<NodeRun> {
	return await startNode(node, items, credentials, settings).ended;
}

/** A node that runs; `cancel` is n8n's cancel button. */
export interface StartedNode {
	ended: Promise<NodeRun>;
	cancel: () => void;
}

/** Starts one of the package's nodes on n8n's engine. */
export function startNode(
	node: TestNode,
	items: IDataObject[],
	credentials: CredentialData,
	settings?: IWorkflowSettings,
): StartedNode {
	const workflow = workflowOf(node, items, credentials, settings);
	const run = new WorkflowExecute(additionalData(credentials, node.executionId), 'manual').run({
		workflow,
		startNode: workflow.nodes.Source,
	});
	return { ended: run.then(nodeRun), cancel: () => run.cancel() };
}

function nodeRun(run: IRun): NodeRun {
	const { runData, error } = run.data.resultData;
	// Not from the nodes behind it, whose items n8n links to theirs.
	const [done, errors] = runData.Node?.[0].data?.main ?? [];
	const hints = (runData.Node?.[0].hints ?? []).map(({ message }) => message);
	return { run, done: done ?? [], errors: errors ?? [], error, hints };
}

/** Runs a trigger's `execute` on items that its webhook made; `Done` keeps what it lets through. */
export async function runTrigger(
	node: TestNode,
	items: IDataObject[],
	{ mode, timezone }: { mode: WorkflowExecuteMode; timezone?: string },
): Promise<INodeExecutionData[]> {
	const workflow = workflowOf(node, [], {}, { timezone });
	const stack = [{ node: workflow.nodes.Node, data: { main: [items.map((json) => ({ json }))] }, source: null }];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } });
	const run = await new WorkflowExecute(additionalData({}), mode, data).processRunExecutionData(workflow);
	if (run.data.resultData.error) throw run.data.resultData.error;
	return run.data.resultData.runData.Done?.[0].data?.main[0] ?? [];
}
