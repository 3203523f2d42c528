import { isObject } from '../shared/json';

/** The field in which a row tells where it comes from. */
export const SOURCE_FIELD = 'csvSource';

/** Where a row comes from: what the operation Archive needs to know of it. */
export interface SourceMark {
	/** The file's name, without a folder. */
	file: string;
	/** The line on which the record begins; the first of the file is 1. Undefined where it is the file as a whole. */
	line?: number;
	/** The record's number; the first after the header is 1. Undefined where it is the file as a whole. */
	record?: number;
	/** The claim that the file belongs to, where it was taken from a folder. */
	claim?: string;
	/** What the row's own column `error` holds, where it has one: no later node has rejected it for that. */
	ownError?: string | number | boolean;
}

/**
 * The marks that a JSON object carries, whichever fields they have come to: n8n's Summarize calls its list of them
 * `appended_csvSource`, a rejected row has its mark in `details`, and lists of rows hold one in each row.
 */
export function marksIn(json: Record<string, unknown>): SourceMark[] {
	return Object.values(json).flatMap(marksOf);
}

function marksOf(value: unknown): SourceMark[] {
	if (Array.isArray(value)) return value.flatMap((part: unknown) => [...marksOf(part), ...marksOfRow(part)]);
	return isMark(value) ? [value] : [];
}

function marksOfRow(value: unknown): SourceMark[] {
	return isObject(value) ? marksOf(value[SOURCE_FIELD]) : [];
}

function isMark(value: unknown): value is SourceMark {
	if (!isObject(value)) return false;
	const { file, line, record, claim } = value;
	if (typeof file !== 'string' || (claim !== undefined && typeof claim !== 'string')) return false;
	return (Number.isInteger(line) && Number.isInteger(record)) || (claim !== undefined && line === undefined);
}
