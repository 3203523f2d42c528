import type { IExecuteFunctions } from 'n8n-workflow';

import { RecentlyUsed } from '../../shared/recentlyUsed';
import { SeenMoments } from './seenMoments';
import type { Update } from './update';

/** Of how many triggers; of one that is forgotten here, n8n still has what was stored. */
const MOST_TRIGGERS = 50;

/**
 * What the triggers of this process have seen. n8n gives each execution a copy of the static data as they were when it
 * began, and keeps the copy of whichever ends last: executions at the same time would not see each other's.
 */
const seenHere = new RecentlyUsed<SeenMoments>(MOST_TRIGGERS);

/**
 * Leaves out updates that are older than the last one of the same lead and event, and remembers the others. What tells no
 * moment, or no lead, is let through.
 */
export function withoutOlder(context: IExecuteFunctions, updates: readonly Update[]): Update[] {
	const stored = context.getWorkflowStaticData('node');
	const seen = seenHere.of(`${context.getWorkflow().id} ${context.getNode().id}`, () => new SeenMoments());
	seen.join(stored.lastSeen);
	const newest = updates.filter((update) => seen.isNewest(update));
	stored.lastSeen = seen.stored();
	return newest;
}
