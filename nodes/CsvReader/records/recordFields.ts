import iconv from 'iconv-lite';

import { decodeText } from '../bytes/decode';
import { parseRecords, parserInput, rangeBytes, type Parser, type RecordRange } from './parseRecords';
import type { RecordBlock } from './recordBlocks';

/**
 * The fields of each record of a range; csv-parse's error for a record that cannot be read. A record without
 * quotes, or whose quotes enclose whole fields, can be read in one way only; csv-parse, which looks at every byte, takes
 * many times as long for it. Whatever is less plain is csv-parse's to judge.
 */
export function recordFields(block: RecordBlock, range: RecordRange, parser: Parser): (string[] | Error)[] {
	const { from, to } = range;
	const records: (string[] | Error)[] = [];
	const unclear: number[] = [];
	const quoted = quotedRecords(block, range, parser);
	let next = 0;
	for (let index = from; index < to; index++) {
		const isQuoted = quoted[next] === index;
		if (isQuoted) next++;
		const text = recordText(block, index, parser);
		const fields = isQuoted ? quotedFields(text, parser) : text.split(parser.options.delimiter as string);
		if (fields === undefined) unclear.push(index);
		records.push(fields ?? []);
	}
	if (unclear.length === 0) return records;
	const parsed = parseTogether(block, unclear, parser);
	unclear.forEach((index, which) => (records[index - from] = parsed[which]));
	return records;
}

/** The indexes of the records in which quotes may be; in UTF-16, a few others may be among them. */
function quotedRecords({ bytes, starts }: RecordBlock, { from, to }: RecordRange, parser: Parser): number[] {
	const { quote } = parser.options;
	const quoted: number[] = [];
	if (typeof quote !== 'string' || from === to) return quoted;
	const sought = iconv.encode(quote, parser.encoding);
	let quoteAt = bytes.indexOf(sought, starts[from]);
	for (let index = from; index < to && quoteAt >= 0; index++) {
		const end = index + 1 < starts.length ? starts[index + 1] : bytes.length;
		if (quoteAt >= end) continue;
		quoted.push(index);
		quoteAt = bytes.indexOf(sought, end);
	}
	return quoted;
}

/** Records that need not follow each other. */
function parseTogether(block: RecordBlock, indexes: number[], parser: Parser): (string[] | Error)[] {
	const parts = indexes.map((index) => rangeBytes(block, { from: index, to: index + 1 }));
	const starts: number[] = [];
	let length = 0;
	for (const part of parts) {
		starts.push(length);
		length += part.length;
	}
	const together = { ...block, bytes: Buffer.concat(parts, length), starts };
	return parseRecords(together, { from: 0, to: parts.length }, parser, parserInput(together.bytes, parser));
}

/**
 * Without its line end, and without empty lines behind it. Decoded record by record: V8 cuts fields out of a text without
 * copying them, so that each keeps all of that text.
 */
function recordText(block: RecordBlock, index: number, { encoding }: Parser): string {
	const text = decodeText(rangeBytes(block, { from: index, to: index + 1 }), encoding);
	let end = text.length;
	while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
	return text.slice(0, end);
}

/** The fields of a record whose quotes enclose whole fields, with doubled ones inside; undefined for any other. */
function quotedFields(text: string, { options }: Parser): string[] | undefined {
	const quote = options.quote as string;
	const delimiter = options.delimiter as string;
	if (options.escape !== quote || quote.length !== 1 || delimiter.length !== 1) return undefined;
	const fields: string[] = [];
	for (let at = 0; ; at++) {
		let end: number;
		if (text[at] === quote) {
			let close = text.indexOf(quote, at + 1);
			let hasDoubled = false;
			while (close >= 0 && text[close + 1] === quote) {
				hasDoubled = true;
				close = text.indexOf(quote, close + 2);
			}
			if (close < 0) return undefined;
			const field = text.slice(at + 1, close);
			fields.push(hasDoubled ? field.replaceAll(quote + quote, quote) : field);
			end = close + 1;
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
