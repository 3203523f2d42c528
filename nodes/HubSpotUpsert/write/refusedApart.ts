import { writeOf, type PlannedWrite } from '../plan/plan';
import type { PlannedRow } from '../plan/planRow';
import type { Found } from '../plan/settle';
import { jobOf, writeJobs, type Job, type Workplace } from './jobs';

/** Rows whose joint write was refused, and what is known of their record. */
interface Series {
	winner: PlannedWrite['winner'];
	left: PlannedRow[];
	found?: Found;
}

/**
 * Where HubSpot refuses what several rows ask for together, each of them is tried by itself, in their order: one bad
 * value must not keep the others from being written. Where one row is to win, that is the first that HubSpot takes.
 */
export async function withRefusedApart(jobs: readonly Job[], place: Workplace): Promise<Job[]> {
	const isRefused = ({ write: { parts }, outcome }: Job) =>
		parts.length > 1 && outcome?.kind === 'refused' && outcome.ofContent;
	const ended = jobs.filter((job) => !isRefused(job));
	let series = jobs.filter(isRefused).map(({ write: { parts, winner }, found }): Series => {
		return { winner, left: winner === 'last' ? [...parts].reverse() : parts, found };
	});
	while (series.length > 0) {
		const tried = series.map(({ left: [next], found }) => jobOf(writeOf(next), found, place));
		await writeJobs(tried, place);
		ended.push(...tried.map((job, index) => withThoseLeft(job, series[index])));
		series = series.flatMap((one, index) => rest(one, tried[index]));
	}
	return ended;
}

/** Whether the rows that are left share the end of this one: it has won, or what refused it would refuse them, too. */
function endsAll({ settled, outcome }: Job, { winner }: Series): boolean {
	if (outcome?.kind === 'refused') return !outcome.ofContent;
	return winner !== undefined && settled.kind !== 'reject';
}

function withThoseLeft(job: Job, one: Series): Job {
	return endsAll(job, one) ? { ...job, write: { ...job.write, parts: one.left } } : job;
}

/** What is still to be tried. A record that was created has nothing but what these rows have written. */
function rest(one: Series, job: Job): Series[] {
	const [, ...left] = one.left;
	if (left.length === 0 || endsAll(job, one)) return [];
	const id = job.outcome?.kind === 'written' && one.found?.kind !== 'found' ? job.outcome.id : undefined;
	return [{ ...one, left, ...(id !== undefined && { found: { kind: 'found', record: { id, properties: {} } } }) }];
}
