import type { CountryCode } from 'libphonenumber-js';

import type { DecimalStyle } from '../dialect/table';
import { CodedError } from '../../shared/codedError';

/** What the fields of a column are read as. */
export type ColumnType =
	/** Stays as it stands in the file, white space included. */
	| { kind: 'text' }
	/** Become numbers. Without a style, that of the file; where none was detected, what can be read in one way only. */
	| { kind: 'wholeNumber' | 'decimal'; style?: DecimalStyle }
	/**
	 * An amount with or without its currency becomes a number. Where a currency is set (ISO 4217, e.g. `EUR`), amounts in
	 * any other are problems.
	 */
	| { kind: 'money'; style?: DecimalStyle; currency?: string }
	/** Becomes `2025-12-31`. The format is Luxon's, e.g. `dd.MM.yyyy`; without one, any usual form is read. */
	| { kind: 'date'; format?: string; latestYear?: LatestYear }
	/** Becomes `2025-12-31T14:30:00+01:00`, in the zone, which is also the one that is meant where none is written. */
	| { kind: 'dateTime'; format?: string; timeZone?: string; latestYear?: LatestYear }
	| { kind: 'boolean' }
	/** Becomes lower case, as CRMs compare addresses. */
	| { kind: 'email' }
	/** Becomes E.164, e.g. `+497181123456`; the country is that of numbers without a country code. */
	| { kind: 'phone'; country: CountryCode };

/** What years of two digits can mean at most: a year, or for birthdays that of the last such day before tomorrow. */
export type LatestYear = number | 'past';

/** What the user says about one column. */
export interface ColumnSetting {
	/** As `columnNames` names it, or nearly so: see `looseName`. */
	column: string;
	/** The field's name in the output, where it is to be another. */
	rename?: string;
	/** Whether a row whose field is empty, or white space only, is a problem. */
	required: boolean;
	type: ColumnType;
}

/** What the user says about the columns, and what is known of the file and the workflow. */
export interface ColumnSettings {
	/** `all`: in the order of the file, those that are not listed as text. `listed`: in the order of the list. */
	pick: 'all' | 'listed';
	columns: readonly ColumnSetting[];
	/** What an empty field becomes in columns of text, e-mails and phones. In all others it is null. */
	emptyText: '' | null;
	/** The style that was detected, or set for the whole file. */
	decimalStyle?: DecimalStyle;
	/** The zone of the workflow: IANA, or `local`. */
	timeZone: string;
}

/** Settings that fit no file, or not this one; the message says which and how to mend it. */
export class WrongColumns extends CodedError {}
