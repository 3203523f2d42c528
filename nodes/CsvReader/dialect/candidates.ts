import type { GivenDialect } from './detected';
import type { Separators } from './tokenise';

/**
 * How plausible a delimiter is before the table is looked at, as the logarithm of a probability (0: as good as any).
 * The exotic ones are also signs of prose, times, paths and formulas.
 */
export const DELIMITER_PRIORS: ReadonlyMap<string, number> = new Map([
	[',', 0],
	[';', 0],
	['\t', 0],
	['|', -0.1],
	[' ', -1.6],
	[':', -1.9],
	['^', -0.7],
	['~', -0.7],
	['#', -1.2],
	['=', -1.9],
	['*', -1.6],
	['%', -1.9],
	['&', -1.9],
	['!', -1.9],
	['\u0001', -0.1],
	['\u001e', -0.1],
	['\u001f', -0.1],
]);

export const USUAL_DELIMITERS = [',', ';', '\t', '|'];

/** Stands for a table of a single column. */
export const NO_DELIMITER = '\u0000';

const QUOTES = ['"', "'", '`', '~'];

/** All dialects worth a try: those whose characters occur in the text. What is given is not varied. */
export function candidatesFor(text: string, given: GivenDialect): Separators[] {
	const delimiters = given.delimiter === undefined ? [...delimitersIn(text), NO_DELIMITER] : [given.delimiter];
	const quotings = quotingsFor(text, given);
	const all = delimiters.flatMap((delimiter) => quotings.map((quoting) => ({ delimiter, ...quoting })));
	const sensible = all.filter(({ delimiter, quote }) => quote !== delimiter);
	// Somebody may have set both to the same character.
	return sensible.length > 0 ? sensible : all;
}

/** The rare ones only where most lines have them. */
const LINES_LOOKED_AT = 100;

function delimitersIn(text: string): string[] {
	const lines = text.split(/\r\n|\n|\r/, LINES_LOOKED_AT).filter((line) => line.trim() !== '');
	return [...DELIMITER_PRIORS].flatMap(([delimiter, prior]) => {
		if (prior === 0) return text.includes(delimiter) ? [delimiter] : [];
		const having = lines.filter((line) => line.includes(delimiter)).length;
		return having > 0 && having >= lines.length * 0.4 ? [delimiter] : [];
	});
}

function quotingsFor(text: string, given: GivenDialect): Array<Omit<Separators, 'delimiter'>> {
	if (given.quote !== undefined) return escapesFor(text, given.quote, given);
	const used = QUOTES.filter((quote) => mayEnclose(quote, text)).flatMap((quote) => escapesFor(text, quote, given));
	// Without any quote in the sight, the usual one may still come later on.
	return text.includes('"') ? [...used, { quote: '', escape: '"' }] : [...used, ...escapesFor(text, '"', given)];
}

function escapesFor(text: string, quote: string, given: GivenDialect): Array<Omit<Separators, 'delimiter'>> {
	if (quote === '') return [{ quote, escape: given.escape ?? '"' }];
	if (given.escape !== undefined) return [{ quote, escape: given.escape }];
	const doubled = { quote, escape: quote };
	return text.includes(`\\${quote}`) ? [doubled, { quote, escape: '\\' }] : [doubled];
}

/** Excel's apostrophes before texts that look like numbers, as in `'00123`, open fields and never close any. */
function mayEnclose(quote: string, text: string): boolean {
	if (quote !== "'" || !text.includes(quote)) return text.includes(quote);
	const opening = text.match(/(?<![^,;\t|\r\n])'/g)?.length ?? 0;
	const closing = text.match(/'(?![^,;\t|\r\n])/g)?.length ?? 0;
	return closing * 4 >= opening;
}
