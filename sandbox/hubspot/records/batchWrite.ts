import { type Answer, type Call, partialFailure, typeOf } from '../endpoint.ts';
import { HubSpotError } from '../errors.ts';
import type { Portal } from '../portal.ts';
import { answeredRecord } from './answer.ts';
import { type Input, optionalTextOf } from './batchInputs.ts';
import { Draft } from './draft.ts';
import type { StoredRecord } from './store.ts';
import type { Writer } from './writer.ts';

/** What has become of one input. */
export interface Written {
	record: StoredRecord;
	isNew: boolean;
	/** The properties that the answer shows. */
	names: readonly string[];
	/** What is to be done when the record is there. */
	afterwards?: () => void;
}

/** A batch that writes: how one input is drafted, and what its success looks like. */
export interface BatchWrite {
	inputs: readonly Input[];
	draft(writer: Writer, input: Input): Written;
	status: 200 | 201;
	/** What a result carries besides the record. */
	extras(written: Written): object;
}

interface Refused {
	error: HubSpotError;
	traceId: string | undefined;
}

type Done = Written & { traceId: string | undefined };

/**
 * Writes a batch. Without trace ids one invalid record rejects the whole; with a distinct one on every input the
 * valid records are written, and the answer names the others.
 */
export function writeBatch(call: Call, batch: BatchWrite): Answer {
	const { portal } = call;
	const startedAt = new Date(portal.now()).toISOString();
	const traceIds = batch.inputs.map((input) => optionalTextOf(input, 'objectWriteTraceId', portal.rules));
	const draft = new Draft(portal, typeOf(call));
	const writer = { portal, version: call.version, type: typeOf(call), draft };

	const done: Done[] = [];
	const refused: Refused[] = [];
	batch.inputs.forEach((input, index) => {
		const traceId = traceIds[index];
		try {
			done.push({ ...batch.draft(writer, input), traceId });
		} catch (error) {
			if (!(error instanceof HubSpotError)) throw error;
			refused.push({ error, traceId });
		}
	});

	const [first] = refused;
	if (first && !isTraced(portal, traceIds) && portal.rules.has('untraced-all-or-nothing')) throw first.error;
	commit(writer, done);
	const results = portal.inAnotherOrder(done).map((written) => ({
		...answeredRecord(portal, writer.type, written.record, written.names),
		...batch.extras(written),
		...echoed(portal, written.traceId),
	}));
	const completedAt = new Date(portal.now()).toISOString();
	const body = { status: 'COMPLETE', results, startedAt, completedAt };
	if (refused.length === 0) return { status: batch.status, body };
	const errors = refused.map((each) => errorRow(portal, each));
	// Of creations HubSpot's description says nothing new.
	const status = batch.status === 200 ? partialFailure(call) : 207;
	return { status, body: { ...body, numErrors: errors.length, errors } };
}

/** Trace ids count only where they are distinct and on every input. */
function isTraced({ rules }: Portal, traceIds: readonly (string | undefined)[]): boolean {
	const given = traceIds.filter((traceId) => traceId !== undefined);
	if (given.length === 0 || !rules.has('traced-multi-status')) return false;
	if (given.length < traceIds.length && rules.has('trace-ids-on-every-input')) return false;
	return new Set(given).size === given.length || !rules.has('trace-ids-distinct');
}

function commit({ portal, type, draft }: Writer, done: readonly Done[]): void {
	draft.commit(portal.properties.uniqueNames(type.id));
	for (const { record, isNew, afterwards } of done) {
		portal.publish(record, isNew);
		afterwards?.();
	}
}

function echoed({ settings, rules }: Portal, traceId: string | undefined): object {
	if (traceId === undefined || (!settings.echoTraceIds && rules.has('echo-is-not-promised'))) return {};
	return { objectWriteTraceId: traceId };
}

function errorRow({ settings, rules }: Portal, { error, traceId }: Refused) {
	const { category, message, context } = error.body;
	const row = { status: 'error', category, message };
	if (!settings.errorsNameInputs && rules.has('error-context-is-optional')) return row;
	const trace = traceId === undefined || !rules.has('errors-name-their-trace') ? {} : { objectWriteTraceId: [traceId] };
	return { ...row, context: { ...context, ...trace } };
}
