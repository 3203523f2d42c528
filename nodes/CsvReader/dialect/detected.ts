import type { Encoding } from '../bytes/encoding';
import type { DecimalStyle, Table } from './table';

/** Lines of a file that are no part of its table. */
export interface LeftOut {
	/** How many there are, blank ones included. */
	lines: number;
	/** What stands in those that are not blank; of many the first. */
	texts: string[];
	/** Whether one of them may well be a header or a row. */
	mayBeRows: boolean;
}

/** What is known of a file before it is read. */
export interface Sample {
	/** The first bytes, or all of them. */
	head: Buffer;
	/** The last bytes; only where the head is not the whole file. */
	tail?: Buffer;
	/** Of the whole file. */
	sizeBytes: number;
}

/** What the user has set by hand: it is not guessed, and all else is guessed given it. */
export interface GivenDialect {
	encoding?: Encoding;
	delimiter?: string;
	/** Empty: fields are never quoted. */
	quote?: string;
	escape?: string;
	hasHeader?: boolean;
	decimalStyle?: DecimalStyle;
	/** How many lines at the start of the file are no part of the table. */
	skipLines?: number;
}

export type Origin = 'detected' | 'given';

/** A table together with what the editor tells about it. */
export interface DetectedTable extends Table {
	origins: {
		encoding: Origin;
		delimiter: Origin;
		quote: Origin;
		header: Origin;
		decimalStyle: Origin;
		preamble: Origin;
		footer: Origin;
	};
	/**
	 * All bytes that were seen are plain ASCII, and others were not seen: UTF-8 is assumed, because its decoder notices
	 * when it is wrong, which that of a single-byte encoding never does.
	 */
	encodingIsAssumed: boolean;
	/** The lines above and below the table that were found to be no part of it. */
	leftOut: { above: LeftOut; below: LeftOut };
	/** One sentence for the editor, e.g. "Detected: Windows-1252, semicolon, header row, decimals like 1.234,56". */
	hint: string;
	/** Sentences on what may well be otherwise, e.g. "Almost as likely: comma as delimiter." */
	doubts: string[];
}
