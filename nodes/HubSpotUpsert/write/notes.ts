import { setTimeout as sleep } from 'node:timers/promises';

import { inTurn } from '../../shared/turns';
import { LINKS_AT_ONCE } from '../api/associations';
import { HubSpotError } from '../api/errors';
import { refusedWords } from '../api/reasons';
import { BATCH_SIZE, type AssociationType, type BatchAnswer, type HubSpotRecord } from '../api/records';
import type { NoteWish } from '../plan/row';
import { chunks, chunksByWeight } from './chunks';
import { errorsByTraceId, unnamedErrors } from './matching';
import { markedBody, markOf, marksIn } from './noteBody';
import { sendAll } from './sending';
import { lookForNotes, type TimelinePlace } from './timelines';

export interface PlannedNote {
	recordId: string;
	wish: NoteWish;
}

/** `present`: it was there before. */
type NoteOutcome = { kind: 'added' | 'present'; id: string } | { kind: 'failed'; reason: string };

export interface NotePlace extends TimelinePlace {
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
 * Answers one outcome for each, in their order; trouble is an outcome, too, and keeps no other note from being added.
 */
export async function addNotes(planned: readonly PlannedNote[], place: NotePlace): Promise<NoteOutcome[]> {
	const nameOf = ({ recordId, wish }: PlannedNote) => JSON.stringify([recordId, wish.leadKey]);
	const notes = new Map(planned.map((one) => [nameOf(one), noteFrom(one)]));
	const outcomes = new Map<Note, NoteOutcome>();
	for (const batch of chunks([...notes.values()], LINKS_AT_ONCE)) {
		// Nobody else of this process may add the same note between the look and the addition.
		const turn = `HubSpot notes ${place.account} ${place.objectType}`;
		const add = async () => await new Addition(place, outcomes).add(batch);
		await inTurn(turn, add, place.signal).catch((error) => {
			if (!place.signal?.aborted) throw error;
		});
	}
	return planned.map((one) => {
		const note = notes.get(nameOf(one));
		return (note && outcomes.get(note)) ?? failed('It was not added.');
	});
}

function noteFrom({ recordId, wish: { body, leadKey, timestamp } }: PlannedNote): Note {
	const mark = markOf(leadKey);
	return { recordId, mark, properties: { hs_timestamp: timestamp, hs_note_body: markedBody(body, mark) } };
}

class Addition {
	readonly #place: NotePlace;
	readonly #outcomes: Map<Note, NoteOutcome>;

	constructor(place: NotePlace, outcomes: Map<Note, NoteOutcome>) {
		this.#place = place;
		this.#outcomes = outcomes;
	}

	async add(notes: readonly Note[]): Promise<void> {
		const { wait = sleep } = this.#place;
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
		const sightings = await lookForNotes(notes, this.#place);
		return notes.filter((note, index) => {
			const sighting = sightings[index];
			if (sighting.kind === 'seen') this.#outcomes.set(note, { kind: found, id: sighting.id });
			if (sighting.kind === 'failed' && found === 'present') this.#outcomes.set(note, failed(sighting.reason));
			return sighting.kind === 'unseen';
		});
	}

	/** Answers those of which HubSpot did not say what has become of them. */
	async #create(notes: readonly Note[]): Promise<Note[]> {
		if (notes.length === 0) return [];
		const type = await this.#associationType();
		if ('reason' in type) {
			for (const note of notes) this.#outcomes.set(note, failed(type.reason));
			return [];
		}
		const send = async (batch: readonly Note[]) => {
			const inputs = batch.map(({ recordId, properties }, index) => {
				const associations = [{ to: { id: recordId }, types: [type] }];
				return { objectWriteTraceId: String(index), properties, associations };
			});
			return match(batch, await this.#place.client.create('notes', inputs));
		};
		const results = await sendAll<Note, Created>(chunksByWeight(notes, CALL_CHARACTERS, weightOf), send, refused);
		for (const [index, { outcome }] of results.entries()) this.#outcomes.set(notes[index], outcome);
		return notes.filter((_note, index) => results[index].isUnsure);
	}

	/** From a note to the place's records: the association without a label. */
	async #associationType(): Promise<AssociationType | { reason: string }> {
		const { client, objectType } = this.#place;
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
	outcome: NoteOutcome;
	isUnsure?: boolean;
}

function weightOf({ properties }: Note): number {
	return Math.max(properties.hs_note_body.length, CALL_CHARACTERS / BATCH_SIZE);
}

function refused(_note: Note, { message, mayHaveBeenDone }: HubSpotError): Created {
	return mayHaveBeenDone ? unsure(message) : { outcome: failed(message) };
}

/** Results come in another order, and need not echo the trace id: then the mark tells them apart, where it can. */
function match(batch: readonly Note[], { results, errors }: BatchAnswer<HubSpotRecord>): Created[] {
	const errorsById = errorsByTraceId(errors);
	return batch.map((note, index) => {
		const error = errorsById.get(String(index));
		if (error) return { outcome: failed(refusedWords(error)) };
		const isOnlyOne = batch.filter(({ mark }) => mark === note.mark).length === 1;
		const isOf = ({ objectWriteTraceId, properties }: HubSpotRecord) =>
			objectWriteTraceId === undefined
				? isOnlyOne && marksIn(properties.hs_note_body ?? '').includes(note.mark)
				: objectWriteTraceId === String(index);
		const result = results.find(isOf);
		if (result) return { outcome: { kind: 'added', id: result.id } };
		return unsure(`HubSpot did not say that it added the note. ${unnamedErrors(errors)}`.trim());
	});
}

function failed(reason: string): NoteOutcome {
	return { kind: 'failed', reason };
}

function unsure(reason: string): Created {
	return { outcome: failed(`${reason} ${DOUBT}`), isUnsure: true };
}
