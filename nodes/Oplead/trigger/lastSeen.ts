import { createHash } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Update } from './update';

/** How many leads and events a node remembers for their order; n8n keeps them in the workflow. */
const MOST_REMEMBERED = 2_000;

/** Moments in ms by lead and event. */
type Moments = Map<string, number>;

/**
 * What the nodes of this process have seen. n8n gives each execution a copy of the static data as they were when it began,
 * and keeps the copy of whichever ends last: executions at the same time would not see each other's.
 */
const seenHere = new Map<string, Moments>();

/**
 * Leaves out updates that are older than the last one of the same lead and event, and remembers the others. What tells no
 * moment, or no lead, is let through.
 */
export function withoutOlder(context: IExecuteFunctions, updates: readonly Update[]): Update[] {
	const place = `${context.getWorkflow().id} ${context.getNode().id}`;
	const stored = context.getWorkflowStaticData('node');
	const seen = seenHere.get(place) ?? new Map<string, number>();
	seenHere.set(place, seen);
	join(seen, stored.lastSeen);
	const newer = updates.filter((update) => isNotOlder(update, seen));
	stored.lastSeen = Object.fromEntries(seen);
	return newer;
}

function isNotOlder({ event, leadId, externalId, leadKey, occurredAt }: Update, seen: Moments): boolean {
	const lead = leadId ?? leadKey ?? externalId;
	if (lead === null || occurredAt === null) return true;
	const key = shortened(JSON.stringify([event, lead]));
	const moment = Date.parse(occurredAt);
	if (moment < (seen.get(key) ?? -Infinity)) return false;
	remember(seen, key, moment);
	return true;
}

/** Another process, or this one before its last start, may have seen newer ones. */
function join(seen: Moments, stored: unknown): void {
	for (const [key, moment] of Object.entries((stored ?? {}) as Record<string, number>)) {
		if (moment > (seen.get(key) ?? -Infinity)) remember(seen, key, moment);
	}
}

/** The oldest is forgotten first. */
function remember(seen: Moments, key: string, moment: number): void {
	seen.delete(key);
	seen.set(key, moment);
	const [oldest] = seen.keys();
	if (seen.size > MOST_REMEMBERED && oldest !== undefined) seen.delete(oldest);
}

function shortened(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
