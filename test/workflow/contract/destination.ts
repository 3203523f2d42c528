import type { INodeParameters } from 'n8n-workflow';

import type { ReasonCode } from '../../../nodes/shared/reasonCodes';
import type { Fault } from '../../../sandbox/faults.ts';
import type { Sandbox } from '../../../sandbox/sandbox.ts';
import type { CredentialData } from '../engine';
import type { RawItem } from './rawRun';

/** Something that not every destination has; where it is missing, the reason. */
export type Optional<T> = T | { lacks: string };

/** How the contract wants the node to be set. */
export interface Wishes {
	/** How long a failing call is tried again, or an expression for it. */
	retrySeconds?: number | string;
	timeoutSeconds?: number;
	dryRun?: boolean;
	/** Stands in for the expression of the text field. */
	text?: string;
}

/** An item that cannot be written, and the codes that say so. */
export interface Spoiled {
	item: (name: string) => RawItem;
	codes: readonly ReasonCode[];
}

/** Where a node writes, as the contract sees it. A new one is a file of its own in `destinations/`. */
export interface Destination {
	name: string;
	/** What the sandbox calls the vendor. */
	vendor: string;
	/** The node's type, and its parameters. */
	type: string;
	parameters: (wishes: Wishes) => INodeParameters;
	/** @param address where the sandbox listens @param secret the token that it was told by `begin` */
	credentials: (address: string, secret: string) => CredentialData;
	/** Prepares the sandbox's account, which knows this token. */
	begin: (sandbox: Sandbox, secret: string) => void;
	/** An item that is written: its field `name` comes back from `written`, its field `text` from `heldText`. */
	item: (name: string) => RawItem;
	spoiled: readonly Spoiled[];
	/** The calls that write. */
	writes: Pick<Fault, 'method' | 'path'>;
	/** So many items need at least four of those calls. */
	fourCalls: number;
	/** The names in the vendor's records, oldest first: one for each record. */
	written: (sandbox: Sandbox) => string[];
	/** The text that the record of this name holds. */
	heldText: (sandbox: Sandbox, name: string) => string | undefined;
	/** The name that an output item tells, by itself or by the id of its record. */
	nameIn: (json: Record<string, unknown>, sandbox: Sandbox) => string | undefined;
	/** The field of an item that tells records apart, and what becomes of an item without it. */
	key: Optional<{ field: string; without: 'written' | ReasonCode }>;
	/** Whether the node's wait for an answer can be set. */
	timeout: Optional<true>;
	dryRun: Optional<true>;
}

/** Why a feature is missing; undefined where it is there. */
export function lackIn(feature: Optional<unknown>): string | undefined {
	const isMissing = typeof feature === 'object' && feature !== null && 'lacks' in feature;
	return isMissing ? String(feature.lacks) : undefined;
}

export function has<T>(feature: Optional<T>): feature is T {
	return lackIn(feature) === undefined;
}
