import iconv from 'iconv-lite';

import { decodeText } from './decode';
import { parseRecords, parserInput, rangeBytes, type Parser, type RecordRange } from './parseRecords';
import type { RecordBlock } from './recordBlocks';

/**
 * The fields of each record of a range; in the place of a record that cannot be read, csv-parse's error. A record without
 * a quote is what lies between its delimiters, whatever the options; csv-parse, which looks at every byte, takes twenty
 * times as long for it.
 */
export function recordFields(block: RecordBlock, range: RecordRange, parser: Parser): (string[] | Error)[] {
	const { from, to } = range;
	const quoted = quotedRecords(block, range, parser);
	if (quoted.length === to - from) {
		return parseRecords(block, range, parser, parserInput(rangeBytes(block, range), parser));
	}
	const records: (string[] | Error)[] = [];
	const parsed = parseTogether(block, quoted, parser);
	let place = 0;
	for (let index = from; index < to; index++) {
		records.push(quoted[place] === index ? parsed[place++] : plainFields(block, index, parser));
	}
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

/** Decoded record by record: V8 cuts fields out of a text without copying them, so that each keeps all of that text. */
function plainFields(block: RecordBlock, index: number, { encoding, options }: Parser): string[] {
	const text = decodeText(rangeBytes(block, { from: index, to: index + 1 }), encoding);
	let end = text.length;
	while (end > 0 && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--;
	return text.slice(0, end).split(options.delimiter as string);
}
