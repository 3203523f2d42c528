import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { LooseMatch } from './columns/plan';
import type { FoundFiles } from './find/files';
import type { Claim } from './ledger/claim';
import type { ReadingNote } from './ledger/ledger';
import type { CodedReason } from '../shared/codedReason';
import { rejectedItem } from '../shared/rejections';

/** How the reading of a file, or of a slice of one, ended. */
export interface FileReport {
	name: string;
	/** The index of the input item that it comes from. */
	item: number;
	/** Good ones. */
	rows: number;
	rejected: RejectedRecord[];
	/** What was found out about the file, e.g. "Detected: UTF-8, comma, header row". */
	hint?: string;
	/** What may well be otherwise. */
	doubts?: readonly string[];
	/** The listed columns that are written otherwise in the file. */
	matchedLoosely?: readonly LooseMatch[];
}

/** What a summary says of a record, or a file, that could not be read. */
export interface RejectedRecord {
	/** Undefined where it is the whole file. */
	line?: number;
	/** The first after the header is 1. */
	number?: number;
	reason: string;
}

/** What is noted beside a claimed file, for the operation Archive, when it was read. */
export function noteFrom({ rows, rejected }: FileReport): ReadingNote {
	const failure = rejected.find(({ line }) => line === undefined)?.reason;
	const records = rejected.flatMap(({ line, number, reason }) =>
		line === undefined || number === undefined ? [] : [{ line, number, reason }],
	);
	return { rows, rejected: records, failure };
}

/** How many files a hint tells about one by one, and how many reasons a summary lists. */
const MOST_LISTED = 10;

/** Shows the counts, and what was detected, above the output. */
export function addHints(context: IExecuteFunctions, files: readonly FileReport[], notes: readonly string[]): void {
	const detected = files.flatMap((file) => {
		const facts = [file.hint?.replace(/^Detected:/, 'detected') ?? [], looseText(file.matchedLoosely ?? [])].flat();
		return facts.length === 0 ? [] : [`${file.name}: ${facts.join('; ')}`];
	});
	context.addExecutionHints({
		message: [countsText(files), ...notes, ...listed(detected, 'files')].join('. '),
		location: 'outputPane',
	});
	const doubts = files.flatMap(({ name, doubts: all }) => (all ?? []).map((doubt) => `${name}: ${doubt}`));
	if (doubts.length === 0) return;
	context.addExecutionHints({ message: listed(doubts, 'doubts').join(' '), location: 'outputPane', type: 'warning' });
}

function looseText(matches: readonly LooseMatch[]): string[] {
	const texts = matches.map(({ listed: name, found }) =>
		name.normalize('NFC') === found.normalize('NFC')
			? `"${name}" (in another Unicode form in the file)`
			: `"${name}" (in the file "${found}")`,
	);
	return texts.length === 0 ? [] : [`matched loosely: ${listed(texts, 'columns').join(', ')}`];
}

function countsText(files: readonly FileReport[]): string {
	const rows = files.reduce((sum, file) => sum + file.rows, 0);
	return [
		counted(files.length, 'file'),
		counted(rows, 'row'),
		`${rejectedCount(files).toLocaleString('en')} rejected`,
	].join(', ');
}

function rejectedCount(files: readonly FileReport[]): number {
	return files.reduce((sum, { rejected }) => sum + rejected.length, 0);
}

function counted(count: number, noun: string): string {
	return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(lines: string[], plural: string): string[] {
	const more = lines.length - MOST_LISTED;
	return more > 0 ? [...lines.slice(0, MOST_LISTED), `… and ${more.toLocaleString('en')} more ${plural}`] : lines;
}

/** Where the node's On Error setting is to stop the workflow, throws a summary of what could not be read. */
export function stopIfRejected(context: IExecuteFunctions, files: readonly FileReport[]): void {
	const count = rejectedCount(files);
	if (count === 0 || context.continueOnFail()) return;
	const lines = files.flatMap(({ name, rejected }) =>
		rejected.slice(0, MOST_LISTED + 1).map(({ line, reason }) => `${lineText(name, line)}: ${reason}`),
	);
	const rows = files.reduce((sum, file) => sum + file.rows, 0);
	const isOneFile = count === 1 && files.length === 1 && files[0].rejected[0].line === undefined;
	const message = isOneFile
		? files[0].rejected[0].reason
		: `${count.toLocaleString('en')} of ${counted(rows + count, 'row')} could not be read`;
	throw new NodeOperationError(context.getNode(), message, {
		itemIndex: files.find(({ rejected }) => rejected.length > 0)?.item,
		// Without any good row there is none to go on with.
		description: isOneFile ? undefined : [...listedOf(lines, count), ADVICE].join('\n'),
	});
}

const ADVICE =
	'No row was passed on. To go on with the good rows, and have the others with their reasons on an output of their own, set On Error to "Continue (using error output)" in the node\'s settings.';

function listedOf(lines: string[], count: number): string[] {
	const more = count - MOST_LISTED;
	return more > 0 ? [...lines.slice(0, MOST_LISTED), `… and ${more.toLocaleString('en')} more.`] : lines;
}

function lineText(name: string, line: number | undefined): string {
	return line === undefined ? name : `${name}, line ${line}`;
}

/**
 * Where the node cannot begin, every input item is rejected for the same reason. It is not thrown: n8n would send the
 * items on as if they had been read, where On Error is set to continue.
 */
export function allRejected(context: IExecuteFunctions, problem: CodedReason): INodeExecutionData[] {
	stopIfRejected(context, [{ name: '', item: 0, rows: 0, rejected: [{ reason: problem.reason }] }]);
	return context.getInputData().map((_, item) => rejectedItem({ item, ...problem }));
}

/** The items, and what is reported, of input items that no file was found for. */
export function notFound(problems: FoundFiles['problems']): { items: INodeExecutionData[]; files: FileReport[] } {
	return {
		items: problems.map(({ item, reason, code }) => rejectedItem({ item, reason, code })),
		files: problems.map(({ item, name, reason }) => ({ name, item, rows: 0, rejected: [{ reason }] })),
	};
}

/** The item of a file that cannot be read at all. */
export function rejectedFile(
	file: { name: string; item: number; claim?: Claim },
	{ reason, code }: CodedReason,
): INodeExecutionData {
	const { name, item, claim } = file;
	const details = { file: name, ...(claim && { claim: claim.id }) };
	return rejectedItem({ item, reason: `${name}: ${reason}`, code, details });
}
