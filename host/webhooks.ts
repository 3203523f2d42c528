import type { WorkflowNode } from './n8nTypes.ts';
import { waitFor } from './polling.ts';

/** The production address of an Ici Formation Trigger. */
export function leadAddress(n8nUrl: string, trigger: Pick<WorkflowNode, 'webhookId'>): string {
	return `${n8nUrl}/webhook/${trigger.webhookId}/ici-formation`;
}

/** The production address of an Oplead Trigger. */
export function opleadAddress(n8nUrl: string, trigger: Pick<WorkflowNode, 'webhookId'>): string {
	return `${n8nUrl}/webhook/${trigger.webhookId}/oplead`;
}

/**
 * Waits until n8n answers at a production webhook, without setting it off: activation answers before the webhook is there.
 * @throws Error after 30 s
 */
export async function waitForWebhook(address: string): Promise<void> {
	await waitFor({ what: `the webhook ${address} to exist`, limit: 30_000, interval: 50 }, async () =>
		(await webhookExists(address)) ? true : undefined,
	);
}

/** Whether n8n answers POST at a production webhook. */
export async function webhookExists(address: string): Promise<boolean> {
	// n8n names the methods of a webhook when a browser of another origin asks for them.
	const answer = await fetch(address, { method: 'OPTIONS', headers: { origin: 'http://localhost' } });
	return answer.headers.get('access-control-allow-methods')?.includes('POST') ?? false;
}
