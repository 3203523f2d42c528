import { IANAZone, type DateTime } from 'luxon';

import { isInRange, momentIn, readDay } from '../../../shared/values/dates';
import { readMoment, type DateOrder } from '../../../shared/values/moments';
import { WrongColumns, type ColumnSettings, type ColumnType } from '../settings';
import { unfit, type Conversion } from './conversion';
import { formatReader, withoutQuoted } from './dateFormat';

type Typed<Kind extends ColumnType['kind']> = Extract<ColumnType, { kind: Kind }>;

type FileFacts = Pick<ColumnSettings, 'decimalStyle' | 'timeZone'>;

/** A type of which the latest year is known, or left to those who read dates. */
type Dated<Kind extends 'date' | 'dateTime'> = Omit<Typed<Kind>, 'latestYear'> & { latestYear?: number };

/**
 * Reads dates, with or without a time, as `2025-12-31`.
 * @throws WrongColumns for a format that is none
 */
export function dateConverter(
	column: string,
	{ format, latestYear }: Dated<'date'>,
	facts: FileFacts,
): (text: string) => Conversion {
	const { timeZone } = facts;
	if (format) {
		const read = formatReader(column, format, timeZone, latestYear);
		return (text) => read(text)?.toISODate() ?? unfit(text, `is not a date of the format ${format}`, CORRECT_OR_FORMAT);
	}
	const orders = ordersIn(facts);
	return (text) => {
		const days = orders.flatMap((dateOrder) => readDay(text, { timeZone, dateOrder, latestYear })?.toISODate() ?? []);
		return theOnly(text, days) ?? unfit(text, 'is not a date such as 2025-12-31 or 31.12.2025', CORRECT_OR_FORMAT);
	};
}

/**
 * Reads dates with or without a time as moments, `2025-12-31T14:30:00+01:00`; a mere date is its midnight.
 * @throws WrongColumns for a format or a zone that is none
 */
export function dateTimeConverter(
	column: string,
	{ format, timeZone: ownZone, latestYear }: Dated<'dateTime'>,
	facts: FileFacts,
): (text: string) => Conversion {
	const zone = ownZone?.trim() || facts.timeZone;
	if (zone !== 'local' && !IANAZone.isValidZone(zone)) {
		throw new WrongColumns(
			'SETTING_INVALID',
			`Column "${column}": "${zone}" is not a time zone. Give its name in the form Europe/Berlin, or leave it empty for the workflow's own.`,
		);
	}
	const readMoments = format
		? formattedMoments(column, format, { zone, latestYear })
		: usualMoments(facts, { zone, latestYear });
	const form = format
		? `a time of the format ${format}`
		: 'a date and time such as 2025-12-31 14:30 or 31.12.2025 14:30';
	return (text) => {
		const moments = readMoments(text);
		if (moments.some(isSkipped)) {
			return unfit(text, `is a time that ${zone} does not have, since clocks go forward then`, CORRECT_OR_ZONE);
		}
		const times = moments.flatMap((read) => written(theFirst(read).setZone(zone)) ?? []);
		return theOnly(text, times) ?? unfit(text, `is not ${form}`, CORRECT_OR_FORMAT);
	};
}

interface ReadMoment {
	moment: DateTime;
	/** As it is written; undefined where an offset is written, too. */
	localHour?: number;
}

/** How what a text leaves out is meant. */
interface LeftOut {
	zone: string;
	latestYear?: number;
}

function usualMoments(facts: FileFacts, { zone, latestYear }: LeftOut): (text: string) => ReadMoment[] {
	const orders = ordersIn(facts);
	return (text) =>
		orders.flatMap((order) => {
			const reading = readMoment(text, order, latestYear);
			if (reading === undefined) return [];
			return { moment: momentIn(reading, zone), localHour: reading.offset === undefined ? reading.hour : undefined };
		});
}

function formattedMoments(
	column: string,
	format: string,
	{ zone, latestYear }: LeftOut,
): (text: string) => ReadMoment[] {
	const read = formatReader(column, format, zone, latestYear);
	const hasOffset = /z/i.test(withoutQuoted(format));
	const readLocal = hasOffset ? () => undefined : formatReader(column, format, 'utc');
	return (text) => {
		const moment = read(text);
		return moment === undefined ? [] : [{ moment, localHour: readLocal(text)?.hour }];
	};
}

/** When clocks go back, an hour comes twice; which one Luxon takes depends on the season in which it is asked. */
function theFirst({ moment, localHour }: ReadMoment): DateTime {
	if (localHour === undefined || !moment.isValid) return moment;
	const [first = moment] = moment.getPossibleOffsets();
	return first;
}

/** Luxon moves a time that a zone leaves out to the hour after. */
function isSkipped({ moment, localHour }: ReadMoment): boolean {
	return localHour !== undefined && moment.isValid && moment.hour !== localHour;
}

const CORRECT_OR_FORMAT =
	'Correct the value in the file, set the Date Format of the column, or read the column as Text.';

const CORRECT_OR_ZONE = 'Correct the value in the file, set the Time Zone of the column, or read the column as Text.';

/** Where German or French numbers are written, the day comes first; English may be either. */
function ordersIn({ decimalStyle }: FileFacts): readonly DateOrder[] {
	return decimalStyle === 'german' || decimalStyle === 'french' ? ['dayFirst'] : ['dayFirst', 'monthFirst'];
}

function theOnly(text: string, readings: string[]): Conversion | undefined {
	const [reading, other] = new Set(readings);
	if (other === undefined) return reading;
	return unfit(
		text,
		`may be ${reading} or ${other}`,
		'Set the Date Format of the column, e.g. dd/MM/yyyy or MM/dd/yyyy.',
	);
}

function written(moment: DateTime | undefined): string | undefined {
	return isInRange(moment) ? moment.toISO({ suppressMilliseconds: true }) : undefined;
}
