import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { ensureFields, ONCE_READ, wishReader } from './fields/ensureFields';
import { isSwitchedOn, parameterGrounds, readSetting } from './fields/parameters';
import { objectTypeOf } from './objectTypes';
import { usualGroup } from './plan/foresight';
import { groundsOf, type Grounds } from './plan/grounds';
import type { PropertyWish } from './plan/wish';
import { joinWishes, readWish } from './plan/wishes';
import { forgetDefinitions } from './portal';
import { rejectionItem } from './report';
import { connectForRun } from './runConnection';
import { stopIfRejected } from '../shared/rejections';
import { otherSettings } from '../shared/runSettings';
import { ensureAll, expectAll, type EnsureResult, type EnsureResults } from './write/ensureAll';

const displayOptions = { show: { operation: ['ensureProperties'] } };

export const description: INodeProperties[] = ensureFields.map((field) => ({ ...field, displayOptions }));

/** One property that an input item asks for, or why it cannot be made out. */
interface ItemWish {
	item: number;
	wish: PropertyWish | Grounds;
}

/** Makes sure that an object type has the properties listed: read, plan, write, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const asked = readWishes(context);
	const wishes = new Set(asked.flatMap(({ wish }) => ('reason' in wish ? [] : [wish])));
	const { results, isDryRun } = await grantOrRehearse(context, [...wishes]);
	return report(context, endings(asked, results), isDryRun);
}

/** Where it cannot be told whether anything is to be changed, nothing is. */
async function grantOrRehearse(context: IExecuteFunctions, wishes: readonly PropertyWish[]) {
	try {
		const isDryRun = readSetting(() => isSwitchedOn(context, 'options.dryRun'));
		const perform = isDryRun ? rehearse : grant;
		return { isDryRun, results: await orAllRejected(wishes, async () => await perform(context, wishes)) };
	} catch (error) {
		return { isDryRun: false, results: allRejected(wishes, error) };
	}
}

/**
 * Without a connection, or the definitions, every wish is rejected for the same reason. It is not thrown: n8n would send
 * the items on as if all had been done, where On Error is set to continue.
 */
async function orAllRejected(
	wishes: readonly PropertyWish[],
	perform: () => Promise<EnsureResults>,
): Promise<EnsureResults> {
	try {
		return wishes.length === 0 ? new Map() : await perform();
	} catch (error) {
		return allRejected(wishes, error);
	}
}

function allRejected(wishes: readonly PropertyWish[], error: unknown): EnsureResults {
	return new Map(wishes.map((wish) => [wish, { kind: 'rejected', ...groundsOf(error) }]));
}

const NOTHING_LISTED: Grounds = {
	code: 'SETTING_INVALID',
	reason: 'No property is listed. Add one under "Properties".',
};

/** An expression that fails for one item concerns no other. */
function readWishes(context: IExecuteFunctions): ItemWish[] {
	const read = wishReader(context);
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	const asked = context.getInputData().flatMap((_, item): ItemWish[] => {
		try {
			const reason = otherThanTheFirst(item);
			if (reason !== undefined) return [{ item, wish: { code: 'SETTING_DIFFERS', reason } }];
			const wishes = read(item).map(readWish);
			return (wishes.length > 0 ? wishes : [NOTHING_LISTED]).map((wish) => ({ item, wish }));
		} catch (error) {
			const { code, reason } = parameterGrounds(error);
			return [{ item, wish: { code, reason: `A parameter of the node cannot be read: ${reason}` } }];
		}
	});
	const joined = joinWishes(asked.map(({ wish }) => wish));
	return asked.map(({ item }, index) => ({ item, wish: joined[index] }));
}

/** What `grant` would do; changes nothing. */
async function rehearse(context: IExecuteFunctions, wishes: readonly PropertyWish[]): Promise<EnsureResults> {
	return (await look(context, wishes)).expected;
}

/** Creates and adds what the wishes lack. Throws where HubSpot cannot be reached, or does not tell its properties. */
async function grant(context: IExecuteFunctions, wishes: readonly PropertyWish[]): Promise<EnsureResults> {
	const { expected, connection, properties, objectType } = await look(context, wishes);
	const { client, identity, signal, wait } = connection;
	try {
		const account = { client, objectType, account: identity, usualGroup: usualGroup(properties) };
		return await ensureAll(expected, { ...account, signal, wait });
	} finally {
		forgetDefinitions(connection);
	}
}

/** The properties that HubSpot has, and what will become of the wishes. */
async function look(context: IExecuteFunctions, wishes: readonly PropertyWish[]) {
	const { name: objectType } = readSetting(() => objectTypeOf(context));
	const connection = await connectForRun(context);
	const properties = await connection.client.properties(objectType);
	const expected = expectAll(wishes, new Map(properties.map((property) => [property.name, property])));
	return { expected, connection, properties, objectType };
}

/** How a wish of an item ended. */
interface Ending {
	item: number;
	property?: string;
	result: EnsureResult;
}

function endings(asked: readonly ItemWish[], results: EnsureResults): Ending[] {
	return asked.map(({ item, wish }): Ending => {
		if ('reason' in wish) return { item, result: { kind: 'rejected', ...wish } };
		const untried = { code: 'UNEXPECTED', reason: `The property "${wish.name}" was not tried.` } as const;
		return { item, property: wish.name, result: results.get(wish) ?? { kind: 'rejected', ...untried } };
	});
}

/**
 * One output item for each ending, in order, linked to its input item. What was rejected carries `error`, which n8n
 * sends to the error output; with the On Error setting "Stop Workflow" a summary is thrown instead.
 */
function report(context: IExecuteFunctions, ends: readonly Ending[], isDryRun: boolean): INodeExecutionData[] {
	const rejected = ends.flatMap(({ item, result }) =>
		result.kind === 'rejected' ? [{ item, code: result.code, reason: result.reason }] : [],
	);
	if (!isDryRun) stopIfRejected(context, rejected, { count: ends.length, plural: 'properties' });
	context.addExecutionHints({ message: countsText(ends, isDryRun), location: 'outputPane' });
	return ends.map(({ item, property, result }) => {
		if (result.kind === 'rejected') {
			const { code, reason } = result;
			return rejectionItem(context, { item, code, reason }, isDryRun && { property });
		}
		const { result: outcome, label, type, addedOptions, differences } = result;
		const json = { property, outcome, label, type, addedOptions, differences, ...(isDryRun && { dryRun: true }) };
		return { json, pairedItem: { item } };
	});
}

/** Several items may have asked for one property. */
function countsText(ends: readonly Ending[], isDryRun: boolean): string {
	const results = [...new Map(ends.map(({ property, result }, index) => [property ?? index, result])).values()];
	const count = (outcome: string) =>
		results.filter((result) => result.kind === 'ensured' && result.result === outcome).length.toLocaleString('en');
	const rejected = ends.filter(({ result }) => result.kind === 'rejected').length.toLocaleString('en');
	const counts = `${count('created')} created, ${count('optionsAdded')} given options, ${count('unchanged')} unchanged, ${rejected} rejected`;
	return `${isDryRun ? 'Dry run, nothing was changed. ' : ''}Properties: ${counts}`;
}
