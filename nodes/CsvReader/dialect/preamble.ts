import { typeOf, VALUES, YEAR, type CellType } from './cellTypes';
import { isBlank } from './shape';
import type { TextRecord } from './tokenise';

/** Titles, dates of the export and comments are rarely more. */
const MOST_LINES = 200;

/** In a narrower table, a pair of name and value may well be a row. */
const LEAST_COLUMNS = 5;

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
	const named = headerBelowPairs(above, first, fieldCount);
	if (named !== undefined) return named;
	const body = firstOfBody(above, first, fieldCount);
	if (body === -1 || holdsTable(above.slice(first, body))) return first;
	const alike = firstAlike(above, first, body, fieldCount);
	const belowFacts = headerBelowFacts(above, alike, fieldCount);
	const start = belowFacts ?? headerAbove(above, alike, fieldCount);
	return headerOfUnevenRows(above, { from: first, to: start }, fieldCount) ?? start;
}

/** Facts about an export are few. */
const MOST_FACTS = 6;

/**
 * "Period;01.01.2025;31.01.2025" above a table of three columns has as many fields as its rows have. It is none of them
 * where a header comes below it, and then rows with values of other types.
 */
function headerBelowFacts(records: TextRecord[], start: number, fieldCount: number): number | undefined {
	if (records[start] === undefined || !hasValue(records[start])) return undefined;
	const header = records.findIndex(
		(record, index) =>
			index > start &&
			index <= start + MOST_FACTS &&
			record.cells.length === fieldCount &&
			couldNameColumns(record, fieldCount),
	);
	if (header === -1) return undefined;
	const rows = records
		.slice(header + 1)
		.filter(({ cells }) => cells.length === fieldCount)
		.slice(0, ROWS_LOOKED_AT);
	const facts = records.slice(start, header).filter(({ cells }) => cells.length === fieldCount);
	const areUnlike = facts.every((fact) => rows.every((row) => !hasTypesOf(fact, row)));
	return rows.length > 1 && areUnlike ? header : undefined;
}

/** Whether all columns that are filled in both hold values of one type, or none. */
function hasTypesOf({ cells }: TextRecord, row: TextRecord): boolean {
	return cells.every((cell, column) => {
		const other = row.cells[column] ?? '';
		return cell.trim() === '' || other.trim() === '' || valueType(cell) === valueType(other);
	});
}

/** So many records below a header tell whether they are its rows. */
const ROWS_LOOKED_AT = 12;

/**
 * A header whose first rows are short or long: a name for nearly each column, and below it rows that mostly fit it. To
 * leave it out as a title would lose it and these rows.
 */
function headerOfUnevenRows(
	records: TextRecord[],
	{ from, to }: { from: number; to: number },
	fieldCount: number,
): number | undefined {
	const header = records.findIndex((record, index) => {
		if (index < from || index >= to || !couldNameColumns(record, fieldCount)) return false;
		const rows = records.slice(index + 1).filter((row) => !isBlank(row));
		const looked = rows.slice(0, ROWS_LOOKED_AT);
		const fitting = looked.filter(({ cells }) => cells.length > 1 && cells.length >= fieldCount / 2);
		return fitting.length * 2 >= looked.length;
	});
	return header === -1 ? undefined : header;
}

/** Names that differ from each other, in nearly as many fields as the table has or in more, and no values. */
function couldNameColumns({ cells }: TextRecord, fieldCount: number): boolean {
	const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const enough = names.length >= 2 && names.length >= cells.length * 0.75 && cells.length >= fieldCount;
	return (
		enough && new Set(names).size >= names.length * 0.75 && !names.some((name) => isValue(name) && !YEAR.test(name))
	);
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
	const confirmed = full.filter((index, position) => {
		if (position === full.length - 1) return true;
		const between = records.slice(index + 1, full[position + 1]).filter((record) => !isBlank(record));
		return between.length <= 1 || (namesAll(records[index]) && isHeading(between));
	});
	return confirmed.find((index) => !isPadded(records[index], usual)) ?? full[0] ?? -1;
}

/**
 * "Latitude;39,7;;;;" is no title, since it has a value, and may be a row with gaps. It is none where nothing else comes
 * above a record that names all columns and stands right above values.
 */
function headerBelowPairs(records: TextRecord[], from: number, fieldCount: number): number | undefined {
	if (fieldCount < LEAST_COLUMNS) return undefined;
	const few = Math.max(2, fieldCount / 4);
	const header = records.findIndex((record, index) => index >= from && filled(record) > few);
	if (header <= from || !hasOneLength(records.slice(from, header), fieldCount)) return undefined;
	const rows = records.slice(header + 1, header + 4);
	const isHeader = records[header].cells.length === fieldCount && namesAll(records[header]);
	return isHeader && rows.length > 0 && rows.every((row) => isRow(row, fieldCount)) ? header : undefined;
}

/** Below its header, a table may have a heading for its first rows, in lines of one field. */
function isHeading(records: TextRecord[]): boolean {
	return records.length <= 3 && records.every(({ cells }) => cells.length === 1);
}

function namesAll(record: TextRecord): boolean {
	const names = new Set(record.cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
	return names.size === record.cells.length && names.size >= LEAST_COLUMNS && !hasValue(record);
}

function hasOneLength(records: TextRecord[], fieldCount: number): boolean {
	return records.every((record) => record.cells.length === fieldCount || isBlank(record));
}

function isRow(record: TextRecord, fieldCount: number): boolean {
	return record.cells.length === fieldCount && hasValue(record) && filled(record) > 2;
}

/** Where records have any number of fields, those above the first of the usual length are rows, too, if they look alike. */
function firstAlike(records: TextRecord[], from: number, body: number, fieldCount: number): number {
	let start = body;
	for (let index = body - 1; index >= from; index--) {
		if (isBlank(records[index])) continue;
		if (!isAlike(records[index], records[body], fieldCount)) break;
		start = index;
	}
	return start;
}

/** At least half of the fields, and values where the row has values of the same type: a date above a date. */
function isAlike({ cells }: TextRecord, row: TextRecord, fieldCount: number): boolean {
	if (cells.length < Math.max(2, fieldCount / 2)) return false;
	const both = cells.flatMap((cell, column) => {
		const other = row.cells[column] ?? '';
		return cell.trim() === '' || other.trim() === '' ? [] : [[valueType(cell), valueType(other)]];
	});
	const alike = both.filter(([type, other]) => type === other);
	return alike.length > both.length * 0.8 && alike.filter(([type]) => type !== undefined).length >= 2;
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

function isValue(cell: string): boolean {
	return valueType(cell) !== undefined;
}

function valueType(cell: string): CellType | undefined {
	const type = typeOf(cell, true);
	return VALUES.includes(type) ? type : undefined;
}
