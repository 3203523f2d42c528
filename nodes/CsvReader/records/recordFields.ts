import iconv from 'iconv-lite';

import { decodeText } from '../bytes/decode';
import { parseRecords, parserInput, rangeBytes, type Parser, type RecordRange } from './parseRecords';
import { quotedFields } from './quotedFields';
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
	if (unclear.length > 0) {
		const parsed = parseTogether(block, unclear, parser);
		unclear.forEach((index, which) => (records[index - from] = parsed[which]));
	}
	if (rangeBytes(block, range).includes(iconv.encode(FORMULA, parser.encoding))) records.forEach(unwrapFormulas);
	return records;
}

/** How Excel is made to keep a text as it is: as a formula of nothing but this text. */
const FORMULA = '="';

/** A field that is `="0711"` becomes the text inside. */
function unwrapFormulas(record: string[] | Error): void {
	if (!Array.isArray(record)) return;
	record.forEach((field, index) => {
		const text = field.startsWith(FORMULA) ? /^="((?:[^"]|"")*)"$/.exec(field)?.[1] : undefined;
		if (text !== undefined) record[index] = text.replaceAll('""', '"');
	});
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
