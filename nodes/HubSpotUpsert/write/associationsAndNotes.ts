import type { Done, Outcome } from '../outcome';
import type { PlannedWrite } from '../plan/plan';
import type { PlannedDraft } from '../plan/planDraft';
import { associateAll } from './associations';
import type { WriteContext } from './jobs';
import { addNotes } from './notes';

/** A draft whose record is there, and what it asks for beside the record. */
interface Wishing {
	part: PlannedDraft;
	done: Done;
	id: string;
}

/** Makes the associations and adds the notes of the drafts whose records are there; what fails is a problem of its draft. */
export async function addAssociationsAndNotes(
	writes: readonly PlannedWrite[],
	outcomes: ReadonlyMap<number, Outcome>,
	context: WriteContext,
): Promise<void> {
	const wishing: Wishing[] = [];
	for (const { parts } of writes) {
		for (const part of parts) {
			const outcome = part.associations || part.note ? outcomes.get(part.item) : undefined;
			if (outcome?.kind === 'done' && outcome.id !== undefined) wishing.push({ part, done: outcome, id: outcome.id });
		}
	}
	await associate(wishing, context);
	await annotate(wishing, context);
}

async function associate(wishing: readonly Wishing[], { client, objectType }: WriteContext): Promise<void> {
	const planned = wishing.flatMap(({ part, done, id }) =>
		(part.associations ?? []).map((wish) => ({ done, association: { from: id, wish } })),
	);
	if (planned.length === 0) return;
	const ends = await associateAll(
		planned.map(({ association }) => association),
		{ client, objectType },
	);
	for (const [index, { done }] of planned.entries()) {
		const end = ends[index];
		if (end.kind === 'failed') (done.problems ??= []).push(end.reason);
		else (done.associations ??= []).push({ objectType: end.toObjectType, id: end.id });
	}
}

async function annotate(wishing: readonly Wishing[], context: WriteContext): Promise<void> {
	const planned = wishing.flatMap(({ part, done, id }) =>
		part.note ? [{ done, note: { recordId: id, wish: part.note } }] : [],
	);
	if (planned.length === 0) return;
	const ends = await addNotes(
		planned.map(({ note }) => note),
		context,
	);
	for (const [index, { done }] of planned.entries()) {
		const end = ends[index];
		if (end.kind === 'failed') (done.problems ??= []).push(end.reason);
		else done.note = end.kind;
	}
}
