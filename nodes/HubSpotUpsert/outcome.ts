import type { Grounds } from './plan/grounds';
import type { CategoryTrace } from './plan/planDraft';

/** How an item ended that was written, or would be. */
export interface Done {
	kind: 'done';
	/** `skipped`: there was nothing to write. */
	result: 'created' | 'updated' | 'skipped';
	/** HubSpot's record id; undefined for a record that would be created. */
	id?: string;
	/** HubSpot's own address of the record, where it gave one. */
	url?: string;
	/** Of a record that would be created: the first item that asks for it. */
	firstItem?: number;
	/** The texts that were sent. */
	properties: Record<string, string>;
	/** What was left out because the user wants it so. */
	dropped?: string[];
	/** Properties that were created for this item. */
	newProperties?: string[];
	/** Options that were added to properties for this item, by the property's name. */
	newOptions?: Map<string, string[]>;
	categories?: CategoryTrace[];
	associations?: Associated[];
	note?: 'added' | 'present' | 'planned';
	/** What could not be done although the record was written, for the user. */
	problems?: string[];
}

/** A record that the item’s record is associated with. */
interface Associated {
	objectType: string;
	/** Undefined in a dry run. */
	id?: string;
}

/** How an item ended that was not written. */
export interface Rejected extends Grounds {
	kind: 'rejected';
}

export type Outcome = Done | Rejected;

/** For what nobody has an answer for. */
export const NOT_WRITTEN: Grounds = { code: 'UNEXPECTED', reason: 'It was not written.' };
