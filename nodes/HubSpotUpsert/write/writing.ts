import type { HubSpotClient } from '../api/client';
import type { Grounds } from '../plan/grounds';
import type { Destination } from '../plan/settle';

/** A record to write, whose destination is known. */
export interface ReadyWrite {
	destination: Destination;
	properties: Record<string, string>;
}

/** What the writing of a record came to. */
export type WriteResult =
	| { kind: 'written'; id: string; created: boolean; url?: string }
	/** `ofContent`: because of what was sent; with other values it might have been written. */
	| ({ kind: 'refused'; ofContent: boolean } & Grounds);

/** Where records are written. */
export interface BatchContext {
	client: HubSpotClient;
	objectType: string;
	/** For users: `contact`. */
	singular: string;
	/** Waits so many ms, or until the execution is cancelled; never rejects. */
	wait: (ms: number) => Promise<unknown>;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
}
