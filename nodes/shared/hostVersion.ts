import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

type Helper = keyof IExecuteFunctions['helpers'];

/** Throws a message that names the n8n version to update to, where the n8n that runs the node lacks a helper. */
export function requireHelper(context: IExecuteFunctions, helper: Helper, since: string): void {
	if (typeof context.helpers[helper] === 'function') return;
	throw new NodeOperationError(context.getNode(), `This node needs n8n ${since} or later`, {
		description: `Your n8n lacks the function "${helper}". Ask the person who runs it to update n8n.`,
	});
}
