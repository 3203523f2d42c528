import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';

import type { Dialect } from '../dialect/table';
import { REJECT_COLUMNS } from '../records/rejectsHeader';

/** Two cells as they begin a record, with the delimiter behind them. */
export function rejectCells(cells: readonly [string, string], dialect: Dialect): string {
	const { delimiter, quote, escape } = dialect;
	const known = cells.map((cell) => encodable(cell, dialect).replace(/\s+/g, ' '));
	const texts = quote ? known : known.map((cell) => cell.replaceAll(delimiter, ' '));
	const written = stringify([texts], { delimiter, quote: quote || false, escape: escape || '"', eof: false });
	return written + delimiter;
}

/**
 * A header with as many fields as the records are to have: the others have no name in it, or name nothing. Else the
 * header of a rejects file, which tells how long its records are, would tell it wrongly.
 */
export function withFieldCount(header: string, count: number, dialect: Dialect): string {
	const { delimiter } = dialect;
	const { cells, length, isFollowed } = leadingCells(header, dialect, count);
	if (cells.length === count) return isFollowed ? header.slice(0, length - delimiter.length) : header;
	return header + delimiter.repeat(count - cells.length - (isFollowed ? 1 : 0));
}

/** The first cells of a record; fewer where it has no more. */
interface LeadingCells {
	cells: string[];
	/** How long they are with the delimiters behind them. */
	length: number;
	/** Whether a delimiter stands behind the last of them. */
	isFollowed: boolean;
}

export function leadingCells(
	record: string,
	{ delimiter, quote, escape }: Dialect,
	most: number = REJECT_COLUMNS.length,
): LeadingCells {
	const cells: string[] = [];
	let at = 0;
	let isFollowed = false;
	while (cells.length < most && at < record.length) {
		const isQuoted = quote !== '' && record.startsWith(quote, at);
		const end = isQuoted ? behindQuoted(record, at, { quote, escape }) : at;
		const next = record.indexOf(delimiter, end);
		const stop = next === -1 ? record.length : next;
		cells.push(isQuoted ? record.slice(at + quote.length, end - quote.length) : record.slice(at, stop));
		at = Math.min(record.length, stop + delimiter.length);
		isFollowed = next !== -1;
	}
	return { cells, length: at, isFollowed };
}

function behindQuoted(record: string, opening: number, { quote, escape }: Pick<Dialect, 'quote' | 'escape'>): number {
	let at = opening + quote.length;
	while (at < record.length) {
		const isEscaped = record.startsWith(escape + quote, at) || record.startsWith(escape + escape, at);
		if (isEscaped) at += escape.length + quote.length;
		else if (record.startsWith(quote, at)) return at + quote.length;
		else at++;
	}
	return at;
}

/** Typographic characters become plain ones, and what is still not in the encoding becomes a question mark. */
function encodable(text: string, { encoding }: Dialect): string {
	if (isEncodable(text, encoding)) return text;
	const plain = text
		.replace(/[“”„«»]/g, '"')
		.replace(/[‘’‚]/g, "'")
		.replace(/[–—]/g, '-')
		.replace(/…/g, '...');
	return [...plain].map((character) => (isEncodable(character, encoding) ? character : '?')).join('');
}

function isEncodable(text: string, encoding: string): boolean {
	return iconv.decode(iconv.encode(text, encoding), encoding) === text;
}
