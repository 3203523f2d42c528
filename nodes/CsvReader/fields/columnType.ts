import { isSupportedCountry } from 'libphonenumber-js';

import type { ColumnType } from '../columns/settings';
import type { DecimalStyle } from '../dialect/table';
import { CodedError } from '../../shared/codedError';

export const DEFAULT_COUNTRY = 'DE';

/** What the editor stores for a column; fields that it does not show are missing, or left from before. */
export interface ColumnFields {
	column: string;
	rename?: string;
	required?: boolean;
	kind?: ColumnType['kind'];
	style?: DecimalStyle | 'file';
	currency?: string;
	dateFormat?: string;
	latestYear?: number | string;
	timeZone?: string;
	country?: string;
}

/** The type that the fields describe. Throws where there is no such country or year. */
export function readColumnType({ kind = 'text', ...fields }: ColumnFields): ColumnType {
	const style = fields.style === 'file' ? undefined : fields.style;
	const format = fields.dateFormat?.trim() || undefined;
	switch (kind) {
		case 'wholeNumber':
		case 'decimal':
			return { kind, style };
		case 'money':
			return { kind, style, currency: fields.currency?.trim().toUpperCase() || undefined };
		case 'date':
			return { kind, format, latestYear: latestYearOf(fields) };
		case 'dateTime':
			return { kind, format, latestYear: latestYearOf(fields), timeZone: fields.timeZone?.trim() || undefined };
		case 'phone':
			return { kind, country: countryOf(fields) };
		default:
			return { kind };
	}
}

function latestYearOf({ latestYear, column }: Pick<ColumnFields, 'latestYear' | 'column'>): number | undefined {
	const year = Number(latestYear ?? 0);
	if (year === 0) return undefined;
	if (Number.isInteger(year) && year >= 1000 && year <= 9999) return year;
	throw new CodedError(
		'SETTING_INVALID',
		`"Latest Year" of the column "${column}" is "${latestYear}". Enter a year such as 2026, or 0.`,
	);
}

function countryOf({ country = DEFAULT_COUNTRY, column }: Pick<ColumnFields, 'country' | 'column'>) {
	const code = country.trim().toUpperCase();
	if (isSupportedCountry(code)) return code;
	throw new CodedError(
		'SETTING_INVALID',
		`"${country}" is no country, for the phone numbers of the column "${column}". Enter its two letters, e.g. DE, FR or CH.`,
	);
}
