import { CURRENCY_SIGNS, currencyPattern } from './currencies';
import { LONGEST_READ } from './fold';

/** What stands for "00" in 60.– or 1.200,-- */
const DASH = '[-–—]{1,2}';

/** Sign, currency, amount, exponent, the minus that bookkeeping puts last, currency. */
function numberPattern(currency: string): RegExp {
	return new RegExp(
		String.raw`^(?<first>[+\-]?) ?(?<before>${currency})? ?(?<second>[+\-]?) ?(?<amount>[\d.,' ]*\d(?:[.,]${DASH})?)` +
			String.raw`(?:e(?<exponent>[+\-]?\d{1,2}))? ?(?<last>-?) ?(?<after>${currency})?$`,
		'iu',
	);
}

/** A number may stand beside one of these in any field. */
const NUMBER = numberPattern(currencyPattern(['EUR', 'CHF', 'USD', 'GBP']));

/** The source of a pattern that fits whatever may be a currency: a sign, or a code, even one that does not exist. */
export const ANY_CURRENCY = `${currencyPattern(Object.keys(CURRENCY_SIGNS))}|[a-z]{3}|\\p{Sc}`;

const AMOUNT = numberPattern(ANY_CURRENCY);

/** How a country writes numbers; thousands are groups of three after one and the same sign. */
export interface NumberStyle {
	/** What an amount looks like, without its sign. */
	amount: RegExp;
}

/** 1.234,56 and 1'234,56 and 1 234,56 */
export const DECIMAL_COMMA = styleWith(',', `[.' ]`);

/** 1,234.56 and 1'234.56 and 1 234.56 */
export const DECIMAL_POINT = styleWith('\\.', `[,' ]`);

/** 1 234,56 and nothing else: where a point between thousands is unusual, it is more likely a decimal sign. */
export const DECIMAL_COMMA_SPACED = styleWith(',', ' ');

function styleWith(decimalSign: string, thousandsSign: string): NumberStyle {
	const grouped = String.raw`[1-9]\d{0,2}(?<sign>${thousandsSign})\d{3}(?:\k<sign>\d{3})*`;
	return { amount: new RegExp(String.raw`^(?<whole>\d*|${grouped})(?:${decimalSign}(?:(?<fraction>\d+)|${DASH}))?$`) };
}

export interface WrittenNumber {
	/** Plain digits with a decimal point, one for each meaning that the styles give it; none where no style fits. */
	meanings: string[];
	/** The currency as it is written, in front or behind. */
	currency?: string;
}

/**
 * Reads a number as people and programs of several countries write it: with signs, currencies, thousands, an exponent.
 * Keeps all digits, since numbers of JavaScript would round long ones. Undefined for what is no number in any style.
 */
export function readNumber(text: string, styles: readonly NumberStyle[]): WrittenNumber | undefined {
	return numberIn(text, NUMBER, styles);
}

/** The same for an amount of money, in whatever may be a currency. */
export function readAmount(text: string, styles: readonly NumberStyle[]): WrittenNumber | undefined {
	return numberIn(text, AMOUNT, styles);
}

function numberIn(text: string, pattern: RegExp, styles: readonly NumberStyle[]): WrittenNumber | undefined {
	const number = partsOf(text, pattern);
	if (!number) return undefined;
	const meanings = new Set(styles.flatMap((style) => digits(number, style)));
	return { meanings: [...meanings], ...(number.currency !== undefined && { currency: number.currency }) };
}

interface NumberParts {
	minus: '-' | '';
	amount: string;
	exponent: number;
	currency?: string;
}

function partsOf(text: string, pattern: RegExp): NumberParts | undefined {
	const parts = text.length > LONGEST_READ ? undefined : pattern.exec(oneSignEach(text))?.groups;
	if (!parts) return undefined;
	const { amount, exponent, before, after } = parts;
	const sign = parts.first + parts.second + parts.last;
	if (sign.length > 1 || (before && after)) return undefined;
	// To the Swiss, "Fr. -.50" is no debt.
	if ((before || after) && /^\D/.test(amount)) return undefined;
	return { minus: sign === '-' ? '-' : '', amount, exponent: Number(exponent ?? 0), currency: before ?? after };
}

/** The same number with one character for the minus, for the apostrophe and for the spaces between thousands. */
function oneSignEach(text: string): string {
	return text
		.replaceAll('\u2212', '-')
		.replaceAll('\u2019', "'")
		.replace(/[\u00a0\u2007-\u2009\u202f]/g, ' ');
}

/** The number in plain digits; none if its amount is not written in this style. */
function digits({ minus, amount, exponent }: NumberParts, style: NumberStyle): string[] {
	const parts = style.amount.exec(amount)?.groups;
	if (!parts) return [];
	const whole = parts.whole.replace(/\D/g, '');
	// The exponent moves the decimal point, to where there may be no digits yet.
	const point = whole.length + exponent;
	const all = '0'.repeat(Math.max(0, -point)) + (whole + (parts.fraction ?? '')).padEnd(point, '0');
	const beforePoint = all.slice(0, Math.max(0, point)).replace(/^0+/, '') || '0';
	const afterPoint = all.slice(Math.max(0, point));
	return [minus + beforePoint + (afterPoint === '' ? '' : `.${afterPoint}`)];
}
