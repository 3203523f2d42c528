import type { Reading } from '../../../../nodes/CsvReader/ledger/claimRecord';
import type { Ending } from '../../../../nodes/CsvReader/ledger/ending';

/** A table as most of the tests write it. */
export const READING: Reading = {
	table: {
		dialect: { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"' },
		start: 0,
		firstLine: 1,
		footerBytes: 0,
		hasHeader: true,
		fieldCount: 2,
	},
	recordBytes: 10_000,
};

/** An ending without anything special. */
export const ENDING: Ending = {
	folder: 'processed',
	rowsRead: 2,
	rowsDelivered: 2,
	rejected: [],
	timeZone: 'Europe/Berlin',
};
