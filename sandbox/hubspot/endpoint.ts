import type { ObjectType } from './objectTypes.ts';
import type { Portal } from './portal.ts';
import type { RuleBook } from './rules.ts';
import type { AnyOf } from './scopes.ts';
import type { Api, Version } from './versions.ts';

/** A call that was let in: its token is good for it, and its object types are known. */
export interface Call {
	portal: Portal;
	version: Version;
	/** The object types that the path names, in its order, or that its endpoint is for. */
	types: readonly ObjectType[];
	params: Readonly<Record<string, string>>;
	query: Readonly<Record<string, string | undefined>>;
	body: unknown;
}

export interface Answer {
	status: number;
	body?: unknown;
}

/** A path of HubSpot: where it lies, whom it lets in, what it answers. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	api: Api;
	/** Below the version. */
	path: string;
	/** Names of the object types, where the path does not tell them. */
	objectTypes?: readonly string[];
	/** The search has a limit of its own. */
	limit?: 'search';
	/** What the token must be allowed; of every group one scope. */
	scopes(types: readonly ObjectType[], rules: RuleBook): readonly AnyOf[];
	answer(call: Call): Answer;
}

/** The first object type of the path. */
export function typeOf(call: Call): ObjectType {
	const [type] = call.types;
	if (!type) throw new Error('The path names no object type');
	return type;
}

/** The status of a batch that reads, updates, upserts or associates, and fails in part. */
export function partialFailure({ portal, version }: Call): number {
	return portal.rules.has('partial-failure-200') ? version.partialFailure : 207;
}
