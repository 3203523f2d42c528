import { typeOf } from './cellTypes';
import { isBlank } from './shape';
import type { TextRecord } from './tokenise';

/** Titles, dates of the export and comments are rarely more. */
const MOST_LINES = 200;

/**
 * The index of the record with which the table begins: its header, or its first row. Above it may lie blank lines,
 * comments, and titles; these have another number of fields, or nearly all of their fields are empty, as in what
 * spreadsheets export. Takes the records from the first of the file, and how many fields those of the body have.
 */
export function tableStart(records: TextRecord[], fieldCount: number): number {
	const above = records.slice(0, MOST_LINES);
	const first = above.findIndex((record) => !isBlank(record) && !isComment(record));
	if (first === -1) return commentedHeader(above, 0, fieldCount);
	if (fieldCount < 2) return first;
	const body = firstOfBody(above, first, fieldCount);
	if (body === -1 || holdsTable(above.slice(first, body))) return first;
	return headerAbove(above, body, fieldCount);
}

function isComment({ cells }: TextRecord): boolean {
	return /^\s*(?:#|\/\/|--\s)/.test(cells[0]);
}

/** So many records of several fields and of one length, with values in them, are a table of their own. */
const TABLE_ROWS = 4;

/** Whether rows would be lost if this were skipped: a file may hold a narrow table above a wide one. */
function holdsTable(records: TextRecord[]): boolean {
	let alike = 0;
	return records.some((record, index) => {
		const continues =
			record.cells.length > 1 && record.cells.length === records[index - 1]?.cells.length && hasValue(record);
		alike = continues ? alike + 1 : 0;
		return alike >= TABLE_ROWS - 1;
	});
}

/** The first record of full length that is no padded title, and that the next one confirms. */
function firstOfBody(records: TextRecord[], from: number, fieldCount: number): number {
	const full = records.flatMap((record, index) => (index >= from && record.cells.length === fieldCount ? [index] : []));
	const usual = ninthDecile(full.map((index) => filled(records[index])).filter((count) => count > 0));
	const confirmed = full.filter((index, position) => position === full.length - 1 || full[position + 1] - index <= 2);
	return confirmed.find((index) => !isPadded(records[index], usual)) ?? full[0] ?? -1;
}

/** A title in the first cells, and none in the others; or no cell at all. */
function isPadded(record: TextRecord, usual: number): boolean {
	const count = filled(record);
	if (usual < 2 || hasValue(record)) return false;
	// "";2023 names but its second column.
	if (count === 1 && record.cells.length === 2) return record.cells[0].trim() !== '';
	return count <= Math.max(1, usual / 3);
}

function filled({ cells }: TextRecord): number {
	return cells.filter((cell) => cell.trim() !== '').length;
}

function ninthDecile(values: number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length * 0.9)] ?? 0;
}

/**
 * A header may have another number of fields than the body: no name for the first column, a delimiter less or more at
 * the end, units that were split. Takes for one what stands right above values, and has several names and no value.
 */
function headerAbove(records: TextRecord[], body: number, fieldCount: number): number {
	const above = records[body - 1];
	if (above === undefined || !hasValue(records[body])) return body;
	if (isComment(above)) return commentedHeader(records, body, fieldCount);
	const names = above.cells.filter((cell) => cell.trim() !== '');
	const several = names.length >= 2 && names.length >= fieldCount / 2;
	return several && !names.some((name) => isValue(name) && !YEAR.test(name.trim())) ? body - 1 : body;
}

/** "#id;name" is a header, if it has as many names as the table has columns. */
function commentedHeader(records: TextRecord[], body: number, fieldCount: number): number {
	const above = records[body - 1];
	return above && fieldCount > 1 && above.cells.length === fieldCount && !hasValue(above) ? body - 1 : body;
}

function hasValue({ cells }: TextRecord): boolean {
	return cells.some(isValue);
}

/** Years are numbers that name columns. */
const YEAR = /^(?:19|20)\d\d$/;

function isValue(cell: string): boolean {
	return ['number', 'date', 'time'].includes(typeOf(cell, true));
}
