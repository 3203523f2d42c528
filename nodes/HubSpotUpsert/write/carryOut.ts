import type { Outcome } from '../outcome';
import { propertiesOf, writeOf, type Plan, type PlannedWrite } from '../plan/plan';
import type { PlannedRow } from '../plan/planRow';
import { settle, type Settled, type SettleSettings } from '../plan/settle';
import { writeAll, type WriteOutcome, type WriteTarget } from './batches';
import { findRecords } from './find';
import type { Found } from './lookUp';
import { addAssociationsAndNotes } from './associationsAndNotes';

/** Where a plan is carried out, and how. */
export interface Workplace extends WriteTarget, SettleSettings {
	/** Stands for the account: notes are added in turn. */
	account: string;
}

/** A planned write, where it goes, and what has become of it. */
interface Job {
	write: PlannedWrite;
	/** The record, where it was looked for. */
	found?: Found;
	settled: Settled;
	outcome?: WriteOutcome;
}

/** Carries a plan out; answers how each row ended, by its index. */
export async function carryOut(plan: Plan, place: Workplace): Promise<Map<number, Outcome>> {
	const settled = await settleAll(plan.writes, place, false);
	await write(settled, place);
	const jobs = await withRefusedApart(settled, place);
	const outcomes = rejectedRows(plan);
	for (const job of jobs) for (const part of job.write.parts) outcomes.set(part.row, outcomeOf(job, part));
	await addAssociationsAndNotes(plan.writes, outcomes, place);
	return outcomes;
}

/** What `carryOut` would do; asks HubSpot for the records that are there, and writes nothing. */
export async function rehearse(plan: Plan, place: Workplace): Promise<Map<number, Outcome>> {
	const outcomes = rejectedRows(plan);
	for (const job of await settleAll(plan.writes, place, true)) {
		for (const part of job.write.parts) outcomes.set(part.row, expected(job, part));
	}
	return outcomes;
}

async function settleAll(writes: readonly PlannedWrite[], place: Workplace, rehearsing: boolean): Promise<Job[]> {
	const keeps = place.existingValues === 'keep';
	const found = await findRecords(writes, {
		client: place.client,
		objectType: place.objectType,
		thorough: rehearsing || keeps,
		properties: keeps ? propertiesOf(writes) : [],
	});
	return writes.map((planned) => jobOf(planned, found.get(planned), place));
}

function jobOf(planned: PlannedWrite, found: Found | undefined, place: Workplace): Job {
	return { write: planned, found, settled: settle(planned, found, place) };
}

async function write(jobs: readonly Job[], place: Workplace): Promise<void> {
	const ready = jobs.flatMap((job) => (job.settled.kind === 'write' ? [{ job, settled: job.settled }] : []));
	const ends = await writeAll(
		ready.map(({ settled }) => settled),
		place,
	);
	for (const [index, { job }] of ready.entries()) job.outcome = ends[index];
}

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
async function withRefusedApart(jobs: readonly Job[], place: Workplace): Promise<Job[]> {
	const isRefused = ({ write: { parts }, outcome }: Job) =>
		parts.length > 1 && outcome?.kind === 'refused' && outcome.ofContent;
	const ended = jobs.filter((job) => !isRefused(job));
	let series = jobs.filter(isRefused).map(({ write: { parts, winner }, found }): Series => {
		return { winner, left: winner === 'last' ? [...parts].reverse() : parts, found };
	});
	while (series.length > 0) {
		const tried = series.map(({ left: [next], found }) => jobOf(writeOf(next), found, place));
		await write(tried, place);
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

function rejectedRows({ rejected }: Plan): Map<number, Outcome> {
	return new Map([...rejected].map(([row, reason]) => [row, { kind: 'rejected', reason }]));
}

function outcomeOf({ settled, outcome }: Job, part: PlannedRow): Outcome {
	if (settled.kind === 'reject') return { kind: 'rejected', reason: settled.reason };
	if (settled.kind === 'skip') return skipped(settled.id, part);
	if (outcome?.kind !== 'written') return { kind: 'rejected', reason: outcome?.reason ?? 'It was not written.' };
	const { id, created, url } = outcome;
	const { dropped, newOptions, categories } = part;
	const result = created ? 'created' : 'updated';
	return { kind: 'done', result, id, url, properties: settled.properties, dropped, newOptions, categories };
}

function expected({ settled }: Job, part: PlannedRow): Outcome {
	if (settled.kind === 'reject') return { kind: 'rejected', reason: settled.reason };
	if (settled.kind === 'skip') return skipped(settled.id, part);
	const { id, properties } = settled;
	const { dropped, newOptions, categories } = part;
	const result = id === undefined ? 'created' : 'updated';
	const associations = part.associations?.map(({ toObjectType }) => ({ objectType: toObjectType }));
	const note = part.note && 'planned';
	return { kind: 'done', result, id, properties, dropped, newOptions, categories, associations, note };
}

function skipped(id: string, { dropped, categories }: PlannedRow): Outcome {
	return { kind: 'done', result: 'skipped', id, properties: {}, dropped, categories };
}
