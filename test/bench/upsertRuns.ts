// Runs of a workflow in a real n8n that writes contacts into HubSpot: Webhook (all contacts in one body), Split Out, and
// the node that is measured. HubSpot's address leads to the sandbox, so that every node pays for the same TLS.
import { outputItems } from '../../host/executionData.ts';
import type { Execution, WorkflowNode } from '../../host/n8nTypes.ts';
import { waitForWebhook } from '../../host/webhooks.ts';
import { startRealN8n, type RealN8n } from '../e2e/realN8n.ts';
import { contacts } from './contacts.ts';
import { openHubSpotFront, type HubSpotFront } from './hubSpotFront.ts';
import type { ContactNode } from './hubSpotNodes.ts';
import { groupCpuSeconds } from './processGroup.ts';

/** What is measured, by the name of its place in the workflow. */
const measured = 'HubSpot';

/** What one run has shown. */
export interface UpsertRun {
	/** Time of the node alone, by n8n's own record, in ms. */
	nodeMs: number;
	/** Processor time of n8n from the request until the execution was saved, in seconds. */
	cpuSeconds: number;
	/** Calls that HubSpot got. */
	calls: number;
	/** Those of them that were answered 429. */
	refusals: number;
	/** Items at the success output. */
	writtenRows: number;
	/** Items at the error output. */
	failedRows: number;
	/** Contacts that HubSpot has. */
	contacts: number;
}

/** An n8n for which HubSpot is the sandbox. */
export class UpsertBench {
	readonly real: RealN8n;
	readonly front: HubSpotFront;

	constructor(real: RealN8n, front: HubSpotFront) {
		this.real = real;
		this.front = front;
		front.leadTo(`${real.sandbox.url}/hubspot`);
	}

	/** Switches on a workflow with the node; its rejected items go to its error output. */
	async workflow(node: ContactNode): Promise<UpsertWorkflow> {
		const { type, data } = node.credential;
		const credential = await this.real.createCredential({ name: `Bench ${type}`, type, data });
		const path = crypto.randomUUID();
		const nodes: WorkflowNode[] = [
			place('Contacts', {
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData', options: {} },
			}),
			place('Split Out', {
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'body.contacts', options: {} },
			}),
			{
				...place(measured, node),
				onError: 'continueErrorOutput',
				credentials: { [type]: credential },
			},
		];
		const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
		const connections = { Contacts: to('Split Out'), 'Split Out': to(measured) };
		const { id, name } = await this.real.activate(
			await this.real.createWorkflow({ name: node.type, nodes, connections }),
		);
		const address = `${this.real.n8n.url}/webhook/${path}`;
		await waitForWebhook(address);
		return { id, name, address };
	}

	/** Forgets all records and calls, and sets HubSpot back to what it is by default: without a quota. */
	clear(): void {
		this.real.sandbox.reset();
		this.front.forget();
	}

	/** Sends so many new contacts through a workflow, and waits until it has ended and n8n has saved it. */
	async run(workflow: UpsertWorkflow, count: number): Promise<UpsertRun> {
		const cpuBefore = await groupCpuSeconds(this.real.n8n.pid);
		await post(workflow.address, count);
		const cpuSeconds = (await groupCpuSeconds(this.real.n8n.pid)) - cpuBefore;
		const execution = await this.#lastExecution(workflow);
		const [run] = execution.runs[measured] ?? [];
		if (!run) throw new Error(`"${workflow.name}" did not run: ${execution.error?.message ?? execution.status}`);
		return {
			nodeMs: run.executionTime,
			cpuSeconds,
			...this.seenByHubSpot(),
			writtenRows: outputItems(execution, measured, 0).length,
			failedRows: outputItems(execution, measured, 1).length,
		};
	}

	/** What HubSpot has seen since it was cleared. */
	seenByHubSpot(): Pick<UpsertRun, 'calls' | 'refusals' | 'contacts'> {
		const { hubspot, calls } = this.real.sandbox;
		return {
			calls: calls.summary('hubspot').total,
			refusals: this.front.answered(429),
			contacts: hubspot.records('contacts').length,
		};
	}

	async stop(): Promise<void> {
		await this.real.stop();
		await this.front.close();
	}

	async #lastExecution({ id, name }: UpsertWorkflow): Promise<Execution> {
		const [last] = await this.real.rest.executions(id);
		if (!last) throw new Error(`n8n knows no execution of "${name}".`);
		return await this.real.rest.execution(last.id);
	}
}

export interface UpsertWorkflow {
	id: string;
	name: string;
	/** Takes the contacts in. */
	address: string;
}

/** Starts an n8n for which HubSpot's public address leads to the sandbox. */
export async function startUpsertBench(): Promise<UpsertBench> {
	const front = await openHubSpotFront();
	try {
		return new UpsertBench(await startRealN8n(front.environment), front);
	} catch (error) {
		await front.close();
		throw error;
	}
}

/** Sends so many contacts in one body; n8n answers when the workflow has ended. */
export async function post(address: string, count: number, signal?: AbortSignal): Promise<void> {
	const headers = { 'content-type': 'application/json' };
	const answer = await fetch(address, {
		method: 'POST',
		headers,
		body: JSON.stringify({ contacts: contacts(count) }),
		signal,
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text}`);
}

function place(name: string, node: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'>): WorkflowNode {
	const { type, typeVersion, parameters } = node;
	return { id: crypto.randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}
