import type { Breach } from './judges';

/** A behaviour that a destination does not have yet. Its test fails as soon as it has: then the line goes. */
export interface KnownBreach {
	destination: string;
	behaviour: string;
	why: string;
}

/** Rules that no destination keeps yet. */
export const RULES_TO_COME: ReadonlyArray<Breach['rule']> = [];

const NASTY_VALUES = 'writes nasty values as they are, or rejects them, and loses no other item';
const NO_NUMBER = 'Oplead’s fields take NaN and Infinity for texts.';

export const KNOWN_BREACHES: readonly KnownBreach[] = [
	{ destination: 'Oplead Create', behaviour: NASTY_VALUES, why: NO_NUMBER },
	{ destination: 'Oplead Import', behaviour: NASTY_VALUES, why: NO_NUMBER },
];
