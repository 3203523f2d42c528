import { chooseSeparators } from './chooseSeparators';
import { decimalStyleOf } from './decimalStyle';
import { describeTable, doubtsAbout } from './describe';
import type { DetectedTable, GivenDialect, Origin, Sample } from './detected';
import { decode, markLength } from '../bytes/encoding';
import { detectEncoding } from './encoding';
import { footerBytes } from './footer';
import { firstIsHeader } from './header';
import { lineStarts } from '../bytes/lines';
import { leftOutOf } from './leftOut';
import { tableStart } from './preamble';
import { shapeOf } from './shape';
import type { Dialect, Table } from './table';
import { tokenise } from './tokenise';

/** Records that are looked at once the dialect is known; of each all fields, since they are counted. */
const LIMITS = { records: 1500, cells: Infinity };

/** In a table less regular than this, a line of another length is no sign that the table has ended. */
const REGULAR = 0.85;

/** The first line by which a file tells Excel its delimiter. */
const SEPARATOR_LINE = /^"?sep=([^\r\n])"?(?:\r\n|\n|\r|$)/i;

/**
 * Finds out how a file is written and where its table lies. Takes what the user has set as given, and guesses the rest
 * in its light. Never throws, whatever the bytes are; the work is bounded by the size of the sample.
 */
export function detectTable(sample: Sample, given: GivenDialect): DetectedTable {
	const guess = detectEncoding(sample);
	const encoding = given.encoding ?? guess.encoding;
	const whole = decode(sample.head, encoding);
	const named = given.skipLines === undefined ? SEPARATOR_LINE.exec(whole) : null;
	const skipped = given.skipLines ?? (named ? 1 : 0);
	const text = withoutLines(whole, skipped);
	const { separators, almost } = chooseSeparators(
		text,
		named ? { delimiter: named[1], ...withoutUnset(given) } : given,
	);
	const dialect: Dialect = { encoding, ...separators };
	const { records } = tokenise(text, dialect, LIMITS);
	const { fieldCount, regularity } = shapeOf(records);
	const first = given.skipLines === undefined ? tableStart(records, fieldCount) : 0;
	const table = records.slice(first);
	const linesAbove = skipped + (table[0]?.linesBefore ?? 0);
	const start = offsetOfLine(sample.head, dialect, linesAbove);
	const rows = table.map(({ cells }) => cells);
	const hasHeader = given.hasHeader ?? firstIsHeader(rows);
	const decimalStyle = given.decimalStyle ?? decimalStyleOf(hasHeader ? rows.slice(1) : rows);
	const found: Table = {
		dialect,
		start,
		firstLine: linesAbove + 1,
		footerBytes: regularity > REGULAR ? footerBytes(lastBytes(sample, start), dialect, { fieldCount, rows }) : 0,
		hasHeader,
		fieldCount,
		...(decimalStyle && { decimalStyle }),
	};
	const detected = {
		...found,
		leftOut: leftOutOf(sample, found, skipped),
		encodingIsAssumed: given.encoding === undefined && guess.isAssumed,
		origins: originsOf(given),
	};
	return { ...detected, hint: describeTable(detected), doubts: doubtsAbout(detected, almost, guess) };
}

function withoutUnset(given: GivenDialect): GivenDialect {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function withoutLines(text: string, lines: number): string {
	const breaks = /\r\n|\n|\r/g;
	for (let line = 0; line < lines; line++) if (breaks.exec(text) === null) return '';
	return text.slice(breaks.lastIndex);
}

function offsetOfLine(head: Buffer, { encoding }: Dialect, line: number): number {
	const mark = markLength(head, encoding);
	if (line === 0) return mark;
	return lineStarts(head, encoding, line + 1)[line] ?? head.length;
}

/** The bytes in which a footer may lie: of a file that was seen as a whole, those of the table. */
function lastBytes({ head, tail, sizeBytes }: Sample, start: number): Buffer {
	if (tail === undefined) return head.subarray(start);
	// A character of UTF-16 has two bytes.
	return tail.subarray((sizeBytes - tail.length) % 2);
}

function originsOf(given: GivenDialect): DetectedTable['origins'] {
	const origin = (value: unknown): Origin => (value === undefined ? 'detected' : 'given');
	return {
		encoding: origin(given.encoding),
		delimiter: origin(given.delimiter),
		quote: origin(given.quote),
		header: origin(given.hasHeader),
		decimalStyle: origin(given.decimalStyle),
		preamble: origin(given.skipLines),
		footer: 'detected',
	};
}
