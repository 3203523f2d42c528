import type { HubSpotClient } from '../api/client';
import type { Destination } from '../plan/settle';

/** A record to write, whose destination is known. */
export interface ReadyWrite {
	destination: Destination;
	properties: Record<string, string>;
}

/** How the writing of a record ended. */
export type WriteOutcome =
	| { kind: 'written'; id: string; created: boolean; url?: string }
	/** `ofContent`: because of what was sent; with other values it might have been written. */
	| { kind: 'refused'; reason: string; ofContent: boolean };

export interface WriteTarget {
	client: HubSpotClient;
	objectType: string;
	/** For users: `contact`. */
	singular: string;
	/** Waits so many ms, or until the execution is cancelled; never rejects. */
	wait: (ms: number) => Promise<unknown>;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}
