/** A behaviour that a destination does not have yet. Its test fails as soon as it has: then the line goes. */
export interface KnownBreach {
	destination: string;
	behaviour: string;
	why: string;
}

export const KNOWN_BREACHES: readonly KnownBreach[] = [];
