/** What separates records and fields, once the bytes are text. */
export interface Separators {
	delimiter: string;
	/** Empty where fields are never quoted. */
	quote: string;
	escape: string;
}

export interface TextRecord {
	cells: string[];
	/** For each cell, whether it was quoted from end to end; left out where none was. */
	quoted?: boolean[];
	/** Where its first character is in the text. */
	start: number;
	/** Lines of the text before it. */
	linesBefore: number;
}

export interface Tokens {
	records: TextRecord[];
	/** Fields that were quoted from end to end. */
	quotedCells: number;
	/** Quotes inside quoted fields that the escape made part of the text. */
	escapedQuotes: number;
	/** Quotes where none may be: in the middle of a bare field, or with text behind them. */
	strayQuotes: number;
	/** The text ended before the quote of its last field. */
	unclosed: boolean;
}

export interface Limits {
	records: number;
	/** Fields of a record that are kept; what lies beyond is read over. */
	cells: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const EQUALS = 61;

/**
 * Splits a text into records, as leniently as spreadsheets do: it never throws and looks at each character once. Records
 * end at \r\n, \n or \r, also mixed; a quote opens a field only at its very beginning, or behind spaces.
 */
export function tokenise(text: string, separators: Separators, limits: Limits): Tokens {
	return new Tokeniser(text, separators, limits).run();
}

class Tokeniser {
	#position = 0;
	#line = 0;
	readonly #delimiter: number;
	readonly #quote: number;
	readonly #escape: number;
	readonly #text: string;
	readonly #separators: Separators;
	readonly #limits: Limits;
	readonly #tokens: Tokens = { records: [], quotedCells: 0, escapedQuotes: 0, strayQuotes: 0, unclosed: false };

	constructor(text: string, separators: Separators, limits: Limits) {
		this.#text = text;
		this.#separators = separators;
		this.#limits = limits;
		this.#delimiter = separators.delimiter.charCodeAt(0);
		this.#quote = separators.quote === '' ? -1 : separators.quote.charCodeAt(0);
		this.#escape = separators.quote === '' ? -1 : separators.escape.charCodeAt(0);
	}

	run(): Tokens {
		while (this.#position < this.#text.length && this.#tokens.records.length < this.#limits.records) this.#readRecord();
		return this.#tokens;
	}

	#readRecord() {
		const record: TextRecord = { cells: [], start: this.#position, linesBefore: this.#line };
		this.#tokens.records.push(record);
		do {
			this.#readCell(record);
		} while (this.#atDelimiter());
		this.#endLine();
	}

	#atDelimiter(): boolean {
		if (this.#position >= this.#text.length || this.#text.charCodeAt(this.#position) !== this.#delimiter) return false;
		this.#position++;
		return true;
	}

	#endLine() {
		if (this.#position >= this.#text.length) return;
		const code = this.#text.charCodeAt(this.#position++);
		if (code === CARRIAGE_RETURN && this.#text.charCodeAt(this.#position) === LINE_FEED) this.#position++;
		this.#line++;
	}

	#readCell(record: TextRecord) {
		const start = this.#position;
		const opening = this.#quote === -1 ? -1 : this.#openingQuote();
		if (opening === -1) {
			this.#skipBare();
			const cell = this.#text.slice(start, this.#position);
			if (this.#quote !== -1 && cell.includes(this.#separators.quote)) this.#tokens.strayQuotes++;
			if (record.cells.length < this.#limits.cells) record.cells.push(cell);
			return;
		}
		const inner = this.#readQuoted(opening);
		const behind = this.#position;
		this.#skipBare();
		const rest = this.#text.slice(behind, this.#position);
		const clean = rest === '' || rest.trim() === '';
		if (clean) this.#tokens.quotedCells++;
		else this.#tokens.strayQuotes++;
		if (record.cells.length >= this.#limits.cells) return;
		if (clean) (record.quoted ??= [])[record.cells.length] = true;
		record.cells.push(clean ? inner : inner + rest);
	}

	/** Where the quote is that opens this field, behind spaces perhaps, or the equals sign of Excel's `="0711"`. */
	#openingQuote(): number {
		let at = this.#position;
		while (this.#text.charCodeAt(at) === SPACE && this.#delimiter !== SPACE) at++;
		if (this.#text.charCodeAt(at) === EQUALS && this.#delimiter !== EQUALS && this.#quote === DOUBLE_QUOTE) at++;
		return this.#text.charCodeAt(at) === this.#quote ? at : -1;
	}

	/** Reads from the opening quote to behind the closing one. */
	#readQuoted(opening: number): string {
		const text = this.#text;
		const quote = this.#quote;
		const escape = this.#escape;
		let escaped = 0;
		let at = opening + 1;
		for (; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (
				code === escape &&
				(text.charCodeAt(at + 1) === quote || (escape !== quote && text.charCodeAt(at + 1) === escape))
			) {
				escaped++;
				at++;
			} else if (code === quote) break;
			else if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) this.#line++;
		}
		if (at >= text.length) this.#tokens.unclosed = true;
		this.#tokens.escapedQuotes += escaped;
		this.#position = Math.min(at + 1, text.length);
		const inner = text.slice(opening + 1, at);
		return escaped === 0 ? inner : this.#unescape(inner);
	}

	#unescape(inner: string): string {
		const { quote, escape } = this.#separators;
		const plain = inner.replaceAll(escape + quote, quote);
		return escape === quote ? plain : plain.replaceAll(escape + escape, escape);
	}

	#skipBare() {
		const text = this.#text;
		const delimiter = this.#delimiter;
		let at = this.#position;
		for (; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code === delimiter || code === LINE_FEED || code === CARRIAGE_RETURN) break;
		}
		this.#position = at;
	}
}
