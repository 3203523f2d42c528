import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { reasonFrom, type CodedReason } from '../shared/codedReason';
import { readLimits } from './fields/limitOptions';
import { readRecordsPerSlice } from './fields/splitFields';
import { openAccess } from './find/access';
import { findFiles, type FoundFile, type FoundFiles } from './find/files';
import type { Ledger } from './ledger/ledger';
import { openTable } from './reading/openTable';
import type { RecordLimits } from './records/readPlan';
import { addHints, allRejected, notFound, rejectedFile, stopIfRejected, type FileReport } from './report';
import { planSlices, type Slice } from './slices/planSlices';
import { plainTable, type SliceItem } from './slices/sliceItem';
import { inWords } from './source/fileProblem';
import { FolderFailure } from './source/source';

export { description } from './fields/splitFields';

interface SplitSettings {
	limits: RecordLimits;
	recordsPerSlice: number;
}

/** Plans the slices of large files: find, plan, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const settings = readSettings(context);
	if ('problem' in settings) return allRejected(context, settings.problem);
	const access = openAccess(context);
	const { ledger } = access;
	const found = await findFiles(context, access);
	try {
		const { items, files, sliceCount } = await splitAll(context, found, { ...settings, ledger });
		stopIfRejected(context, files);
		if (context.getExecutionCancelSignal()?.aborted) await ledger.release(found.claims);
		addHints(context, files, [`Slices: ${sliceCount.toLocaleString('en')}`, ...found.notes]);
		return items;
	} catch (error) {
		await ledger.releaseAfterError(found.claims);
		throw error;
	}
}

function readSettings(context: IExecuteFunctions): SplitSettings | { problem: CodedReason } {
	try {
		return {
			limits: readLimits(context),
			recordsPerSlice: readRecordsPerSlice(context),
		};
	} catch (error) {
		return { problem: reasonFrom(error) };
	}
}

/** What a file is split by. */
interface SplitContext extends SplitSettings {
	ledger: Ledger;
}

async function splitAll(context: IExecuteFunctions, found: FoundFiles, splitting: SplitContext) {
	const { items, files } = notFound(found.problems);
	let sliceCount = 0;
	for (const file of found.files) {
		if (context.getExecutionCancelSignal()?.aborted) break;
		const { name, item } = file;
		try {
			const { slices, hint, doubts } = await splitFile(context, file, splitting);
			sliceCount += slices.length;
			for (const slice of slices) items.push({ json: slice as unknown as IDataObject, pairedItem: { item } });
			const rows = slices.reduce((sum, { records }) => sum + records, 0);
			files.push({ name, item, rows, rejected: [], hint, doubts });
		} catch (error) {
			if (error instanceof FolderFailure) throw error;
			const problem = reasonFrom(inWords(error, name, 'read'));
			const { reason } = problem;
			items.push(rejectedFile(file, problem));
			const note = { rows: 0, rejected: [], failure: reason };
			if (file.claim) await splitting.ledger.noteReading(file.claim, 0, note);
			files.push({ name, item, rows: 0, rejected: [{ reason }] });
		}
	}
	return { items, files, sliceCount };
}

/** The slices of a file, and what was detected. */
interface SplitFile extends Pick<FileReport, 'hint' | 'doubts'> {
	slices: SliceItem[];
}

async function splitFile(context: IExecuteFunctions, file: FoundFile, splitting: SplitContext): Promise<SplitFile> {
	const { claim, given } = file;
	const { limits, recordsPerSlice, ledger } = splitting;
	const source = await file.open();
	const { table, names, start } = await openTable(source, { given, limits });
	const planned: Slice[] = [];
	for await (const slice of planSlices(source, table, { recordsPerSlice, limits })) {
		if (context.getExecutionCancelSignal()?.aborted) break;
		planned.push(slice);
	}
	if (claim) {
		await ledger.remember(claim, { table, recordBytes: limits.recordBytes });
		await ledger.noteSlices(claim, planned);
		// Nobody reads a header without records: it is done.
		if (planned.length === 0) await ledger.noteReading(claim, start, { rows: 0, rejected: [] });
	}
	const about = {
		file: file.name,
		path: file.path ?? '',
		sizeBytes: source.sizeBytes,
		...(claim && { claim: claim.id }),
	};
	const slices = planned.map((slice, index) => ({
		...about,
		slice: index + 1,
		slices: planned.length,
		...slice,
		columns: names,
		table: plainTable(table),
	}));
	return { slices, hint: table.hint, doubts: table.doubts };
}
