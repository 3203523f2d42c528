import { type Answer, type Call, partialFailure } from '../endpoint.ts';
import { HubSpotError, invalidJson, validationError } from '../errors.ts';
import { type Input, inputList } from '../records/batchInputs.ts';
import type { RuleName } from '../rules.ts';
import type { RecordReference } from './associations.ts';
import { idOf, requireRecord } from './planned.ts';

interface Limit {
	most: number;
	rule: RuleName;
}

export const WRITE_LIMIT: Limit = { most: 2_000, rule: 'association-limit-2000' };
export const READ_LIMIT: Limit = { most: 1_000, rule: 'association-read-limit-1000' };

/** The inputs of a batch of associations. */
export function associationInputs({ portal, body }: Call, { most, rule }: Limit): Input[] {
	const inputs = inputList(body);
	if (inputs.length === 0) throw validationError('The batch holds no inputs.');
	if (inputs.length > most && portal.rules.has(rule)) {
		throw validationError(`Batch size exceeds the maximum of ${most} inputs: ${inputs.length}`);
	}
	return inputs;
}

/** The two object types of the path. */
export function ends({ types: [from, to] }: Call) {
	if (!from || !to) throw new Error('The path names no two object types');
	return { from, to };
}

export interface Link {
	from: RecordReference;
	to: RecordReference;
	input: Input;
}

/** The two records that an input names. */
export function linkOf(call: Call, input: Input): Link {
	const { from, to } = ends(call);
	return { from: { typeId: from.id, id: idOf(input.from) }, to: { typeId: to.id, id: idOf(input.to) }, input };
}

interface Outcome {
	results: unknown[];
	errors: { status: 'error'; category: string | undefined; message: string; context: Record<string, string[]> }[];
}

/** Associates what can be associated; the links that cannot are errors of a 207. */
export function associate(call: Call, links: readonly Link[], one: (link: Link) => unknown): Outcome {
	const outcome: Outcome = { results: [], errors: [] };
	for (const link of links) {
		try {
			requireRecord(call.portal, link.from);
			requireRecord(call.portal, link.to);
			outcome.results.push(one(link));
		} catch (error) {
			if (!(error instanceof HubSpotError) || !call.portal.rules.has('association-multi-status')) throw error;
			const context = { fromObjectId: [link.from.id], toObjectId: [link.to.id] };
			outcome.errors.push({ status: 'error', category: error.body.category, message: error.body.message, context });
		}
	}
	return outcome;
}

/** The answer of a batch, with its errors. */
export function batchAnswer(call: Call, status: number, { results, errors }: Outcome): Answer {
	const { portal } = call;
	const now = new Date(portal.now()).toISOString();
	const body = { status: 'COMPLETE', results: portal.inAnotherOrder(results), startedAt: now, completedAt: now };
	if (errors.length === 0) return { status, body };
	return { status: partialFailure(call), body: { ...body, numErrors: errors.length, errors } };
}

/** A list in an input that must hold something. */
export function listOf(input: Input, field: string): unknown[] {
	const list = input[field];
	if (!Array.isArray(list) || list.length === 0) throw invalidJson(`${field} must be an array that is not empty`);
	return list;
}
