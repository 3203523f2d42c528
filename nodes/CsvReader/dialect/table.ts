import type { Encoding } from '../bytes/encoding';

/** `german`: 1.234,56. `french`: 1 234,56. `english`: 1,234.56. */
export type DecimalStyle = 'german' | 'french' | 'english';

/** How bytes become records and fields. */
export interface Dialect {
	encoding: Encoding;
	/** One character. A table with a single column has one, too; it only never occurs. */
	delimiter: string;
	/** Empty where fields are never quoted. */
	quote: string;
	/** What makes a quote inside a quoted field a part of its text: usually the quote itself, else a backslash. */
	escape: string;
}

/** Where the table lies in a file, and how it is written. */
export interface Table {
	dialect: Dialect;
	/** Bytes before the header, or the first record where there is none: a byte-order mark, lines of a preamble. */
	start: number;
	/** The number of the line that begins at `start`; the first of the file is 1. */
	firstLine: number;
	/** Bytes after the last record: lines of a footer. */
	footerBytes: number;
	hasHeader: boolean;
	/** How many fields a record of the body has; the header may have another number. */
	fieldCount: number;
	/** Undefined where no number with decimals was seen. */
	decimalStyle?: DecimalStyle;
}
