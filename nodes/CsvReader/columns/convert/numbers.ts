import { CURRENCY_SIGNS } from '../../../shared/values/currencies';
import {
	ANY_CURRENCY,
	DECIMAL_COMMA,
	DECIMAL_COMMA_SPACED,
	DECIMAL_POINT,
	readAmount,
	readNumber,
	type NumberStyle,
	type WrittenNumber,
} from '../../../shared/values/numbers';
import type { DecimalStyle } from '../../dialect/table';
import { unfit, type Conversion, type Unfit } from './conversion';

/** `undefined` stands for a style that nobody knows: whatever can be read in one way only. */
type Style = DecimalStyle | undefined;

function stylesOf(style: Style): readonly NumberStyle[] {
	switch (style) {
		case 'german':
			return [DECIMAL_COMMA];
		case 'french':
			return [DECIMAL_COMMA_SPACED];
		case 'english':
			return [DECIMAL_POINT];
		case undefined:
			return [DECIMAL_COMMA, DECIMAL_POINT];
	}
}

const EXAMPLES: Record<DecimalStyle, string> = {
	german: '1.234,56 (German style)',
	french: '1 234,56 (French style)',
	english: '1,234.56 (English style)',
};

const exampleOf = (style: Style) => (style === undefined ? '1234.56 or 1.234,56' : EXAMPLES[style]);

const STYLE_DECIDES = 'Set the Decimal Style of the column, or of the file.';

const CORRECT_OR_STYLE = `Correct the value in the file, set the Decimal Style that the column is written in, or read the column as Text.`;

/** A number of JavaScript holds so many digits of a decimal number exactly. */
const MOST_DIGITS = 15;

/** Reads whole numbers; "12,00" is one, too. */
export function wholeNumberConverter(style: Style): (text: string) => Conversion {
	return (text) => {
		const number = plainNumber(text, style, `is not a whole number such as 1234`);
		if (typeof number !== 'number') return number;
		if (!Number.isInteger(number)) return unfit(text, 'is not a whole number such as 1234', CORRECT_OR_STYLE);
		return Number.isSafeInteger(number) ? number : tooLong(text);
	};
}

/** Reads numbers with or without decimals, thousands and an exponent; an amount of money is a problem. */
export function decimalConverter(style: Style): (text: string) => Conversion {
	return (text) => plainNumber(text, style, `is not a number such as ${exampleOf(style)}`);
}

/** The same in every style, and most numbers are such. */
const DIGITS_ONLY = new RegExp(`^\\d{1,${MOST_DIGITS}}$`);

function plainNumber(text: string, style: Style, problem: string): number | Unfit {
	if (DIGITS_ONLY.test(text)) return Number(text);
	const written = readNumber(text, stylesOf(style));
	if (written?.currency !== undefined) {
		return unfit(text, 'is an amount of money', 'Give the column the type Money, or read it as Text.');
	}
	return numberOf(text, written, problem);
}

const KNOWN_SIGNS = new Set(Object.values(CURRENCY_SIGNS).flat());

/** What may be a currency, and is no part of a word. */
const CURRENCY = new RegExp(String.raw`(?<![\p{L}.])(?:${ANY_CURRENCY})(?!\p{L})`, 'giu');

/** Bookkeeping writes (5,00) for -5,00. */
const IN_BRACKETS = /^([^()\d]*)\(([^()]*)\)([^()\d]*)$/;

/**
 * Reads amounts with or without a currency: "1.234,56 €", "EUR 12,50", "-5,00", "5,00-", "(5,00)".
 * @param currency the only one that is allowed, as ISO 4217; any if left out
 */
export function moneyConverter(style: Style, currency?: string): (text: string) => Conversion {
	const code = currency?.trim().toUpperCase() || undefined;
	const allowed = code === undefined ? undefined : [code.toLowerCase(), ...(CURRENCY_SIGNS[code] ?? [])];
	return (text) => {
		const problem = `is not an amount such as ${exampleOf(style)}`;
		const signed = text.replace(IN_BRACKETS, '$1-$2$3');
		const marks = (signed.match(CURRENCY) ?? []).filter((mark) => isCurrency(mark, code));
		if (marks.length > 1) return unfit(text, problem);
		const [mark] = marks;
		if (mark !== undefined && allowed?.includes(mark.toLowerCase()) === false) {
			return unfit(
				text,
				`is not in ${code}`,
				'Correct the value in the file, or leave the currency of the column empty.',
			);
		}
		const readWritten = mark === undefined ? readNumber : readAmount;
		return numberOf(text, readWritten(signed, stylesOf(style)), problem);
	};
}

/** By ISO 4217, also those of former times. */
const CODES = new Set(Intl.supportedValuesOf('currency'));

/** "12 kWh" and "5 Std" are no money. */
function isCurrency(mark: string, expected: string | undefined): boolean {
	const code = mark.toUpperCase();
	return !/^[A-Z]{3}$/.test(code) || CODES.has(code) || code === expected || KNOWN_SIGNS.has(mark.toLowerCase());
}

function numberOf(text: string, written: WrittenNumber | undefined, problem: string): number | Unfit {
	const [meaning, other] = written?.meanings ?? [];
	if (meaning === undefined) return unfit(text, problem, CORRECT_OR_STYLE);
	if (other !== undefined) return unfit(text, `may be ${meaning} or ${other}`, STYLE_DECIDES);
	const digits = meaning.replace(/\D/g, '').replace(/^0+|0+$/g, '');
	// Adding 0 makes 0 of -0.
	return digits.length > MOST_DIGITS && !Number.isSafeInteger(Number(meaning)) ? tooLong(text) : Number(meaning) + 0;
}

function tooLong(text: string): Unfit {
	return unfit(text, 'has more digits than a number can hold without rounding', 'Read the column as Text.');
}
