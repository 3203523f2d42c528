import { DateTime } from 'luxon';

import { fullYear } from '../../../shared/values/moments';
import { WrongColumns } from '../settings';

/** Names of months and weekdays are tried in these languages, in this order. */
const LOCALES = ['en', 'de', 'fr'];

/** Letters that stand for names: MMM, LLLL, EEE, cccc, a (am or pm). */
const HAS_NAMES = /MMM|LLL|EEE|ccc|a/;

/** Letters that Luxon has another use for than parts of a date, e.g. D for a date as a country writes it. */
const NO_PART = /[^dMLyuGokWHhmsSaZzEcq\P{L}]/u;

/** A year of two digits. */
const CUT_YEAR = /(?<!y)yy(?!y)/;

/** In whose parts no two are the same, so that a format that confuses them is noticed. */
const TRIAL = DateTime.fromObject(
	{ year: 2031, month: 12, day: 24, hour: 16, minute: 35, second: 47 },
	{ zone: 'utc' },
);

/**
 * Makes the function that reads moments of one format; in the given zone where the format has none.
 * @param column for the message
 * @param format of Luxon, e.g. `dd.MM.yyyy HH:mm`
 * @param latestYear that a year of two digits can mean; left out, it is Luxon's
 * @throws WrongColumns for a format that cannot hold a date
 */
export function formatReader(
	column: string,
	format: string,
	zone: string,
	latestYear?: number,
): (text: string) => DateTime<true> | undefined {
	assertUsable(column, format);
	const locales = HAS_NAMES.test(withoutQuoted(format)) ? LOCALES : LOCALES.slice(0, 1);
	const isYearCut = CUT_YEAR.test(withoutQuoted(format));
	const parsers = locales.map((locale) => ({ locale, parser: DateTime.buildFormatParser(format, { locale }) }));
	return (text) => {
		for (const { locale, parser } of parsers) {
			const moment = DateTime.fromFormatParser(text, parser, { zone, locale });
			if (moment.isValid) return latestYear === undefined || !isYearCut ? moment : upTo(moment, text, latestYear);
		}
		return undefined;
	};
}

/** Undefined for a leap day in a year that has none. */
function upTo(moment: DateTime<true>, text: string, latestYear: number): DateTime<true> | undefined {
	// Luxon takes four digits, too.
	if (text.includes(`${moment.year}`)) return moment;
	const moved = moment.set({ year: fullYear(moment.year % 100, latestYear) });
	return moved.day === moment.day ? moved : undefined;
}

/** The format without its literal text. */
export function withoutQuoted(format: string): string {
	return format.replace(/'[^']*'/g, '');
}

function assertUsable(column: string, format: string): void {
	if (NO_PART.test(withoutQuoted(format))) throw unusable(column, format);
	const again = DateTime.fromFormat(TRIAL.toFormat(format), format, { zone: 'utc' });
	if (!again.isValid || !again.hasSame(TRIAL, 'day')) throw unusable(column, format);
}

function unusable(column: string, format: string): WrongColumns {
	return new WrongColumns(
		'SETTING_INVALID',
		`Column "${column}": "${format}" is not a format that a date can be read by. Use d for days, M for months and y for years, e.g. dd.MM.yyyy or yyyy-MM-dd HH:mm.`,
	);
}
