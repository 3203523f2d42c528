/** Records that follow each other in a file; three lists of the same length, since an object for each would be slow. */
export interface RecordBatch {
	/** The fields of each record. */
	records: string[][];
	/** The line on which each record begins; the first of the file is 1. */
	lines: number[];
	/** The number of each record; the first after the header is 1. */
	numbers: number[];
	/** Bad records, in file order; they are not among the others. */
	bad: BadRecord[];
}

/** A record that could not be read, or whose values are not what was asked for. */
export interface BadRecord {
	line: number;
	number: number;
	/** As it stands in the file, without its line end; cut where it is very long. */
	raw: string;
	/** The name of the column at fault, where it is one. */
	column?: string;
	/** What happened and how to mend it, for the user. */
	reason: string;
	code: 'ROW_BROKEN' | 'VALUE_INVALID' | 'VALUE_MISSING';
}
