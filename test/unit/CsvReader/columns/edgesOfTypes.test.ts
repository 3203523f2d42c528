import { nearestName } from '../../../../nodes/CsvReader/columns/nearestName';
import type { ColumnType } from '../../../../nodes/CsvReader/columns/settings';
import { problem, read } from './read';

const money = (style: 'german' | 'french' | 'english', currency?: string): ColumnType => {
	return { kind: 'money', style, currency };
};
const dateTime = (more: { format?: string; timeZone?: string } = {}): ColumnType => ({ kind: 'dateTime', ...more });

describe('money', () => {
	it.each(['12.50 Fr', 'Fr. 12.50', 'sFr 12.50', '12.50 SFr.', 'CHF 12.50'])('reads %p as francs', (field) => {
		expect(read(field, money('english', 'CHF'))).toBe(12.5);
	});

	it.each(['12.50 kr', 'kr. 12.50', 'DKK 12.50'])('reads %p as crowns', (field) => {
		expect(read(field, money('english', 'DKK'))).toBe(12.5);
	});

	it('does not read what has a currency in its middle, or two', () => {
		expect(read('12 EUR 500', money('french'))).toEqual(problem('is not an amount such as 1 234,56'));
		expect(read('EUR 5,00 €', money('german'))).toEqual(problem('is not an amount such as 1.234,56'));
	});

	it('does not send whoever wrote two currencies to the decimal style', () => {
		expect(read('EUR 5,00 €', money('german'))).not.toEqual(problem('Decimal Style'));
	});
});

it('says between what a number cannot be told', () => {
	expect(read('1,234', { kind: 'decimal' })).toEqual(problem('may be 1.234 or 1234'));
});

describe('date and time', () => {
	it('takes the offset that is written where an hour comes twice', () => {
		const zone = dateTime({ timeZone: 'Europe/Berlin' });
		expect(read('2026-10-25T02:30:00+01:00', zone)).toBe('2026-10-25T02:30:00+01:00');
		expect(read('2026-10-25T02:30:00+02:00', zone)).toBe('2026-10-25T02:30:00+02:00');
	});

	it('takes the first of the two hours where no offset is written', () => {
		expect(read('2026-10-25T02:30:00', dateTime({ timeZone: 'Europe/Berlin' }))).toBe('2026-10-25T02:30:00+02:00');
	});

	it('takes the host’s own zone where n8n names none', () => {
		expect(read('2026-03-01 10:00', dateTime(), { timeZone: 'local' })).toMatch(/^2026-03-01T10:00:00/);
	});

	it('names the format that a value does not have', () => {
		expect(read('x', dateTime({ format: 'dd.MM.yyyy HH:mm' }))).toEqual(
			problem('is not a time of the format dd.MM.yyyy HH:mm'),
		);
	});
});

it('quotes a value of sixty characters whole, and the beginning of a longer one', () => {
	const text = 'x'.repeat(60);
	expect(read(text, { kind: 'wholeNumber' })).toEqual(problem(`"${text}" is not`));
	expect(read(`${text}x`, { kind: 'wholeNumber' })).toEqual(problem(`"${text}…" is not`));
});

describe('the nearest name', () => {
	it('is rather the same than one that holds it', () => {
		expect(nearestName('email', ['emails', 'E-Mail'])).toBe('E-Mail');
	});

	it('does not depend on signs between letters', () => {
		expect(nearestName('a-b-c-d', ['wxyz', 'abcd'])).toBe('abcd');
	});
});
