import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { ReasonCode } from './reasonCodes';

/** Something that could not be done for an input item. */
export interface Rejection {
	/** The index of the input item. */
	item: number;
	/** What happened and how to mend it, for the user. */
	reason: string;
	/** Tells a workflow the kind of reason. */
	code: ReasonCode;
	/** What was done all the same, for the error output. */
	details?: Record<string, unknown>;
}

/** How many there were, and what they are called. */
export interface Total {
	count: number;
	/** For instance `contacts`. */
	plural: string;
	/** What is done with them; `written` unless it says otherwise. */
	done?: string;
}

/** The most reasons that a summary lists; the rest is counted. */
const MOST_REASONS = 10;

/** n8n sends an item with these fields, and no others, to the error output, and adds the input item's fields. */
export function rejectedItem({ item, reason, code, details }: Rejection): INodeExecutionData {
	return { json: { error: reason, details: { code, ...details } }, pairedItem: { item } };
}

/**
 * Where the node's On Error setting is to stop the workflow, throws a summary of what was rejected. To be called when
 * everything is done.
 * @throws NodeOperationError whose `context.codes` lists the codes, each once: an error workflow finds them in
 * `execution.error.context.codes`
 */
export function stopIfRejected(context: IExecuteFunctions, rejected: readonly Rejection[], total: Total): void {
	if (context.continueOnFail() || rejected.length === 0) return;
	const { count, plural, done = 'written' } = total;
	const isAnyIncomplete = rejected.some(({ details }) => details !== undefined);
	const advice = adviceFor(count - rejected.length, done);
	const [message, description] =
		count === 1
			? [rejected[0].reason, advice]
			: [
					`${rejected.length} of ${count} ${plural} could not be ${isAnyIncomplete ? 'completed' : done}`,
					[...summary(rejected), advice].join('\n'),
				];
	const error = new NodeOperationError(context.getNode(), message, { itemIndex: rejected[0].item, description });
	error.context.codes = codesOf(rejected);
	throw error;
}

/** The codes of rejected items, each once, in the order of the items. */
export function codesOf(rejected: ReadonlyArray<Pick<Rejection, 'code'>>): ReasonCode[] {
	return [...new Set(rejected.map(({ code }) => code))];
}

/** The same reason on many items is one line. */
function summary(rejected: readonly Rejection[]): string[] {
	const byReason = new Map<string, Set<number>>();
	for (const { item, reason } of rejected) {
		const items = byReason.get(reason);
		if (items) items.add(item);
		else byReason.set(reason, new Set([item]));
	}
	const lines = [...byReason].map(([reason, items]) => `${itemsText([...items])}: ${reason}`);
	const more = lines.length - MOST_REASONS;
	return more > 0 ? [...lines.slice(0, MOST_REASONS), `… and ${more} more reasons.`] : lines;
}

function itemsText(items: number[]): string {
	if (items.length === 1) return `Item ${items[0]}`;
	const shown = items.slice(0, 5).join(', ');
	return items.length > 5 ? `Items ${shown} and ${items.length - 5} more` : `Items ${shown}`;
}

function adviceFor(others: number, done: string): string {
	const fate =
		others === 0
			? 'There are no others.'
			: others === 1
				? `The other one was ${done}.`
				: `The other ${others} were ${done}.`;
	return `${fate} To list what was rejected, set On Error to "Continue (using error output)" in the node's settings.`;
}
