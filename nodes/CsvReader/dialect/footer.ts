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

const FOOTER = [SUM, COUNT, COMMENT];

type Kind = 'blank' | 'row' | 'footer' | 'other';

/** What is known of the rows above a footer. */
export interface KnownRows {
	fieldCount: number;
	/** Some of them, from the first on. */
	rows: string[][];
}

/**
 * How many of the last bytes lie below the table: blank lines, comments, lines without a delimiter, sums with another
 * number of fields, and whatever a blank line divides from the rows. A last row that only lacks fields is none of these:
 * it is a bad row, and must be reported; so is one that the end of the file has cut within its first field. Takes the
 * last bytes of the table's file, beginning with a line or not.
 */
export function footerBytes(bytes: Buffer, dialect: Dialect, { fieldCount, rows }: KnownRows): number {
	const last = bytes.subarray(Math.max(0, bytes.length - LAST_BYTES));
	const starts = lineStarts(last, dialect.encoding, Infinity);
	let footer = last.length;
	const lineAt = (index: number) =>
		decode(last.subarray(starts[index], starts[index + 1] ?? last.length), dialect.encoding);
	for (let index = starts.length - 1; index > 0 && index >= starts.length - MOST_LINES; index--) {
		const line = lineAt(index);
		const text = line.replace(/[\r\n]+$/, '');
		const kind = kindOf(text, dialect, fieldCount);
		const mayBeCut = text === line && kind === 'footer' && lineAt(index - 1).trim() !== '';
		if (kind === 'row' || (mayBeCut && beginsRow(text, { fieldCount, rows }))) break;
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

/** Whether a text may be the beginning of a row's first field: it begins as others do, and is not longer. */
function beginsRow(text: string, { fieldCount, rows }: KnownRows): boolean {
	if (FOOTER.some((pattern) => pattern.test(text))) return false;
	const whole = rows.filter(({ length }) => length === fieldCount).slice(-ROWS_COMPARED);
	return whole.some(([first]) => text.length <= first.trim().length && beginning(first) === beginning(text));
}

const ROWS_COMPARED = 200;

/** The kind of a text's first character. */
function beginning(text: string): 'digit' | 'capital' | 'letter' | 'other' {
	const [first = ''] = text.trimStart();
	if (/\p{Nd}/u.test(first)) return 'digit';
	return /\p{Lu}/u.test(first) ? 'capital' : /\p{L}/u.test(first) ? 'letter' : 'other';
}
