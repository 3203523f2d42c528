import { createHash } from 'node:crypto';
import { isAccepted, type Accepted } from './accepted.ts';
import type { Compiler } from './compiling.ts';
import type { Mutant } from './mutant.ts';

/** What was drawn of one room. */
export interface Draw {
	mutants: Mutant[];
	/** How many on the way were accepted survivors. */
	accepted: number;
	/** How many on the way did not compile. */
	refused: number;
	/** How many there are in all. */
	available: number;
}

/**
 * Draws mutants by chance, those that compile and that no test is excused from.
 * @param count how many at most
 * @param seed the same seed draws the same mutants, as far as their code is the same
 */
export function draw(
	all: readonly Mutant[],
	{ count, seed, accepted }: { count: number; seed: string; accepted: readonly Accepted[] },
	compiler: Pick<Compiler, 'compiling'>,
): Draw {
	const lots = new Map(all.map((mutant) => [mutant, lot(mutant.id, seed)]));
	const shuffled = [...all].sort((a, b) => ((lots.get(a) ?? '') < (lots.get(b) ?? '') ? -1 : 1));
	const drawn: Draw = { mutants: [], accepted: 0, refused: 0, available: all.length };
	while (drawn.mutants.length < count && shuffled.length > 0) {
		const next = shuffled.splice(0, count - drawn.mutants.length);
		const wanted = next.filter((mutant) => !isAccepted(mutant, accepted));
		const compiling = compiler.compiling(wanted);
		drawn.accepted += next.length - wanted.length;
		drawn.refused += wanted.length - compiling.length;
		drawn.mutants.push(...compiling);
	}
	return drawn;
}

function lot(id: string, seed: string): string {
	return createHash('sha1').update(`${seed}\0${id}`).digest('hex');
}
