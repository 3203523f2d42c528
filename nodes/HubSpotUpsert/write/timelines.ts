import { LINKS_AT_ONCE } from '../api/associations';
import type { HubSpotClient } from '../api/client';
import { HubSpotError } from '../api/errors';
import { BATCH_SIZE } from '../api/records';
import { chunks } from './chunks';
import { marksIn } from './noteBody';
import { sendAll } from './sending';

export interface TimelineContext {
	client: HubSpotClient;
	/** Of the records whose timelines are meant. */
	objectType: string;
}

/** Whether a note with a mark is on a record's timeline. */
export type Sighting = { kind: 'seen'; id: string } | { kind: 'unseen' } | { kind: 'failed'; reason: string };

/**
 * Looks for marked notes on records' timelines; answers one sighting for each, in their order. It reads the
 * associations and then the notes: the search would not see those of the last seconds (hubspot.md, Batch upsert).
 */
export async function lookForNotes(
	sought: ReadonlyArray<{ recordId: string; mark: string }>,
	context: TimelineContext,
): Promise<Sighting[]> {
	const timelines = await noteIdsOf(new Set(sought.map(({ recordId }) => recordId)), context);
	const noteIds = [...timelines.values()].flatMap((ids) => (ids instanceof HubSpotError ? [] : ids));
	const marks = await marksOf(new Set(noteIds), context);
	return sought.map(({ recordId, mark }): Sighting => {
		const ids = timelines.get(recordId) ?? [];
		if (ids instanceof HubSpotError) return unknown(ids);
		const read = ids.map((id) => ({ id, marks: marks.get(id) ?? [] }));
		const seen = read.find((note) => !(note.marks instanceof HubSpotError) && note.marks.includes(mark));
		if (seen) return { kind: 'seen', id: seen.id };
		const unread = read.map((note) => note.marks).find((each) => each instanceof HubSpotError);
		return unread ? unknown(unread) : { kind: 'unseen' };
	});
}

function unknown({ message }: HubSpotError): Sighting {
	return { kind: 'failed', reason: `Whether the note is there already could not be read. ${message}` };
}

async function noteIdsOf(
	recordIds: ReadonlySet<string>,
	{ client, objectType }: TimelineContext,
): Promise<Map<string, string[] | HubSpotError>> {
	const records = [...recordIds];
	const read = async (batch: readonly string[]) => {
		const found = await client.associated({ from: objectType, to: 'notes' }, [...batch]);
		return batch.map((id) => found.get(id) ?? []);
	};
	const results = await sendAll<string, string[] | HubSpotError>(chunks(records, LINKS_AT_ONCE), read, itself);
	return new Map(records.map((id, index) => [id, results[index]]));
}

/** A note that was deleted meanwhile has none. */
async function marksOf(
	noteIds: ReadonlySet<string>,
	{ client }: TimelineContext,
): Promise<Map<string, string[] | HubSpotError>> {
	const notes = [...noteIds];
	const read = async (batch: readonly string[]) => {
		const records = await client.read('notes', { ids: [...batch], properties: ['hs_note_body'] });
		const bodies = new Map(records.map(({ id, properties }) => [id, properties.hs_note_body ?? '']));
		return batch.map((id) => marksIn(bodies.get(id) ?? ''));
	};
	const results = await sendAll<string, string[] | HubSpotError>(chunks(notes, BATCH_SIZE), read, itself);
	return new Map(notes.map((id, index) => [id, results[index]]));
}

function itself(_id: string, error: HubSpotError): HubSpotError {
	return error;
}
