import { doubt, HubSpotError } from '../api/errors';
import type { BatchAnswer, HubSpotRecord } from '../api/records';
import { groupsOf } from './chunks';
import { textHeld } from '../plan/texts';
import { lookUp } from './lookUp';
import {
	errorsByTraceId,
	hintIn,
	isUnsaid,
	leftOf,
	nameless,
	refuseNamelessWhole,
	withOnlyOneLeft,
	type Matched,
} from './matching';
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
		const answer = await target.client.create(target.objectType, inputs);
		refuseNamelessWhole(batch, answer);
		return await withRefusedAlone(batch, { matched: matchCreated(batch, answer), answer }, target);
	} catch (error) {
		if (!(error instanceof HubSpotError) || !error.mayHaveBeenDone) throw error;
		return await afterLostAnswer(batch, target, error);
	}
}

interface Created {
	matched: Array<Matched<HubSpotRecord>>;
	answer: BatchAnswer<HubSpotRecord>;
}

/**
 * Where as many are left as there are errors that name none, these were not created, and only whose error is whose is not
 * known: sent again by itself, each is told its own.
 */
async function withRefusedAlone(
	batch: readonly ReadyWrite[],
	{ matched, answer }: Created,
	target: BatchContext,
): Promise<Created['matched']> {
	const unsaid = [...matched.keys()].filter((index) => isUnsaid(matched[index]));
	const areRefused = leftOf(answer.results, matched).length === 0 && nameless(answer.errors).length === unsaid.length;
	if (!areRefused) return matched;
	for (const index of unsaid) matched[index] = await createAlone(batch[index], target);
	return matched;
}

/** That this fails says nothing of the others of the batch, which have been created. */
async function createAlone(write: ReadyWrite, target: BatchContext): Promise<Matched<HubSpotRecord>> {
	try {
		const [match] = await createBatch([write], target);
		return match;
	} catch (error) {
		if (!(error instanceof HubSpotError)) throw error;
		return { kind: 'refusedAlone', error };
	}
}

function matchCreated(batch: readonly ReadyWrite[], answer: BatchAnswer<HubSpotRecord>): Array<Matched<HubSpotRecord>> {
	const errors = errorsByTraceId(answer.errors);
	const byTraceId = new Map(answer.results.map((result) => [result.objectWriteTraceId, result]));
	const untraced = answer.results.filter(({ objectWriteTraceId }) => objectWriteTraceId === undefined);
	const hint = hintIn(answer.errors);
	const matched = batch.map((_write, index): Matched<HubSpotRecord> => {
		const error = errors.get(String(index));
		const result = byTraceId.get(String(index));
		if (error) return { kind: 'refused', error };
		return result ? { kind: 'matched', result } : { kind: 'unsaid', hint };
	});
	const left = [...matched.keys()].filter((index) => isUnsaid(matched[index]));
	const assign = untraced.length === left.length ? mostAlike : onlyFitting;
	const assigned = assign(
		left.map((index) => batch[index]),
		untraced,
	);
	for (const [place, index] of left.entries()) {
		const result = assigned[place];
		if (result) matched[index] = { kind: 'matched', result };
	}
	return withOnlyOneLeft(matched, answer);
}

/** Without an echo of the trace id only what a record holds tells whose it is; records that hold the same are alike. */
function mostAlike(writes: readonly ReadyWrite[], results: HubSpotRecord[]): Array<HubSpotRecord | undefined> {
	const left = [...results];
	const assigned: Array<HubSpotRecord | undefined> = [];
	for (const index of richestFirst(writes)) assigned[index] = takeMostAlike(left, writes[index]);
	return assigned;
}

/**
 * Where some records are missing, one is given only to a write whose values it holds and no others that were sent, and only
 * where there are as many of it as of such writes: whose the rest is nobody knows.
 */
function onlyFitting(writes: readonly ReadyWrite[], results: HubSpotRecord[]): Array<HubSpotRecord | undefined> {
	const names = [...new Set(writes.flatMap(({ properties }) => Object.keys(properties)))];
	const assigned: Array<HubSpotRecord | undefined> = [];
	for (const alike of groupsOf([...writes.keys()], (index) => contentOf(writes[index].properties, names))) {
		const { properties } = writes[alike[0]];
		const fitting = results.filter(({ properties: held }) =>
			names.every((name) => sameness(textHeld(held, name), textHeld(properties, name)) === 1),
		);
		if (fitting.length >= alike.length) alike.forEach((index, place) => (assigned[index] = fitting[place]));
	}
	return assigned;
}

/** As far as HubSpot's answer can tell contents apart. */
function contentOf(properties: Record<string, string>, names: readonly string[]): string {
	return JSON.stringify(names.map((name) => bare(textHeld(properties, name))));
}

/** The writes by their indexes: the record of a richer one may hold all that a poorer one has, and would do for it. */
function richestFirst(batch: readonly ReadyWrite[]): number[] {
	const sizes = batch.map(({ properties }) => Object.keys(properties).length);
	return [...batch.keys()].sort((one, other) => sizes[other] - sizes[one]);
}

function takeMostAlike(results: HubSpotRecord[], { properties }: ReadyWrite): HubSpotRecord | undefined {
	const sent = Object.entries(properties);
	const likeness = ({ properties: held }: HubSpotRecord) =>
		sent.reduce((sum, [name, text]) => sum + sameness(textHeld(held, name), text), 0);
	let best: { index: number; likeness: number } | undefined;
	for (const [index, result] of results.entries()) {
		const alike = likeness(result);
		if (best === undefined || alike > best.likeness) best = { index, likeness: alike };
		if (alike === sent.length) break;
	}
	return best && results.splice(best.index, 1)[0];
}

/** 1 for what was sent; half of it for anything else, since HubSpot writes some values in another way. */
function sameness(held: string, sent: string): number {
	if (held === '') return sent === '' ? 1 : 0;
	return held.trim().toLowerCase() === bare(sent) ? 1 : 0.5;
}

/** A leading semicolon adds options, here to none. */
function bare(sent: string): string {
	return sent.trim().toLowerCase().replace(/^;/, '');
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
