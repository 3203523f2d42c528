import { DateTime } from 'luxon';

/** What has to be known of the property that a value is for. */
export interface Destination {
	/** HubSpot's type, for instance `date`; undefined for a property that is not known. */
	type?: string;
	/** The IANA name of the zone in which a date with a time, but no offset, is meant. */
	timeZone?: string;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?=$|T)/;
const ISO_WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/;

/** What Luxon writes for a date that it could not read. */
const INVALID_DATE = 'Invalid DateTime';

/**
 * Writes a value of n8n as the text that HubSpot wants for the property: every value travels as a string, dates as
 * YYYY-MM-DD, times as ISO 8601, several options joined by semicolons (hubspot.md, Properties). What it does not
 * recognise it passes on as it is, so that HubSpot judges it. Returns undefined for an empty value, which leaves the
 * record's own value alone.
 */
export function toPropertyText(value: unknown, destination: Destination = {}): string | undefined {
	if (Array.isArray(value)) {
		const separator = destination.type === 'enumeration' ? ';' : ', ';
		const texts = value.map((part) => toPropertyText(part)).filter((part) => part !== undefined);
		return texts.join(separator) || undefined;
	}
	const text = plainText(value)?.trim();
	if (text === undefined || text === '' || text === INVALID_DATE) return undefined;
	// A date picker, or an expression, gives a date and a time where the property has only a date.
	if (destination.type === 'date') return ISO_DATE.exec(text)?.[0] ?? text;
	if (destination.type === 'datetime' && ISO_WITHOUT_OFFSET.test(text)) return inZone(text, destination.timeZone);
	return text;
}

/** n8n's date picker gives local times without saying of which zone. */
function inZone(text: string, timeZone = 'local'): string {
	return DateTime.fromISO(text, { zone: timeZone }).toUTC().toISO() ?? text;
}

/** Undefined for what is no value: nothing, not a number, an invalid date, a function, an object without fields. */
function plainText(value: unknown): string | undefined {
	if (typeof value === 'string') return value;
	// Numbers that are none become null; Luxon's DateTime, which expressions give, writes itself as ISO 8601.
	const json = JSON.stringify(value) as string | undefined;
	if (json === undefined || json === 'null' || json === '{}') return undefined;
	const plain: unknown = JSON.parse(json);
	return typeof plain === 'string' ? plain : json;
}
