import type { Table } from '../dialect/table';
import { CodedError } from '../../shared/codedError';

/** What keeps a file from taking more memory, or giving more items, than somebody has foreseen. */
export interface RecordLimits {
	/** Bytes of one record, without its line end. A longer one is rejected. */
	recordBytes: number;
	/** Fields of one record. A table with more cannot be read. */
	columns: number;
	/** Records that one reading may give, bad ones included; with more, the reading ends with an error. */
	records: number;
}

/** What the limits are called in the editor. */
export const LIMIT_NAMES = {
	recordBytes: 'Max Record Size',
	columns: 'Max Columns',
	records: 'Max Rows',
} as const satisfies Record<keyof RecordLimits, string>;

export const DEFAULT_LIMITS: RecordLimits = { recordBytes: 1_000_000, columns: 1_000, records: 1_000_000 };

/** How the records of a table, or of a slice of it, are read. */
export interface ReadPlan {
	table: Table;
	/** The number of the line with which the bytes begin; the first line of the file is 1. */
	firstLine: number;
	/** The number of the first record in the bytes; the first after the header is 1. */
	firstNumber: number;
	limits: RecordLimits;
	/**
	 * What becomes of a quote where none belongs, such as `3" pipe`: its record is rejected, or the quote is kept as a
	 * part of the text.
	 */
	strayQuotes: 'reject' | 'keep';
	/** About how many bytes are read for a batch; usually as many as are read quickest. */
	blockBytes?: number;
}

/** A table that is larger than its limits allow; the message says which, and how to mend it. */
export class TableTooLarge extends CodedError {
	constructor(message: string) {
		super('FILE_REJECTED', message);
	}
}
