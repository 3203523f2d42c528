import type { Done, Outcome } from '../outcome';
import type { PlannedWrite } from '../plan/plan';
import type { PlannedRow } from '../plan/planRow';
import { associateAll } from './associations';
import type { Workplace } from './jobs';
import { addNotes } from './notes';

/** A row whose record is there, and what it asks for beside the record. */
interface Wishing {
	part: PlannedRow;
	done: Done;
	id: string;
}

/** Makes the associations and adds the notes of the rows whose records are there; what fails is a problem of its row. */
export async function addAssociationsAndNotes(
	writes: readonly PlannedWrite[],
	outcomes: ReadonlyMap<number, Outcome>,
	place: Workplace,
): Promise<void> {
	const wishing: Wishing[] = [];
	for (const { parts } of writes) {
		for (const part of parts) {
			const outcome = part.associations || part.note ? outcomes.get(part.row) : undefined;
			if (outcome?.kind === 'done' && outcome.id !== undefined) wishing.push({ part, done: outcome, id: outcome.id });
		}
	}
	await associate(wishing, place);
	await annotate(wishing, place);
}

async function associate(wishing: readonly Wishing[], { client, objectType }: Workplace): Promise<void> {
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

async function annotate(wishing: readonly Wishing[], place: Workplace): Promise<void> {
	const planned = wishing.flatMap(({ part, done, id }) =>
		part.note ? [{ done, note: { recordId: id, wish: part.note } }] : [],
	);
	if (planned.length === 0) return;
	const ends = await addNotes(
		planned.map(({ note }) => note),
		place,
	);
	for (const [index, { done }] of planned.entries()) {
		const end = ends[index];
		if (end.kind === 'failed') (done.problems ??= []).push(end.reason);
		else done.note = end.kind;
	}
}
