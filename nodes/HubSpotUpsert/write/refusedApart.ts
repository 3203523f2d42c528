import { writeOf, type PlannedWrite } from '../plan/plan';
import type { PlannedDraft } from '../plan/planDraft';
import type { Found } from '../plan/settle';
import { jobOf, writeJobs, type Job, type WriteContext } from './jobs';

/** Drafts whose joint write was refused, and what is known of their record. */
interface Series {
	winner: PlannedWrite['winner'];
	left: PlannedDraft[];
	found?: Found;
}

/**
 * Where HubSpot refuses what several drafts ask for together, each of them is tried by itself, in their order: one bad
 * value must not keep the others from being written. Where one draft is to win, that is the first that HubSpot takes.
 */
export async function withRefusedApart(jobs: readonly Job[], context: WriteContext): Promise<Job[]> {
	const isRefused = ({ write: { parts }, result }: Job) =>
		parts.length > 1 && result?.kind === 'refused' && result.ofContent;
	const ended = jobs.filter((job) => !isRefused(job));
	let series = jobs.filter(isRefused).map(({ write: { parts, winner }, found }): Series => {
		return { winner, left: winner === 'last' ? [...parts].reverse() : parts, found };
	});
	while (series.length > 0) {
		const tried = series.map(({ left: [next], found }) => jobOf(writeOf(next), found, context));
		await writeJobs(tried, context);
		ended.push(...tried.map((job, index) => withThoseLeft(job, series[index])));
		series = series.flatMap((one, index) => rest(one, tried[index]));
	}
	return ended;
}

/** Whether the drafts that are left share the end of this one: it has won, or what refused it would refuse them, too. */
function endsAll({ settled, result }: Job, { winner }: Series): boolean {
	if (result?.kind === 'refused') return !result.ofContent;
	return winner !== undefined && settled.kind !== 'reject';
}

function withThoseLeft(job: Job, one: Series): Job {
	return endsAll(job, one) ? { ...job, write: { ...job.write, parts: one.left } } : job;
}

/** What is still to be tried. A record that was created has nothing but what these drafts have written. */
function rest(one: Series, job: Job): Series[] {
	const [, ...left] = one.left;
	if (left.length === 0 || endsAll(job, one)) return [];
	const id = job.result?.kind === 'written' && one.found?.kind !== 'found' ? job.result.id : undefined;
	return [{ ...one, left, ...(id !== undefined && { found: { kind: 'found', record: { id, properties: {} } } }) }];
}
