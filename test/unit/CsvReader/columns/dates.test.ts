import { planColumns } from '../../../../nodes/CsvReader/columns/plan';
import type { ColumnType } from '../../../../nodes/CsvReader/columns/settings';
import { problem, read, SETTINGS } from './read';

const date = (format?: string): ColumnType => ({ kind: 'date', format });
const dateTime = (format?: string, timeZone?: string): ColumnType => ({ kind: 'dateTime', format, timeZone });

it.each([
	'2025-12-31',
	'31.12.2025',
	'31.12.25',
	'31/12/2025',
	'12/31/2025',
	'31. Dezember 2025',
	'31 décembre 2025',
	'December 31, 2025',
	'20251231',
	'31.12.2025 00:00:00',
	'2025-12-31T23:59:59',
	'2025-12-30T23:30:00Z',
	' 31.12.2025 ',
])('reads %p as a date', (field) => {
	expect(read(field, date())).toBe('2025-12-31');
});

it.each([
	['03/04/2026', '2026-04-03', '2026-03-04'],
	['03-04-26', '2026-04-03', '2026-03-04'],
])('wants to be told how %p is meant, unless the file is German or French', (field, dayFirst, monthFirst) => {
	for (const facts of [{}, { decimalStyle: 'english' as const }]) {
		expect(read(field, date(), facts)).toEqual(problem(`may be ${dayFirst} or ${monthFirst}. Set the Date Format`));
		expect(read(`${field} 10:00`, dateTime(), facts)).toEqual(problem(`may be ${dayFirst}T10:00:00+02:00 or`));
	}
	for (const decimalStyle of ['german', 'french'] as const) {
		expect(read(field, date(), { decimalStyle })).toBe(dayFirst);
	}
	expect(read('04/04/2026', date())).toBe('2026-04-04');
	expect(read('12/31/2025', date(), { decimalStyle: 'german' })).toEqual(problem('is not a date'));
});

it.each(['31.02.2026', '31.13.2025', 'gestern', '45992', '00.00.0000', '2025', '31.12.'])(
	'does not read %p as a date',
	(field) => {
		expect(read(field, date())).toEqual(problem('is not a date such as 2025-12-31 or 31.12.2025'));
		expect(read(field, dateTime())).toEqual(problem('is not a date and time such as'));
	},
);

it.each([
	['dd.MM.yyyy', '31.12.2025'],
	['d.M.yyyy', '31.12.2025'],
	['dd.MM.yy', '31.12.25'],
	['MM/dd/yyyy', '12/31/2025'],
	['yyyyMMdd', '20251231'],
	['dd.MM.yyyy HH:mm', '31.12.2025 23:30'],
	['d. MMMM yyyy', '31. Dezember 2025'],
	['d MMMM yyyy', '31 décembre 2025'],
	['MMMM d, yyyy', 'December 31, 2025'],
	["'am' dd.MM.yyyy", 'am 31.12.2025'],
])('reads dates of the format %s', (format, field) => {
	expect(read(field, date(format))).toBe('2025-12-31');
	expect(read('x', date(format))).toEqual(problem(`is not a date of the format ${format}`));
});

it('takes no other format than the one that is set', () => {
	expect(read('2025-12-31', date('dd.MM.yyyy'))).toEqual(problem('dd.MM.yyyy'));
	expect(read('31.02.2026', date('dd.MM.yyyy'))).toEqual(problem('dd.MM.yyyy'));
	expect(read('03/04/2026', date('MM/dd/yyyy'), { decimalStyle: 'german' })).toBe('2026-03-04');
});

it.each(['DD.MM.YYYY', 'tt.mm.jjjj', 'MM.yyyy', 'dd.mm.yyyy', 'HH:mm', 'Datum'])('refuses the format %s', (format) => {
	for (const type of [date(format), dateTime(format)]) {
		const settings = { ...SETTINGS, columns: [{ column: 'Wert', required: false, type }] };
		expect(() => planColumns(['Wert'], settings)).toThrow(/^Column "Wert": ".*" is not a format .* dd\.MM\.yyyy/);
	}
});

it.each([
	['31.12.2025 14:30', '2025-12-31T14:30:00+01:00'],
	['2025-07-01 14:30:15', '2025-07-01T14:30:15+02:00'],
	['2025-07-01T14:30:15.250', '2025-07-01T14:30:15.250+02:00'],
	['2025-12-31T13:30:00Z', '2025-12-31T14:30:00+01:00'],
	['2025-12-31T08:30:00-05:00', '2025-12-31T14:30:00+01:00'],
	['31.12.2025', '2025-12-31T00:00:00+01:00'],
	['31/12/2025 2:30 pm', '2025-12-31T14:30:00+01:00'],
	['26.10.2025 02:30', '2025-10-26T02:30:00+02:00'],
])('reads %p as a moment, in the zone of the workflow', (field, moment) => {
	expect(read(field, dateTime())).toBe(moment);
});

it('reads moments in the zone of the column', () => {
	expect(read('31.12.2025 14:30', dateTime(undefined, 'America/New_York'))).toBe('2025-12-31T14:30:00-05:00');
	expect(read('2025-12-31T14:30:00Z', dateTime(undefined, 'America/New_York'))).toBe('2025-12-31T09:30:00-05:00');
	expect(read('31.12.2025 14:30', dateTime('dd.MM.yyyy HH:mm', 'UTC'))).toBe('2025-12-31T14:30:00Z');
	expect(read('31.12.2025 14:30 +05:00', dateTime('dd.MM.yyyy HH:mm ZZ'))).toBe('2025-12-31T10:30:00+01:00');
	expect(read('12/31/2025 2:30 PM', dateTime('M/d/yyyy h:mm a'))).toBe('2025-12-31T14:30:00+01:00');
});

it.each([undefined, 'dd.MM.yyyy HH:mm'])('refuses a time that clocks leave out (format %p)', (format) => {
	expect(read('30.03.2025 02:30', dateTime(format))).toEqual(problem('a time that Europe/Berlin does not have'));
	expect(read('30.03.2025 02:30', dateTime(format, 'UTC'))).toBe('2025-03-30T02:30:00Z');
	expect(read('30.03.2025 03:30', dateTime(format))).toBe('2025-03-30T03:30:00+02:00');
});

it('believes the offset that is written, in the hour that comes twice', () => {
	expect(read('2025-10-26T02:30:00+01:00', dateTime())).toBe('2025-10-26T02:30:00+01:00');
	expect(read('2025-10-26T02:30:00+02:00', dateTime())).toBe('2025-10-26T02:30:00+02:00');
	expect(read('26.10.2025 02:30 +01:00', dateTime('dd.MM.yyyy HH:mm ZZ'))).toBe('2025-10-26T02:30:00+01:00');
});

it('says of a value what is wrong with it, and then what to do', () => {
	const advice = 'Correct the value in the file, set the Date Format of the column, or read the column as Text.';
	expect(read('gestern', date('dd.MM.yyyy'))).toEqual({
		problem: `Column "Wert": "gestern" is not a date of the format dd.MM.yyyy. ${advice}`,
	});
	expect(read('gestern', date())).toEqual({
		problem: `Column "Wert": "gestern" is not a date such as 2025-12-31 or 31.12.2025. ${advice}`,
	});
});

it('refuses a time zone that is none', () => {
	const columns = [{ column: 'Wert', required: false, type: dateTime(undefined, 'Berlin') }];
	expect(() => planColumns(['Wert'], { ...SETTINGS, columns })).toThrow(
		/"Berlin" is not a time zone\. .*Europe\/Berlin/,
	);
});
