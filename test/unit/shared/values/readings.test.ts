import { readYesOrNo } from '../../../../nodes/shared/values/booleans';
import { MONTHS, WORDS_IN_FRONT } from '../../../../nodes/shared/values/calendarNames';
import { currencyPattern } from '../../../../nodes/shared/values/currencies';
import { isInRange, momentIn, readDay } from '../../../../nodes/shared/values/dates';
import { millisecondsSinceEpoch, readMoment, type DateOrder } from '../../../../nodes/shared/values/moments';
import {
	ANY_CURRENCY,
	DECIMAL_COMMA,
	DECIMAL_COMMA_SPACED,
	DECIMAL_POINT,
	readAmount,
	readNumber,
} from '../../../../nodes/shared/values/numbers';

it.each<[boolean | undefined, string]>([
	[true, 'true 1 yes y oui o ja j si vrai wahr on x OUI Sì'],
	[false, 'false 0 no n non nein faux falsch off NEIN'],
	[undefined, '2 maybe vielleicht - constructor'],
])('reads as %s: %s', (said, words) => {
	for (const word of words.split(' ')) expect([word, readYesOrNo(` ${word} `)]).toEqual([word, said]);
});

it('reads no yes in a long text, nor in none', () => {
	expect(readYesOrNo(`${' '.repeat(197)}yes`)).toBe(true);
	expect(readYesOrNo(`${' '.repeat(198)}yes`)).toBeUndefined();
	expect(readYesOrNo('')).toBeUndefined();
});

const MONTH_WORDS = [
	'januar janner jaenner january janvier janv jan',
	'februar feber february fevrier fevr fev feb',
	'marz maerz march mars mrz mar',
	'april avril avr apr',
	'mai may',
	'juni june juin jun',
	'juli july juillet juil jul',
	'august aout aug',
	'september septembre sept sep',
	'oktober october octobre okt oct',
	'november novembre nov',
	'dezember december decembre dez dec',
];

it('knows each month by all its names, and nothing else', () => {
	expect(MONTH_WORDS.map((names) => names.split(' ').map((name) => MONTHS.get(name)))).toEqual(
		MONTH_WORDS.map((names, index) => names.split(' ').map(() => index + 1)),
	);
	expect(MONTHS.size).toBe(MONTH_WORDS.join(' ').split(' ').length);
});

it('passes over words in front of a date', () => {
	const days = [
		'montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so',
		'lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim',
		'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun',
		'le den der',
	];
	expect(WORDS_IN_FRONT).toEqual(days.join(' ').split(' '));
	for (const text of ['Mo., 3.2.2026', 'Dienstag, den 3.2.2026', 'mardi 3 février 2026', 'Tue Feb 3 2026']) {
		expect(readMoment(text, 'dayFirst')).toMatchObject({ year: 2026, month: 2, day: 3 });
	}
});

const at = (text: string, order: DateOrder = 'dayFirst') => {
	const moment = readMoment(text, order);
	if (moment === undefined) return undefined;
	const { year, month, day, hour, minute, second, millisecond, offset } = moment;
	return [year, month, day, hour, minute, second, millisecond, offset].join(' ').trim();
};

describe('a moment', () => {
	it.each([
		['2026-02-03', '2026 2 3 0 0 0 0'],
		['2026/2/3', '2026 2 3 0 0 0 0'],
		['2026.02.03', '2026 2 3 0 0 0 0'],
		['2026-02/03', undefined],
		['3.2.2026', '2026 2 3 0 0 0 0'],
		['3. 2. 26', '2026 2 3 0 0 0 0'],
		['3.2.69', '2069 2 3 0 0 0 0'],
		['3.2.70', '1970 2 3 0 0 0 0'],
		['3/2/2026', '2026 2 3 0 0 0 0'],
		['3-2-26', '2026 2 3 0 0 0 0'],
		['3/2-2026', undefined],
		['20260203', '2026 2 3 0 0 0 0'],
		['20260203T143015Z', '2026 2 3 14 30 15 0 Z'],
		['20260203143015', '2026 2 3 14 30 15 0'],
		['20261303', undefined],
		['3 Feb 2026', '2026 2 3 0 0 0 0'],
		['3rd of February, 2026', '2026 2 3 0 0 0 0'],
		['1er janvier 2026', '2026 1 1 0 0 0 0'],
		['3. März 26', '2026 3 3 0 0 0 0'],
		['Feb 3rd, 2026', '2026 2 3 0 0 0 0'],
		['February 3 2026', '2026 2 3 0 0 0 0'],
		['3 Foo 2026', undefined],
		['x 3.2.2026', undefined],
		['3.2.2026 x', undefined],
		['', undefined],
	])('without a time: %s', (text, expected) => {
		expect(at(text)).toBe(expected);
	});

	it.each([
		['14:30', '14 30 0 0'],
		['14:30:15', '14 30 15 0'],
		['14:30:15.123', '14 30 15 123'],
		['14:30:15,5', '14 30 15 500'],
		['14:30:15.123456789', '14 30 15 123'],
		['14.30 Uhr', '14 30 0 0'],
		['um 14 Uhr', '14 0 0 0'],
		['à 14h30', '14 30 0 0'],
		['14 h', '14 0 0 0'],
		['at 2:30 pm', '14 30 0 0'],
		['2:30 p.m.', '14 30 0 0'],
		['2 am', '2 0 0 0'],
		['12:30 am', '0 30 0 0'],
		['12:30 PM', '12 30 0 0'],
		['13:30 pm', undefined],
		['- 9:05', '9 5 0 0'],
		['24:00', undefined],
		['14:60', undefined],
		['14:30Z', '14 30 0 0 Z'],
		['14:30 UTC', '14 30 0 0 Z'],
		['14:30+01:00', '14 30 0 0 60'],
		['14:30-0330', '14 30 0 0 -210'],
		['14:30 GMT+02', '14 30 0 0 120'],
		['14:30+00:00', '14 30 0 0 Z'],
		['14:30+15:00', undefined],
		['14:30:00 GMT+0100 (name)', '14 30 0 0 60'],
		['14', undefined],
	])('with the time %s', (time, expected) => {
		expect(at(`2026-02-03 ${time}`)).toBe(expected && `2026 2 3 ${expected}`);
	});

	it.each(['2026-02-03T14:30', '2026-02-03, 14:30', '2026-02-03,14:30'])(
		'with any sign before its time: %s',
		(text) => {
			expect(at(text)).toBe('2026 2 3 14 30 0 0');
		},
	);

	it('has its month first only where that is said, and not with dots', () => {
		expect(at('3/2/2026', 'monthFirst')).toBe('2026 3 2 0 0 0 0');
		expect(at('3.2.2026', 'monthFirst')).toBe('2026 2 3 0 0 0 0');
		expect(at('2026-02-03', 'monthFirst')).toBe('2026 2 3 0 0 0 0');
	});

	it('may be a number of seconds or milliseconds since 1970', () => {
		expect(at('1770000000')).toBe('2026 2 2 2 40 0 0 Z');
		expect(at('1770000000123')).toBe('2026 2 2 2 40 0 123 Z');
		expect(at('45992')).toBeUndefined();
		expect(millisecondsSinceEpoch('123456789')).toBe(123_456_789_000);
		expect(millisecondsSinceEpoch('12345678')).toBeUndefined();
		expect(millisecondsSinceEpoch('9999999999')).toBe(9_999_999_999_000);
		expect(millisecondsSinceEpoch('10000000000')).toBe(10_000_000_000);
		expect(millisecondsSinceEpoch('-123456789')).toBe(-123_456_789_000);
		expect(millisecondsSinceEpoch('123456789.0016')).toBe(123_456_789_002);
		expect(millisecondsSinceEpoch('123456789012345')).toBe(123_456_789_012_345);
		expect(millisecondsSinceEpoch('1234567890123456')).toBeUndefined();
		expect(millisecondsSinceEpoch('x123456789')).toBeUndefined();
		expect(millisecondsSinceEpoch('123456789x')).toBeUndefined();
	});

	it('is read in no long text', () => {
		expect(at(`2026-02-03${' '.repeat(190)}`)).toBe('2026 2 3 0 0 0 0');
		expect(at(`2026-02-03${' '.repeat(191)}`)).toBeUndefined();
	});
});

describe('the day of a moment', () => {
	const day = (text: string, timeZone = 'Europe/Paris') =>
		readDay(text, { timeZone, dateOrder: 'dayFirst' })?.toISODate();

	it.each([
		['2026-02-03', '2026-02-03'],
		['2026-02-03T23:30', '2026-02-03'],
		['2026-02-03T00:00Z', '2026-02-03'],
		['2026-02-03T23:30Z', '2026-02-04'],
		['2026-02-03T23:30-05:00', '2026-02-03'],
		['2026-02-30', undefined],
		['0000-01-01', undefined],
		['0001-01-01', '0001-01-01'],
		['x', undefined],
	])('of %s is %s', (text, expected) => {
		expect(day(text)).toBe(expected);
	});

	it('is in range where a year has four digits', () => {
		const of = (year: number) => momentIn({ year, month: 1, day: 1 }, 'utc');
		expect([0, 1, 9_999, 10_000].map((year) => isInRange(of(year)))).toEqual([false, true, true, false]);
		expect(isInRange(undefined)).toBe(false);
		expect(isInRange(momentIn({ year: 2026, month: 13, day: 1 }, 'utc'))).toBe(false);
	});

	it('is at its own offset, or in the zone', () => {
		const moment = { year: 2026, month: 7, day: 1, hour: 12 };
		expect(momentIn(moment, 'Europe/Paris').toUTC().hour).toBe(10);
		expect(momentIn({ ...moment, offset: 'Z' }, 'Europe/Paris').toUTC().hour).toBe(12);
		expect(momentIn({ ...moment, offset: -60 }, 'Europe/Paris').toUTC().hour).toBe(13);
	});
});

const BOTH = [DECIMAL_COMMA, DECIMAL_POINT];

describe('a number', () => {
	it.each<[string, string[] | undefined]>([
		['12', ['12']],
		['007', ['7']],
		['0', ['0']],
		['1.5', ['1.5']],
		['1,50', ['1.50']],
		['1.234', ['1234', '1.234']],
		['1.234,56', ['1234.56']],
		['1,234.56', ['1234.56']],
		["1'234,5", ['1234.5']],
		['1’234.5', ['1234.5']],
		['1 234 567', ['1234567']],
		['1\u00a0234\u202f567', ['1234567']],
		['1 234.567', ['1234.567']],
		['12 34', []],
		['1.23.456', []],
		['1.234.567', ['1234567']],
		['1.234 567', []],
		['0.123', ['0.123']],
		['.5', ['0.5']],
		['-5', ['-5']],
		['- 5', ['-5']],
		['\u22125', ['-5']],
		['5-', ['-5']],
		['+5', ['5']],
		['-5-', undefined],
		['+-5', undefined],
		['60.–', ['60']],
		['60,--', ['60']],
		['60.----', undefined],
		['1e3', ['1000']],
		['1.5e1', ['15']],
		['1.5E-3', ['0.0015']],
		['12e-1', ['1.2']],
		['1e100', undefined],
		['5 €', ['5']],
		['€5', ['5']],
		['EUR 5', ['5']],
		['-€ 5', ['-5']],
		['€ -5', ['-5']],
		['Fr. 5', ['5']],
		['SFr. 5', ['5']],
		['5 US$', ['5']],
		['£5', ['5']],
		['5 euros', ['5']],
		['€5€', undefined],
		['Fr. .50', undefined],
		['5 kr', undefined],
		['5x', undefined],
		['x5', undefined],
		['', undefined],
		['-', undefined],
	])('%j', (text, meanings) => {
		expect(readNumber(text, BOTH)?.meanings).toEqual(meanings);
	});

	it('tells its currency as it is written, if there is one', () => {
		expect(readNumber('5 EUR', BOTH)).toEqual({ meanings: ['5'], currency: 'EUR' });
		expect(readNumber('€ 5', BOTH)).toEqual({ meanings: ['5'], currency: '€' });
		expect(readNumber('5', BOTH)).toEqual({ meanings: ['5'] });
		expect(readAmount('5 kr.', BOTH)).toEqual({ meanings: ['5'], currency: 'kr.' });
		expect(readAmount('XYZ 5', BOTH)).toEqual({ meanings: ['5'], currency: 'XYZ' });
		expect(readAmount('₹5', BOTH)).toEqual({ meanings: ['5'], currency: '₹' });
		expect(readAmount('abcd 5', BOTH)).toBeUndefined();
	});

	it('has the meanings that its style gives it', () => {
		expect(readNumber('1.234', [DECIMAL_COMMA])?.meanings).toEqual(['1234']);
		expect(readNumber('1.234', [DECIMAL_POINT])?.meanings).toEqual(['1.234']);
		expect(readNumber('1 234,5', [DECIMAL_COMMA_SPACED])?.meanings).toEqual(['1234.5']);
		expect(readNumber('1.234,5', [DECIMAL_COMMA_SPACED])?.meanings).toEqual([]);
		expect(readNumber('5', [])?.meanings).toEqual([]);
	});

	it('is read in no long text, and keeps all its digits', () => {
		const digits = '9'.repeat(190);
		expect(readNumber(digits, BOTH)?.meanings).toEqual([digits]);
		expect(readNumber('9'.repeat(201), BOTH)).toBeUndefined();
	});
});

it('fits currencies by their codes and signs, the longest first', () => {
	expect(currencyPattern(['CHF'])).toBe('sfr\\.|chf|fr\\.|sfr|fr');
	expect(currencyPattern(['USD', 'CAD']).split('|').sort()).toEqual(['\\$', 'cad', 'us\\$', 'usd']);
	expect(currencyPattern(['XYZ'])).toBe('xyz');
	const any = new RegExp(`^(?:${ANY_CURRENCY})$`, 'iu');
	const signs = '€ euro euros fr fr. sfr sfr. £ $ us$ ¥ zł kč kr kr. NZD ₹'.split(' ');
	expect(signs.filter((sign) => !any.test(sign))).toEqual([]);
	expect(any.test('abcd')).toBe(false);
});
