import { LONGEST_READ } from './fold';

const CURRENCY = String.raw`€|eur(?:os?)?|chf|s?fr\.?|(?:us)?\$|usd|£|gbp`;

/** What stands for "00" in 60.– or 1.200,-- */
const DASH = '[-–—]{1,2}';

/** Sign, currency, amount, exponent, the minus that bookkeeping puts last, currency. */
const NUMBER = new RegExp(
	String.raw`^(?<first>[+-]?) ?(?<before>${CURRENCY})? ?(?<second>[+-]?) ?(?<amount>[\d.,' ]*\d(?:[.,]${DASH})?)` +
		String.raw`(?:e(?<exponent>[+-]?\d{1,2}))? ?(?<last>-?) ?(?<after>${CURRENCY})?$`,
	'i',
);

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
	const number = partsOf(text);
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

function partsOf(text: string): NumberParts | undefined {
	const parts = text.length > LONGEST_READ ? undefined : NUMBER.exec(oneSignEach(text))?.groups;
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
