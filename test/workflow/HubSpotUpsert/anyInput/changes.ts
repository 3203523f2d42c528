export type Key = 'email' | 'lead_key';

/** What a row wants of one property: nothing in it empties it. */
export interface Change {
	texts: string[];
	/** Whether the options are added to those that are there. */
	adds: boolean;
}

export type Changes = Map<string, Change>;
