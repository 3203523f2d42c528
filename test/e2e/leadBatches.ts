// A workflow that creates leads in Oplead, many in one execution.
import { waitForWebhook } from '../../host/webhooks.ts';
import { defaultSettings } from '../../sandbox/oplead/settings.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { RealN8n, Workflow, WorkflowDraft, WorkflowNode } from './realN8n.ts';

export interface LeadBatches {
	workflow: Workflow;
	/**
	 * Starts an execution that creates these leads.
	 * @param first the number of the first one: its external ID is `lead-<number>`
	 */
	send(first: number, count: number): Promise<void>;
}

/** The name of the node that creates the leads; refused ones are at its second output. */
export const CREATION = 'Oplead';

/** The workflow has a token of its own: what others have used up of Oplead's limit does not hold it up. */
export async function startLeadBatches(real: RealN8n): Promise<LeadBatches> {
	const token = crypto.randomUUID();
	real.sandbox.oplead.set({ tokens: [...defaultSettings().tokens, { token, kind: 'user' }] });
	const baseUrl = `${real.sandbox.url}/oplead/v1`;
	const credential = await real.createCredential({
		type: 'leadRelayOpleadApi',
		name: 'Oplead with a token of its own',
		data: { token, keyKind: 'user', baseUrl, headerName: 'Authorization', prefix: 'Bearer ' },
	});
	const path = crypto.randomUUID();
	const workflow = await real.activate(await real.createWorkflow(draft(path, credential)));
	const address = `${real.n8n.url}/webhook/${path}`;
	await waitForWebhook(address);
	return {
		workflow,
		async send(first, count) {
			const leads = Array.from({ length: count }, (_, index) => lead(first + index));
			const answer = await fetch(address, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ leads }),
			});
			if (!answer.ok) throw new Error(`The webhook refused the leads: ${answer.status} ${await answer.text()}`);
		},
	};
}

/** How often Oplead has each lead, by its external ID. */
export function timesHeld({ oplead }: Sandbox): Map<string, number> {
	const times = new Map<string, number>();
	for (const { leadData } of oplead.leads) {
		const key = String(leadData.externalID);
		times.set(key, (times.get(key) ?? 0) + 1);
	}
	return times;
}

function lead(number: number) {
	return { key: `lead-${number}`, name: `Lead ${number}`, email: `lead${number}@example.com` };
}

function draft(path: string, leadRelayOpleadApi: { id: string; name: string }): WorkflowDraft {
	const nodes: Array<Omit<WorkflowNode, 'position'>> = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, options: {} },
		},
		{
			name: 'Leads',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.leads', options: {} },
		},
		{
			name: CREATION,
			type: 'n8n-nodes-lead-relay.oplead',
			typeVersion: 1,
			onError: 'continueErrorOutput',
			parameters: {
				resource: 'lead',
				operation: 'create',
				contact: { lastname: '={{ $json.name }}', email: '={{ $json.email }}' },
				externalIdFrom: 'own',
				externalId: '={{ $json.key }}',
			},
			credentials: { leadRelayOpleadApi },
		},
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		name: 'Leads to Oplead',
		nodes: nodes.map((node, index) => ({ ...node, position: [300 * index, 0] })),
		connections: { Webhook: to('Leads'), Leads: to(CREATION) },
	};
}
