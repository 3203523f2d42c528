import { doubt, HubSpotError } from '../api/errors';
import type { HubSpotRecord } from '../api/records';
import { lookUp } from './lookUp';
import { errorsByTraceId, hintIn, withOnlyOneLeft, type Matched } from './matching';
import type { ReadyWrite, BatchContext } from './writing';

/** The search sees a record some seconds after it was created (hubspot.md, Batch upsert): when it is asked, in ms. */
const ASKED_AFTER_MS = [2_000, 3_000, 5_000];

/**
 * Creates records. HubSpot would create them a second time if it were asked again, so that after an answer that was
 * lost it is searched for those that have a key; what is not found is not known to have been created.
 */
export async function createBatch(
	batch: readonly ReadyWrite[],
	target: BatchContext,
): Promise<Array<Matched<HubSpotRecord>>> {
	const inputs = batch.map(({ properties }, index) => ({ objectWriteTraceId: String(index), properties }));
	try {
		return matchCreated(batch, await target.client.create(target.objectType, inputs));
	} catch (error) {
		if (!(error instanceof HubSpotError) || !error.mayHaveBeenDone) throw error;
		return await afterLostAnswer(batch, target, error);
	}
}

function matchCreated(
	batch: readonly ReadyWrite[],
	answer: Awaited<ReturnType<BatchContext['client']['create']>>,
): Array<Matched<HubSpotRecord>> {
	const errors = errorsByTraceId(answer.errors);
	const byTraceId = new Map(answer.results.map((result) => [result.objectWriteTraceId, result]));
	const nameless = answer.results.filter(({ objectWriteTraceId }) => objectWriteTraceId === undefined);
	const hint = hintIn(answer.errors);
	const matched: Array<Matched<HubSpotRecord>> = [];
	for (const index of richestFirst(batch)) {
		const error = errors.get(String(index));
		const result = error ? undefined : (byTraceId.get(String(index)) ?? takeMostAlike(nameless, batch[index]));
		if (error) matched[index] = { kind: 'refused', error };
		else matched[index] = result ? { kind: 'matched', result } : { kind: 'unsaid', hint };
	}
	return withOnlyOneLeft(matched, answer.results);
}

/** The writes by their indexes: the record of a richer one may hold all that a poorer one has, and would do for it. */
function richestFirst(batch: readonly ReadyWrite[]): number[] {
	const sizes = batch.map(({ properties }) => Object.keys(properties).length);
	return [...batch.keys()].sort((one, other) => sizes[other] - sizes[one]);
}

/** Without an echo of the trace id only what a record holds tells whose it is; records that hold the same are alike. */
function takeMostAlike(results: HubSpotRecord[], { properties }: ReadyWrite): HubSpotRecord | undefined {
	const sent = Object.entries(properties);
	const likeness = ({ properties: held }: HubSpotRecord) =>
		sent.reduce((sum, [name, text]) => sum + sameness(held[name], text), 0);
	let best: { index: number; likeness: number } | undefined;
	for (const [index, result] of results.entries()) {
		const alike = likeness(result);
		if (best === undefined || alike > best.likeness) best = { index, likeness: alike };
		if (alike === sent.length) break;
	}
	return best && results.splice(best.index, 1)[0];
}

/** 1 for what was sent; half of it for anything else, since HubSpot writes some values in another way. */
function sameness(held: string | null | undefined, sent: string): number {
	if ((held ?? '') === '') return sent === '' ? 1 : 0;
	// A leading semicolon adds options, here to none.
	const bare = sent.trim().toLowerCase().replace(/^;/, '');
	return held?.trim().toLowerCase() === bare ? 1 : 0.5;
}

async function afterLostAnswer(
	batch: readonly ReadyWrite[],
	{ client, objectType, singular, wait }: BatchContext,
	error: HubSpotError,
): Promise<Array<Matched<HubSpotRecord>>> {
	const found = new Map<ReadyWrite, HubSpotRecord>();
	const sought = batch.flatMap((write) => {
		const key = write.destination.method === 'create' ? write.destination.key : undefined;
		return key ? [{ write, key }] : [];
	});
	const property = sought.length > 0 ? sought[0].key.property : undefined;
	for (const waitMs of property === undefined ? [] : ASKED_AFTER_MS) {
		const missing = sought.filter(({ write }) => !found.has(write));
		if (missing.length === 0) break;
		await wait(waitMs);
		const values = missing.map(({ key }) => key.value);
		const answers = await lookUp({ by: 'search', property: property ?? '' }, values, {
			client,
			objectType,
			properties: [],
		});
		for (const [index, answer] of answers.entries()) {
			if (answer.kind === 'found') found.set(missing[index].write, answer.record);
		}
	}
	return batch.map((write) => {
		const result = found.get(write);
		return result ? { kind: 'matched', result } : { kind: 'unsaid', hint: doubt(error, singular) };
	});
}
