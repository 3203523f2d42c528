import { NOT_WRITTEN, type Outcome, type Rejected } from '../outcome';
import { propertiesOf, type Plan } from '../plan/plan';
import type { PlannedDraft } from '../plan/planDraft';
import { addAssociationsAndNotes } from './associationsAndNotes';
import { findAll, findSearched } from './find';
import { jobOf, writeJobs, type Job, type WriteContext } from './jobs';
import { withRefusedApart } from './refusedApart';

/** Carries a plan out; answers how each item ended, by its index. Trouble is an outcome, too. */
export async function carryOut(plan: Plan, context: WriteContext): Promise<Map<number, Outcome>> {
	const found = await (context.existingValues === 'keep' ? findWithValues(plan, context) : findNeeded(plan, context));
	const settled = plan.writes.map((planned) => jobOf(planned, found.get(planned), context));
	await writeJobs(settled, context);
	const jobs = await withRefusedApart(settled, context);
	const outcomes = rejectedItems(plan);
	for (const job of jobs) for (const part of job.write.parts) outcomes.set(part.item, outcomeOf(job, part));
	await addAssociationsAndNotes(plan.writes, outcomes, context);
	return outcomes;
}

/** What `carryOut` would do; asks HubSpot for the records that are there, and writes nothing. */
export async function rehearse(plan: Plan, context: WriteContext): Promise<Map<number, Outcome>> {
	const { client, objectType, existingValues } = context;
	const found = await (existingValues === 'keep'
		? findWithValues(plan, context)
		: findAll(plan.writes, { client, objectType, properties: [] }));
	const outcomes = rejectedItems(plan);
	for (const planned of plan.writes) {
		const job = jobOf(planned, found.get(planned), context);
		for (const part of planned.parts) outcomes.set(part.item, expected(job, part));
	}
	return outcomes;
}

/** What a record holds decides what of a write is left. */
async function findWithValues({ writes }: Plan, { client, objectType }: WriteContext) {
	return await findAll(writes, { client, objectType, properties: propertiesOf(writes) });
}

async function findNeeded({ writes }: Plan, { client, objectType }: WriteContext) {
	return await findSearched(writes, { client, objectType, properties: [] });
}

function rejectedItems({ rejected }: Plan): Map<number, Outcome> {
	return new Map([...rejected].map(([item, { code, reason }]) => [item, { kind: 'rejected', code, reason }]));
}

function outcomeOf({ settled, result: end }: Job, part: PlannedDraft): Outcome {
	if (settled.kind === 'reject') return rejection(settled);
	if (settled.kind === 'skip') return skipped(settled.id, part);
	if (end?.kind !== 'written') return rejection(end ?? NOT_WRITTEN);
	const { id, created, url } = end;
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

function expected({ write: { parts }, settled }: Job, part: PlannedDraft): Outcome {
	if (settled.kind === 'reject') return rejection(settled);
	if (settled.kind === 'skip') return skipped(settled.id, part);
	const { id, properties } = settled;
	const { dropped, newOptions, newProperties, categories } = part;
	const [{ item: firstItem }] = parts;
	const result = id === undefined ? 'created' : 'updated';
	const associations = part.associations?.map(({ toObjectType }) => ({ objectType: toObjectType }));
	const note = part.note && 'planned';
	const added = { newOptions, newProperties };
	return { kind: 'done', result, id, firstItem, properties, dropped, ...added, categories, associations, note };
}

function rejection({ code, reason }: Omit<Rejected, 'kind'>): Rejected {
	return { kind: 'rejected', code, reason };
}

function skipped(id: string, { dropped, categories }: PlannedDraft): Outcome {
	return { kind: 'done', result: 'skipped', id, properties: {}, dropped, categories };
}
