import { ENCODINGS } from '../bytes/encoding';
import type { Table } from '../dialect/table';
import { RefusedSource } from '../source/source';
import type { Slice } from './planSlices';

/** A slice of a file as it travels in an item: all that is needed to read it by itself, and nothing of its content. */
export interface SliceItem extends Slice {
	/** The file's name, without a folder. */
	file: string;
	/** Where the file lies. */
	path: string;
	/** Of the whole file; with another size it is no longer the file that was split. */
	sizeBytes: number;
	/** Where it was taken from a folder. */
	claim?: string;
	/** Its place among the slices of the file, from 1 on, and how many these are. */
	slice: number;
	slices: number;
	/** The names of the columns. */
	columns: string[];
	table: Table;
}

/** What a slice needs of a table, without what the editor tells about it. */
export function plainTable({
	dialect,
	start,
	firstLine,
	footerBytes,
	hasHeader,
	fieldCount,
	decimalStyle,
}: Table): Table {
	return { dialect, start, firstLine, footerBytes, hasHeader, fieldCount, decimalStyle };
}

/** Reads what an item says. Throws `RefusedSource` where it is not what the operation Split has put out. */
export function readSliceItem(json: Record<string, unknown>): SliceItem {
	if (isSliceItem(json)) return json;
	throw new RefusedSource(
		'FILE_NOT_FOUND',
		'The item is no slice of a file. Put a CSV Reader with the operation Split before this node, and pass its items on as they are.',
	);
}

const COUNTS = ['start', 'end', 'firstLine', 'firstNumber', 'records', 'sizeBytes', 'slice', 'slices'];

function isSliceItem(json: Record<string, unknown>): json is Record<string, unknown> & SliceItem {
	const { file, path, claim, columns, table } = json;
	return (
		typeof file === 'string' &&
		typeof path === 'string' &&
		(claim === undefined || typeof claim === 'string') &&
		COUNTS.every((name) => isCount(json[name])) &&
		Array.isArray(columns) &&
		columns.every((name) => typeof name === 'string') &&
		isTable(table)
	);
}

function isTable(value: unknown): value is Table {
	if (typeof value !== 'object' || value === null) return false;
	const { dialect, fieldCount } = value as Partial<Table>;
	if (typeof dialect !== 'object' || dialect === null || !isCount(fieldCount)) return false;
	const { encoding, delimiter, quote, escape } = dialect;
	const areTexts = [delimiter, quote, escape].every((text) => typeof text === 'string' && text.length <= 1);
	return areTexts && delimiter !== '' && ENCODINGS.includes(encoding);
}

function isCount(value: unknown): value is number {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
