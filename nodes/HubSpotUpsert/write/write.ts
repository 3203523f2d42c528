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
 * outcome, too, and keeps no other batch from being written.
 */
export async function writeAll(writes: readonly PlannedWrite[], target: Target): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	let lastingReason: string | undefined;
	for (let start = 0; start < writes.length; start += BATCH_SIZE) {
		const batch = writes.slice(start, start + BATCH_SIZE);
		if (lastingReason !== undefined) {
			outcomes.push(...rejectAll(batch, lastingReason));
			continue;
		}
		try {
			outcomes.push(...(await writeBatch(batch, target)));
		} catch (error) {
			if (error instanceof HubSpotError && error.concernsEveryCall) lastingReason = error.message;
			outcomes.push(...rejectAll(batch, (error as Error).message));
		}
	}
	return outcomes;
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
