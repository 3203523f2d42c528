import { decode } from '../bytes/encoding';
import { lineStarts } from '../bytes/lines';
import type { Dialect } from './table';
import { tokenise } from './tokenise';

/** Sums, notes and counts below a table are rarely more. */
const MOST_LINES = 40;
/** So many of the last bytes are looked at. */
const LAST_BYTES = 1 << 16;

const SUM =
	/^\W*(?:summen?|sum|total|totals|gesamt\w*|zwischensumme|endsumme|insgesamt|somme|totaux|total général|sous-total|grand total)\b/i;
const COUNT =
	/^\W*(?:(?:\d[\d.,]*) (?:rows?|records?|lines?|zeilen?|datens(?:ä|ae)tze?|eintr(?:ä|ae)ge?|lignes?|enregistrements?)\b.*|(?:anzahl|count|nombre|rows?|records?|zeilen|datensätze|lignes)\b[^;|\t]{0,30}\d+)\W*$/i;
const COMMENT = /^\s*(?:#|\/\/|--\s)/;

type Kind = 'blank' | 'row' | 'footer' | 'other';

/**
 * How many of the last bytes lie below the table: blank lines, comments, lines without a delimiter, sums with another
 * number of fields, and whatever a blank line divides from the rows. A last row that only lacks fields is none of these:
 * it is a bad row, and must be reported. Takes the last bytes of the table's file, beginning with a line or not.
 */
export function footerBytes(bytes: Buffer, dialect: Dialect, fieldCount: number): number {
	const last = bytes.subarray(Math.max(0, bytes.length - LAST_BYTES));
	const starts = lineStarts(last, dialect.encoding, Infinity);
	let footer = last.length;
	for (let index = starts.length - 1; index > 0 && index >= starts.length - MOST_LINES; index--) {
		const line = decode(last.subarray(starts[index], starts[index + 1] ?? last.length), dialect.encoding);
		const kind = kindOf(line.replace(/[\r\n]+$/, ''), dialect, fieldCount);
		if (kind === 'row') break;
		// What is neither a row nor surely a footer is one only if a blank line comes above it.
		if (kind !== 'other') footer = starts[index];
	}
	return last.length - footer;
}

function kindOf(line: string, dialect: Dialect, fieldCount: number): Kind {
	if (line.trim() === '') return 'blank';
	const { delimiter, quote } = dialect;
	// Half of a quoted field that has line breaks.
	if (quote !== '' && line.split(quote).length % 2 === 0) return 'row';
	if (COUNT.test(line.replaceAll(delimiter, ' ').trim())) return 'footer';
	if (fieldCount < 2) return 'row';
	const cells = tokenise(line, dialect, { records: 1, cells: fieldCount + 1 }).records[0].cells;
	if (cells.every((cell) => cell.trim() === '')) return 'blank';
	if (cells.length === fieldCount) return 'row';
	return cells.length === 1 || COMMENT.test(line) || SUM.test(cells[0]) ? 'footer' : 'other';
}
