import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { HubSpotError, unexpected } from './api/errors';
import { connect, type HubSpotConnection } from './connection';
import { readConnectionSettings } from './fields/connectionFields';
import { readKeys } from './fields/matchFields';
import { objectTypeOf } from './objectTypes';
import type { Outcome } from './outcome';
import { labelled, missingProperties, withMissing } from './plan/newProperties';
import { joinRows, planRows, withAdditionsOf, withoutUnready, type PlannedRows } from './plan/plan';
import type { UnknownField } from './plan/fieldMatching';
import { keysProblem, type Definitions } from './plan/definition';
import type { Key } from './plan/key';
import type { Row, UnreadableRow } from './plan/row';
import type { PropertyWish } from './plan/wish';
import * as portal from './portal';
import { fieldsLeftOut, readRows } from './fields/readRows';
import { report, tellOfFieldsLeftOut } from './report';
import { readSettings, type UpsertSettings } from './fields/upsertFields';
import { carryOut, rehearse } from './write/carryOut';
import type { Workplace } from './write/jobs';
import { needsOf, prepare } from './write/prepare';

export { description } from './fields/upsertFields';

/** Creates or updates a record for each input item: read, plan, write, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const job = await openJob(context);
	if ('problem' in job) {
		const objectType = { singular: 'record', plural: 'records' };
		const outcomes = allRejected(context, job.problem);
		return report(context, outcomes, { objectType, dryRun: false, address: () => undefined });
	}
	const { connection, objectType, settings } = job;
	// Asked while the rows are written: nobody waits for it in the end.
	const asked = portal.recordAddress(connection, objectType);
	const outcomes = await performOrReject(job);
	return report(context, outcomes, { objectType, dryRun: settings.dryRun, address: await asked });
}

/** What stays the same for all items. */
interface Job {
	context: IExecuteFunctions;
	connection: HubSpotConnection;
	objectType: ReturnType<typeof objectTypeOf>;
	settings: UpsertSettings;
	keys: Key[];
	/** What is known of properties, owners and pipelines is from earlier executions, and may be out of date. */
	isKnowledgeOld: boolean;
}

/**
 * Where the node cannot begin, every item is rejected for the same reason. It is not thrown: n8n would send the items on
 * as if they had been written, where On Error is set to continue.
 */
async function openJob(context: IExecuteFunctions): Promise<Job | { problem: string }> {
	try {
		const connection = await connect(context, readConnectionSettings(context));
		const objectType = objectTypeOf(context);
		const settings = readSettings(context);
		// What a dry run tells is to hold for the account as it is now.
		if (settings.dryRun) portal.forgetDefinitions(connection);
		const isKnowledgeOld = portal.areDefinitionsRemembered(connection);
		const job = { context, connection, objectType, settings, keys: readKeys(context), isKnowledgeOld };
		const problem = await keyProblem(job);
		return problem === undefined ? job : { problem };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

/** A key that cannot work would have every batch refused, record by record. */
async function keyProblem({ connection, objectType, keys, isKnowledgeOld }: Job): Promise<string | undefined> {
	const problem = keysProblem(keys, await portal.propertyDefinitions(connection, objectType), objectType);
	if (problem === undefined || !isKnowledgeOld) return problem;
	portal.forgetDefinitions(connection);
	return keysProblem(keys, await portal.propertyDefinitions(connection, objectType), objectType);
}

/** Not thrown, for the same reason: HubSpot may fail while its definitions are read once more. */
async function performOrReject(job: Job): Promise<Outcome[]> {
	try {
		return await perform(job);
	} catch (error) {
		return allRejected(job.context, (error instanceof HubSpotError ? error : unexpected(error)).message);
	}
}

function allRejected(context: IExecuteFunctions, reason: string): Outcome[] {
	return context.getInputData().map(() => ({ kind: 'rejected', reason }));
}

async function perform(job: Job): Promise<Outcome[]> {
	const { context, settings } = job;
	const plan = await planAll(job);
	const { definitions } = plan;
	tellOfFieldsLeftOut(context, fieldsLeftOut(context, { definitions, unknownField: unknownFieldOf(settings) }));
	const place = workplaceOf(job);
	if (settings.dryRun) return inOrder(context, await rehearse(joinRows(plan.planned, settings.duplicates), place));
	const ready = await makeReady(plan, job);
	return inOrder(context, await carryOut(joinRows(ready, settings.duplicates), place));
}

interface PlanOfRows {
	planned: PlannedRows;
	/** The properties that have to be created first. */
	missing: PropertyWish[];
	/** The properties that HubSpot has. */
	definitions: Definitions;
}

/**
 * Creates the properties and options that the rows need, and plans them anew: somebody else may just have added the same
 * option under another internal value. Rows for which something could not be created are rejected.
 */
async function makeReady({ planned, missing }: PlanOfRows, job: Job): Promise<PlannedRows> {
	const needs = needsOf(planned.rows, missing);
	if (needs.properties.length + needs.options.size === 0) return planned;
	const problems = await prepare(needs, workplaceOf(job));
	portal.forgetDefinitions(job.connection);
	const anew = await planOnce(job);
	return withoutUnready(withAdditionsOf(planned, anew.planned), problems);
}

/** HubSpot may have learnt a new option or property since the definitions were fetched: then they are fetched anew. */
async function planAll(job: Job): Promise<PlanOfRows> {
	const plan = await planOnce(job);
	const isWanting = plan.missing.length > 0 || plan.planned.rejected.size > 0;
	const lacksOptions = plan.planned.rows.some(({ newOptions, dropped }) => newOptions ?? dropped);
	if (!job.isKnowledgeOld || !(isWanting || lacksOptions)) return plan;
	portal.forgetDefinitions(job.connection);
	return await planOnce(job);
}

async function planOnce(job: Job): Promise<PlanOfRows> {
	const { context, connection, objectType, settings, keys } = job;
	const definitions = await portal.propertyDefinitions(connection, objectType);
	const unknownField = unknownFieldOf(settings);
	const rows = readRows(context, { definitions, unknownField, conversion: settings.conversion });
	const missing = settings.unknownProperty === 'create' ? newProperties(job, rows, definitions) : [];
	const all = withMissing(await withChoices(job, definitions, rows), missing);
	const planned = planRows(rows, { ...settings, keys, definitions: all, pipeline: objectType.pipeline });
	return { planned, missing, definitions };
}

function newProperties({ context }: Job, rows: ReadonlyArray<Row | UnreadableRow>, definitions: Definitions) {
	const items = context.getInputData().map(({ json }) => json);
	return labelled(missingProperties(rows, definitions), items);
}

function unknownFieldOf({ chosenUnknownProperty }: UpsertSettings): UnknownField {
	if (chosenUnknownProperty === undefined) return 'leaveOut';
	return chosenUnknownProperty === 'create' ? 'asNewProperty' : 'keep';
}

async function withChoices(
	{ connection, objectType }: Job,
	definitions: Definitions,
	rows: ReadonlyArray<Row | UnreadableRow>,
): Promise<Definitions> {
	const isUsed = (name: string) => rows.some((row) => 'properties' in row && name in row.properties);
	return await portal.withChoices(connection, objectType, { definitions, isUsed });
}

function workplaceOf({ connection, objectType, settings }: Job): Workplace {
	return {
		client: connection.client,
		objectType: objectType.name,
		singular: objectType.singular,
		existingValues: settings.existingValues,
		account: connection.identity,
		signal: connection.signal,
		wait: connection.wait,
	};
}

function inOrder(context: IExecuteFunctions, outcomes: ReadonlyMap<number, Outcome>): Outcome[] {
	const unsaid: Outcome = { kind: 'rejected', reason: 'It was not written.' };
	return context.getInputData().map((_item, index) => outcomes.get(index) ?? unsaid);
}
