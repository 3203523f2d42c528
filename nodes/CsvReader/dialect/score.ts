import { DELIMITER_PRIORS } from './candidates';
import type { CellType } from './cellTypes';
import type { Measures } from './measure';
import type { Separators } from './tokenise';

/** How much a cell of this type speaks for the table. */
export const WORTH: Record<CellType, number> = {
	number: 1,
	date: 1,
	time: 1,
	code: 0.95,
	text: 0.78,
	empty: 0.55,
	list: 0.5,
	odd: 0.06,
};

export const WEIGHTS = {
	uniformity: 1.3,
	types: 3.8,
	agreement: 1.3,
	fields: 1,
	/** What a table of a single column is worth before its cells are looked at; of two columns it is ln 1/2. */
	singleColumn: -2.5,
	strayQuotes: 3.8,
	anyStrayQuote: 0.3,
	unclosed: 1.5,
	unexplainedQuotes: 1.2,
	unusualQuote: 0.55,
	unusedQuote: 0.6,
	backslash: 0.1,
	usedEscape: 0.3,
	rareDelimiter: 1.65,
	fewRows: 2.2,
	relief: 0.55,
};

/**
 * Scores one dialect by the table that it makes: how uniform its field counts are, how much its cells look like values
 * (numbers, dates, words …), how much those of a column resemble each other, and whether its quotes stand where quotes
 * may. All are factors; the score is their logarithm, for comparison only: higher is better.
 */
export function scoreOf(measures: Measures, separators: Separators): number {
	const { uniformity, agreement, filledColumns } = measures;
	return (
		WEIGHTS.uniformity * Math.log(Math.max(uniformity, 0.01)) +
		WEIGHTS.types * Math.log(Math.max(meanWorth(measures), 0.01)) +
		WEIGHTS.agreement * Math.log(Math.max(agreement, 0.01)) +
		(filledColumns > 1 ? WEIGHTS.fields * Math.log((filledColumns - 1) / filledColumns) : WEIGHTS.singleColumn) +
		plausibility(separators.delimiter, measures) -
		quotePenalty(measures, separators)
	);
}

function meanWorth({ types }: Measures): number {
	let worth = 0;
	let cells = 0;
	for (const [type, count] of Object.entries(types) as Array<[CellType, number]>) {
		worth += WORTH[type] * count;
		cells += count;
	}
	return cells === 0 ? 0 : worth / cells;
}

/** A rare delimiter needs more rows, and is believed more readily if it makes several columns of all of them. */
function plausibility(delimiter: string, { fieldCount, uniformity, rows }: Measures): number {
	if (fieldCount < 2) return 0;
	const prior = DELIMITER_PRIORS.get(delimiter) ?? -2;
	const proven = fieldCount > 2 && uniformity > 0.95 ? 1 - 3 / (rows + 3) : 0;
	return WEIGHTS.rareDelimiter * prior * (1 + WEIGHTS.fewRows / rows) * (1 - WEIGHTS.relief * proven);
}

/** Apostrophes are text, as a rule; not so where they stand around fields in all records. */
function unusualQuote({ quotedCells, rows }: Measures): number {
	return quotedCells === 0
		? WEIGHTS.unusualQuote + WEIGHTS.unusedQuote
		: WEIGHTS.unusualQuote * Math.max(0, 1 - quotedCells / rows);
}

function quotePenalty(measures: Measures, { quote, escape }: Separators): number {
	if (quote === '') return WEIGHTS.unexplainedQuotes * measures.unexplainedQuotes;
	return (
		WEIGHTS.strayQuotes * measures.strayQuotes +
		(measures.strayQuotes > 0 ? WEIGHTS.anyStrayQuote : 0) +
		(measures.isUnclosed ? WEIGHTS.unclosed : 0) +
		(quote === '"' ? 0 : unusualQuote(measures)) +
		(escape === quote ? 0 : WEIGHTS.backslash) -
		(measures.escapedQuotes > 0 ? WEIGHTS.usedEscape : 0)
	);
}
