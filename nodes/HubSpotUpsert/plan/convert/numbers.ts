import { converted, LONGEST_READ, unreadable, type Conversion, type ConversionSettings } from './conversion';

type DecimalSign = ConversionSettings['decimalSign'];

const CURRENCY = String.raw`€|eur(?:os?)?|chf|s?fr\.?|(?:us)?\$|usd|£|gbp`;

/** What stands for "00" in 60.– or 1.200,-- */
const DASH = '[-–—]{1,2}';

/** Sign, currency, amount, exponent, the minus that bookkeeping puts last, currency. */
const NUMBER = new RegExp(
	String.raw`^(?<first>[+-]?) ?(?<before>${CURRENCY})? ?(?<second>[+-]?) ?(?<amount>[\d.,' ]*\d(?:[.,]${DASH})?)` +
		String.raw`(?:e(?<exponent>[+-]?\d{1,2}))? ?(?<last>-?) ?(?<after>${CURRENCY})?$`,
	'i',
);

/** What an amount looks like if the decimal sign is this one; thousands are groups of three after one and the same sign. */
const AMOUNT = {
	comma: amountWith(',', `[.' ]`),
	point: amountWith('\\.', `[,' ]`),
};

function amountWith(decimalSign: string, thousandsSign: string): RegExp {
	const grouped = String.raw`[1-9]\d{0,2}(?<sign>${thousandsSign})\d{3}(?:\k<sign>\d{3})*`;
	return new RegExp(String.raw`^(?<whole>\d*|${grouped})(?:${decimalSign}(?:(?<fraction>\d+)|${DASH}))?$`);
}

const EXPECTED: Record<DecimalSign, string> = {
	detect: 'a number such as 1234.56 or 1.234,56',
	comma: 'a number such as 1.234,56 (the option "Decimal Sign" says comma)',
	point: 'a number such as 1,234.56 (the option "Decimal Sign" says point)',
};

/**
 * Reads a number as people and programs of several countries write it; gives plain digits with a decimal point, all
 * of them, since numbers of JavaScript would round long ones.
 */
export function convertNumber(text: string, decimalSign: DecimalSign): Conversion {
	const number = partsOf(text);
	const signs = decimalSign === 'detect' ? (['comma', 'point'] as const) : [decimalSign];
	const readings = number ? [...new Set(signs.flatMap((candidate) => digits(number, candidate)))] : [];
	if (readings.length > 1) return unreadable(ambiguous(text, readings));
	const [reading] = readings;
	const fits = reading !== undefined && reading.length <= LONGEST_READ;
	return fits ? converted(reading) : unreadable(EXPECTED[decimalSign]);
}

interface NumberParts {
	minus: '-' | '';
	amount: string;
	exponent: number;
}

function partsOf(text: string): NumberParts | undefined {
	const parts = text.length > LONGEST_READ ? undefined : NUMBER.exec(oneSignEach(text))?.groups;
	if (!parts) return undefined;
	const { amount, exponent, before, after } = parts;
	const sign = parts.first + parts.second + parts.last;
	if (sign.length > 1 || (before && after)) return undefined;
	// To the Swiss, "Fr. -.50" is no debt.
	if ((before || after) && /^\D/.test(amount)) return undefined;
	return { minus: sign === '-' ? '-' : '', amount, exponent: Number(exponent ?? 0) };
}

/** The same number with one character for the minus, for the apostrophe and for the spaces between thousands. */
function oneSignEach(text: string): string {
	return text
		.replaceAll('\u2212', '-')
		.replaceAll('\u2019', "'")
		.replace(/[\u00a0\u2007-\u2009\u202f]/g, ' ');
}

/** The number in plain digits; none if its amount is not written with this decimal sign. */
function digits({ minus, amount, exponent }: NumberParts, decimalSign: 'comma' | 'point'): string[] {
	const parts = AMOUNT[decimalSign].exec(amount)?.groups;
	if (!parts) return [];
	const whole = parts.whole.replace(/\D/g, '');
	// The exponent moves the decimal point, to where there may be no digits yet.
	const point = whole.length + exponent;
	const all = '0'.repeat(Math.max(0, -point)) + (whole + (parts.fraction ?? '')).padEnd(point, '0');
	const beforePoint = all.slice(0, Math.max(0, point)).replace(/^0+/, '') || '0';
	const afterPoint = all.slice(Math.max(0, point));
	return [minus + beforePoint + (afterPoint === '' ? '' : `.${afterPoint}`)];
}

function ambiguous(text: string, readings: string[]): string {
	return `a number with a clear decimal sign: "${text}" may be ${readings.join(' or ')}, and the option "Decimal Sign" decides`;
}
