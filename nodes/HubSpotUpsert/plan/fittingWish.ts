import { convert, plainText, type ConversionSettings } from './convert/convert';
import { kindNamed } from './propertyKinds';
import { internalName, titleOf } from './propertyName';
import type { PropertyWish } from './wish';

/** What is longer does not fit into a line. */
const LONGEST_LINE = 255;

/** As JavaScript writes numbers. `0791234567` and `+41…` are names for something, not numbers. */
const NUMERAL = /^-?(?<whole>0|[1-9]\d*)(?:\.\d+)?(?:e[+-]\d+)?$/;

/** Of the whole part; JavaScript's numbers hold no more, and what has more is an identifier. */
const MOST_DIGITS = 15;

const DAY = String.raw`(?:\d{4}-\d{2}-\d{2}|\d{1,2}\.\d{1,2}\.\d{4})`;
const DATE = new RegExp(`^${DAY}$`);
const DATE_AND_PERHAPS_TIME = new RegExp(String.raw`^${DAY}(?:[T ]\d{1,2}:\d{2}.*)?$`);

const READING: ConversionSettings = {
	timeZone: 'utc',
	decimalSign: 'point',
	dateOrder: 'dayFirst',
	checkboxes: 'replace',
};

/** The kinds that are tried, the first that fits all values wins. */
const GUESSES: ReadonlyArray<[kind: string, fits: (text: string) => boolean]> = [
	['number', isNumber],
	['booleancheckbox', (text) => /^(?:true|false)$/i.test(text)],
	['date', (text) => DATE.test(text) && isInCalendar(text)],
	['datetime', (text) => DATE_AND_PERHAPS_TIME.test(text) && isInCalendar(text)],
];

/**
 * Guesses what property a field of the input needs.
 * @param name the field's name; the internal name and the label are made from it
 * @param values all values that the field has in the input; empty ones do not count
 */
export function fittingWish(name: string, values: readonly unknown[]): PropertyWish {
	const texts = values.map((value) => plainText(value)).filter((text) => text !== undefined);
	const { type, fieldType } = kindNamed(guess(texts)) ?? { type: 'string', fieldType: 'text' };
	const ownName = internalName(name);
	return { name: ownName, label: titleOf(name) || titleOf(ownName), type, fieldType, options: [] };
}

function guess(texts: readonly string[]): string {
	if (texts.length === 0) return 'text';
	const found = GUESSES.find(([, fits]) => texts.every(fits));
	if (found) return found[0];
	return texts.some((text) => text.length > LONGEST_LINE || text.includes('\n')) ? 'textarea' : 'text';
}

function isNumber(text: string): boolean {
	const whole = NUMERAL.exec(text)?.groups?.whole;
	return whole !== undefined && whole.length <= MOST_DIGITS;
}

/** Whether the day exists: there is no 30 February. */
function isInCalendar(text: string): boolean {
	return convert(text, { type: 'datetime', fieldType: 'date', options: [] }, READING).kind === 'text';
}
