import { readYesOrNo } from '../../../shared/values/booleans';
import type { ColumnSettings, ColumnType } from '../settings';
import { unfit, type Conversion, type Converter } from './conversion';
import { dateConverter, dateTimeConverter } from './dates';
import { emailConverter } from './email';
import { latestDates } from './latestDates';
import { decimalConverter, moneyConverter, wholeNumberConverter } from './numbers';
import { phoneConverter } from './phone';
import { remembering } from './remembering';

/**
 * The converter for a column of this type; undefined where the fields stay text as they are.
 * @throws WrongColumns for a date format or a time zone that is none
 */
export function converterFor(column: string, type: ColumnType, settings: ColumnSettings): Converter | undefined {
	switch (type.kind) {
		case 'text':
			return undefined;
		case 'email':
			return { convert: emailConverter(), empty: settings.emptyText };
		case 'phone':
			return { convert: phoneConverter(type.country), empty: settings.emptyText };
		case 'wholeNumber':
			return { convert: remembering(wholeNumberConverter(type.style ?? settings.decimalStyle)), empty: null };
		case 'decimal':
			return { convert: remembering(decimalConverter(type.style ?? settings.decimalStyle)), empty: null };
		case 'money':
			return { convert: remembering(moneyConverter(type.style ?? settings.decimalStyle, type.currency)), empty: null };
		case 'date':
			return latestDates({
				column,
				latestYear: type.latestYear,
				timeZone: settings.timeZone,
				readUpTo: (latestYear) => dateConverter(column, { ...type, latestYear }, settings),
			});
		case 'dateTime':
			return latestDates({
				column,
				latestYear: type.latestYear,
				timeZone: type.timeZone?.trim() || settings.timeZone,
				readUpTo: (latestYear) => dateTimeConverter(column, { ...type, latestYear }, settings),
			});
		case 'boolean':
			return { convert: remembering(convertBoolean), empty: null };
	}
}

function convertBoolean(text: string): Conversion {
	return (
		readYesOrNo(text) ??
		unfit(text, 'is not yes or no (nor oui/non, ja/nein, vrai/faux, wahr/falsch, true/false, 1/0, x)')
	);
}
