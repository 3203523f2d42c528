// What the tests of the Oplead Trigger share: workflows with it, and the sandbox's Oplead as a person uses it.
import { waitFor } from '../../host/polling.ts';
import { waitForWebhook, webhookExists } from '../../host/webhooks.ts';
import { failures, outputItems, type Execution, type RealN8n, type Workflow, type WorkflowNode } from './realN8n.ts';

const TRIGGER = 'Oplead Trigger';
export const STATUS_CHANGED = ['lead.status_changed'];
/** In alphabetical order. */
export const ALL_EVENTS = ['appointment.updated', 'lead.assigned', ...STATUS_CHANGED];

type Parameters = WorkflowNode['parameters'];

/**
 * Switching on and off is done by n8n after it has answered; within this time, in milliseconds. What a crash has interrupted
 * holds up what comes after it for two minutes (N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS).
 */
const patience = 180_000;

export class OpleadWorkflows {
	readonly real: RealN8n;

	constructor(real: RealN8n) {
		this.real = real;
	}

	/** A workflow that is only a trigger; not yet switched on. */
	async create(parameters: Parameters = { events: STATUS_CHANGED }): Promise<Workflow> {
		const trigger: WorkflowNode = {
			id: crypto.randomUUID(),
			name: TRIGGER,
			type: 'n8n-nodes-lead-relay.opleadTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: crypto.randomUUID(),
			parameters,
		};
		return await this.real.createWorkflow({ name: 'Trigger', nodes: [trigger], connections: {} });
	}

	/** Runs the Oplead node once, with these parameters. */
	async runNode(parameters: Parameters): Promise<Execution> {
		const path = crypto.randomUUID();
		const workflow = await this.real.createWorkflow({
			name: 'Oplead',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					position: [0, 0],
					webhookId: path,
					parameters: { httpMethod: 'POST', path, options: {} },
				},
				{ name: 'Oplead', type: 'n8n-nodes-lead-relay.oplead', typeVersion: 1, position: [300, 0], parameters },
			],
			connections: { Start: { main: [[{ node: 'Oplead', type: 'main', index: 0 }]] } },
		});
		await this.real.rest.activate(workflow.id);
		const address = `${this.real.n8n.url}/webhook/${path}`;
		await waitForWebhook(address);
		expect((await fetch(address, { method: 'POST' })).status).toBe(200);
		const execution = await this.real.nextExecution(workflow);
		expect(failures(execution)).toEqual([]);
		return execution;
	}

	/** The events that a workflow's address is told of, in alphabetical order, with all repetitions. */
	subscribed(workflow: Workflow): string[] {
		const address = this.real.opleadAddress(workflow);
		return this.real.sandbox.oplead.subscriptions
			.filter(({ url }) => url.startsWith(address))
			.map(({ event }) => event)
			.sort();
	}

	async waitForSubscriptions(workflow: Workflow, events: string[], limit = patience): Promise<void> {
		const what = `the subscriptions [${events.join()}]`;
		await waitFor({ what, limit }, () => (this.subscribed(workflow).join() === events.join() ? true : undefined));
	}

	async switchOn(workflow: Workflow, events = STATUS_CHANGED): Promise<Workflow> {
		const active = await this.real.rest.activate(workflow.id);
		await this.waitForSubscriptions(active, events);
		await waitForWebhook(this.real.opleadAddress(active));
		return active;
	}

	async switchOff(workflow: Workflow): Promise<void> {
		await this.real.rest.deactivate(workflow.id);
		await this.waitForSubscriptions(workflow, []);
		await waitFor({ what: 'the webhook to be gone', limit: patience }, async () =>
			(await webhookExists(this.real.opleadAddress(workflow))) ? undefined : true,
		);
	}

	/** A call to the sandbox's Oplead with the administrator's key. */
	async call(method: string, path: string, body: object): Promise<Response> {
		return await fetch(`${this.real.sandbox.url}/oplead/v1${path}`, {
			method,
			headers: { authorization: 'Bearer sandbox-oplead-user-key', 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	}

	/** A lead made by hand; answers its id. */
	async lead(): Promise<string> {
		const answer = await this.call('POST', '/leads', {
			provider: { name: 'Test' },
			leadData: { lastname: 'Durand', email: 'claire.durand@example.com', externalID: 'key-1' },
		});
		return ((await answer.json()) as { id: string }).id;
	}

	/** What the trigger puts out in the next execution. */
	async nextUpdates(workflow: Workflow) {
		const execution = await this.real.nextExecution(workflow);
		expect(failures(execution)).toEqual([]);
		return outputItems(execution, TRIGGER).map(({ json }) => json);
	}

	async executionCount(workflow: Workflow): Promise<number> {
		return (await this.real.rest.executions(workflow.id)).length;
	}
}

/** The token in a trigger's address. */
export function tokenOf(url = ''): string {
	return new URL(url).searchParams.get('token') ?? '';
}
