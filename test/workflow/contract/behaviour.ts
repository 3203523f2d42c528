import type { Bench } from './bench';
import type { Destination, Optional } from './destination';
import type { Breach } from './judges';

/** Something that holds for every destination. */
export interface Behaviour {
	/** Goes on after the destination's name: "rejects …". */
	name: string;
	/** What a destination needs for it; all have it where it is left out. */
	needs?: (destination: Destination) => Optional<unknown>;
	/** Tries it; answers what is wrong, and nothing where all is well. */
	play: (bench: Bench) => Promise<Breach[]>;
}
