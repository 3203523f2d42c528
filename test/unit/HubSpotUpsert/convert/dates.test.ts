import fc from 'fast-check';
import { DateTime } from 'luxon';

import type { ConversionSettings } from '../../../../nodes/HubSpotUpsert/plan/convert/convert';
import { EMPTY, judged, property, text, UNREADABLE } from './judged';

const date = property('date');
const datetime = property('datetime');
const day = (value: unknown, settings?: Partial<ConversionSettings>) => judged(value, date, settings);
const moment = (value: unknown, settings?: Partial<ConversionSettings>) => judged(value, datetime, settings);

const LAST_OF_2025 = [
	'2025-12-31',
	'2025/12/31',
	'2025.12.31',
	'20251231',
	20251231,
	'31.12.2025',
	'31. 12. 2025',
	'31.12.25',
	'31/12/2025',
	'31-12-2025',
	'31/12/25',
	'31. Dezember 2025',
	'31.Dezember 2025',
	'31 décembre 2025',
	'31 DECEMBRE 2025',
	'31 de\u0301cembre 2025',
	'31 déc. 2025',
	'31 Dez. 2025',
	'31-Dec-25',
	'31dec2025',
	'31st of December 2025',
	'December 31, 2025',
	'December 31st, 2025',
	'Dec 31, 2025',
	'Dec. 31 2025',
	'Mittwoch, 31. Dezember 2025',
	'Mittwoch, den 31. Dezember 2025',
	'mercredi 31 décembre 2025',
	'le mercredi 31 décembre 2025',
	'mer. 31 déc. 2025',
	'Wed, Dec 31, 2025',
	'Mi. 31.12.2025',
	'  31.12.2025  ',
];

const HALF_PAST_TWO = [
	'2025-12-31T14:30',
	'2025-12-31T14:30:00',
	'2025-12-31T14:30:00.000',
	'2025-12-31 14:30:00',
	'2025-12-31T14:30:00.000+01:00',
	'2025-12-31T14:30:00+0100',
	'2025-12-31T14:30+01',
	'2025-12-31T13:30:00.000Z',
	'2025-12-31 13:30:00 UTC',
	'2025-12-31T18:30:00.000+05:00',
	'2025-12-31T09:00:00.000-04:30',
	'20251231143000',
	'20251231T133000Z',
	'31.12.2025 14:30',
	'31.12.2025, 14:30:00',
	'31.12.2025,14:30',
	'31.12.2025 14.30',
	'31.12.2025 14.30 Uhr',
	'31.12.2025 um 14:30 Uhr',
	'31.12.2025 - 14:30',
	'31.12.25 14:30',
	'31/12/2025 14h30',
	'31/12/2025 à 14 h 30',
	'31 décembre 2025 à 14h30',
	'31. Dezember 2025 14:30',
	'Dec 31, 2025 at 2:30 PM',
	'Dec 31, 2025, 2:30\u202fp.m.',
	'31/12/2025 02:30 pm',
	'Wed, 31 Dec 2025 13:30:00 GMT',
	'Wed, 31 Dec 2025 14:30:00 +0100',
	'Wed Dec 31 2025 14:30:00 GMT+0100 (Central European Standard Time)',
	'1767187800',
	1767187800,
	'1767187800000',
	1767187800000,
	1767187800.0004,
	new Date('2025-12-31T13:30:00Z'),
	DateTime.fromISO('2025-12-31T14:30', { zone: 'Europe/Berlin' }),
	[new Date('2025-12-31T13:30:00Z')],
];

it.each([...LAST_OF_2025, ...HALF_PAST_TWO].map((value) => [value]))('reads %p as the last day of 2025', (value) => {
	expect(day(value)).toEqual(text('2025-12-31'));
});

it.each(LAST_OF_2025.map((value) => [value]))('reads %p as the midnight of Paris', (value) => {
	expect(moment(value)).toEqual(text('2025-12-30T23:00:00.000Z'));
});

it.each(HALF_PAST_TWO.map((value) => [value]))('reads %p as half past two in Paris', (value) => {
	expect(moment(value)).toEqual(text('2025-12-31T13:30:00.000Z'));
});

it.each([
	'Januar Jänner Jan. janvier janv. January',
	'Februar Feber Feb. février févr. February',
	'März Maerz Mär. Mrz mars March Mar',
	'April Apr. avril avr. april',
	'Mai mai May',
	'Juni Jun. juin June',
	'Juli Jul. juillet juil. July',
	'August Aug. août AOÛT August',
	'September Sept. Sep septembre',
	'Oktober Okt. octobre October Oct',
	'November Nov. novembre',
	'Dezember Dez. décembre déc. December Dec',
])('knows the months %s', (names) => {
	const days = names.split(' ').map((name) => day(`3 ${name} 2026`));
	expect(new Set(days.map((read) => (read as { text: string }).text)).size).toBe(1);
	expect(days).toEqual(names.split(' ').map((name) => day(`${name} 3, 2026`)));
});

it.each([
	['1.2.2026', '2026-02-01'],
	['1er janvier 2026', '2026-01-01'],
	['29.02.2024', '2024-02-29'],
	['01.01.69', '2069-01-01'],
	['01.01.70', '1970-01-01'],
	['01.01.00', '2000-01-01'],
	['0001-01-01', '0001-01-01'],
	['9999-12-31', '9999-12-31'],
	['mar. 3 mars 2026', '2026-03-03'],
	['Mar 3, 2026', '2026-03-03'],
	['1 mai 2026', '2026-05-01'],
	// Born in June 1970.
	['14256000000', '1970-06-15'],
	[-86_400_000_000, '1967-04-07'],
])('reads %p as the day %s', (value, expected) => {
	expect(day(value)).toEqual(text(expected));
});

it.each([
	// Midnight in UTC is how programs write a day, even west of Greenwich.
	['2025-12-31T00:00:00.000Z', 'America/New_York', '2025-12-31'],
	['2025-12-31T00:00:00Z', 'Europe/Paris', '2025-12-31'],
	[new Date(Date.UTC(2025, 11, 31)), 'America/New_York', '2025-12-31'],
	[Date.UTC(2025, 11, 31), 'America/New_York', '2025-12-31'],
	[Date.UTC(2025, 11, 31) / 1000, 'America/New_York', '2025-12-31'],
	// Another time is a moment, whose day depends on the zone.
	['2025-12-31T23:30:00Z', 'Europe/Paris', '2026-01-01'],
	['2025-12-31T23:30:00+00:00', 'Europe/Paris', '2026-01-01'],
	['2025-12-31T23:30:00 +0000', 'Europe/Paris', '2026-01-01'],
	['2025-12-31T00:00:00-00:00', 'Europe/Paris', '2025-12-31'],
	['2025-12-31T23:30:00Z', 'America/New_York', '2025-12-31'],
	['2026-01-01T03:00:00Z', 'America/New_York', '2025-12-31'],
	[Date.UTC(2025, 11, 31, 23, 30), 'Europe/Paris', '2026-01-01'],
	// Another offset, or none, is the time of somebody's own calendar.
	['2025-12-31T23:30:00+05:00', 'Europe/Paris', '2025-12-31'],
	['2025-12-31T00:30:00-08:00', 'Europe/Paris', '2025-12-31'],
	['2025-12-31T23:30:00', 'America/New_York', '2025-12-31'],
	// Samoa had no such day.
	['2011-12-30', 'Pacific/Apia', '2011-12-30'],
])('takes the day of %p in %s as %s', (value, timeZone, expected) => {
	expect(day(value, { timeZone })).toEqual(text(expected));
});

it.each([
	['2026-07-22T10:00', 'Europe/Paris', '2026-07-22T08:00:00.000Z'],
	['2026-07-22', 'America/New_York', '2026-07-22T04:00:00.000Z'],
	['2026-07-22T10:00:00.123456789', 'UTC', '2026-07-22T10:00:00.123Z'],
	['2026-07-22 12:05 am', 'UTC', '2026-07-22T00:05:00.000Z'],
	['2026-07-22 12 pm', 'UTC', '2026-07-22T12:00:00.000Z'],
	['22.7.2026 9 Uhr', 'UTC', '2026-07-22T09:00:00.000Z'],
	// Times a thousand this is a little less than it should be.
	[1093731092.939, 'UTC', '2004-08-28T22:11:32.939Z'],
	['22/7/2026 9h', 'UTC', '2026-07-22T09:00:00.000Z'],
	// The clock goes from two to three.
	['2026-03-29T02:30', 'Europe/Paris', '2026-03-29T01:30:00.000Z'],
])('takes %p in %s as the moment %s', (value, timeZone, expected) => {
	expect(moment(value, { timeZone })).toEqual(text(expected));
});

it('knows the zone of the machine', () => {
	expect(moment('2026-07-22T10:00', { timeZone: 'local' })).toEqual(text(new Date(2026, 6, 22, 10).toISOString()));
});

it('lets the option decide which of two numbers is the day', () => {
	expect(day('03/04/2026')).toEqual(text('2026-04-03'));
	expect(day('03/04/2026', { dateOrder: 'monthFirst' })).toEqual(text('2026-03-04'));
	expect(day('3-4-26', { dateOrder: 'monthFirst' })).toEqual(text('2026-03-04'));
	expect(day('03.04.2026', { dateOrder: 'monthFirst' })).toEqual(text('2026-04-03'));
	expect(day('2026/04/03', { dateOrder: 'monthFirst' })).toEqual(text('2026-04-03'));
	expect(day('12/31/2025')).toEqual(UNREADABLE);
	expect(day('31/12/2025', { dateOrder: 'monthFirst' })).toEqual({
		kind: 'unreadable',
		expected: 'a date such as 2025-12-31 or 12/31/2025',
	});
	expect(moment('12/31/2025, 2:30:00 PM', { dateOrder: 'monthFirst' })).toEqual(text('2025-12-31T13:30:00.000Z'));
});

it.each([
	'gestern',
	'31.02.2025',
	'29.02.2025',
	'2025-13-01',
	'2025-00-10',
	'20250231',
	'00.12.2025',
	'31.12.',
	'31.12',
	'Dezember 2025',
	'31. Foo 2025',
	'foo 31.12.2025',
	'31.12/2025',
	'12/31',
	'2025-12',
	'2025-12-31T',
	'2025-12-31T25:00',
	'2025-12-31T24:00',
	'2025-12-31T14:60',
	'2025-12-31T14:30:00+15:00',
	'2025-12-31 14',
	'2025-12-31 14:30 pm',
	'31.12.2025 13 pm',
	'31.12.2025 bis 3.1.2026',
	'0000-01-01',
	'+010000-01-01T00:00:00.000Z',
	'9999-12-31T23:59:59-10:00'.replace('9999', '-9999'),
	// A year, a day of a spreadsheet, a date without signs; not seconds since 1970.
	'2025',
	2025,
	45992,
	'31122025',
	0,
	1e15 - 1,
	1e21,
	Infinity,
	true,
	{ a: 1 },
	['2025-12-31', '2026-01-01'],
	`31.12.2025${' '.repeat(200)}14:30`,
])('does not read %p', (value) => {
	expect(day(value)).toEqual(UNREADABLE);
	expect(moment(value)).toEqual(UNREADABLE);
});

it('does not leave the years that have four digits', () => {
	expect(moment('9999-12-31T23:30-05:00')).toEqual(UNREADABLE);
	expect(day('9999-12-31T23:30Z')).toEqual(UNREADABLE);
	expect(moment('0001-01-01')).toEqual(UNREADABLE);
});

it.each([null, '', new Date('never'), DateTime.invalid('test'), 'Invalid DateTime', NaN, []])(
	'finds %p empty',
	(value) => {
		expect(day(value)).toEqual(EMPTY);
		expect(moment(value)).toEqual(EMPTY);
	},
);

const zone = fc.constantFrom('Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'UTC', 'Pacific/Apia');
const anyDate = fc.date({ noInvalidDate: true, min: new Date('0001-01-03'), max: new Date('9999-12-29') });

it('leaves its own texts as they are', () => {
	const typed = fc.oneof(anyDate, fc.string(), fc.integer(), anyDate.map(String));
	fc.assert(
		fc.property(typed, zone, (value, timeZone) => {
			for (const read of [day, moment]) {
				const conversion = read(value, { timeZone });
				if (conversion.kind === 'text') expect(read(conversion.text, { timeZone })).toEqual(conversion);
			}
		}),
	);
});

it('reads every moment as Luxon does', () => {
	fc.assert(
		fc.property(anyDate, zone, (value, timeZone) => {
			const local = DateTime.fromJSDate(value, { zone: timeZone });
			expect(moment(value, { timeZone })).toEqual(text(value.toISOString()));
			// Before there were time zones, offsets had seconds, which ISO 8601 cannot write.
			if (local.year > 1972) expect(moment(local, { timeZone })).toEqual(text(value.toISOString()));
			expect(day(local, { timeZone })).toEqual(text(local.toISODate() ?? ''));
		}),
	);
});

it('reads every day in every way that it is written', () => {
	const forms = ['dd.MM.yyyy', 'd.M.yyyy', 'dd/MM/yyyy', 'd-M-yyyy', 'yyyyMMdd', 'd. MMMM yyyy', 'EEEE, d MMMM yyyy'];
	const written = fc.record({
		value: fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2099-12-31') }),
		form: fc.constantFrom(...forms),
		locale: fc.constantFrom('de', 'fr', 'en'),
	});
	fc.assert(
		fc.property(written, ({ value, form, locale }) => {
			const local = DateTime.fromJSDate(value, { zone: 'utc' });
			expect(day(local.toFormat(form, { locale }))).toEqual(text(local.toISODate() ?? ''));
		}),
	);
});
