import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { recordNew } from '../../shared/processedItems';
import { withoutOlder } from './lastSeen';
import { REMEMBERED_UPDATES } from './triggerFields';
import { repeatKey, type Update } from './update';

/** Lets the updates of the webhook through: each once and, if that is wanted, none that is older than the last one. */
export async function letUpdatesThrough(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const received = context.getInputData().map(({ json }) => json as unknown as Update);
	const updates = await wantedUpdates(context, received);
	return updates.map((update) => ({ json: { ...update } }));
}

/** Only updates of production: a test may repeat itself, and a retry must not lose what failed. */
async function wantedUpdates(context: IExecuteFunctions, updates: Update[]): Promise<Update[]> {
	if (context.getMode() !== 'webhook') return updates;
	const isKept = (option: string, fallback: string) =>
		context.getNodeParameter(`options.${option}`, 0, fallback) === 'keep';
	const fresh = isKept('repeats', 'drop') ? updates : await withoutRepeats(context, updates);
	return isKept('olderUpdates', 'keep') ? fresh : withoutOlder(context, fresh);
}

async function withoutRepeats(context: IExecuteFunctions, updates: readonly Update[]): Promise<Update[]> {
	const keys = new Map(updates.map((update) => [update, repeatKey(update)]));
	const known = [...new Set(keys.values())].filter((key) => key !== undefined);
	const fresh = new Set(
		await recordNew(context, known, {
			most: Number(context.getNodeParameter('options.rememberedUpdates', 0, REMEMBERED_UPDATES)),
			advice: 'Retry the execution, or set Repeated Updates to "Keep".',
		}),
	);
	return updates.filter((update) => {
		const key = keys.get(update);
		// Of two within one call the first is taken.
		return key === undefined || fresh.delete(key);
	});
}
