/** How the writing of a row ended. */
export type Outcome =
	| {
			kind: 'written';
			/** HubSpot's record id. */
			id: string;
			created: boolean;
			/** The texts that were sent. */
			properties: Record<string, string>;
	  }
	| {
			kind: 'rejected';
			/** What happened and how to mend it, for the user. */
			reason: string;
	  };
