import type { HubSpotClient, UpsertAnswer, UpsertInput } from '../api/client';
import { HubSpotError, hubSpotsReason } from '../api/errors';
import type { Outcome } from '../outcome';
import type { PlannedWrite } from '../plan/plan';

/** HubSpot's own limit (hubspot.md, Batch upsert). */
export const BATCH_SIZE = 100;

export interface Target {
	client: HubSpotClient;
	objectType: string;
	keyProperty: string;
}

/**
 * Writes everything in batches, and yields one outcome for each planned write, in their order. Whatever goes wrong is an
 * outcome, too, and keeps no other write from being tried.
 */
export async function writeAll(writes: readonly PlannedWrite[], target: Target): Promise<Outcome[]> {
	const writer = new BatchWriter(target);
	const outcomes: Outcome[] = [];
	for (let start = 0; start < writes.length; start += BATCH_SIZE) {
		outcomes.push(...(await writer.write(writes.slice(start, start + BATCH_SIZE))));
	}
	return outcomes;
}

class BatchWriter {
	readonly #target: Target;
	/** Why HubSpot would refuse every further call. */
	#lastingReason?: string;

	constructor(target: Target) {
		this.#target = target;
	}

	/** A batch that is refused as a whole because of a record in it is split until that record stands alone. */
	async write(batch: readonly PlannedWrite[]): Promise<Outcome[]> {
		if (this.#lastingReason !== undefined) return rejectAll(batch, this.#lastingReason);
		try {
			return await writeBatch(batch, this.#target);
		} catch (error) {
			if (error instanceof HubSpotError && error.concernsContent && batch.length > 1) {
				const middle = Math.ceil(batch.length / 2);
				return [...(await this.write(batch.slice(0, middle))), ...(await this.write(batch.slice(middle)))];
			}
			const { message } = error as Error;
			if (error instanceof HubSpotError && error.concernsEveryCall) this.#lastingReason = message;
			return rejectAll(batch, message);
		}
	}
}

async function writeBatch(batch: readonly PlannedWrite[], target: Target): Promise<Outcome[]> {
	const inputs = batch.map(({ key, properties }, index): UpsertInput => {
		return { id: key, idProperty: target.keyProperty, objectWriteTraceId: String(index), properties };
	});
	return match(batch, await target.client.upsert(target.objectType, inputs), target.keyProperty);
}

/**
 * Finds each write's part of the answer. Results come in another order, and success rows need not echo the trace id:
 * then the key tells them apart. Errors name their trace id in their context (hubspot.md, Batch upsert).
 */
function match(batch: readonly PlannedWrite[], answer: UpsertAnswer, keyProperty: string): Outcome[] {
	const errors = new Map(
		answer.errors.flatMap((error) => (error.context?.objectWriteTraceId ?? []).map((traceId) => [traceId, error])),
	);
	const byTraceId = new Map(answer.results.map((result) => [result.objectWriteTraceId, result]));
	const byKey = new Map(answer.results.map((result) => [result.properties[keyProperty]?.trim().toLowerCase(), result]));
	const unnamed = answer.errors.filter((error) => error.context?.objectWriteTraceId === undefined).map(hubSpotsReason);

	return batch.map(({ key, properties }, index): Outcome => {
		const traceId = String(index);
		const error = errors.get(traceId);
		if (error) return { kind: 'rejected', reason: `HubSpot refused this: ${hubSpotsReason(error)}` };
		const result = byTraceId.get(traceId) ?? byKey.get(key);
		if (result) return { kind: 'written', id: result.id, created: result._new, properties };
		return { kind: 'rejected', reason: `HubSpot did not say that it wrote this. ${unnamed.join(' ')}`.trim() };
	});
}

function rejectAll(batch: readonly PlannedWrite[], reason: string): Outcome[] {
	return batch.map(() => ({ kind: 'rejected', reason }));
}
