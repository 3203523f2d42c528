import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ObjectType } from './objectTypes';
import type { Done, Outcome } from './outcome';
import { forOutputs } from '../shared/itemList';
import { rejectedItem, stopIfRejected, type Rejection } from '../shared/rejections';

/** What a report depends on beside the outcomes. */
export interface ReportSettings {
	objectType: Pick<ObjectType, 'singular' | 'plural'>;
	dryRun: boolean;
	/** The address of a record in HubSpot's own pages, where it is known. */
	address: (id: string) => string | undefined;
}

/**
 * One output item for each outcome, in the order of the input items and linked to them. What was rejected, or only
 * partly done, carries `error`, which n8n sends to the error output. With the On Error setting "Stop Workflow" it throws
 * a summary instead, after all items are done.
 */
export function report(
	context: IExecuteFunctions,
	outcomes: readonly Outcome[],
	settings: ReportSettings,
): INodeExecutionData[] {
	const { plural } = settings.objectType;
	const rejections = outcomes.map((outcome, item) => rejectionOf(outcome, item, settings));
	const rejected = rejections.filter((rejection) => rejection !== undefined);
	if (!settings.dryRun) stopIfRejected(context, rejected, { count: outcomes.length, plural });
	context.addExecutionHints({ message: countsText(outcomes, settings), location: 'outputPane' });
	const items = outcomes.map((outcome, item) => {
		const rejection = rejections[item];
		if (rejection !== undefined) return rejectionItem(context, rejection, settings.dryRun && { properties: {} });
		return { json: outputOf(outcome as Done, settings), pairedItem: { item } };
	});
	return forOutputs(context.getNode(), items);
}

/** As many as can be taken in at a glance. */
const MOST_FIELDS = 10;
const LONGEST_FIELD = 50;

/** Tells above the output which fields of the input were not mapped; nothing where all were. */
export function tellOfFieldsLeftOut(context: IExecuteFunctions, fields: readonly string[]): void {
	if (fields.length === 0) return;
	const shown = fields.slice(0, MOST_FIELDS).map((field) => `"${field.slice(0, LONGEST_FIELD)}"`);
	const more = fields.length - shown.length;
	const message =
		`Not mapped, since they fit no property by name or label: ${shown.join(', ')}` +
		`${more > 0 ? ` and ${more} more` : ''}. To write them, too, map them by hand, or add the option Unknown Property.`;
	context.addExecutionHints({ message, location: 'outputPane' });
}

/**
 * A dry run does not stop the workflow: without an error output what it rejects stands among the others.
 * @param rehearsed what else the item holds then; false where it is no dry run
 */
export function rejectionItem(
	context: IExecuteFunctions,
	rejection: Rejection,
	rehearsed: IDataObject | false,
): INodeExecutionData {
	if (rehearsed === false || context.continueOnFail()) return rejectedItem(rejection);
	const { item, reason, code } = rejection;
	const json = { ...rehearsed, outcome: 'rejected', error: reason, details: { code }, dryRun: true };
	return { json, pairedItem: { item } };
}

function rejectionOf(outcome: Outcome, item: number, settings: ReportSettings): Rejection | undefined {
	if (outcome.kind === 'rejected') return { item, code: outcome.code, reason: outcome.reason };
	if (outcome.problems === undefined) return undefined;
	const { singular } = settings.objectType;
	const reason = `The ${singular} was ${outcome.result}, but not everything could be done. ${outcome.problems.join(' ')}`;
	return { item, code: 'PARTLY_DONE', reason, details: outputOf(outcome, settings) };
}

/** What most items do not have is left out. */
function outputOf(done: Done, { dryRun, address }: ReportSettings): IDataObject {
	const { id, result, properties, dropped, categories, associations, note, newOptions, newProperties } = done;
	const json: IDataObject = id === undefined ? {} : { id };
	json.outcome = result;
	if (id !== undefined) json.url = done.url ?? address(id);
	json.properties = { ...properties };
	if (newProperties) json.newProperties = newProperties;
	if (newOptions) json.newOptions = Object.fromEntries(newOptions);
	if (dropped) json.dropped = dropped;
	if (associations) json.associations = associations.map((one) => ({ ...one }));
	if (note) json.note = note;
	if (!dryRun) return json;
	if (categories) json.categories = categories.map((one) => ({ ...one }));
	json.dryRun = true;
	return json;
}

/** A record that items name by several keys counts by what comes first here. */
const RANKS: ReadonlyArray<Done['result']> = ['created', 'updated', 'skipped'];

function countsText(outcomes: readonly Outcome[], { objectType, dryRun }: ReportSettings): string {
	const done = outcomes.filter((outcome) => outcome.kind === 'done');
	// Several items may have asked for one record.
	const results = new Map<string, Done['result']>();
	for (const { id, firstItem, result } of done) {
		const record = id ?? `new ${firstItem}`;
		const earlier = results.get(record);
		// What was created for one item was updated for the next.
		if (earlier === undefined || RANKS.indexOf(result) < RANKS.indexOf(earlier)) results.set(record, result);
	}
	const counts = new Map<string, number>();
	for (const result of results.values()) counts.set(result, (counts.get(result) ?? 0) + 1);
	const incomplete = done.filter(({ problems }) => problems !== undefined).length;
	const parts = [
		countText(counts.get('created'), 'created'),
		countText(counts.get('updated'), 'updated'),
		...(counts.has('skipped') ? [countText(counts.get('skipped'), 'skipped')] : []),
		...(incomplete > 0 ? [countText(incomplete, 'incomplete')] : []),
		countText(outcomes.length - done.length, 'rejected'),
	];
	const plural = `${objectType.plural[0].toUpperCase()}${objectType.plural.slice(1)}`;
	return `${dryRun ? 'Dry run, nothing was written. ' : ''}${plural}: ${parts.join(', ')}`;
}

function countText(count = 0, word: string): string {
	return `${count.toLocaleString('en')} ${word}`;
}
