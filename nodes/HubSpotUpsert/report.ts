import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from './outcome';
import type { Plan } from './plan/plan';

/** What the words of a report depend on. */
export interface ReportSettings {
	/** For instance `contact`. */
	recordName: string;
	address(id: string): string | undefined;
}

/** The most reasons that a summary lists; the rest is counted. */
const MOST_REASONS = 10;

/** Puts the outcomes of the writes back on the rows that asked for them: one outcome a row, in the rows' order. */
export function outcomesByRow({ writes, rejected }: Plan, outcomes: readonly Outcome[]): Outcome[] {
	const byRow: Outcome[] = [];
	for (const [row, outcome] of rejected) byRow[row] = outcome;
	for (const [index, { rows }] of writes.entries()) {
		for (const row of rows) byRow[row] = outcomes[index];
	}
	return byRow;
}

/**
 * One output item for each outcome, linked to its input item. Rejected rows carry `error`, which n8n sends to the error
 * output. With the On Error setting "Stop Workflow" it throws a summary instead, after all the rows are done.
 */
export function report(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	settings: ReportSettings,
): INodeExecutionData[] {
	if (!context.continueOnFail()) throwRejected(context, outcomes, settings);
	context.addExecutionHints({ message: countsText(outcomes, settings), location: 'outputPane' });
	return outcomes.map((outcome, item) => {
		if (outcome.kind === 'rejected') return { json: { error: outcome.reason }, pairedItem: { item } };
		const { id, created, properties } = outcome;
		const url = settings.address(id);
		return { json: { id, outcome: created ? 'created' : 'updated', url, properties }, pairedItem: { item } };
	});
}

function throwRejected(context: IExecuteFunctions, outcomes: readonly Outcome[], settings: ReportSettings): void {
	const rejected = [...outcomes.entries()].flatMap(([item, outcome]) =>
		outcome.kind === 'rejected' ? [{ item, reason: outcome.reason }] : [],
	);
	if (rejected.length === 0) return;
	const advice = adviceFor(outcomes.length - rejected.length);
	const [message, description] =
		outcomes.length === 1
			? [rejected[0].reason, advice]
			: [
					`${rejected.length} of ${outcomes.length} ${settings.recordName}s could not be written`,
					[...summary(rejected), advice].join('\n'),
				];
	throw new NodeOperationError(context.getNode(), message, { itemIndex: rejected[0].item, description });
}

/** The same reason on many rows is one line. */
function summary(rejected: ReadonlyArray<{ item: number; reason: string }>): string[] {
	const byReason = new Map<string, number[]>();
	for (const { item, reason } of rejected) byReason.set(reason, [...(byReason.get(reason) ?? []), item]);
	const lines = [...byReason].map(([reason, items]) => `${itemsText(items)}: ${reason}`);
	const more = lines.length - MOST_REASONS;
	return more > 0 ? [...lines.slice(0, MOST_REASONS), `… and ${more} more reasons.`] : lines;
}

function itemsText(items: number[]): string {
	if (items.length === 1) return `Item ${items[0]}`;
	const shown = items.slice(0, 5).join(', ');
	return items.length > 5 ? `Items ${shown} and ${items.length - 5} more` : `Items ${shown}`;
}

function adviceFor(written: number): string {
	const others = written === 0 ? 'None was written.' : `The other ${written} were written.`;
	return `${others} To list what was rejected, set On Error to "Continue (using error output)" in the node's settings.`;
}

function countsText(outcomes: readonly Outcome[], { recordName }: ReportSettings): string {
	const written = outcomes.filter((outcome) => outcome.kind === 'written');
	// Several items may have asked for one record.
	const records = new Map(written.map(({ id, created }) => [id, created]));
	const created = [...records.values()].filter((isNew) => isNew).length;
	const counts = [created, records.size - created, outcomes.length - written.length].map((count) =>
		count.toLocaleString('en'),
	);
	return `${recordName[0].toUpperCase()}${recordName.slice(1)}s: ${counts[0]} created, ${counts[1]} updated, ${counts[2]} rejected`;
}
