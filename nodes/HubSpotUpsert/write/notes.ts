import { setTimeout as sleep } from 'node:timers/promises';

import { inTurn } from '../../shared/turns';
import { LINKS_AT_ONCE } from '../api/associations';
import { HubSpotError } from '../api/errors';
import { refusedWords } from '../api/reasons';
import { BATCH_SIZE, type AssociationType, type BatchAnswer, type HubSpotRecord } from '../api/records';
import type { NoteWish } from '../plan/draft';
import { chunks, chunksByWeight } from './chunks';
import { errorsByTraceId, unnamedErrors } from './matching';
import { markedBody, markOf, marksIn } from './noteBody';
import { sendAll } from './sending';
import { lookForNotes, type TimelineContext } from './timelines';

export interface PlannedNote {
	recordId: string;
	wish: NoteWish;
}

/** `present`: it was there before. */
type NoteResult = { kind: 'added' | 'present'; id: string } | { kind: 'failed'; reason: string };

export interface NoteContext extends TimelineContext {
	/** Stands for the HubSpot account: its notes are added in turn, within this process. */
	account: string;
	/** Waits so many ms, or until the execution is cancelled. */
	wait?: (ms: number) => Promise<unknown>;
	/** Ends the waiting for other executions. */
	signal?: AbortSignal;
}

/** How long after an answer that was lost to look whether HubSpot has added the notes; what is missing is sent again. */
const LOOK_AFTER_MS = [1_000, 4_000, 10_000];

/** A call with a hundred of the longest notes would have several megabytes. */
const CALL_CHARACTERS = 1_000_000;

const CONTACTS = ['contacts', '0-1'];

/** From a note to a contact (hubspot.md, Associations). */
const TO_CONTACT: AssociationType = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 };

const DOUBT =
	'The note may be there or not: look at the timeline in HubSpot, or run the workflow again, which adds it only where it is missing.';

interface Note {
	recordId: string;
	mark: string;
	properties: { hs_timestamp: string; hs_note_body: string };
}

/**
 * Adds notes to the timelines of records: one for each lead key on a record, however often it is sent. A note bears a
 * mark; the timeline is looked through for it before the note is added, and again when HubSpot's answer is lost.
 * Answers one result for each, in their order; trouble is a result, too, and keeps no other note from being added.
 */
export async function addNotes(planned: readonly PlannedNote[], context: NoteContext): Promise<NoteResult[]> {
	const nameOf = ({ recordId, wish }: PlannedNote) => JSON.stringify([recordId, wish.leadKey]);
	const notes = new Map(planned.map((one) => [nameOf(one), noteFrom(one)]));
	const results = new Map<Note, NoteResult>();
	for (const batch of chunks([...notes.values()], LINKS_AT_ONCE)) {
		// Nobody else of this process may add the same note between the look and the addition.
		const turn = `HubSpot notes ${context.account} ${context.objectType}`;
		const add = async () => await new NoteWriter(context, results).add(batch);
		await inTurn(turn, add, context.signal).catch((error) => {
			if (!context.signal?.aborted) throw error;
		});
	}
	return planned.map((one) => {
		const note = notes.get(nameOf(one));
		return (note && results.get(note)) ?? failed('It was not added.');
	});
}

function noteFrom({ recordId, wish: { body, leadKey, timestamp } }: PlannedNote): Note {
	const mark = markOf(leadKey);
	return { recordId, mark, properties: { hs_timestamp: timestamp, hs_note_body: markedBody(body, mark) } };
}

/** Adds some of the notes, and keeps what came of each. */
class NoteWriter {
	readonly #context: NoteContext;
	readonly #results: Map<Note, NoteResult>;

	constructor(context: NoteContext, results: Map<Note, NoteResult>) {
		this.#context = context;
		this.#results = results;
	}

	async add(notes: readonly Note[]): Promise<void> {
		const { wait = sleep } = this.#context;
		let missing = await this.#missing(notes, 'present');
		for (const waitMs of LOOK_AFTER_MS) {
			const unsure = await this.#create(missing);
			if (unsure.length === 0) return;
			await wait(waitMs);
			missing = await this.#missing(unsure, 'added');
		}
	}

	/** Those that are not on the timelines. Of what was sent already and cannot be looked for, the doubt remains. */
	async #missing(notes: readonly Note[], found: 'added' | 'present'): Promise<Note[]> {
		const sightings = await lookForNotes(notes, this.#context);
		return notes.filter((note, index) => {
			const sighting = sightings[index];
			if (sighting.kind === 'seen') this.#results.set(note, { kind: found, id: sighting.id });
			if (sighting.kind === 'failed' && found === 'present') this.#results.set(note, failed(sighting.reason));
			return sighting.kind === 'unseen';
		});
	}

	/** Answers those of which HubSpot did not say what has become of them. */
	async #create(notes: readonly Note[]): Promise<Note[]> {
		if (notes.length === 0) return [];
		const type = await this.#associationType();
		if ('reason' in type) {
			for (const note of notes) this.#results.set(note, failed(type.reason));
			return [];
		}
		const send = async (batch: readonly Note[]) => {
			const inputs = batch.map(({ recordId, properties }, index) => {
				const associations = [{ to: { id: recordId }, types: [type] }];
				return { objectWriteTraceId: String(index), properties, associations };
			});
			return match(batch, await this.#context.client.create('notes', inputs));
		};
		const created = await sendAll<Note, Created>(chunksByWeight(notes, CALL_CHARACTERS, weightOf), send, refused);
		for (const [index, { result }] of created.entries()) this.#results.set(notes[index], result);
		return notes.filter((_note, index) => created[index].isUnsure);
	}

	/** From a note to the context's records: the association without a label. */
	async #associationType(): Promise<AssociationType | { reason: string }> {
		const { client, objectType } = this.#context;
		if (CONTACTS.includes(objectType)) return TO_CONTACT;
		try {
			const labels = await client.labels({ from: 'notes', to: objectType });
			const standard = labels.find(({ label }) => label === null);
			if (!standard) return { reason: `HubSpot does not associate notes with ${objectType}.` };
			const { associationCategory, associationTypeId } = standard;
			return { associationCategory, associationTypeId };
		} catch (error) {
			if (!(error instanceof HubSpotError)) throw error;
			return { reason: error.message };
		}
	}
}

/** Unsure ones have failed, unless a look at the timeline tells otherwise. */
interface Created {
	result: NoteResult;
	isUnsure?: boolean;
}

function weightOf({ properties }: Note): number {
	return Math.max(properties.hs_note_body.length, CALL_CHARACTERS / BATCH_SIZE);
}

function refused(_note: Note, { message, mayHaveBeenDone }: HubSpotError): Created {
	return mayHaveBeenDone ? unsure(message) : { result: failed(message) };
}

/** Results come in another order, and need not echo the trace id: then the mark tells them apart, where it can. */
function match(batch: readonly Note[], { results, errors }: BatchAnswer<HubSpotRecord>): Created[] {
	const errorsById = errorsByTraceId(errors);
	return batch.map((note, index) => {
		const error = errorsById.get(String(index));
		if (error) return { result: failed(refusedWords(error)) };
		const isOnlyOne = batch.filter(({ mark }) => mark === note.mark).length === 1;
		const isOf = ({ objectWriteTraceId, properties }: HubSpotRecord) =>
			objectWriteTraceId === undefined
				? isOnlyOne && marksIn(properties.hs_note_body ?? '').includes(note.mark)
				: objectWriteTraceId === String(index);
		const record = results.find(isOf);
		if (record) return { result: { kind: 'added', id: record.id } };
		return unsure(`HubSpot did not say that it added the note. ${unnamedErrors(errors)}`.trim());
	});
}

function failed(reason: string): NoteResult {
	return { kind: 'failed', reason };
}

function unsure(reason: string): Created {
	return { result: failed(`${reason} ${DOUBT}`), isUnsure: true };
}
