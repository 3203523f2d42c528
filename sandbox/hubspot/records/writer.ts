import type { ObjectType } from '../objectTypes.ts';
import type { Portal } from '../portal.ts';
import type { Version } from '../versions.ts';
import type { Draft } from './draft.ts';

/** Where records are written to, and under which version's rules. */
export interface Writer {
	portal: Portal;
	version: Version;
	type: ObjectType;
	draft: Draft;
}
