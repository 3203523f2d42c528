import { inParallel } from './inParallel.ts';
import type { Mutant } from './mutant.ts';
import type { TestPool } from './testPool.ts';

/** A test file without any mutant switched on. */
export interface DryRun {
	file: string;
	/** In milliseconds. */
	duration: number;
	/** Ids of the mutants that it meets. */
	met: Set<string>;
}

/** How long a test file may take without a mutant, in milliseconds. */
const PATIENCE = 300_000;

/**
 * Runs test files as they are.
 * @returns those that passed; why the others did not, by file
 */
export async function dryRuns(
	files: readonly string[],
	{ pool, workers }: { pool: TestPool; workers: number },
	told: (text: string) => void,
): Promise<{ runs: DryRun[]; failed: Map<string, string> }> {
	const runs: DryRun[] = [];
	const failed = new Map<string, string>();
	await inParallel(files, { atATime: workers, goesOn: () => true }, async (file) => {
		const { passed, duration, met, failure } = await pool.run({ file }, PATIENCE);
		if (passed) runs.push({ file, duration, met: new Set(met) });
		else failed.set(file, failure ?? '');
		told(`${runs.length + failed.size} of ${files.length} test files run without mutants`);
	});
	return { runs, failed };
}

/** The test files that meet a mutant. */
export function covering({ id }: Mutant, runs: readonly DryRun[]): DryRun[] {
	return runs.filter(({ met }) => met.has(id));
}
