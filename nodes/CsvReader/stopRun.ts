import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';

import { reasonFrom } from '../shared/codedReason';
import { allRejected } from './report';
import { FolderFailure } from './source/source';

/** Runs an operation. A folder that cannot be worked in is an error of the node, whatever its On Error setting. */
export async function stoppingWithFolder(
	context: IExecuteFunctions,
	operation: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	try {
		return await operation(context);
	} catch (error) {
		if (!(error instanceof FolderFailure)) throw error;
		setToStop(context);
		return allRejected(context, reasonFrom(error));
	}
}

/**
 * Has this execution stop when the node throws. Where On Error is to continue, n8n 2.41.1 (`handleNodeExecutionError`)
 * hands on the node's input as if it were its output, and the run is a success. The node that is changed is the
 * execution's own; where n8n does not show it, rejected items tell of the error.
 */
export function setToStop(context: IExecuteFunctions): void {
	const { node } = context as IExecuteFunctions & { node?: INode };
	if (node) Object.assign(node, { onError: 'stopWorkflow', continueOnFail: false });
}
