/** What separates records and fields, once the bytes are text. */
export interface Separators {
	delimiter: string;
	/** Empty where fields are never quoted. */
	quote: string;
	escape: string;
}

export interface TextRecord {
	cells: string[];
	/** Where its first character is in the text. */
	start: number;
	/** Lines of the text before it. */
	linesBefore: number;
}

export interface Tokens {
	records: TextRecord[];
	/** Fields that were quoted from end to end. */
	quotedCells: number;
	/** Quotes where none may be: in the middle of a bare field, or with text behind them. */
	strayQuotes: number;
	/** The text ended, or a field grew too long, before its quote was closed. */
	unclosed: boolean;
	/** The text went on beyond the last record. */
	cut: boolean;
}

export interface Limits {
	records: number;
	/** Fields of a record that are kept; more are counted only as one more record of that length. */
	cells: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Splits a text into records, never throws, and looks at each character once. Records end at \r\n, \n or \r, also mixed. */
export function tokenise(text: string, { delimiter, quote, escape }: Separators, limits: Limits): Tokens {
	const delimiterCode = delimiter.charCodeAt(0);
	const quoteCode = quote === '' ? -1 : quote.charCodeAt(0);
	const escapeCode = quote === '' || escape === '' ? -1 : escape.charCodeAt(0);
	const doubled = escapeCode === quoteCode;
	const tokens: Tokens = { records: [], quotedCells: 0, strayQuotes: 0, unclosed: false, cut: false };
	const end = text.length;
	let position = 0;
	let line = 0;
	while (position < end) {
		if (tokens.records.length >= limits.records) {
			tokens.cut = true;
			break;
		}
		const record: TextRecord = { cells: [], start: position, linesBefore: line };
		for (;;) {
			let cell: string | undefined;
			if (quoteCode !== -1 && text.charCodeAt(position) === quoteCode) {
				let from = position + 1;
				let at = from;
				let escaped = false;
				let closed = false;
				let lines = 0;
				for (; at < end; at++) {
					const code = text.charCodeAt(at);
					if (!doubled && code === escapeCode && at + 1 < end) {
						const next = text.charCodeAt(at + 1);
						if (next === quoteCode || next === escapeCode) {
							escaped = true;
							at++;
							continue;
						}
					}
					if (code === quoteCode) {
						if (doubled && text.charCodeAt(at + 1) === quoteCode) {
							escaped = true;
							at++;
							continue;
						}
						closed = true;
						break;
					}
					if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) lines++;
				}
				if (!closed) tokens.unclosed = true;
				cell = text.slice(from, at);
				if (escaped) cell = unescape(cell, quote, escape);
				position = closed ? at + 1 : end;
				line += lines;
				from = position;
				const code = position < end ? text.charCodeAt(position) : LINE_FEED;
				if (code === delimiterCode || code === LINE_FEED || code === CARRIAGE_RETURN) {
					tokens.quotedCells++;
				} else {
					position = endOfBare(text, position, delimiterCode);
					const rest = text.slice(from, position);
					if (rest.trim() === '') tokens.quotedCells++;
					else {
						tokens.strayQuotes++;
						cell += rest;
					}
				}
			} else {
				const from = position;
				position = endOfBare(text, position, delimiterCode);
				cell = text.slice(from, position);
				if (quoteCode !== -1 && cell.includes(quote)) tokens.strayQuotes++;
			}
			if (record.cells.length < limits.cells) record.cells.push(cell);
			if (position >= end) break;
			const code = text.charCodeAt(position);
			position++;
			if (code === delimiterCode) {
				continue;
			}
			if (code === CARRIAGE_RETURN && text.charCodeAt(position) === LINE_FEED) position++;
			line++;
			break;
		}
		tokens.records.push(record);
	}
	return tokens;
}

function endOfBare(text: string, from: number, delimiterCode: number): number {
	let at = from;
	for (; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === delimiterCode || code === LINE_FEED || code === CARRIAGE_RETURN) break;
	}
	return at;
}

function unescape(cell: string, quote: string, escape: string): string {
	const plain = cell.replaceAll(escape + quote, quote);
	return escape === quote ? plain : plain.replaceAll(escape + escape, escape);
}
