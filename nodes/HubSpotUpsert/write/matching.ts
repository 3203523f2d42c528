import { HubSpotError } from '../api/errors';
import { hubSpotsWords, refusedWords } from '../api/reasons';
import type { BatchError } from '../api/batchErrors';
import type { BatchAnswer, HubSpotRecord } from '../api/records';
import { sameKeyText } from '../plan/key';
import { textHeld } from '../plan/texts';
import type { ReadyWrite } from './writing';

/** What an answer says of one input of a batch. */
export type Matched<Result> =
	| { kind: 'matched'; result: Result }
	| { kind: 'refused'; error: BatchError }
	/** Sent by itself, it was refused. */
	| { kind: 'refusedAlone'; error: HubSpotError }
	/** Nothing; `hint` is what else the answer complains of, and what to do. */
	| { kind: 'unsaid'; hint: string };

/**
 * Finds each write's part of an answer, whose inputs were numbered as trace ids. Results come in another order, and
 * success rows need not echo the trace id: then the record id or the unique key tells them apart. Errors name their
 * trace id in their context (hubspot.md, Batch upsert).
 */
export function matchResults<Result extends HubSpotRecord>(
	batch: readonly ReadyWrite[],
	answer: BatchAnswer<Result>,
): Array<Matched<Result>> {
	const errors = errorsByTraceId(answer.errors);
	const byTraceId = new Map(answer.results.map((result) => [result.objectWriteTraceId, result]));
	const byName = onceNeeded(() => new Map(answer.results.map((result) => [resultName(result, batch[0]), result])));
	const hint = hintIn(answer.errors);
	const matched = batch.map((write, index): Matched<Result> => {
		const error = errors.get(String(index));
		if (error) return { kind: 'refused', error };
		const result = byTraceId.get(String(index)) ?? byName().get(writeName(write));
		return result ? { kind: 'matched', result } : { kind: 'unsaid', hint };
	});
	return withOnlyOneLeft(matched, answer);
}

/** HubSpot echoes the trace ids as a rule: nothing else is made ready then. */
function onceNeeded<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/**
 * Where nothing was said of one input only, it gets what is left of the answer: a record that was found by a second
 * e-mail address comes back with its first. Where an error is left as well, nobody knows whose it is.
 */
export function withOnlyOneLeft<Result>(
	matched: Array<Matched<Result>>,
	{ results, errors }: BatchAnswer<Result>,
): Array<Matched<Result>> {
	if (matched.filter(isUnsaid).length !== 1) return matched;
	const left = leftOf(results, matched);
	const [error, ...others] = nameless(errors);
	const isResult = left.length === 1 && error === undefined;
	const isError = left.length === 0 && error !== undefined && (others.length === 0 || matched.length === 1);
	if (!isResult && !isError) return matched;
	const last: Matched<Result> = isResult ? { kind: 'matched', result: left[0] } : { kind: 'refused', error };
	return matched.map((match) => (isUnsaid(match) ? last : match));
}

/** Whether nothing is known of an input. */
export function isUnsaid({ kind }: Matched<unknown>): boolean {
	return kind === 'unsaid';
}

/** The results that are nobody's yet. */
export function leftOf<Result>(results: readonly Result[], matched: ReadonlyArray<Matched<Result>>): Result[] {
	const taken = new Set(matched.map((match) => (match?.kind === 'matched' ? match.result : undefined)));
	return results.filter((result) => !taken.has(result));
}

/** The errors that name no input. */
export function nameless(errors: readonly BatchError[]): BatchError[] {
	return errors.filter(({ context }) => context?.objectWriteTraceId === undefined);
}

/**
 * Throws where an answer to several inputs holds nothing but complaints that name none: it refuses them all, so that they
 * can be sent again in parts.
 */
export function refuseNamelessWhole(inputs: readonly unknown[], { results, errors }: BatchAnswer<unknown>): void {
	const [first] = errors;
	if (inputs.length <= 1 || results.length > 0 || first === undefined) return;
	if (nameless(errors).length < errors.length) return;
	throw new HubSpotError(refusedWords(first), { status: 400, category: first.category });
}

/** The errors of a batch by the input that they name. */
export function errorsByTraceId(errors: readonly BatchError[]): Map<string, BatchError> {
	return new Map(
		errors.flatMap((error) => (error.context?.objectWriteTraceId ?? []).map((traceId) => [traceId, error] as const)),
	);
}

/** What may be the matter with an input of which an answer says nothing, and what to do. */
export function hintIn(errors: readonly BatchError[]): string {
	return `${unnamedErrors(errors)} Look the record up in HubSpot before you send the item again.`.trim();
}

/** What the errors say that name no input. */
export function unnamedErrors(errors: readonly BatchError[]): string {
	return nameless(errors).map(hubSpotsWords).join(' ');
}

function writeName({ destination }: ReadyWrite): string | undefined {
	if (destination.method === 'update') return destination.id;
	return destination.method === 'upsert' ? sameKeyText(destination.value) : undefined;
}

function resultName({ id, properties }: HubSpotRecord, { destination }: ReadyWrite): string | undefined {
	if (destination.method !== 'upsert') return id;
	return sameKeyText(textHeld(properties, destination.property)) || undefined;
}
