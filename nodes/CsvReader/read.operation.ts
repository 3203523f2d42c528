import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { forOutputs } from '../shared/itemList';
import { rowBuilder } from './columns/rowBuilder';
import { readColumns, type ColumnReader } from './fields/columnFields';
import { readLimits } from './fields/limitOptions';
import { readOutput, type OutputSettings } from './fields/outputFields';
import { readStrayQuotes } from './fields/readFields';
import { FileItems } from './fileItems';
import { releaseAll } from './foundFiles';
import type { Claim } from './ledger/claim';
import { noteReading, type ReadingNote } from './ledger/readingNotes';
import { filePermissions } from './n8nFiles';
import { planRows } from './reading/planRows';
import { readRows } from './reading/readRows';
import { findReadings, noteFrom, type Reading, type Readings, type Stretch } from './readings';
import type { ReadPlan, RecordLimits } from './records/readPlan';
import { addHints, allRejected, notFound, rejectedFile, stopIfRejected, type FileReport } from './report';
import { bytesOf } from './source/source';

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
	const found = await findReadings(context, settings.limits);
	try {
		const { items, files, notes } = await readAll(context, found, settings);
		stopIfRejected(context, files);
		// Not before: rows that are not passed on must not count as read.
		if (context.getExecutionCancelSignal()?.aborted) await releaseAll(context, found.claims);
		else for (const { claim, start, note } of notes) await noteReading(claim, start, note, filePermissions(context));
		addHints(context, files, found.notes);
		return forOutputs(context.getNode(), items);
	} catch (error) {
		await releaseAll(context, found.claims);
		throw error;
	}
}

/** Not thrown: n8n would send the items on as if they had been read, where On Error is set to continue. */
function readSettings(context: IExecuteFunctions): ReadSettings | { problem: string } {
	try {
		return {
			limits: readLimits(context),
			columns: readColumns(context),
			output: readOutput(context),
			strayQuotes: readStrayQuotes(context),
		};
	} catch (error) {
		return { problem: (error as Error).message };
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
interface ReadJob {
	reading: Reading;
	items: INodeExecutionData[];
	settings: ReadSettings;
}

/** What is wrong with one file stops no other; of a file that cannot be read to its end no row is passed on. */
async function readOne(context: IExecuteFunctions, job: ReadJob): Promise<{ report: FileReport; start: number }> {
	const { reading, items } = job;
	const { name, item } = reading;
	const first = items.length;
	const report: FileReport = { name, item, rows: 0, rejected: [] };
	let start = 0;
	try {
		const stretch = await reading.prepare();
		start = stretch.start;
		report.hint = stretch.hint;
		report.doubts = stretch.doubts;
		await addRows(stretch, job, report, context.getExecutionCancelSignal());
	} catch (error) {
		const reason = (error as Error).message;
		items.length = first;
		Object.assign(report, { rows: 0, rejected: [{ reason }] });
		items.push(rejectedFile(reading, reason));
	}
	return { report, start };
}

async function addRows(
	stretch: Stretch,
	{ reading, items, settings }: ReadJob,
	report: FileReport,
	signal: AbortSignal | undefined,
): Promise<void> {
	const { source, table, names, start, end, firstLine, firstNumber } = stretch;
	const { limits, strayQuotes, output, columns } = settings;
	const build = rowBuilder(planRows(names, columns(table.decimalStyle)));
	const origin = { file: reading.name, item: reading.item, claim: reading.claim?.id };
	const fileItems = new FileItems(items, output, origin);
	const plan: ReadPlan = { table, firstLine, firstNumber, limits, strayQuotes };
	for await (const batch of readRows(bytesOf(source, { start, end }), plan, build)) {
		if (signal?.aborted) return;
		fileItems.add(batch);
		report.rows += batch.rows.length;
		for (const { line, number, reason } of batch.bad) report.rejected.push({ line, number, reason });
	}
}
