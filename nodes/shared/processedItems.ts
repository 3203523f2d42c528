import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { requireHelper } from './hostVersion';
import { inTurn } from './turns';

/** How often n8n's memory is asked when it fails, for instance because two workers write to it at once. */
const TRIES = 3;

export interface Memory {
	/** How many keys the node remembers; the oldest are forgotten first. */
	most: number;
	/** What the user can do where n8n's store fails. */
	advice: string;
}

/**
 * Answers the keys that this node has not seen before, and remembers them, in n8n's own store of processed items. n8n
 * reads and writes that store in two steps, so that within one process the executions take turns here.
 * @throws NodeOperationError where the store fails
 */
export async function recordNew(
	context: IExecuteFunctions,
	keys: readonly string[],
	memory: Memory,
): Promise<string[]> {
	requireHelper(context, 'checkProcessedAndRecord', '2.0');
	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	return await inTurn(place, async () => await askStore(context, [...keys], memory));
}

async function askStore(context: IExecuteFunctions, keys: string[], { most, advice }: Memory): Promise<string[]> {
	for (let tries = 1; ; tries++) {
		try {
			const { new: fresh } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
				mode: 'entries',
				maxEntries: most,
			});
			return fresh.map(String);
		} catch (error) {
			if (tries < TRIES) continue;
			throw new NodeOperationError(context.getNode(), 'n8n could not look up whether this lead is a repeat', {
				description: `${advice} n8n says: ${(error as Error).message}`,
			});
		}
	}
}
