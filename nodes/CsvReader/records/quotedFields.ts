import { knowsFormulas } from './alphabet';
import type { Parser } from './parseRecords';

const SPACE = ' ';
const EQUALS = '=';

/**
 * The fields of a record whose quotes enclose whole fields, perhaps with spaces around them, or behind the equals sign of
 * Excel's `="0711"`; undefined for any other record.
 */
export function quotedFields(text: string, { options }: Parser): string[] | undefined {
	const quote = options.quote as string;
	const delimiter = options.delimiter as string;
	const escape = options.escape as string;
	if (quote.length !== 1 || delimiter.length !== 1) return undefined;
	const opens = openingQuotes({ delimiter, quote });
	const fields: string[] = [];
	for (let at = 0; ; at++) {
		const opening = opens(text, at);
		let end: number;
		if (opening >= 0) {
			const close = closingQuote(text, opening + 1, { quote, escape });
			if (close < 0) return undefined;
			fields.push(unescaped(text.slice(opening + 1, close), { quote, escape }));
			end = delimiter === SPACE ? close + 1 : behindSpaces(text, close + 1);
			if (end < text.length && text[end] !== delimiter) return undefined;
		} else {
			end = text.indexOf(delimiter, at);
			if (end < 0) end = text.length;
			const field = text.slice(at, end);
			if (field.includes(quote)) return undefined;
			fields.push(field);
		}
		if (end === text.length) return fields;
		at = end;
	}
}

interface Quoting {
	quote: string;
	escape: string;
}

/** Where the quote is that opens the field at a place; -1 where none does. */
function openingQuotes(dialect: { delimiter: string; quote: string }): (text: string, at: number) => number {
	const { delimiter, quote } = dialect;
	const hasFormulas = knowsFormulas(dialect);
	return (text, from) => {
		let at = delimiter === SPACE ? from : behindSpaces(text, from);
		if (hasFormulas && text[at] === EQUALS) at++;
		return text[at] === quote ? at : -1;
	};
}

function behindSpaces(text: string, from: number): number {
	let at = from;
	while (text[at] === SPACE) at++;
	return at;
}

/** Where the quote is that closes a field; -1 where none does. */
function closingQuote(text: string, from: number, { quote, escape }: Quoting): number {
	let at = from;
	for (;;) {
		const close = text.indexOf(quote, at);
		if (close < 0) return -1;
		if (escape === quote) {
			if (text[close + 1] !== quote) return close;
			at = close + 2;
		} else {
			// A backslash before a backslash escapes that one, and no quote behind it.
			let escapes = 0;
			while (close - escapes > from && text[close - escapes - 1] === escape) escapes++;
			if (escapes % 2 === 0) return close;
			at = close + 1;
		}
	}
}

function unescaped(field: string, { quote, escape }: Quoting): string {
	if (escape === quote) return field.includes(quote) ? field.replaceAll(quote + quote, quote) : field;
	if (!field.includes(escape)) return field;
	// As csv-parse has it, the escape goes, whatever stands behind it.
	let text = '';
	for (let at = 0; at < field.length; at++) text += field[at] === escape ? (field[++at] ?? '') : field[at];
	return text;
}
