import { characterName, ENCODING_NAMES } from '../dialect/names';
import type { Encoding } from '../bytes/encoding';
import type { Dialect } from '../dialect/table';
import { LIMIT_NAMES } from './readPlan';

export function wrongCountReason(count: number, expected: number, dialect: Dialect): string {
	const what = `${counted(count, 'field')} instead of ${expected}.`;
	if (count < expected) {
		return `${what} Add the missing fields. If a field holds a line break, it must be in quotes.`;
	}
	return `${what} Remove what is too much. A field that holds a ${characterName(dialect.delimiter)} must be in quotes.`;
}

/** For a record with too few fields behind which the file ends, in the middle of a line. */
export function cutReason(count: number, expected: number): string {
	return (
		`${counted(count, 'field')} instead of ${expected}, and the file ends here without a line end: it was probably cut ` +
		'off. Export or transfer it again, as the rows behind this one may be missing, too; or complete the row.'
	);
}

/** @param field which it is in the record, the first is 1 */
export function strayQuoteReason(field: number, { quote, escape }: Dialect): string {
	return (
		`Field ${field} has a quote (${quote}) where none belongs. ` +
		`Put the whole field into quotes, and write each quote within it as ${escape}${quote}.`
	);
}

/** @param character where the quote is on its line, the first is 1 */
export function unclosedQuoteReason(line: number, character: number, { quote, escape }: Dialect): string {
	return (
		`The quote (${quote}) that opens at line ${line}, character ${character}, is not closed; the reading went on with ` +
		`the next line. Close it, or, if it is part of the text, put the field into quotes and write it as ${escape}${quote}.`
	);
}

export function tooLongReason(recordBytes: number): string {
	return (
		`The record is longer than ${recordBytes.toLocaleString('en')} bytes. ` +
		`Shorten it, or raise "${LIMIT_NAMES.recordBytes}" in the options.`
	);
}

export function nulReason(field: number): string {
	return (
		`Field ${field} holds a NUL character (a zero byte), which text does not have: the file is damaged, or it is ` +
		`UTF-16 read as something else. Export it anew, or choose another "Encoding" under "Format".`
	);
}

export function notOfEncodingReason(encoding: Encoding): string {
	return (
		`It holds bytes that are no characters in ${ENCODING_NAMES[encoding]}. ` +
		`Choose the encoding in which the file was written as "Encoding" under "Format", or export it anew.`
	);
}

export function unreadableReason(message: string): string {
	return `The record cannot be read: ${message}. Correct it in the file.`;
}

function counted(count: number, singular: string): string {
	return `${count} ${singular}${count === 1 ? '' : 's'}`;
}
