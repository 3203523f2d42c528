import { DateTime, FixedOffsetZone } from 'luxon';

import { converted, unreadable, type Conversion, type ConversionSettings } from './conversion';
import { readMoment, type WrittenMoment } from './moments';

const EXPECTED = {
	date: { dayFirst: 'a date such as 2025-12-31 or 31.12.2025', monthFirst: 'a date such as 2025-12-31 or 12/31/2025' },
	datetime: {
		dayFirst: 'a date and time such as 2025-12-31T14:30 or 31.12.2025 14:30',
		monthFirst: 'a date and time such as 2025-12-31T14:30 or 12/31/2025 14:30',
	},
};

/** Reads a date; gives the calendar day as YYYY-MM-DD. */
export function convertDate(text: string, { timeZone, dateOrder }: ConversionSettings): Conversion {
	const written = readMoment(text, dateOrder);
	const moment = written && momentIn(written, 'utc');
	// Midnight in UTC is how programs write a mere day; any other time in UTC is a day only where people live.
	const isDay = written?.offset !== 'Z' || moment?.startOf('day').equals(moment);
	const day = isDay ? moment : moment?.setZone(timeZone);
	return isInRange(day) ? converted(day.toISODate()) : unreadable(EXPECTED.date[dateOrder]);
}

/** Reads a date with or without a time; gives the moment as ISO 8601 in UTC. */
export function convertDatetime(text: string, { timeZone, dateOrder }: ConversionSettings): Conversion {
	const written = readMoment(text, dateOrder);
	// A mere day becomes its midnight in the zone: HubSpot shows moments in the zone of the portal, thus on that day.
	const moment = written && momentIn(written, timeZone).toUTC();
	return isInRange(moment) ? converted(moment.toISO()) : unreadable(EXPECTED.datetime[dateOrder]);
}

/** The moment at its own offset, or in the zone where none is written; invalid for a day that no calendar has. */
function momentIn({ offset, ...fields }: WrittenMoment, zone: string): DateTime {
	const ownZone = offset === 'Z' ? 'utc' : offset === undefined ? zone : FixedOffsetZone.instance(offset);
	return DateTime.fromObject(fields, { zone: ownZone });
}

/** ISO 8601 has four digits for the year. */
function isInRange(moment: DateTime | undefined): moment is DateTime<true> {
	return moment !== undefined && moment.isValid && moment.year >= 1 && moment.year <= 9999;
}
