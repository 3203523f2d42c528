import { createHash } from 'node:crypto';

import type { Update } from './update';

/** How many leads and events are remembered for their order; n8n keeps them in the workflow. */
export const MOST_SEEN = 2_000;

/** The last moment of each lead and event, in ms. The one that was seen longest ago is forgotten first. */
export class SeenMoments {
	readonly #moments = new Map<string, number>();

	/** Takes over what was stored. Another process, or this one before its last start, may have seen newer ones. */
	join(stored: unknown): void {
		for (const [key, moment] of Object.entries((stored ?? {}) as Record<string, number>)) {
			if (moment > this.#last(key)) this.#remember(key, moment);
		}
	}

	/**
	 * Whether an update is at least as new as the last one of its lead and event; then it is remembered. What tells no
	 * moment, or no lead, counts as new.
	 */
	isNewest({ event, leadId, externalId, leadKey, occurredAt }: Update): boolean {
		const lead = leadId ?? leadKey ?? externalId;
		if (lead === null || occurredAt === null) return true;
		const key = shortened(JSON.stringify([event, lead]));
		const moment = Date.parse(occurredAt);
		if (moment < this.#last(key)) return false;
		this.#remember(key, moment);
		return true;
	}

	/** For n8n to store. */
	stored(): Record<string, number> {
		return Object.fromEntries(this.#moments);
	}

	#last(key: string): number {
		return this.#moments.get(key) ?? -Infinity;
	}

	#remember(key: string, moment: number): void {
		this.#moments.delete(key);
		this.#moments.set(key, moment);
		const [oldest] = this.#moments.keys();
		if (this.#moments.size > MOST_SEEN && oldest !== undefined) this.#moments.delete(oldest);
	}
}

function shortened(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
