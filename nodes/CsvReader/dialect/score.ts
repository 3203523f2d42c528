import { DELIMITER_PRIORS } from './candidates';
import { rememberingTypes, type CellType } from './cellTypes';
import { shapeOf } from './shape';
import { tokenise, type Separators, type TextRecord, type Tokens } from './tokenise';

/** A dialect, and how good the table is that it makes of the text. */
export interface Scored {
	separators: Separators;
	fieldCount: number;
	uniformity: number;
	/** A logarithm, for comparison only: higher is better. */
	score: number;
}

type TypeOf = ReturnType<typeof rememberingTypes>;

/** How much a cell of this type speaks for the table. */
export const WORTH: Record<CellType, number> = {
	number: 1,
	date: 1,
	time: 1,
	code: 0.95,
	text: 0.85,
	empty: 0.7,
	list: 0.5,
	odd: 0.15,
};

export const WEIGHTS = {
	uniformity: 2,
	types: 2,
	columns: 1,
	fields: 1,
	/** What a table of a single column is worth before its cells are looked at; of two columns it is ln 1/2. */
	singleColumn: -1.1,
	strayQuotes: 2.5,
	unclosed: 1.5,
	unexplainedQuotes: 1,
	unusualQuote: 0.25,
	unusedQuote: 0.35,
	backslash: 0.05,
	rareDelimiter: 1,
	fewRows: 2,
	relief: 0.5,
};

const LIMITS = { records: 300, cells: 1000 };
const COLUMNS = 150;

/** Scores dialects of one text. Takes the text, and whether it ends in the middle of a record. */
export function scorerFor(text: string, isCut: boolean): (separators: Separators) => Scored {
	const typeOf = rememberingTypes();
	return (separators) => score(text, separators, isCut, typeOf);
}

/**
 * Scores one dialect by the table that it makes: how uniform its field counts are, how much its cells look like values
 * (numbers, dates, words …), how much those of a column resemble each other, and whether its quotes stand where quotes
 * may. All are factors; the score is their logarithm.
 */
function score(text: string, separators: Separators, isCut: boolean, typeOf: TypeOf): Scored {
	const tokens = tokenise(text, separators, LIMITS);
	if (isCut && tokens.records.length < LIMITS.records) dropCutRecord(tokens);
	const { fieldCount, uniformity, body } = shapeOf(tokens.records);
	const { types, columns } = worthOfCells(body, fieldCount, typeOf);
	return {
		separators,
		fieldCount,
		uniformity,
		score:
			WEIGHTS.uniformity * Math.log(Math.max(uniformity, 0.01)) +
			WEIGHTS.types * Math.log(types) +
			WEIGHTS.columns * Math.log(columns) +
			(fieldCount > 1
				? WEIGHTS.fields * Math.log((fieldCount - 1) / fieldCount) +
					plausibility(separators.delimiter, fieldCount, uniformity, body.length)
				: WEIGHTS.singleColumn) -
			quotePenalty(tokens, separators, body),
	};
}

/** A rare delimiter needs more rows, and is believed more readily if it makes several columns of all of them. */
function plausibility(delimiter: string, fieldCount: number, uniformity: number, rows: number): number {
	const prior = DELIMITER_PRIORS.get(delimiter) ?? -2;
	const proven = fieldCount > 2 && uniformity > 0.95 ? 1 - 3 / (rows + 3) : 0;
	return WEIGHTS.rareDelimiter * prior * (1 + WEIGHTS.fewRows / rows) * (1 - WEIGHTS.relief * proven);
}

/** The sample ends anywhere, perhaps in the middle of the last record, which is then no fault of it. */
function dropCutRecord(tokens: Tokens) {
	if (tokens.records.length < 2) return;
	tokens.records.pop();
	tokens.unclosed = false;
}

function quotePenalty(tokens: Tokens, { quote, escape }: Separators, body: TextRecord[]): number {
	const { quotedCells, strayQuotes, unclosed } = tokens;
	if (quote === '') {
		const having = body.filter(({ cells }) => cells.some((cell) => cell.includes('"'))).length;
		return (WEIGHTS.unexplainedQuotes * having) / Math.max(1, body.length);
	}
	const stray = strayQuotes / Math.max(1, strayQuotes + quotedCells);
	return (
		WEIGHTS.strayQuotes * stray +
		(unclosed ? WEIGHTS.unclosed : 0) +
		(quote === '"' ? 0 : WEIGHTS.unusualQuote + (quotedCells === 0 ? WEIGHTS.unusedQuote : 0)) +
		(escape === quote ? 0 : WEIGHTS.backslash)
	);
}

/** The mean worth of the cells, and how much the cells of a column are of one type; both from 0 to 1. */
function worthOfCells(records: TextRecord[], fieldCount: number, typeOf: TypeOf): { types: number; columns: number } {
	const width = Math.min(fieldCount, COLUMNS);
	const counts = Array.from({ length: width }, () => new Map<CellType, number>());
	let worth = 0;
	let cells = 0;
	for (const record of records) {
		for (let column = 0; column < Math.min(width, record.cells.length); column++) {
			const type = typeOf(record.cells[column], record.quoted?.[column] ?? false);
			worth += WORTH[type];
			cells++;
			if (type !== 'empty') counts[column].set(type, (counts[column].get(type) ?? 0) + 1);
		}
	}
	return { types: cells === 0 ? 0.01 : worth / cells, columns: agreement(counts) };
}

function agreement(columns: Array<Map<CellType, number>>): number {
	let sum = 0;
	let filled = 0;
	for (const counts of columns) {
		if (counts.size === 0) continue;
		filled++;
		let all = 0;
		let most = 0;
		for (const count of counts.values()) {
			all += count;
			if (count > most) most = count;
		}
		sum += most / all;
	}
	return filled === 0 ? 0.5 : sum / filled;
}
