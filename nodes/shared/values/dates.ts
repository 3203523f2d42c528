import { DateTime, FixedOffsetZone } from 'luxon';

import { readMoment, type DateOrder, type WrittenMoment } from './moments';

export interface DateReading {
	/** The IANA zone, or `local`, in which a time without an offset is meant, and in which a moment becomes a day. */
	timeZone: string;
	dateOrder: DateOrder;
	/** That a year of two digits can mean; left out, it is that of `readMoment`. */
	latestYear?: number;
}

/** Reads a date with or without a time, in any of the forms of `readMoment`; the calendar day, undefined where it is none. */
export function readDay(text: string, reading: DateReading): DateTime<true> | undefined {
	const { timeZone, dateOrder, latestYear } = reading;
	const written = readMoment(text, dateOrder, latestYear);
	const moment = written && momentIn(written, 'utc');
	// Midnight in UTC is how programs write a mere day; any other time in UTC is a day only where people live.
	const isDay = written?.offset !== 'Z' || moment?.startOf('day').equals(moment);
	const day = isDay ? moment : moment?.setZone(timeZone);
	return isInRange(day) ? day : undefined;
}

/** The moment at its own offset, or in the zone where none is written; invalid for a day that no calendar has. */
export function momentIn({ offset, ...fields }: WrittenMoment, zone: string): DateTime {
	const ownZone = offset === 'Z' ? 'utc' : offset === undefined ? zone : FixedOffsetZone.instance(offset);
	return DateTime.fromObject(fields, { zone: ownZone });
}

/** ISO 8601 has four digits for the year. */
export function isInRange(moment: DateTime | undefined): moment is DateTime<true> {
	return moment !== undefined && moment.isValid && moment.year >= 1 && moment.year <= 9999;
}
