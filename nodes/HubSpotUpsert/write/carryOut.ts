import type { Done, Outcome } from '../outcome';
import { propertiesOf, writeOf, type Plan, type PlannedWrite } from '../plan/plan';
import { settle, type Settled, type SettleSettings } from '../plan/settle';
import { writeAll, type WriteOutcome, type WriteTarget } from './batches';
import { findRecords } from './find';
import { addAssociationsAndNotes } from './associationsAndNotes';

/** Where a plan is carried out, and how. */
export interface Workplace extends WriteTarget, SettleSettings {
	/** Stands for the account: notes are added in turn. */
	account: string;
}

/** A planned write, where it goes, and what has become of it. */
interface Job {
	write: PlannedWrite;
	settled: Settled;
	outcome?: WriteOutcome;
}

/** Carries a plan out; answers how each row ended, by its index. */
export async function carryOut(plan: Plan, place: Workplace): Promise<Map<number, Outcome>> {
	const settled = await settleAll(plan.writes, place, false);
	const jobs = await withRefusedApart(await write(settled, place), place);
	const outcomes = rejectedRows(plan);
	for (const job of jobs) for (const { row } of job.write.parts) outcomes.set(row, outcomeOf(job, row));
	await addAssociationsAndNotes(plan.writes, outcomes, place);
	return outcomes;
}

/** What `carryOut` would do; asks HubSpot for the records that are there, and writes nothing. */
export async function rehearse(plan: Plan, place: Workplace): Promise<Map<number, Outcome>> {
	const outcomes = rejectedRows(plan);
	for (const job of await settleAll(plan.writes, place, true)) {
		for (const { row } of job.write.parts) outcomes.set(row, expected(job, row));
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
	return writes.map((planned) => ({ write: planned, settled: settle(planned, found.get(planned), place) }));
}

async function write(jobs: readonly Job[], place: Workplace): Promise<Job[]> {
	const ready = jobs.flatMap((job) => (job.settled.kind === 'write' ? [{ job, settled: job.settled }] : []));
	const ends = await writeAll(
		ready.map(({ settled }) => settled),
		place,
	);
	const endOf = new Map(ready.map(({ job }, index) => [job, ends[index]]));
	return jobs.map((job) => ({ ...job, outcome: endOf.get(job) }));
}

/**
 * Where HubSpot refuses what several rows ask for together, each of them is tried by itself, in their order: one bad
 * value must not keep the others from being written.
 */
async function withRefusedApart(jobs: readonly Job[], place: Workplace): Promise<Job[]> {
	const isRefused = ({ write: { parts }, outcome }: Job) =>
		parts.length > 1 && outcome?.kind === 'refused' && outcome.ofContent;
	const refused = jobs.filter(isRefused);
	if (refused.length === 0) return [...jobs];
	const apart = refused.flatMap(({ write: { parts } }) => parts.map(writeOf));
	const retried = await write(await settleAll(apart, place, false), place);
	return [...jobs.filter((job) => !isRefused(job)), ...retried];
}

function rejectedRows({ rejected }: Plan): Map<number, Outcome> {
	return new Map([...rejected].map(([row, reason]) => [row, { kind: 'rejected', reason }]));
}

function outcomeOf({ write: planned, settled, outcome }: Job, row: number): Outcome {
	if (settled.kind === 'reject') return { kind: 'rejected', reason: settled.reason };
	if (settled.kind === 'skip') return done(planned, row, { result: 'skipped', id: settled.id });
	if (outcome?.kind !== 'written') return { kind: 'rejected', reason: outcome?.reason ?? 'It was not written.' };
	const { id, created, url } = outcome;
	const { properties } = settled;
	return done(planned, row, { result: created ? 'created' : 'updated', id, url, properties });
}

function expected({ write: planned, settled }: Job, row: number): Outcome {
	if (settled.kind === 'reject') return { kind: 'rejected', reason: settled.reason };
	if (settled.kind === 'skip') return done(planned, row, { result: 'skipped', id: settled.id });
	const { id, properties } = settled;
	const end = done(planned, row, { result: id === undefined ? 'created' : 'updated', id, properties });
	const wishes = planned.parts.find((part) => part.row === row)?.wishes;
	end.associations = (wishes?.associations ?? []).map(({ toObjectType }) => ({ objectType: toObjectType }));
	if (wishes?.note) end.note = 'planned';
	return end;
}

function done({ parts }: PlannedWrite, row: number, end: Partial<Done> & Pick<Done, 'result'>): Done {
	const part = parts.find((one) => one.row === row);
	return {
		kind: 'done',
		properties: {},
		dropped: part?.dropped ?? [],
		newOptions: Object.fromEntries(part?.newOptions ?? []),
		categories: part?.categories ?? [],
		associations: [],
		problems: [],
		...end,
	};
}
