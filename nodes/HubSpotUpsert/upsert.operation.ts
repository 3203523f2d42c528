import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { HubSpotError, unexpected } from './api/errors';
import type { HubSpotConnection } from './connection';
import { readKeys } from './fields/matchFields';
import { fieldsLeftOut, readDrafts } from './fields/readDrafts';
import { readSetting } from './fields/parameters';
import { readSettings, type UpsertSettings } from './fields/upsertFields';
import { objectTypeOf } from './objectTypes';
import { NOT_WRITTEN, type Outcome } from './outcome';
import { keysProblem } from './plan/definition';
import type { UnknownField } from './plan/fieldMatching';
import { groundsOf, type Grounds } from './plan/grounds';
import type { Key } from './plan/key';
import { joinDrafts } from './plan/plan';
import { makeReady, planAll, type Knowledge, type Planning } from './planUpsert';
import * as portal from './portal';
import { connectForRun } from './runConnection';
import { soon } from './soon';
import { report, tellOfFieldsLeftOut } from './report';
import { carryOut, rehearse } from './write/carryOut';
import type { WriteContext } from './write/jobs';
import { prepare } from './write/prepare';

export { description } from './fields/upsertFields';

/** Creates or updates a record for each input item: read, plan, write, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const run = await openRun(context);
	if ('reason' in run) {
		const objectType = { singular: 'record', plural: 'records' };
		const outcomes = allRejected(context, run);
		return report(context, outcomes, { objectType, dryRun: false, address: () => undefined });
	}
	const { connection, objectType, settings } = run;
	// Asked while the records are written: nobody waits long for it in the end.
	const asked = portal.recordAddress(connection, objectType);
	const outcomes = await performOrReject(context, run);
	return report(context, outcomes, { objectType, dryRun: settings.dryRun, address: await soon(asked, addressless) });
}

function addressless(): undefined {
	return undefined;
}

async function perform(context: IExecuteFunctions, run: Run): Promise<Outcome[]> {
	const { dryRun, duplicates } = run.settings;
	const unknownField = unknownFieldOf(run.settings);
	const planning = planningOf(context, run);
	const plan = await planAll(planning);
	tellOfFieldsLeftOut(context, fieldsLeftOut(context, { definitions: plan.definitions, unknownField }));
	const writing = writeContextOf(run);
	if (dryRun) return inOrder(context, await rehearse(joinDrafts(plan.planned, duplicates), writing));
	const ready = await makeReady(plan, planning, async (needs) => await prepare(needs, writing));
	return inOrder(context, await carryOut(joinDrafts(ready, duplicates), writing));
}

/** What stays the same for all items. */
interface Run {
	connection: HubSpotConnection;
	objectType: ReturnType<typeof objectTypeOf>;
	settings: UpsertSettings;
	keys: Key[];
	knowledge: Knowledge;
}

/**
 * Where the node cannot begin, every item is rejected for the same reason. It is not thrown: n8n would send the items on
 * as if they had been written, where On Error is set to continue.
 */
async function openRun(context: IExecuteFunctions): Promise<Run | Grounds> {
	try {
		const connection = await connectForRun(context);
		const objectType = readSetting(() => objectTypeOf(context));
		const settings = readSetting(() => readSettings(context));
		// What a dry run tells is to hold for the account as it is now.
		if (settings.dryRun) portal.forgetDefinitions(connection);
		const knowledge = portal.knowledgeOf(connection, objectType);
		const run = { connection, objectType, settings, keys: readSetting(() => readKeys(context)), knowledge };
		return (await keyProblem(run)) ?? run;
	} catch (error) {
		return groundsOf(error);
	}
}

/** A key that cannot work would have every batch refused, record by record. */
async function keyProblem({ objectType, keys, knowledge }: Run): Promise<Grounds | undefined> {
	const problem = keysProblem(keys, await knowledge.definitions(), objectType);
	if (problem === undefined || !knowledge.isOld) return problem;
	knowledge.forget();
	return keysProblem(keys, await knowledge.definitions(), objectType);
}

/** Not thrown, for the same reason: HubSpot may fail while its definitions are read once more. */
async function performOrReject(context: IExecuteFunctions, run: Run): Promise<Outcome[]> {
	try {
		return await perform(context, run);
	} catch (error) {
		return allRejected(context, groundsOf(error instanceof HubSpotError ? error : unexpected(error)));
	}
}

function allRejected(context: IExecuteFunctions, { code, reason }: Grounds): Outcome[] {
	return context.getInputData().map(() => ({ kind: 'rejected', code, reason }));
}

function planningOf(context: IExecuteFunctions, { objectType, settings, keys, knowledge }: Run): Planning {
	const { conversion } = settings;
	const unknownField = unknownFieldOf(settings);
	return {
		knowledge,
		settings: { ...settings, keys, pipeline: objectType.pipeline },
		items: context.getInputData().map(({ json }) => json),
		readDrafts: (definitions) => readDrafts(context, { definitions, unknownField, conversion }),
	};
}

function unknownFieldOf({ chosenUnknownProperty }: UpsertSettings): UnknownField {
	if (chosenUnknownProperty === undefined) return 'leaveOut';
	return chosenUnknownProperty === 'create' ? 'asNewProperty' : 'keep';
}

function writeContextOf({ connection, objectType, settings }: Run): WriteContext {
	const { client, identity: account, signal, wait } = connection;
	const { name, singular } = objectType;
	return { client, objectType: name, singular, existingValues: settings.existingValues, account, signal, wait };
}

function inOrder(context: IExecuteFunctions, outcomes: ReadonlyMap<number, Outcome>): Outcome[] {
	const unsaid: Outcome = { kind: 'rejected', ...NOT_WRITTEN };
	return context.getInputData().map((_item, index) => outcomes.get(index) ?? unsaid);
}
