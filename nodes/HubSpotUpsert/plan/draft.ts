import type { AssociationType } from '../api/records';
import type { CategorySource } from './category';
import type { Grounds } from './grounds';
import type { Key } from './key';

/** A record of another object that the draft's record is to be associated with. */
export interface AssociationWish {
	/** Name or type id of the other object, for instance `companies`. */
	toObjectType: string;
	key: Key;
	/** What the other record has in its key. */
	value: string;
	/** Left out, it is the default association. */
	type?: AssociationType;
}

/** A note for the timeline of the draft's record. */
export interface NoteWish {
	body: string;
	/** Tells whether the record has the note already: one note for each. */
	leadKey: string;
	/** ISO 8601, UTC. */
	timestamp: string;
}

/** One input item, its parameters already read. */
export interface Draft {
	/** By the property's internal name. */
	properties: Record<string, unknown>;
	/** Where records are found by their record id. */
	recordId?: unknown;
	categories: CategorySource[];
	associations: AssociationWish[];
	note?: NoteWish;
}

/** An input item whose parameters could not be read, and why. */
export type UnreadableDraft = Grounds;
