import { isInRange, momentIn, readDay } from '../../../shared/values/dates';
import { readMoment } from '../../../shared/values/moments';
import { converted, unreadable, type Conversion, type ConversionSettings } from './conversion';

const EXPECTED = {
	date: { dayFirst: 'a date such as 2025-12-31 or 31.12.2025', monthFirst: 'a date such as 2025-12-31 or 12/31/2025' },
	datetime: {
		dayFirst: 'a date and time such as 2025-12-31T14:30 or 31.12.2025 14:30',
		monthFirst: 'a date and time such as 2025-12-31T14:30 or 12/31/2025 14:30',
	},
};

/** Reads a date; gives the calendar day as YYYY-MM-DD. */
export function convertDate(text: string, settings: ConversionSettings): Conversion {
	const day = readDay(text, settings);
	return day === undefined ? unreadable(EXPECTED.date[settings.dateOrder]) : converted(day.toISODate());
}

/** Reads a date with or without a time; gives the moment as ISO 8601 in UTC. */
export function convertDatetime(text: string, { timeZone, dateOrder }: ConversionSettings): Conversion {
	const written = readMoment(text, dateOrder);
	// A mere day becomes its midnight in the zone: HubSpot shows moments in the zone of the portal, thus on that day.
	const moment = written && momentIn(written, timeZone).toUTC();
	return isInRange(moment) ? converted(moment.toISO()) : unreadable(EXPECTED.datetime[dateOrder]);
}
