import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';

import { ENCODINGS } from '../../../../nodes/CsvReader/bytes/encoding';
import type { Dialect } from '../../../../nodes/CsvReader/dialect/table';

/** A table as somebody might have written it, and what has to be read. */
export interface WrittenTable {
	dialect: Dialect;
	records: string[][];
	bytes: Buffer;
	/** The line on which each row begins. */
	lines: number[];
}

const DELIMITERS = [',', ';', '\t', '|', '§'];

/** All of them are in every encoding; those that matter to a parser come often. */
const CHARACTERS = [...'"\'\\,;\t|§\r\n\r\n  abc01é€ßŠ'];

const dialects: fc.Arbitrary<Dialect> = fc
	.record({
		encoding: fc.constantFrom(...ENCODINGS),
		delimiter: fc.constantFrom(...DELIMITERS),
		quote: fc.constantFrom('"', "'"),
		hasBackslash: fc.boolean(),
	})
	.map(({ hasBackslash, ...dialect }) => ({ ...dialect, escape: hasBackslash ? '\\' : dialect.quote }));

const rowsOfSameLength = fc.integer({ min: 1, max: 5 }).chain((length) => {
	const field = fc.oneof(
		fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 12 }),
		fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
	);
	return fc.array(fc.array(field, { minLength: length, maxLength: length }), { minLength: 1, maxLength: 30 });
});

/** How a table is put on lines; each line end may be another, and may be followed by empty lines. */
const layouts = fc.record({
	isQuoted: fc.boolean(),
	lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\r', '\r\n\r\n', '\n\n'), { minLength: 1, maxLength: 3 }),
	hasLastLineEnd: fc.boolean(),
});

export const writtenTables: fc.Arbitrary<WrittenTable> = fc
	.record({ dialect: dialects, records: rowsOfSameLength, layout: layouts })
	.map(({ dialect, records, layout: { isQuoted, lineEnds, hasLastLineEnd } }) => {
		const { delimiter, quote, escape } = dialect;
		let text = '';
		const lines = records.map((row, index) => {
			const line = text.split(/\r\n|\n|\r/).length;
			// With a backslash, csv-stringify escapes also what it does not put into quotes, where nobody reads it so.
			const quoted = isQuoted || escape !== quote;
			const options = { delimiter, quote, escape, quoted, quoted_empty: true, quoted_match: /[\r\n]/, eof: false };
			const isLast = index === records.length - 1;
			text += stringify([row], options) + (isLast && !hasLastLineEnd ? '' : lineEnds[index % lineEnds.length]);
			return line;
		});
		return { dialect, records, bytes: iconv.encode(text, dialect.encoding), lines };
	});

/** Bytes that only look like a table: delimiters, quotes, line ends and more, anywhere. */
export const disorder: fc.Arbitrary<{ dialect: Dialect; text: string; bytes: Buffer }> = fc
	.record({
		dialect: dialects,
		text: fc.string({ unit: fc.constantFrom(...'""""\n\n\r,,,;\'\\\\ab\0ü'), maxLength: 200 }),
	})
	.map(({ dialect, text }) => ({ dialect, text, bytes: iconv.encode(text, dialect.encoding) }));
