import type { IExecuteFunctions } from 'n8n-workflow';

import { recordNew } from '../../shared/processedItems';
import type { LeadDraft, RepeatPolicy } from '../plan/draft';

export interface RepeatSettings {
	policy: RepeatPolicy;
	/** How many external IDs the node remembers; the oldest are forgotten first. */
	rememberedLeads: number;
}

/**
 * Tells which external IDs may be in Oplead already, so that they are looked up before they are sent. n8n's memory is only
 * trusted where it says that an ID is new: what it remembers was begun, and may have failed. Where it fails, all are looked up.
 */
export async function perhapsThere(
	context: IExecuteFunctions,
	drafts: readonly LeadDraft[],
	{ policy, rememberedLeads }: RepeatSettings,
): Promise<ReadonlySet<string>> {
	if (policy === 'sendAnyway') return new Set();
	const keys = [...new Set(drafts.flatMap(({ externalId }) => externalId ?? []))];
	if (policy === 'findFirst' || keys.length === 0) return new Set(keys);
	try {
		const fresh = new Set(await recordNew(context, keys, { most: rememberedLeads, advice: '' }));
		return new Set(keys.filter((key) => !fresh.has(key)));
	} catch {
		return new Set(keys);
	}
}
