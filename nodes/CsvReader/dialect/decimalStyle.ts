import { currencyPattern } from '../../shared/values/currencies';
import type { DecimalStyle } from './table';

/** One style must be that much clearer than the others. */
const CLEAR = 5;
const LONGEST = 40;

const CURRENCY = `(?:${currencyPattern(['EUR', 'USD', 'GBP', 'CHF'])}|%)`;
const SPACE = "[ \\u00a0\\u202f'’]";
const PATTERNS: Array<[DecimalStyle, RegExp]> = [
	// A comma or point that cannot divide thousands is decimal; one that comes before another sign divides thousands.
	[
		'german',
		number(String.raw`(?:\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|(?:0|\d{4,}),\d+|\d{1,3},(?:\d{1,2}|\d{4,}))`),
	],
	[
		'english',
		number(String.raw`(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|(?:0|\d{4,})\.\d+|\d{0,3}\.(?:\d{1,2}|\d{4,}))`),
	],
	['french', number(String.raw`\d{1,3}(?:${SPACE}\d{3})+,\d+`)],
];
const SPACED = number(String.raw`\d{1,3}(?:[ \u00a0\u202f]\d{3})+`);

function number(amount: string): RegExp {
	return new RegExp(String.raw`^[-+−]?(?:${CURRENCY} ?)?[-+−]?${amount}(?: ?${CURRENCY})?-?$`, 'i');
}

/**
 * How the numbers of a table's body are written; undefined where no number tells, e.g. only 1.234 or 1,234. A decimal
 * comma without any sign between thousands counts as German, unless other numbers have spaces between thousands.
 */
export function decimalStyleOf(rows: string[][]): DecimalStyle | undefined {
	const counts: Record<DecimalStyle, number> = { german: 0, french: 0, english: 0 };
	let spaced = 0;
	for (const row of rows) {
		for (const cell of row) {
			if (cell.length > LONGEST || !/\d/.test(cell)) continue;
			const text = cell.trim();
			const style = PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
			if (style) counts[style]++;
			else if (SPACED.test(text)) spaced++;
		}
	}
	const comma = counts.german + counts.french;
	if (comma > counts.english * CLEAR) return counts.french > 0 || spaced > 0 ? 'french' : 'german';
	return counts.english > comma * CLEAR ? 'english' : undefined;
}
