import { HubSpotError } from '../api/errors';
import {
	BATCH_SIZE,
	type BatchAnswer,
	type HubSpotRecord,
	type UpdateInput,
	type UpsertedRecord,
	type UpsertInput,
} from '../api/records';
import { refusedCode, refusedWords } from '../api/reasons';
import { groundsOf, type Grounds } from '../plan/grounds';
import { sameKeyText } from '../plan/key';
import { NOT_WRITTEN } from '../outcome';
import type { Destination } from '../plan/settle';
import { createBatch } from './creation';
import { matchResults, refuseNamelessWhole, type Matched } from './matching';
import { chunks, groupsOf } from './chunks';
import { sendAll } from './sending';
import type { ReadyWrite, WriteResult, BatchContext } from './writing';

/**
 * Writes everything in batches, and yields one result for each write, in their order. Whatever goes wrong is a
 * result, too, and keeps no other write from being tried. Writes to the same record follow each other in order.
 */
export async function writeAll(writes: readonly ReadyWrite[], target: BatchContext): Promise<WriteResult[]> {
	const results = new Map<ReadyWrite, WriteResult>();
	for (const round of rounds(writes)) {
		// Two keys may mean one record: the second is to find what the first has created.
		for (const group of groupsOf(round, batchName)) {
			const ends = await sendAll(
				chunks(group, BATCH_SIZE),
				async (batch) => await writeBatch(batch, target),
				(_write, error) => refused(groundsOf(error), error.concernsContent),
				// Several bad records may stand together at the top of an export, and the good ones below them.
				BATCH_SIZE,
			);
			for (const [index, write] of group.entries()) results.set(write, ends[index]);
		}
	}
	return writes.map((write) => results.get(write) ?? refused(NOT_WRITTEN, false));
}

/** HubSpot refuses a batch that names a record twice (hubspot.md, Batch upsert): the second one has to wait. */
function rounds(writes: readonly ReadyWrite[]): ReadyWrite[][] {
	const seen = new Map<string, Map<string, number>>();
	const inRounds: ReadyWrite[][] = [];
	for (const write of writes) {
		const key = keyOf(write.destination);
		let round = 0;
		if (key !== undefined) {
			const byValue = seen.get(key.property) ?? new Map<string, number>();
			const value = sameKeyText(key.value);
			round = byValue.get(value) ?? 0;
			seen.set(key.property, byValue.set(value, round + 1));
		}
		(inRounds[round] ??= []).push(write);
	}
	return inRounds;
}

function keyOf(destination: Destination): { property: string; value: string } | undefined {
	if (destination.method === 'upsert') return destination;
	return destination.method === 'update' ? { property: 'hs_object_id', value: destination.id } : destination.key;
}

/** Only writes of one method, and by one property, go into one call; the names of properties have no blanks. */
function batchName({ destination }: ReadyWrite): string {
	if (destination.method === 'upsert') return destination.property;
	return destination.method === 'update' ? 'by record ID' : 'to be created';
}

async function writeBatch(batch: readonly ReadyWrite[], target: BatchContext): Promise<WriteResult[]> {
	const { method } = batch[0].destination;
	const matched = method === 'create' ? await createBatch(batch, target) : await updateBatch(batch, target);
	return matched.map((match, index): WriteResult => {
		if (match.kind === 'refused')
			return refused({ code: refusedCode(match.error), reason: refusedWords(match.error) }, true);
		if (match.kind === 'refusedAlone') return refused(groundsOf(match.error), true);
		if (match.kind === 'matched') return written(match.result, batch[index]);
		return refused({ code: 'MAY_BE_DONE', reason: `HubSpot did not say that it wrote this. ${match.hint}` }, false);
	});
}

/**
 * Upserts or updates. What the answer does not name is written once more, each by itself: nothing is doubled, and one
 * answer to one input leaves no doubt.
 */
async function updateBatch(batch: readonly ReadyWrite[], target: BatchContext): Promise<Array<Matched<HubSpotRecord>>> {
	const answer = await sendUpdates(batch, target);
	refuseNamelessWhole(batch, answer);
	const matched = matchResults(batch, answer);
	for (const [index, match] of matched.entries()) {
		if (match.kind !== 'unsaid') continue;
		matched[index] = await updateAlone(batch[index], target);
	}
	return matched;
}

/** That this fails says nothing of the others of the batch, which have been written. */
async function updateAlone(write: ReadyWrite, target: BatchContext): Promise<Matched<HubSpotRecord>> {
	try {
		const [match] = matchResults([write], await sendUpdates([write], target));
		return match;
	} catch (error) {
		if (!(error instanceof HubSpotError)) throw error;
		return error.concernsContent ? { kind: 'refusedAlone', error } : { kind: 'unsaid', hint: error.message };
	}
}

async function sendUpdates(
	batch: readonly ReadyWrite[],
	{ client, objectType }: BatchContext,
): Promise<BatchAnswer<HubSpotRecord>> {
	const upserts: UpsertInput[] = [];
	const updates: UpdateInput[] = [];
	for (const [index, { destination, properties }] of batch.entries()) {
		const objectWriteTraceId = String(index);
		if (destination.method === 'upsert') {
			const { property, value } = destination;
			// HubSpot takes no partial upserts by e-mail (hubspot.md, Batch upsert): the key is among the properties, too.
			const whole = properties[property] === value ? properties : { ...properties, [property]: value };
			upserts.push({ id: value, idProperty: property, objectWriteTraceId, properties: whole });
		} else if (destination.method === 'update') {
			updates.push({ id: destination.id, objectWriteTraceId, properties });
		}
	}
	return upserts.length > 0 ? await client.upsert(objectType, upserts) : await client.update(objectType, updates);
}

function written(result: HubSpotRecord, { destination }: ReadyWrite): WriteResult {
	const created = destination.method === 'create' || (result as UpsertedRecord).new === true;
	return { kind: 'written', id: result.id, created, url: result.url };
}

function refused(grounds: Grounds, ofContent: boolean): WriteResult {
	return { kind: 'refused', ofContent, ...grounds };
}
