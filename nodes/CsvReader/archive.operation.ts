import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readArchiveSettings, type ArchiveSettings } from './fields/archiveFields';
import { openAccess } from './find/access';
import type { Claim } from './ledger/claim';
import { laterEvents, type AllEvents, type FiledAway, type Ledger } from './ledger/ledger';
import { FolderFailure, RefusedSource } from './source/source';
import { setToStop } from './stopRun';
import { reasonFrom, type CodedReason } from '../shared/codedReason';
import { rejectedItem, stopIfRejected, type Rejection } from '../shared/rejections';

export { description } from './fields/archiveFields';

/** Files away what this execution has worked on: find the claims, see how they ended, move the files, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	const rejections: Rejection[] = [];
	const archive = await openArchive(context);
	if ('problem' in archive) rejections.push({ item: 0, ...archive.problem });
	else if (await archiveAll(context, archive, { items, rejections })) setToStop(context);
	stopIfRejected(context, rejections, { count: items.length + rejections.length, plural: 'files', done: 'archived' });
	context.addExecutionHints({ message: countsText(items, rejections.length), location: 'outputPane' });
	return [...items, ...rejections.map(rejectedItem)];
}

/** What this execution has worked on, and where that is filed away. */
interface ArchiveContext {
	ledger: Ledger;
	settings: ArchiveSettings;
	claims: Claim[];
	events: AllEvents;
}

async function openArchive(context: IExecuteFunctions): Promise<ArchiveContext | { problem: CodedReason }> {
	try {
		const settings = readArchiveSettings(context);
		const events = laterEvents(context.getInputData().map(({ json }) => json));
		const { ledger } = openAccess(context);
		return { ledger, settings, events, claims: await findClaims(ledger, settings, events) };
	} catch (error) {
		if (error instanceof FolderFailure) throw error;
		return { problem: reasonFrom(error) };
	}
}

/** Those of this execution, and those that items tell of: they may come from the execution that this one retries. */
async function findClaims(ledger: Ledger, { folder }: ArchiveSettings, { byClaim }: AllEvents) {
	const own = await ledger.claimsOfRun(folder).catch((error: unknown) => {
		// It was there when the files were taken.
		const isGone = error instanceof RefusedSource && error.code === 'FILE_NOT_FOUND' && byClaim.size > 0;
		throw isGone ? new FolderFailure(error.code, error.message) : error;
	});
	const known = new Set(own.map(({ id }) => id));
	const others = [...byClaim]
		.filter(([id]) => !known.has(id))
		.map(([id, { file }]): Claim => ({ folder, id, name: file, attempt: 1 }));
	return [...own, ...others];
}

/** What the files came to. */
interface ArchiveResult {
	items: INodeExecutionData[];
	rejections: Rejection[];
}

/** What goes wrong with one file stops no other. Answers whether a folder could not be worked in. */
async function archiveAll(
	context: IExecuteFunctions,
	archive: ArchiveContext,
	result: ArchiveResult,
): Promise<boolean> {
	let hasFolderFailed = false;
	for (const claim of archive.claims) {
		if (context.getExecutionCancelSignal()?.aborted) return hasFolderFailed;
		const item = archive.events.byClaim.get(claim.id)?.firstItem ?? 0;
		try {
			// Nothing where the claim is gone: it came to its end before.
			const filedAway = await archive.ledger.archive(claim, archive.events, archive.settings);
			if (filedAway) result.items.push({ json: outputOf(claim, filedAway, archive.settings), pairedItem: { item } });
		} catch (error) {
			hasFolderFailed ||= error instanceof FolderFailure;
			const { reason, code } = reasonFrom(error);
			result.rejections.push({ item, reason: `${claim.name}: ${reason}`, code });
		}
	}
	return hasFolderFailed;
}

/** How many reasons an item lists: enough for an e-mail. */
const MOST_REASONS = 10;

function outputOf({ name }: Claim, { ending, archived }: FiledAway, settings: ArchiveSettings): IDataObject {
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
