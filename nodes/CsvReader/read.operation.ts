import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { reasonFrom, type CodedReason } from '../shared/codedReason';
import { forOutputs } from '../shared/itemList';
import { doubtsOf } from './columns/plan';
import { rowBuilder } from './columns/rowBuilder';
import { readColumns, type ColumnReader } from './fields/columnFields';
import { readLimits } from './fields/limitOptions';
import { readOutput, type OutputSettings } from './fields/outputFields';
import { readStrayQuotes } from './fields/readFields';
import { FileItems } from './fileItems';
import { openAccess } from './find/access';
import type { Claim } from './ledger/claim';
import type { ReadingNote } from './ledger/ledger';
import { planRows } from './reading/planRows';
import { readRows } from './reading/readRows';
import { findReadings, type Reading, type Readings, type Stretch } from './find/readings';
import type { ReadPlan, RecordLimits } from './records/readPlan';
import { addHints, allRejected, noteFrom, notFound, rejectedFile, stopIfRejected, type FileReport } from './report';
import { inWords } from './source/fileProblem';
import { bytesOf, FolderFailure } from './source/source';

export { description } from './fields/readFields';

/** What the user has set; the same for all files. */
interface ReadSettings {
	limits: RecordLimits;
	columns: ColumnReader;
	output: OutputSettings;
	strayQuotes: ReadPlan['strayQuotes'];
}

/** Turns the rows of CSV files into items: find, read, report. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const settings = readSettings(context);
	if ('problem' in settings) return allRejected(context, settings.problem);
	const access = openAccess(context);
	const { ledger } = access;
	const found = await findReadings(context, settings.limits, access);
	try {
		const { items, files, notes } = await readAll(context, found, settings);
		stopIfRejected(context, files);
		// Not before: rows that are not passed on must not count as read.
		if (context.getExecutionCancelSignal()?.aborted) await ledger.release(found.claims);
		else for (const { claim, start, note } of notes) await ledger.noteReading(claim, start, note);
		addHints(context, files, found.notes);
		return forOutputs(context.getNode(), items);
	} catch (error) {
		await ledger.releaseAfterError(found.claims);
		throw error;
	}
}

/** Not thrown: n8n would send the items on as if they had been read, where On Error is set to continue. */
function readSettings(context: IExecuteFunctions): ReadSettings | { problem: CodedReason } {
	try {
		return {
			limits: readLimits(context),
			columns: readColumns(context),
			output: readOutput(context),
			strayQuotes: readStrayQuotes(context),
		};
	} catch (error) {
		return { problem: reasonFrom(error) };
	}
}

interface AllRead {
	items: INodeExecutionData[];
	files: FileReport[];
	notes: Note[];
}

/** What is to be noted of a stretch of a claimed file, and where that begins. */
interface Note {
	claim: Claim;
	start: number;
	note: ReadingNote;
}

async function readAll(context: IExecuteFunctions, found: Readings, settings: ReadSettings): Promise<AllRead> {
	const { items, files } = notFound(found.problems);
	const notes: Note[] = [];
	for (const reading of found.readings) {
		if (context.getExecutionCancelSignal()?.aborted) break;
		const { report, start } = await readOne(context, { reading, items, settings });
		files.push(report);
		if (reading.claim) notes.push({ claim: reading.claim, start, note: noteFrom(report) });
	}
	return { items, files, notes };
}

/** One file, or slice of one, and the items that its rows are added to. */
interface ReadingContext {
	reading: Reading;
	items: INodeExecutionData[];
	settings: ReadSettings;
}

/** What is wrong with one file stops no other; of a file that cannot be read to its end no row is passed on. */
async function readOne(
	context: IExecuteFunctions,
	into: ReadingContext,
): Promise<{ report: FileReport; start: number }> {
	const { reading, items } = into;
	const { name, item } = reading;
	const first = items.length;
	const report: FileReport = { name, item, rows: 0, rejected: [] };
	let start = 0;
	try {
		const stretch = await reading.prepare();
		start = stretch.start;
		report.hint = stretch.hint;
		report.doubts = stretch.doubts;
		await addRows(stretch, into, report, context.getExecutionCancelSignal());
	} catch (error) {
		if (error instanceof FolderFailure) throw error;
		const problem = reasonFrom(inWords(error, name, 'read'));
		items.length = first;
		Object.assign(report, { rows: 0, rejected: [{ reason: problem.reason }] });
		items.push(rejectedFile(reading, problem));
	}
	return { report, start };
}

async function addRows(
	stretch: Stretch,
	{ reading, items, settings }: ReadingContext,
	report: FileReport,
	signal: AbortSignal | undefined,
): Promise<void> {
	const { source, table, names, start, end, firstLine, firstNumber } = stretch;
	const { limits, strayQuotes, output, columns } = settings;
	const rowPlan = planRows(names, columns(table.decimalStyle));
	report.matchedLoosely = rowPlan.matchedLoosely;
	const build = rowBuilder(rowPlan);
	const origin = { file: reading.name, item: reading.item, claim: reading.claim?.id };
	const fileItems = new FileItems(items, output, origin);
	const plan: ReadPlan = { table, firstLine, firstNumber, limits, strayQuotes };
	for await (const batch of readRows(bytesOf(source, { start, end }), plan, build)) {
		if (signal?.aborted) return;
		fileItems.add(batch);
		report.rows += batch.rows.length;
		for (const { line, number, reason } of batch.bad) report.rejected.push({ line, number, reason });
	}
	report.doubts = [...(report.doubts ?? []), ...doubtsOf(rowPlan)];
}
