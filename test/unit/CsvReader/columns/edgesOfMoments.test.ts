import type { ColumnType } from '../../../../nodes/CsvReader/columns/settings';
import { planColumns } from '../../../../nodes/CsvReader/columns/plan';
import { problem, read, SETTINGS } from './read';

const date = (format?: string): ColumnType => ({ kind: 'date', format });
const dateTime = (format?: string, timeZone?: string): ColumnType => ({ kind: 'dateTime', format, timeZone });

describe('the zone of a column', () => {
	it('is that of the workflow where it is blank', () => {
		expect(read('2025-12-31 14:30', dateTime(undefined, ' '))).toBe('2025-12-31T14:30:00+01:00');
	});

	it('may have blanks around it', () => {
		expect(read('2025-12-31 14:30', dateTime(undefined, ' America/New_York '))).toBe('2025-12-31T14:30:00-05:00');
	});

	it('decides in which hour clocks go forward', () => {
		const zone = 'America/New_York';
		expect(read('2025-03-09 02:30', dateTime(undefined, zone))).toEqual(
			problem(
				`is a time that ${zone} does not have, since clocks go forward then. Correct the value in the file, set the Time Zone of the column, or read the column as Text.`,
			),
		);
		expect(read('2025-03-30 02:30', dateTime(undefined, zone))).toBe('2025-03-30T02:30:00-04:00');
	});

	it('does not matter where an offset is written, also in an hour that it leaves out', () => {
		expect(read('2025-03-30T02:30:00+01:00', dateTime())).toBe('2025-03-30T03:30:00+02:00');
		expect(read('30.03.2025 02:30 +01:00', dateTime('dd.MM.yyyy HH:mm ZZ'))).toBe('2025-03-30T03:30:00+02:00');
		expect(read('2025-03-30T00:30:00Z', dateTime())).toBe('2025-03-30T01:30:00+01:00');
	});

	it('decides the day of a moment in UTC, and not that of a mere day', () => {
		expect(read('2025-12-31T23:30:00Z', date())).toBe('2026-01-01');
		expect(read('2025-12-31T00:00:00Z', date(), { timeZone: 'America/New_York' })).toBe('2025-12-31');
	});
});

describe('a format with a zone of its own', () => {
	it.each([
		['z', 'America/New_York', '2025-10-26T07:30:00+01:00'],
		['Z', '+1', '2025-10-26T02:30:00+01:00'],
		['ZZZ', '+0100', '2025-10-26T02:30:00+01:00'],
	])('reads it: %s', (token, offset, moment) => {
		expect(read(`26.10.2025 02:30 ${offset}`, dateTime(`dd.MM.yyyy HH:mm ${token}`))).toBe(moment);
	});

	it('has none where its z is quoted', () => {
		expect(read('30.03.2025 zu 02:30', dateTime("dd.MM.yyyy 'zu' HH:mm"))).toEqual(problem('does not have'));
		expect(read('26.10.2025 zu 02:30', dateTime("dd.MM.yyyy 'zu' HH:mm"))).toBe('2025-10-26T02:30:00+02:00');
	});
});

describe('the earlier of two hours', () => {
	it.each([
		['2025-10-26 02:00', '2025-10-26T02:00:00+02:00'],
		['2025-10-26 02:59', '2025-10-26T02:59:00+02:00'],
		['2025-10-26 01:59', '2025-10-26T01:59:00+02:00'],
		['2025-10-26 03:00', '2025-10-26T03:00:00+01:00'],
		['2025-10-26', '2025-10-26T00:00:00+02:00'],
	])('is meant by %p', (field, moment) => {
		expect(read(field, dateTime())).toBe(moment);
		expect(read(field, dateTime(field.includes(':') ? 'yyyy-MM-dd HH:mm' : 'yyyy-MM-dd'))).toBe(moment);
	});
});

describe('names of months and weekdays', () => {
	it.each([
		['EEE, d MMM yyyy', 'Wed, 31 Dec 2025'],
		['EEEE, d. MMMM yyyy', 'Mittwoch, 31. Dezember 2025'],
		['cccc d LLLL yyyy', 'mercredi 31 décembre 2025'],
		['d LLL yyyy', '31 Dez 2025'],
		['d LLLL yyyy', '31 décembre 2025'],
		['d/M/yyyy h a', '31/12/2025 11 PM'],
		['ccc dd.MM.yyyy', 'Mi 31.12.2025'],
		['EEE dd.MM.yyyy', 'mer. 31.12.2025'],
	])('are read by %s in any of the three languages', (format, field) => {
		expect(read(field, date(format))).toBe('2025-12-31');
	});
});

it.each(['kkkk-WW-E', 'yyyy-ooo', 'yyyy/M/d H:m:s.S', "yyyy-MM-dd'T'HH:mm:ss"])('takes the format %s', (format) => {
	const columns = [{ column: 'Wert', required: false, type: date(format) }];
	expect(() => planColumns(['Wert'], { ...SETTINGS, columns })).not.toThrow();
});

it.each(['d.M', 'M/yyyy', 'yyyy', 'dd.MM.yyyy T', 'dd.MM.yyyyb', 'd.d.yyyy', 'dd.MM.yyyy ö'])(
	'refuses the format %s',
	(format) => {
		const columns = [{ column: 'Wert', required: false, type: date(format) }];
		expect(() => planColumns(['Wert'], { ...SETTINGS, columns })).toThrow(
			`Column "Wert": "${format}" is not a format that a date can be read by. Use d for days, M for months and y for years, e.g. dd.MM.yyyy or yyyy-MM-dd HH:mm.`,
		);
	},
);

describe('what is said', () => {
	const advice = 'Correct the value in the file, set the Date Format of the column, or read the column as Text.';

	it('names the form that is expected', () => {
		expect(read('x', dateTime())).toEqual({
			problem: `Column "Wert": "x" is not a date and time such as 2025-12-31 14:30 or 31.12.2025 14:30. ${advice}`,
		});
		expect(read('x', dateTime('yyyy-MM-dd'))).toEqual({
			problem: `Column "Wert": "x" is not a time of the format yyyy-MM-dd. ${advice}`,
		});
	});

	it('names both days that a date may be, and what to set', () => {
		expect(read('03/04/2026', date())).toEqual({
			problem:
				'Column "Wert": "03/04/2026" may be 2026-04-03 or 2026-03-04. Set the Date Format of the column, e.g. dd/MM/yyyy or MM/dd/yyyy.',
		});
	});
});
