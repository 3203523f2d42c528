import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Lead } from '../shared/lead';
import { recordNew } from '../shared/processedItems';
import { knownZone } from '../shared/timeZone';

/** How long a lead that came once is recognised. */
export type RepeatPolicy = 'sameDay' | 'ever' | 'never';

export interface RepeatSettings {
	policy: RepeatPolicy;
	/** How many leads the node remembers; the oldest are forgotten first. */
	rememberedLeads: number;
}

/**
 * Leaves out the leads that this node has let through before, and remembers the others, in n8n's own store of processed
 * items. n8n reads and writes that store in two steps, so that within one process the executions take turns here.
 */
export async function withoutRepeats(
	context: IExecuteFunctions,
	leads: readonly Lead[],
	settings: RepeatSettings,
): Promise<Lead[]> {
	const byKey = new Map(leads.map((lead) => [repeatKey(lead, settings.policy, context.getTimezone()), lead]));
	const fresh = await recordNew(context, [...byKey.keys()], {
		most: settings.rememberedLeads,
		advice: 'Retry the execution, or set Repeated Leads to "Keep".',
	});
	return fresh.flatMap((key) => byKey.get(key) ?? []);
}

/** On which day a lead came is told by the workflow's time zone. */
function repeatKey({ leadKey, receivedAt }: Lead, policy: RepeatPolicy, timeZone: string): string {
	if (policy === 'ever') return leadKey;
	return `${leadKey} ${DateTime.fromISO(receivedAt, { zone: knownZone(timeZone) }).toISODate()}`;
}
