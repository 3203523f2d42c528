import { decode } from '../bytes/encoding';
import type { LeftOut, Sample } from './detected';
import type { Table } from './table';
import { tokenise } from './tokenise';

/** More lines than anybody reads. */
const MOST_TEXTS = 20;

const LONGEST_TEXT = 200;

/**
 * The lines that a detection has left out above the table, and below it.
 * @param skipped lines at the start that somebody, or the file itself, has said to be no part of the table
 */
export function leftOutOf(sample: Sample, table: Table, skipped: number): { above: LeftOut; below: LeftOut } {
	const { encoding } = table.dialect;
	const { head, tail } = sample;
	const end = tail ?? head;
	const above = linesOf(decode(head.subarray(0, table.start), encoding)).slice(skipped);
	const below = linesOf(decode(end.subarray(end.length - table.footerBytes), encoding));
	return { above: gathered(above, table), below: gathered(below, table) };
}

function linesOf(text: string): string[] {
	const lines = text.split(/\r\n|\n|\r/);
	return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function gathered(lines: string[], table: Table): LeftOut {
	const filled = lines.filter((line) => !isBlank(line, table));
	return {
		lines: lines.length,
		texts: filled.slice(0, MOST_TEXTS).map((line) => shortened(line.trim())),
		mayBeRows: filled.some((line) => mayBeRow(line, table)),
	};
}

function shortened(text: string): string {
	return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

function isBlank(line: string, { dialect }: Table): boolean {
	return line.replaceAll(dialect.delimiter, '').trim() === '';
}

/** Something in at least two fields, and in half of those that a row has. */
function mayBeRow(line: string, { dialect, fieldCount }: Table): boolean {
	const [record] = tokenise(line, dialect, { records: 1, cells: fieldCount }).records;
	const filled = record.cells.filter((cell) => cell.trim() !== '').length;
	return filled >= Math.max(2, fieldCount / 2);
}
