import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { connect } from './connection';
import { readConnectionSettings } from './fields/connectionFields';
import { ensureFields, ONCE_READ, wishReader } from './fields/ensureFields';
import { isSwitchedOn } from './fields/parameters';
import { objectTypeOf } from './objectTypes';
import { usualGroup } from './plan/foresight';
import type { Problem, PropertyWish } from './plan/wish';
import { joinWishes, readWish } from './plan/wishes';
import { forgetDefinitions } from './portal';
import { rejectionItem } from './report';
import { stopIfRejected } from '../shared/rejections';
import { otherSettings } from '../shared/runSettings';
import { ensureAll, expectAll, type EnsureResult, type EnsureResults } from './write/ensureAll';

const displayOptions = { show: { operation: ['ensureProperties'] } };

export const description: INodeProperties[] = ensureFields.map((field) => ({ ...field, displayOptions }));

/** One property that an input item asks for. */
interface Row {
	item: number;
	wish: PropertyWish | Problem;
}

/** Makes sure that an object type has the properties listed: read, plan, write, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const rows = readRows(context);
	const wishes = new Set(rows.flatMap(({ wish }) => ('problem' in wish ? [] : [wish])));
	const { results, isDryRun } = await grantOrRehearse(context, [...wishes]);
	return report(context, endings(rows, results), isDryRun);
}

/** Where it cannot be told whether anything is to be changed, nothing is. */
async function grantOrRehearse(context: IExecuteFunctions, wishes: readonly PropertyWish[]) {
	try {
		const isDryRun = isSwitchedOn(context, 'options.dryRun');
		return { isDryRun, results: await grant(context, wishes, isDryRun) };
	} catch (error) {
		return { isDryRun: false, results: allRejected(wishes, error) };
	}
}

function allRejected(wishes: readonly PropertyWish[], error: unknown): EnsureResults {
	return new Map(wishes.map((wish) => [wish, { kind: 'rejected', reason: (error as Error).message }]));
}

const NOTHING_LISTED: Problem = { problem: 'No property is listed. Add one under "Properties".' };

/** An expression that fails for one item concerns no other. */
function readRows(context: IExecuteFunctions): Row[] {
	const read = wishReader(context);
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	const rows = context.getInputData().flatMap((_, item): Row[] => {
		try {
			const problem = otherThanTheFirst(item);
			if (problem !== undefined) return [{ item, wish: { problem } }];
			const wishes = read(item).map(readWish);
			return (wishes.length > 0 ? wishes : [NOTHING_LISTED]).map((wish) => ({ item, wish }));
		} catch (error) {
			const problem = `A parameter of the node cannot be read: ${(error as Error).message}`;
			return [{ item, wish: { problem } }];
		}
	});
	const joined = joinWishes(rows.map(({ wish }) => wish));
	return rows.map(({ item }, index) => ({ item, wish: joined[index] }));
}

/**
 * Without a connection, or the definitions, every wish is rejected for the same reason. It is not thrown: n8n would send
 * the items on as if all had been done, where On Error is set to continue.
 */
async function grant(
	context: IExecuteFunctions,
	wishes: readonly PropertyWish[],
	isDryRun: boolean,
): Promise<EnsureResults> {
	if (wishes.length === 0) return new Map();
	try {
		const objectType = objectTypeOf(context);
		const connection = await connect(context, readConnectionSettings(context));
		const { client, identity, signal, wait } = connection;
		const properties = await client.properties(objectType.name);
		const expected = expectAll(wishes, new Map(properties.map((property) => [property.name, property])));
		if (isDryRun) return expected;
		try {
			const place = { client, objectType: objectType.name, account: identity, usualGroup: usualGroup(properties) };
			return await ensureAll(expected, { ...place, signal, wait });
		} finally {
			forgetDefinitions(connection);
		}
	} catch (error) {
		return allRejected(wishes, error);
	}
}

/** How a row ended. */
interface Ending {
	item: number;
	property?: string;
	result: EnsureResult;
}

function endings(rows: readonly Row[], results: EnsureResults): Ending[] {
	return rows.map(({ item, wish }) => {
		if ('problem' in wish) return { item, result: { kind: 'rejected', reason: wish.problem } };
		const result = results.get(wish) ?? { kind: 'rejected', reason: `The property "${wish.name}" was not tried.` };
		return { item, property: wish.name, result };
	});
}

/**
 * One output item for each ending, in order, linked to its input item. What was rejected carries `error`, which n8n
 * sends to the error output; with the On Error setting "Stop Workflow" a summary is thrown instead.
 */
function report(context: IExecuteFunctions, ends: readonly Ending[], isDryRun: boolean): INodeExecutionData[] {
	const rejected = ends.flatMap(({ item, result }) =>
		result.kind === 'rejected' ? [{ item, reason: result.reason }] : [],
	);
	if (!isDryRun) stopIfRejected(context, rejected, { count: ends.length, plural: 'properties' });
	context.addExecutionHints({ message: countsText(ends, isDryRun), location: 'outputPane' });
	return ends.map(({ item, property, result }) => {
		if (result.kind === 'rejected') {
			return rejectionItem(context, { item, reason: result.reason }, isDryRun && { property });
		}
		const { outcome, label, type, addedOptions, differences } = result;
		const json = { property, outcome, label, type, addedOptions, differences, ...(isDryRun && { dryRun: true }) };
		return { json, pairedItem: { item } };
	});
}

/** Several items may have asked for one property. */
function countsText(ends: readonly Ending[], isDryRun: boolean): string {
	const results = [...new Map(ends.map(({ property, result }, index) => [property ?? index, result])).values()];
	const count = (outcome: string) =>
		results.filter((result) => result.kind === 'ensured' && result.outcome === outcome).length.toLocaleString('en');
	const rejected = ends.filter(({ result }) => result.kind === 'rejected').length.toLocaleString('en');
	const counts = `${count('created')} created, ${count('optionsAdded')} given options, ${count('unchanged')} unchanged, ${rejected} rejected`;
	return `${isDryRun ? 'Dry run, nothing was changed. ' : ''}Properties: ${counts}`;
}
