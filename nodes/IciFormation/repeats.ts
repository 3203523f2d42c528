import { DateTime } from 'luxon';
import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import { requireHelper } from '../shared/hostVersion';
import type { Lead } from '../shared/lead';
import { knownZone } from '../shared/timeZone';
import { inTurn } from '../shared/turns';

/** How long a lead that came once is recognised. */
export type RepeatPolicy = 'sameDay' | 'ever' | 'never';

export interface RepeatSettings {
	policy: RepeatPolicy;
	/** How many leads the node remembers; the oldest are forgotten first. */
	rememberedLeads: number;
}

/** How often n8n's memory is asked when it fails, for instance because two workers write to it at once. */
const TRIES = 3;

/**
 * Leaves out the leads that this node has let through before, and remembers the others, in n8n's own store of processed
 * items. n8n reads and writes that store in two steps, so that within one process the executions take turns here.
 */
export async function withoutRepeats(
	context: IExecuteFunctions,
	leads: readonly Lead[],
	settings: RepeatSettings,
): Promise<Lead[]> {
	requireHelper(context, 'checkProcessedAndRecord', '2.0');
	const byKey = new Map(leads.map((lead) => [repeatKey(lead, settings.policy, context.getTimezone()), lead]));
	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	const fresh = await inTurn(place, async () => await recordNew(context, [...byKey.keys()], settings));
	return fresh.flatMap((key) => byKey.get(key) ?? []);
}

async function recordNew(context: IExecuteFunctions, keys: string[], settings: RepeatSettings): Promise<string[]> {
	for (let tries = 1; ; tries++) {
		try {
			const { new: fresh } = await context.helpers.checkProcessedAndRecord(keys, 'node', {
				mode: 'entries',
				maxEntries: settings.rememberedLeads,
			});
			return fresh.map(String);
		} catch (error) {
			if (tries < TRIES) continue;
			throw new NodeOperationError(context.getNode(), 'n8n could not look up whether this lead is a repeat', {
				description: `Retry the execution, or set Repeated Leads to "Keep". n8n says: ${(error as Error).message}`,
			});
		}
	}
}

/** On which day a lead came is told by the workflow's time zone. */
function repeatKey({ leadKey, receivedAt }: Lead, policy: RepeatPolicy, timeZone: string): string {
	if (policy === 'ever') return leadKey;
	return `${leadKey} ${DateTime.fromISO(receivedAt, { zone: knownZone(timeZone) }).toISODate()}`;
}
