import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { rejectedItem, stopIfRejected } from '../shared/rejections';
import { withoutTokens } from './api/secret';
import type { Outcome } from './outcome';

/** What the items of an operation stand for. */
export interface Noun {
	singular: string;
	plural: string;
	/** What the operation does with them, for instance `created`. */
	done: string;
}

export interface ReportSettings {
	noun: Noun;
	/** How long Oplead's limit kept the execution waiting, in ms. */
	waitedMs: number;
}

/**
 * The output items of each outcome, in the order of the input items and linked to them. What was rejected carries `error`,
 * which n8n sends to the error output; with the On Error setting "Stop Workflow" a summary is thrown instead.
 */
export function report(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	{ noun, waitedMs }: ReportSettings,
): INodeExecutionData[] {
	const rejections = outcomes.flatMap((outcome, item) =>
		outcome.kind === 'rejected' ? [{ item, reason: outcome.reason, code: outcome.code }] : [],
	);
	stopIfRejected(context, rejections, { count: outcomes.length, plural: noun.plural, done: noun.done });
	context.addExecutionHints({ message: countsText(outcomes, noun) + waitedText(waitedMs), location: 'outputPane' });
	return outcomes.flatMap((outcome, item) => {
		if (outcome.kind === 'rejected') return [rejectedItem({ item, reason: outcome.reason, code: outcome.code })];
		return outcome.items.map((json) => ({ json: withoutTokens(json) as IDataObject, pairedItem: { item } }));
	});
}

function countsText(outcomes: readonly Outcome[], { singular, plural }: Noun): string {
	const counts = new Map<string, number>();
	for (const outcome of outcomes) {
		if (outcome.kind === 'done') counts.set(outcome.word, (counts.get(outcome.word) ?? 0) + 1);
	}
	counts.set('rejected', outcomes.filter(({ kind }) => kind === 'rejected').length);
	const parts = [...counts].map(([word, count]) => `${count.toLocaleString('en')} ${word}`);
	return `${outcomes.length.toLocaleString('en')} ${outcomes.length === 1 ? singular : plural}: ${parts.join(', ')}`;
}

function waitedText(ms: number): string {
	const seconds = Math.round(ms / 1_000);
	if (seconds < 1) return '';
	const minutes = Math.floor(seconds / 60);
	return `; waited ${minutes > 0 ? `${minutes} min ` : ''}${seconds % 60} s for Oplead’s limit`;
}
