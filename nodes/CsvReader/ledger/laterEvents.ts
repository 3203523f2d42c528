import { marksIn } from '../sourceMark';
import type { RejectedRow } from './rejectedRow';

/** What became of the rows of a claimed file after they were read. */
export interface LaterEvents {
	/** The file's name. */
	file: string;
	/** The index of the first item that comes from it. */
	firstItem: number;
	rejected: RejectedRow[];
	/** Why the file as a whole was rejected. */
	failure?: string;
}

/** All that items tell. */
export interface AllEvents {
	/** By the ids of the claims. */
	byClaim: Map<string, LaterEvents>;
	/** The reasons of rejected items that do not tell where they come from. */
	untraced: string[];
}

/**
 * Reads from items which files they come from, and which records were rejected on their way: those with an `error`, unless
 * that is what the file itself has in a column of this name.
 */
export function laterEvents(items: ReadonlyArray<Record<string, unknown>>): AllEvents {
	const events: AllEvents = { byClaim: new Map(), untraced: [] };
	for (const [index, json] of items.entries()) addEvents(events, json, index);
	return events;
}

function addEvents({ byClaim, untraced }: AllEvents, json: Record<string, unknown>, index: number): void {
	const reason = reasonOf(json.error);
	const marks = marksIn(json);
	for (const { file, line, record, claim, ownError } of marks) {
		if (claim === undefined) continue;
		const known = byClaim.get(claim);
		const event = known ?? { file, firstItem: index, rejected: [] };
		if (!known) byClaim.set(claim, event);
		if (reason === undefined || (ownError === json.error && !isRejectedByUs(json))) continue;
		if (line === undefined || record === undefined) event.failure ??= reason;
		else event.rejected.push({ line, number: record, reason });
	}
	if (reason !== undefined && marks.length === 0) untraced.push(reason);
}

/** Nodes of this package say beside the reason which kind it is. */
function isRejectedByUs({ details }: Record<string, unknown>): boolean {
	return typeof details === 'object' && details !== null && 'code' in details;
}

/** n8n's nodes give their errors as texts, or as objects with a message; people, as true. */
function reasonOf(error: unknown): string | undefined {
	if (typeof error === 'string') return error.trim() || undefined;
	if (!error) return undefined;
	const { message } = error as { message?: unknown };
	return typeof message === 'string' && message !== '' ? message : 'Rejected without a reason.';
}
