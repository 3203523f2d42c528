import type { Outcome } from '../outcome';
import { propertiesOf, type Plan, type PlannedWrite } from '../plan/plan';
import type { PlannedRow } from '../plan/planRow';
import { addAssociationsAndNotes } from './associationsAndNotes';
import { findRecords } from './find';
import { jobOf, writeJobs, type Job, type Workplace } from './jobs';
import { withRefusedApart } from './refusedApart';

/** Carries a plan out; answers how each row ended, by its index. */
export async function carryOut(plan: Plan, place: Workplace): Promise<Map<number, Outcome>> {
	const settled = await settleAll(plan.writes, place, false);
	await writeJobs(settled, place);
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

function rejectedRows({ rejected }: Plan): Map<number, Outcome> {
	return new Map([...rejected].map(([row, reason]) => [row, { kind: 'rejected', reason }]));
}

function outcomeOf({ settled, outcome }: Job, part: PlannedRow): Outcome {
	if (settled.kind === 'reject') return { kind: 'rejected', reason: settled.reason };
	if (settled.kind === 'skip') return skipped(settled.id, part);
	if (outcome?.kind !== 'written') return { kind: 'rejected', reason: outcome?.reason ?? 'It was not written.' };
	const { id, created, url } = outcome;
	const { dropped, newOptions, newProperties, categories } = part;
	const result = created ? 'created' : 'updated';
	return {
		kind: 'done',
		result,
		id,
		url,
		properties: settled.properties,
		dropped,
		newOptions,
		newProperties,
		categories,
	};
}

function expected({ write: { parts }, settled }: Job, part: PlannedRow): Outcome {
	if (settled.kind === 'reject') return { kind: 'rejected', reason: settled.reason };
	if (settled.kind === 'skip') return skipped(settled.id, part);
	const { id, properties } = settled;
	const { dropped, newOptions, newProperties, categories } = part;
	const [{ row: firstRow }] = parts;
	const result = id === undefined ? 'created' : 'updated';
	const associations = part.associations?.map(({ toObjectType }) => ({ objectType: toObjectType }));
	const note = part.note && 'planned';
	const added = { newOptions, newProperties };
	return { kind: 'done', result, id, firstRow, properties, dropped, ...added, categories, associations, note };
}

function skipped(id: string, { dropped, categories }: PlannedRow): Outcome {
	return { kind: 'done', result: 'skipped', id, properties: {}, dropped, categories };
}
