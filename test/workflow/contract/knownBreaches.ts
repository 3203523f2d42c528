import type { Breach } from './judges';

/** A behaviour that a destination does not have yet. Its test fails as soon as it has: then the line goes. */
export interface KnownBreach {
	destination: string;
	behaviour: string;
	why: string;
}

/** Rules that no destination keeps yet. */
export const RULES_TO_COME: ReadonlyArray<Breach['rule']> = ['code'];

const ECHOES = 'tells no secret, whatever the vendor says';
const TEXT_IN_TEXT = 'The token is told where an answer quotes it with "\\\\/", as JSON within JSON has it.';

export const KNOWN_BREACHES: readonly KnownBreach[] = [
	{ destination: 'HubSpot Upsert', behaviour: ECHOES, why: 'HubSpot’s answers are not searched for the token.' },
	{ destination: 'Oplead Create', behaviour: ECHOES, why: TEXT_IN_TEXT },
	{ destination: 'Oplead Import', behaviour: ECHOES, why: TEXT_IN_TEXT },
	{
		destination: 'HubSpot Upsert',
		behaviour: 'waits as long as a dated Retry-After says',
		why: 'HubSpot’s Retry-After is read as seconds only.',
	},
];
