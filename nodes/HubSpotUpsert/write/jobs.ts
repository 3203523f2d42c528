import type { PlannedWrite } from '../plan/plan';
import { settle, type Found, type Settled, type SettledWrite, type SettleSettings } from '../plan/settle';
import { writeAll } from './batches';
import type { WriteResult, BatchContext } from './writing';

/** Where a plan is carried out, and how. */
export interface WriteContext extends BatchContext, SettleSettings {
	/** Stands for the account: notes are added in turn. */
	account: string;
}

/** A planned write, where it goes, and what its writing came to. */
export interface Job {
	write: PlannedWrite;
	/** The record, where it was looked for. */
	found?: Found;
	settled: Settled;
	result?: WriteResult;
}

/** A job for a planned write; `found` is undefined where its record was not looked for. */
export function jobOf(planned: PlannedWrite, found: Found | undefined, context: WriteContext): Job {
	return { write: planned, found, settled: settle(planned, found, context) };
}

/** Writes what the jobs say; each is told what came of it. */
export async function writeJobs(jobs: readonly Job[], context: WriteContext): Promise<void> {
	const ready = jobs.filter(isToBeWritten);
	const results = await writeAll(
		ready.map(({ settled }) => settled),
		context,
	);
	for (const [index, job] of ready.entries()) job.result = results[index];
}

function isToBeWritten(job: Job): job is Job & { settled: SettledWrite } {
	return job.settled.kind === 'write';
}
