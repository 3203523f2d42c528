import { parse, type Options } from 'csv-parse/sync';

import { decodeText } from '../bytes/decode';
import { inOneOrder, type OrderedEncoding } from '../bytes/encoding';
import type { ReadPlan } from './readPlan';
import type { RecordBlock } from './recordBlocks';
import { LINE_ENDS } from './recordScanner';

/** What csv-parse is told of a table, and how the bytes become text. */
export interface Parser {
	encoding: OrderedEncoding;
	options: Options;
}

/** Records of a block that follow each other: from one index on up to, and without, another. */
export interface RecordRange {
	from: number;
	to: number;
}

/** What csv-parse takes: UTF-8 as it is, everything else decoded. */
export type ParserInput = Buffer | string;

export function parserFor({ table, strayQuotes }: Pick<ReadPlan, 'table' | 'strayQuotes'>): Parser {
	const { encoding, delimiter, quote, escape } = table.dialect;
	return {
		encoding: inOneOrder(encoding),
		options: {
			delimiter,
			quote: quote === '' ? null : quote,
			escape: quote === '' ? null : escape,
			relax_column_count: true,
			relax_quotes: strayQuotes === 'keep',
			skip_empty_lines: true,
		},
	};
}

export function rangeBytes({ bytes, starts }: RecordBlock, { from, to }: RecordRange): Buffer {
	return bytes.subarray(starts[from], to < starts.length ? starts[to] : bytes.length);
}

export function parserInput(bytes: Buffer, { encoding }: Parser): ParserInput {
	return encoding === 'utf-8' ? bytes : decodeText(bytes, encoding);
}

/** The less csv-parse has to look for, the quicker it is. */
function optionsFor({ lineEnds }: RecordBlock, { options }: Parser, input: ParserInput): Options {
	const found = LINE_END_TEXTS.filter(([bit]) => (lineEnds & bit) !== 0).map(([, text]) => text);
	const isQuoted = options.quote !== null && input.includes(options.quote as string);
	return {
		...options,
		...(!isQuoted && { quote: null, escape: null }),
		record_delimiter: found.length > 0 ? found : '\n',
	};
}

/** The longest first, as csv-parse wants them. */
const LINE_END_TEXTS: [bit: number, text: string][] = [
	[LINE_ENDS.crLf, '\r\n'],
	[LINE_ENDS.lf, '\n'],
	[LINE_ENDS.cr, '\r'],
];

/**
 * The fields of each record of a range that is not empty; in the place of a record that csv-parse does not take, its error.
 * @param input the range's text
 */
export function parseRecords(
	block: RecordBlock,
	range: RecordRange,
	parser: Parser,
	input: ParserInput,
): (string[] | Error)[] {
	const { from, to } = range;
	const parsed = tryToParse(input, optionsFor(block, parser, input));
	if (Array.isArray(parsed) && parsed.length === to - from) return parsed;
	if (to - from === 1) return [Array.isArray(parsed) ? new Error('its end cannot be told') : parsed];
	// Halves of halves, until the record that csv-parse does not take stands alone.
	const middle = (from + to) >> 1;
	const halves = [
		{ from, to: middle },
		{ from: middle, to },
	];
	return halves.flatMap((half) => parseRecords(block, half, parser, parserInput(rangeBytes(block, half), parser)));
}

function tryToParse(input: ParserInput, options: Options): string[][] | Error {
	try {
		return parse(input, options);
	} catch (error) {
		return error as Error;
	}
}
