import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';

import type { Dialect } from '../dialect/table';

/** The columns of a rejects file that the original does not have. They stand in front, and are not data. */
export const REJECT_COLUMNS = ['reject_line', 'reject_reason'] as const;

/** Two cells as they begin a record, with the delimiter behind them. */
export function rejectCells(cells: readonly [string, string], dialect: Dialect): string {
	const { delimiter, quote, escape } = dialect;
	const known = cells.map((cell) => encodable(cell, dialect).replace(/\s+/g, ' '));
	const texts = quote ? known : known.map((cell) => cell.replaceAll(delimiter, ' '));
	const written = stringify([texts], { delimiter, quote: quote || false, escape: escape || '"', eof: false });
	return written + delimiter;
}

/** The first two cells of a record, and how long they are with the delimiters behind them; fewer where it has no more. */
export function leadingCells(
	record: string,
	{ delimiter, quote, escape }: Dialect,
): { cells: string[]; length: number } {
	const cells: string[] = [];
	let at = 0;
	while (cells.length < REJECT_COLUMNS.length && at < record.length) {
		const isQuoted = quote !== '' && record.startsWith(quote, at);
		const end = isQuoted ? behindQuoted(record, at, { quote, escape }) : at;
		const next = record.indexOf(delimiter, end);
		const stop = next === -1 ? record.length : next;
		cells.push(isQuoted ? record.slice(at + quote.length, end - quote.length) : record.slice(at, stop));
		at = Math.min(record.length, stop + delimiter.length);
	}
	return { cells, length: at };
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
