import { rememberingTypes, type CellType } from './cellTypes';
import { shapeOf } from './shape';
import { tokenise, type Separators, type TextRecord, type Tokens } from './tokenise';

/** What is seen in the table that a dialect makes of a text. */
export interface Measures {
	fieldCount: number;
	/** Columns with anything in them. */
	filledColumns: number;
	/** Records of the table, without what lies before and after it. */
	rows: number;
	/** From 0 to 1: how much the records agree on their number of fields. */
	uniformity: number;
	/** How many cells there are of each type. */
	types: Record<CellType, number>;
	/** From 0 to 1: how much the cells of a column are of one type, in the mean of the columns. */
	agreement: number;
	quotedCells: number;
	/** Quotes that the escape made part of a field. */
	escapedQuotes: number;
	/** From 0 to 1: the share of stray quotes among the cells with quotes. */
	strayQuotes: number;
	isUnclosed: boolean;
	/** From 0 to 1: the share of the records that have double quotes, where these are taken for text. */
	unexplainedQuotes: number;
}

type TypeOf = ReturnType<typeof rememberingTypes>;

const LIMITS = { records: 300, cells: 1000 };
const COLUMNS = 150;

/** Measures dialects on one text. Takes the text, and whether it ends in the middle of a record. */
export function measurerFor(text: string, isCut: boolean): (separators: Separators) => Measures {
	const typeOf = rememberingTypes();
	// Columns that spaces align are found by one space each.
	const unaligned = text.includes('  ') ? text.replace(/^ +| +$/gm, '').replace(/ {2,}/g, ' ') : text;
	return (separators) => measure(separators.delimiter === ' ' ? unaligned : text, separators, isCut, typeOf);
}

function measure(text: string, separators: Separators, isCut: boolean, typeOf: TypeOf): Measures {
	const tokens = tokenise(text, separators, LIMITS);
	if (isCut && tokens.records.length < LIMITS.records) dropCutRecord(tokens);
	const { fieldCount, uniformity, body } = shapeOf(tokens.records);
	const { quotedCells, escapedQuotes, strayQuotes, unclosed } = tokens;
	return {
		fieldCount,
		rows: body.length,
		uniformity,
		...typesOfCells(body, fieldCount, typeOf),
		quotedCells,
		escapedQuotes,
		strayQuotes: strayQuotes / Math.max(1, strayQuotes + quotedCells),
		isUnclosed: unclosed,
		unexplainedQuotes: separators.quote === '' ? body.filter(hasQuote).length / Math.max(1, body.length) : 0,
	};
}

/** The sample ends anywhere, perhaps in the middle of the last record, which is then no fault of it. */
function dropCutRecord(tokens: Tokens) {
	if (tokens.records.length < 2) return;
	tokens.records.pop();
	tokens.unclosed = false;
}

function hasQuote({ cells }: TextRecord): boolean {
	return cells.some((cell) => cell.includes('"'));
}

function typesOfCells(
	records: TextRecord[],
	fieldCount: number,
	typeOf: TypeOf,
): Pick<Measures, 'types' | 'agreement' | 'filledColumns'> {
	const width = Math.min(fieldCount, COLUMNS);
	const types = noCells();
	const columns = Array.from({ length: width }, noCells);
	for (const record of records) {
		for (let column = 0; column < Math.min(width, record.cells.length); column++) {
			const type = typeOf(record.cells[column], record.quoted?.[column] ?? false);
			types[type]++;
			columns[column][type]++;
		}
	}
	const filled = columns.filter((types) =>
		Object.entries(types).some(([type, count]) => type !== 'empty' && count > 0),
	);
	return { types, agreement: agreementOf(filled), filledColumns: filled.length };
}

function noCells(): Measures['types'] {
	return { empty: 0, number: 0, date: 0, time: 0, code: 0, text: 0, list: 0, odd: 0 };
}

/** Empty cells agree with any. */
function agreementOf(columns: Array<Measures['types']>): number {
	const shares = columns.map((counts) => {
		const others = Object.values({ ...counts, empty: 0 });
		const all = others.reduce((sum, count) => sum + count, 0);
		return all === 0 ? 0.5 : Math.max(...others) / all;
	});
	return shares.length === 0 ? 0.5 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
