import { DateTime } from 'luxon';

import { MONTHS, WORDS_IN_FRONT } from './calendarNames';
import { fold, LONGEST_READ } from './fold';

/** How 03/04/2026 is meant; with dots the day is always first. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/** A date as it is written, with or without a time; it need not exist in the calendar. */
export interface WrittenMoment {
	year: number;
	month: number;
	day: number;
	hour?: number;
	minute?: number;
	second?: number;
	millisecond?: number;
	/** In minutes, `Z` where the text says UTC, undefined where it says nothing. */
	offset?: 'Z' | number;
}

const FRONT = String.raw`^(?:(?:${WORDS_IN_FRONT.join('|')})[.,]* )*`;

/** 14:30, 14:30:15.123+01:00, 14.30 Uhr, à 14h30, 2:30 pm, 14:30:00 GMT+0100 (name of the zone) … */
const TIME =
	String.raw`(?:(?:t|, ?| )(?:um |a |at |- )?(?<hour>[01]?\d|2[0-3])` +
	String.raw`(?: ?[:.h] ?(?<minute>[0-5]\d)(?:[:.](?<second>[0-5]\d)(?:[.,](?<fraction>\d{1,9}))?)?| ?h| ?(?=uhr|[ap]\.?m))` +
	String.raw`(?: ?uhr)?(?: ?(?<half>[ap])\.?m\.?)?` +
	String.raw`(?: ?(?<offset>z|utc|gmt|(?:utc|gmt)?[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?(?: \([^)]*\))?)?$`;

const dated = (day: string) => new RegExp(FRONT + day + TIME);

const YEAR_FIRST = dated(String.raw`(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})`);
const WITHOUT_SIGNS =
	/^(?<year>(?:19|20)\d\d)(?<month>0[1-9]|1[0-2])(?<day>0[1-9]|[12]\d|3[01])(?:t?(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)(?<second>[0-5]\d)(?<offset>z)?)?$/;
const NAMED_MONTH = dated(
	String.raw`(?<day>\d{1,2})(?:er|st|nd|rd|th|\.)?[ -]?(?:de |of )?(?<name>[a-z]{3,9})[.,]*[ -]?(?<year>\d{4}|\d{2})`,
);
const NAMED_MONTH_FIRST = dated(
	String.raw`(?<name>[a-z]{3,9})\.?[ -]?(?<day>\d{1,2})(?:st|nd|rd|th)?(?:, ?|[ -])(?<year>\d{4})`,
);
const DOTTED = dated(String.raw`(?<day>\d{1,2})\. ?(?<month>\d{1,2})\. ?(?<year>\d{4}|\d{2})`);
const DAY_FIRST = dated(String.raw`(?<day>\d{1,2})(?<sign>[/-])(?<month>\d{1,2})\k<sign>(?<year>\d{4}|\d{2})`);
const MONTH_FIRST = dated(String.raw`(?<month>\d{1,2})(?<sign>[/-])(?<day>\d{1,2})\k<sign>(?<year>\d{4}|\d{2})`);

const CLEAR_FORMS = [YEAR_FIRST, DOTTED, WITHOUT_SIGNS, NAMED_MONTH, NAMED_MONTH_FIRST];
const FORMS: Record<DateOrder, readonly RegExp[]> = {
	dayFirst: [...CLEAR_FORMS, DAY_FIRST],
	monthFirst: [...CLEAR_FORMS, MONTH_FIRST],
};

/** What a year of two digits means at most, where nobody says otherwise. */
const LATEST_YEAR = 2069;

/**
 * Reads a date in any of the forms that people and programs write; undefined for what has none of them.
 * @param latestYear that a year of two digits can mean
 */
export function readMoment(text: string, order: DateOrder, latestYear = LATEST_YEAR): WrittenMoment | undefined {
	if (text.length > LONGEST_READ) return undefined;
	const folded = fold(text);
	for (const form of FORMS[order]) {
		const parts = form.exec(folded)?.groups;
		if (parts) return momentOf(parts, latestYear);
	}
	return sinceEpoch(folded);
}

type Parts = Record<string, string | undefined>;

function momentOf({ year = '', month, name = '', day, ...time }: Parts, latestYear: number): WrittenMoment | undefined {
	const hour = hourOf(time);
	const monthNumber = month === undefined ? MONTHS.get(name) : Number(month);
	if (hour === undefined || monthNumber === undefined) return undefined;
	return {
		year: year.length === 2 ? fullYear(Number(year), latestYear) : Number(year),
		month: monthNumber,
		day: Number(day),
		hour,
		minute: Number(time.minute ?? 0),
		second: Number(time.second ?? 0),
		millisecond: Number((time.fraction ?? '').slice(0, 3).padEnd(3, '0')),
		offset: offsetOf(time.offset),
	};
}

/** The latest year that ends with these two digits, and is not after the other. */
export function fullYear(twoDigits: number, latestYear: number): number {
	const earliest = latestYear - 99;
	return earliest + ((((twoDigits - earliest) % 100) + 100) % 100);
}

function hourOf({ hour, half }: Parts): number | undefined {
	const written = Number(hour ?? 0);
	if (half === undefined) return written;
	if (written > 12) return undefined;
	return (written % 12) + (half === 'p' ? 12 : 0);
}

function offsetOf(text: string | undefined): WrittenMoment['offset'] {
	if (text === undefined) return undefined;
	const [, sign, hours, minutes = '0'] = /([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
	const distance = Number(hours) * 60 + Number(minutes);
	// Many programs write Z so.
	if (sign === undefined || distance === 0) return 'Z';
	return sign === '-' ? -distance : distance;
}

/**
 * Less than nine digits would be days of 1970 to 1973; they are rather a year, a day of a spreadsheet (45992) or a
 * date that lacks its signs (31122025).
 */
const EPOCH = /^-?\d{9,15}(?:\.\d+)?$/;

/** As seconds this is the year 2286, as milliseconds April 1970. */
const FEWEST_MILLISECONDS = 1e10;

/** A number of seconds or of milliseconds since 1970 as milliseconds; undefined for a text that is neither. */
export function millisecondsSinceEpoch(text: string): number | undefined {
	if (!EPOCH.test(text)) return undefined;
	const number = Number(text);
	return Math.round(Math.abs(number) < FEWEST_MILLISECONDS ? number * 1000 : number);
}

function sinceEpoch(text: string): WrittenMoment | undefined {
	const milliseconds = millisecondsSinceEpoch(text);
	if (milliseconds === undefined) return undefined;
	return { ...DateTime.fromMillis(milliseconds, { zone: 'utc' }).toObject(), offset: 'Z' } as WrittenMoment;
}
