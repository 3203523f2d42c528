import { hubSpotsWords } from '../api/reasons';
import type { BatchError } from '../api/batchErrors';
import type { BatchAnswer, HubSpotRecord } from '../api/records';
import { sameKeyText } from '../plan/key';
import type { ReadyWrite } from './writing';

/** What an answer says of one input of a batch. */
export type Matched<Result> =
	| { kind: 'matched'; result: Result }
	| { kind: 'refused'; error: BatchError }
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
	return withOnlyOneLeft(matched, answer.results);
}

/** HubSpot echoes the trace ids as a rule: nothing else is made ready then. */
function onceNeeded<T>(make: () => T): () => T {
	let made: T | undefined;
	return () => (made ??= make());
}

/** A record that was found by a second e-mail address comes back with its first: what is left over belongs together. */
export function withOnlyOneLeft<Result>(
	matched: Array<Matched<Result>>,
	results: readonly Result[],
): Array<Matched<Result>> {
	const unsaid = matched.filter(({ kind }) => kind === 'unsaid');
	if (unsaid.length !== 1) return matched;
	const taken = new Set(matched.map((match) => (match.kind === 'matched' ? match.result : undefined)));
	const left = results.filter((result) => !taken.has(result));
	if (left.length !== 1) return matched;
	return matched.map((match) => (match.kind === 'unsaid' ? { kind: 'matched', result: left[0] } : match));
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
	return errors
		.filter((error) => error.context?.objectWriteTraceId === undefined)
		.map(hubSpotsWords)
		.join(' ');
}

function writeName({ destination }: ReadyWrite): string | undefined {
	if (destination.method === 'update') return destination.id;
	return destination.method === 'upsert' ? sameKeyText(destination.value) : undefined;
}

function resultName({ id, properties }: HubSpotRecord, { destination }: ReadyWrite): string | undefined {
	if (destination.method !== 'upsert') return id;
	const value = properties[destination.property];
	return value == null ? undefined : sameKeyText(value);
}
