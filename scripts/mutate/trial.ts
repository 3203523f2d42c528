import { covering, type DryRun } from './coverage.ts';
import type { Mutant } from './mutant.ts';
import type { TestPool } from './testPool.ts';

export type Verdict = 'killed' | 'survived' | 'not met';

/** What became of a mutant. */
export interface Trial {
	mutant: Mutant;
	verdict: Verdict;
	/** The test files that ran; the last one found it if it was killed. */
	ran: string[];
	/** How it was found: the tests' first failure, or that they did not end. */
	failure?: string;
}

/** How long tests may take with a mutant: so many times as without, and so many milliseconds. */
const FACTOR = 4;
const GRACE = 10_000;

/** How often each test file has found a mutant: what has found many is likely to find the next. */
export class FindRecords {
	readonly #runs = new Map<string, { runs: number; finds: number }>();

	note(file: string, passed: boolean): void {
		const record = this.#runs.get(file) ?? { runs: 0, finds: 0 };
		record.runs++;
		if (!passed) record.finds++;
		this.#runs.set(file, record);
	}

	/** The test files, first those that may be expected to find most in the time that they take. */
	ordered(runs: readonly DryRun[]): DryRun[] {
		return [...runs].sort((a, b) => this.#worth(b) - this.#worth(a));
	}

	#worth({ file, duration }: DryRun): number {
		const { runs, finds } = this.#runs.get(file) ?? { runs: 0, finds: 0 };
		return (finds + 1) / (runs + 2) / (duration + 1);
	}
}

/** Runs the test files that meet a mutant until one of them finds it. */
export async function tried(
	mutant: Mutant,
	{ runs, records, pool }: { runs: readonly DryRun[]; records: FindRecords; pool: TestPool },
): Promise<Trial> {
	const ran: string[] = [];
	for (const { file, duration } of records.ordered(covering(mutant, runs))) {
		ran.push(file);
		const { passed, failure } = await pool.run({ file, mutant: mutant.id }, FACTOR * duration + GRACE);
		records.note(file, passed);
		if (!passed) return { mutant, verdict: 'killed', ran, failure };
	}
	return { mutant, verdict: ran.length === 0 ? 'not met' : 'survived', ran };
}
