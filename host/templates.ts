import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { N8nRest } from './n8nRest.ts';
import type { JsonObject, NodeTypeDescription, Workflow, WorkflowDraft, WorkflowNode } from './n8nTypes.ts';
import { PACKAGE_NAME, projectFolder } from './places.ts';

/** The credentials that a template's nodes get, by their type. */
export type CredentialChoice = Record<string, { id: string; name: string }>;

export const OPLEAD_TRIGGER_TYPE = `${PACKAGE_NAME}.opleadTrigger`;

const folder = path.join(projectFolder, 'templates');

/** The file names of the project's templates, in order. */
export async function templateFiles(): Promise<string[]> {
	return (await readdir(folder).catch((): string[] => [])).filter((file) => file.endsWith('.json')).sort();
}

/** Reads a template by its file name. */
export async function readTemplate(file: string): Promise<WorkflowDraft> {
	return JSON.parse(await readFile(path.join(folder, file), 'utf8')) as WorkflowDraft;
}

/**
 * Creates a workflow from a template as the editor's import does: with webhook addresses of its own. Its nodes get the
 * credentials that their types ask for and that are there to choose from.
 */
export async function importTemplate(
	rest: N8nRest,
	template: WorkflowDraft,
	credentials: CredentialChoice,
): Promise<Workflow> {
	const types = await rest.nodeTypes(template.nodes);
	const nodes = template.nodes.map((node) => prepared(node, typeOf(node, types), credentials));
	const { name, connections, settings = {} } = template;
	return await rest.createWorkflow({ name, nodes, connections, settings });
}

/** The description of a node's type among those that n8n has answered; their names may lack the package's. */
function typeOf(node: WorkflowNode, types: NodeTypeDescription[]): NodeTypeDescription | undefined {
	return types.find(({ name }) => node.type === name || node.type.endsWith(`.${name}`));
}

function prepared(node: WorkflowNode, type: NodeTypeDescription | undefined, choice: CredentialChoice): WorkflowNode {
	if (!type) return node;
	const parameters = node.type === OPLEAD_TRIGGER_TYPE ? withLocalAddress(node.parameters) : node.parameters;
	const wired = (type.credentials ?? [])
		.filter((credential) => isAskedFor(credential, node, type))
		.flatMap(({ name }) => (choice[name] ? [[name, choice[name]] as const] : []));
	return {
		...node,
		parameters,
		...(type.webhooks?.length && { webhookId: randomUUID() }),
		...(wired.length > 0 && { credentials: { ...Object.fromEntries(wired), ...node.credentials } }),
	};
}

/** The sandbox is on this machine, and reaches what the real Oplead cannot. */
function withLocalAddress(parameters: JsonObject): JsonObject {
	return { ...parameters, options: { allowLocalAddress: true, ...(parameters.options as JsonObject | undefined) } };
}

type CredentialDemand = NonNullable<NodeTypeDescription['credentials']>[number];

/** Whether the node's parameters show this credential: a node may offer several ways to log in. */
function isAskedFor({ displayOptions }: CredentialDemand, node: WorkflowNode, type: NodeTypeDescription): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([parameter, values]) => {
		const fallback = type.properties.find(({ name }) => name === parameter)?.default;
		return values.includes(node.parameters[parameter] ?? fallback ?? null);
	});
}
