/** No vendor's limit lasts longer than a day; with a day of 25 hours and clocks that differ. */
const LONGEST_MS = 48 * 3_600_000;

/** All three forms of a date (RFC 9110, 5.6.7) begin with the name of the day. */
const HTTP_DATE = /^(?:mon|tue|wed|thu|fri|sat|sun)/i;

/**
 * The header `Retry-After` in ms from now on: seconds or a date (RFC 9110, 10.2.3), 48 hours at most. Undefined where there
 * is none, or none that can be read.
 */
export function readRetryAfter(header: string | undefined): number | undefined {
	const text = header?.trim() ?? '';
	const ms = /^\d/.test(text) ? Number(text) * 1_000 : HTTP_DATE.test(text) ? Date.parse(text) - Date.now() : NaN;
	return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), LONGEST_MS);
}
