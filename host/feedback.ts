import type { N8nRest } from './n8nRest.ts';
import type { Workflow } from './n8nTypes.ts';
import { PACKAGE_NAME } from './places.ts';
import { OPLEAD_TRIGGER_TYPE } from './templates.ts';
import { opleadAddress } from './webhooks.ts';

/**
 * Enters the address of one workflow's Oplead Trigger as the Feedback URL of another's Oplead node, where that has none: what
 * a person does who has imported both.
 */
export async function connectFeedback(rest: N8nRest, sender: Workflow, receiver: Workflow): Promise<Workflow> {
	const trigger = receiver.nodes.find(({ type }) => type === OPLEAD_TRIGGER_TYPE);
	if (!trigger) return sender;
	const feedbackUrl = opleadAddress(rest.url, trigger);
	const nodes = sender.nodes.map((node) => {
		const isSender = node.type === `${PACKAGE_NAME}.oplead` && node.parameters.feedbackUrl === '';
		return isSender ? { ...node, parameters: { ...node.parameters, feedbackUrl } } : node;
	});
	return await rest.updateWorkflow(sender.id, { nodes });
}
