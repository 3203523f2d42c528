import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readArchiveSettings, type ArchiveSettings } from './fields/archiveFields';
import { archiveClaim } from './ledger/archive';
import type { Archived } from './ledger/archivePlan';
import type { Claim } from './ledger/claim';
import { claimsOf } from './ledger/claimFiles';
import { endingOf, type Ending } from './ledger/ending';
import { laterEvents, type AllEvents } from './ledger/laterEvents';
import { wholeReading } from './ledger/readingNotes';
import { releaseClaim } from './ledger/release';
import { executionName } from './find/executionName';
import { filePermissions } from './find/n8nFiles';
import { rejectedItem, stopIfRejected, type Rejection } from '../shared/rejections';

export { description } from './fields/archiveFields';

/** Files away what this execution has worked on: find the claims, see how they ended, move the files, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	const rejections: Rejection[] = [];
	const job = await openJob(context);
	if ('problem' in job) rejections.push({ item: 0, reason: job.problem });
	else await archiveAll(context, job, { items, rejections });
	stopIfRejected(context, rejections, { count: items.length + rejections.length, plural: 'files', done: 'archived' });
	context.addExecutionHints({ message: countsText(items, rejections.length), location: 'outputPane' });
	return [...items, ...rejections.map(rejectedItem)];
}

interface ArchiveJob {
	settings: ArchiveSettings;
	claims: Claim[];
	events: AllEvents;
}

async function openJob(context: IExecuteFunctions): Promise<ArchiveJob | { problem: string }> {
	try {
		const settings = readArchiveSettings(context);
		const events = laterEvents(context.getInputData().map(({ json }) => json));
		return { settings, events, claims: await findClaims(context, settings, events) };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

/** Those of this execution, and those that items tell of: they may come from the execution that this one retries. */
async function findClaims(context: IExecuteFunctions, { folder }: ArchiveSettings, { byClaim }: AllEvents) {
	const own = await claimsOf({ folder, permissions: filePermissions(context) }, executionName(context));
	const known = new Set(own.map(({ id }) => id));
	const others = [...byClaim]
		.filter(([id]) => !known.has(id))
		.map(([id, { file }]): Claim => ({ folder, id, name: file, attempt: 1 }));
	return [...own, ...others];
}

interface Outcome {
	items: INodeExecutionData[];
	rejections: Rejection[];
}

/** What goes wrong with one file stops no other. */
async function archiveAll(context: IExecuteFunctions, job: ArchiveJob, outcome: Outcome): Promise<void> {
	for (const claim of job.claims) {
		if (context.getExecutionCancelSignal()?.aborted) return;
		const item = job.events.byClaim.get(claim.id)?.firstItem ?? 0;
		try {
			const json = await archiveOne(context, claim, job);
			if (json) outcome.items.push({ json, pairedItem: { item } });
		} catch (error) {
			outcome.rejections.push({ item, reason: `${claim.name}: ${(error as Error).message}` });
		}
	}
}

/** Undefined where the claim is gone: it came to its end before. */
async function archiveOne(
	context: IExecuteFunctions,
	claim: Claim,
	{ settings, events }: ArchiveJob,
): Promise<IDataObject | undefined> {
	const permissions = filePermissions(context);
	const reading = await wholeReading(claim, permissions);
	if (reading === undefined) {
		await releaseClaim(claim, permissions);
		return undefined;
	}
	const ending = endingOf(claim.id, reading, events, settings);
	const archived = await archiveClaim(claim, ending, permissions);
	return archived && outputOf(claim, ending, archived, settings);
}

/** How many reasons an item lists: enough for an e-mail. */
const MOST_REASONS = 10;

function outputOf({ name }: Claim, ending: Ending, archived: Archived, settings: ArchiveSettings): IDataObject {
	const { folder, rowsRead, rowsDelivered, rejected, failure } = ending;
	return {
		file: name,
		outcome: folder === settings.processedFolder ? 'processed' : 'errorprocessed',
		path: archived.file,
		rows: rowsRead,
		delivered: rowsDelivered,
		rejected: rowsRead - rowsDelivered,
		...(archived.rejects !== undefined && { rejectsFile: archived.rejects }),
		reportFile: archived.report,
		...(failure !== undefined && { failure }),
		reasons: rejected.slice(0, MOST_REASONS).map(({ line, reason }) => `Line ${line}: ${reason}`),
	};
}

function countsText(items: readonly INodeExecutionData[], failed: number): string {
	const count = (outcome: string) => items.filter(({ json }) => json.outcome === outcome).length;
	const parts = [`${count('processed')} processed`, `${count('errorprocessed')} with errors`];
	return `Files: ${[...parts, ...(failed > 0 ? [`${failed} not archived`] : [])].join(', ')}`;
}
