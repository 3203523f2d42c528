import type { PlannedWrite } from '../plan/plan';
import { settle, type Found, type Settled, type SettledWrite, type SettleSettings } from '../plan/settle';
import { writeAll } from './batches';
import type { WriteOutcome, WriteTarget } from './writing';

/** Where a plan is carried out, and how. */
export interface Workplace extends WriteTarget, SettleSettings {
	/** Stands for the account: notes are added in turn. */
	account: string;
}

/** A planned write, where it goes, and what has become of it. */
export interface Job {
	write: PlannedWrite;
	/** The record, where it was looked for. */
	found?: Found;
	settled: Settled;
	outcome?: WriteOutcome;
}

/** A job for a planned write; `found` is undefined where its record was not looked for. */
export function jobOf(planned: PlannedWrite, found: Found | undefined, place: Workplace): Job {
	return { write: planned, found, settled: settle(planned, found, place) };
}

/** Writes what the jobs say; each is told how it ended. */
export async function writeJobs(jobs: readonly Job[], place: Workplace): Promise<void> {
	const ready = jobs.filter(isToBeWritten);
	const ends = await writeAll(
		ready.map(({ settled }) => settled),
		place,
	);
	for (const [index, job] of ready.entries()) job.outcome = ends[index];
}

function isToBeWritten(job: Job): job is Job & { settled: SettledWrite } {
	return job.settled.kind === 'write';
}
