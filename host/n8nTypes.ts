// The parts of what n8n's REST interface takes and answers that the host and the tests use.

export interface Owner {
	email: string;
	password: string;
}

export type Json = string | number | boolean | null | Json[] | JsonObject;

/** What is undefined is not sent. */
export interface JsonObject {
	[key: string]: Json | undefined;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: JsonObject;
	webhookId?: string;
	credentials?: Record<string, { id: string | null; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	disabled?: boolean;
	notes?: string;
}

/** A workflow as one writes it. */
export interface WorkflowDraft {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, { main: Array<Array<{ node: string; type: 'main'; index: number }> | null> }>;
	settings?: JsonObject;
	pinData?: JsonObject;
}

/** A workflow as n8n keeps it. */
export interface Workflow extends WorkflowDraft {
	id: string;
	versionId: string;
	active: boolean;
	isArchived: boolean;
}

export type WorkflowSummary = Pick<Workflow, 'id' | 'name' | 'active' | 'isArchived' | 'versionId'>;

export interface CredentialDraft {
	name: string;
	type: string;
	data: JsonObject;
}

/** Of secret values n8n answers only a placeholder; sent back unchanged, it keeps the value. */
export interface Credential extends CredentialDraft {
	id: string;
}

/** The parts of a node type's description that the host reads. */
export interface NodeTypeDescription {
	name: string;
	displayName: string;
	group: string[];
	version: number | number[];
	webhooks?: unknown[];
	credentials?: Array<{ name: string; required?: boolean; displayOptions?: { show?: Record<string, Json[]> } }>;
	properties: Array<{ name: string; default?: Json }>;
}

export type ExecutionStatus = 'canceled' | 'crashed' | 'error' | 'new' | 'running' | 'success' | 'unknown' | 'waiting';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt?: string | null;
}

export interface NodeError {
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context?: JsonObject;
}

export interface Item {
	json: JsonObject;
	binary?: Record<string, JsonObject>;
	error?: NodeError;
	pairedItem?: unknown;
}

/** One run of one node. */
export interface NodeRun {
	executionStatus: ExecutionStatus;
	executionTime: number;
	startTime: number;
	data?: { main: Array<Item[] | null> };
	error?: NodeError;
	hints?: Array<{ message: string }>;
}

export interface Execution extends ExecutionSummary {
	/** The error that ended it. */
	error?: NodeError;
	/** The runs of every node, by the node's name. */
	runs: Record<string, NodeRun[]>;
}
