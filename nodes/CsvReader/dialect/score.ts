import { DELIMITER_PRIORS } from './candidates';
import type { CellType } from './cellTypes';
import type { Measures } from './measure';
import type { Separators } from './tokenise';

/**
 * How much a cell of this type speaks for the table, from 0 to 1. Text comes about in any dialect; a list is perhaps a
 * row that was not divided, and an odd cell surely one.
 */
const WORTH: Record<CellType, number> = {
	number: 1,
	date: 1,
	time: 1,
	code: 0.95,
	text: 0.78,
	empty: 0.55,
	list: 0.5,
	odd: 0.06,
};

/**
 * How much each measure counts: exponents of factors, and penalties to their logarithm. Fitted to 591 annotated files of
 * public collections (those that came with the papers named below, and with Pollock, "Pollock: A Data Loading Benchmark",
 * 2023), rounded, and adjusted by hand where a failure taught something; about as many other files served as a check.
 */
const WEIGHTS = {
	uniformity: 1.3,
	types: 3.8,
	agreement: 1.3,
	/** Of (n - 1) / n for n columns. */
	columns: 1,
	/** In place of the last: what a single column is worth before its cells are looked at. */
	singleColumn: -2.5,
	/** Times the share of quotes that stand where none may. */
	strayQuotes: 3.8,
	anyStrayQuote: 0.3,
	unclosed: 1.5,
	/** For double quotes that stand around fields only. */
	cleanQuotes: 0.1,
	/** Times the share of records with double quotes, where fields are said to have none around them. */
	unexplainedQuotes: 1.2,
	/** For quotes other than the double ones, and once more where they are not even used. */
	unusualQuote: 0.55,
	unusedQuote: 0.6,
	backslash: 0.1,
	usedEscape: 0.3,
	/** Times the logarithm of how plausible the delimiter is. */
	rareDelimiter: 1.65,
	/** Times that again, divided by the number of rows. */
	fewRows: 2.2,
	/** This share of it is forgiven where several columns in many rows prove it right. */
	proven: 0.55,
};

/**
 * Scores one dialect by the table that it makes: how uniform its field counts are, how much its cells look like values
 * (numbers, dates, words …), how much those of a column resemble each other, and whether its quotes stand where quotes
 * may. All are factors; the score is their logarithm, for comparison only: higher is better.
 *
 * That a good dialect shows in regular rows and recognisable cells is the idea of van den Burg, Nazábal and Sutton
 * ("Wrangling messy CSV files by detecting row and type patterns", 2019); to measure the uniformity of the whole table
 * that of García ("Detecting CSV file dialects by table uniformity measurement and data type inference", 2024). Counting
 * characters would fail on decimal commas, on lists in cells and on prose.
 */
export function scoreOf(measures: Measures, separators: Separators): number {
	const { uniformity, agreement, filledColumns } = measures;
	return (
		WEIGHTS.uniformity * Math.log(Math.max(uniformity, 0.01)) +
		WEIGHTS.types * Math.log(Math.max(meanWorth(measures), 0.01)) +
		WEIGHTS.agreement * Math.log(Math.max(agreement, 0.01)) +
		(filledColumns > 1 ? WEIGHTS.columns * Math.log((filledColumns - 1) / filledColumns) : WEIGHTS.singleColumn) +
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
	return WEIGHTS.rareDelimiter * prior * (1 + WEIGHTS.fewRows / rows) * (1 - WEIGHTS.proven * proven);
}

/** Apostrophes are text, as a rule; not so where they stand around fields in all records. */
function unusualQuote({ quotedCells, rows }: Measures): number {
	return quotedCells === 0
		? WEIGHTS.unusualQuote + WEIGHTS.unusedQuote
		: WEIGHTS.unusualQuote * Math.max(0, 1 - quotedCells / rows);
}

function isClean({ quotedCells, strayQuotes, isUnclosed }: Measures): boolean {
	return quotedCells > 0 && strayQuotes === 0 && !isUnclosed;
}

function quotePenalty(measures: Measures, { quote, escape }: Separators): number {
	if (quote === '') return WEIGHTS.unexplainedQuotes * measures.unexplainedQuotes;
	return (
		WEIGHTS.strayQuotes * measures.strayQuotes +
		(measures.strayQuotes > 0 ? WEIGHTS.anyStrayQuote : 0) +
		(measures.isUnclosed ? WEIGHTS.unclosed : 0) +
		(quote === '"' ? 0 : unusualQuote(measures)) -
		(quote === '"' && isClean(measures) ? WEIGHTS.cleanQuotes : 0) +
		(escape === quote ? 0 : WEIGHTS.backslash) -
		(measures.escapedQuotes > 0 ? WEIGHTS.usedEscape : 0)
	);
}
