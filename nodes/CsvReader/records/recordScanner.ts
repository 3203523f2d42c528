import type { Alphabet, Units } from './alphabet';

/** Why a record cannot be one: a quote in it is not closed where it should be, or it is longer than the limit. */
export type Breakage = 'unclosed' | 'tooLong';

/** `unfinished`: what follows has to come in first. */
type RecordState = 'whole' | 'unfinished' | Breakage;

/** `stray`: text follows the closing quote. */
type FieldState = 'closed' | 'stray' | 'unfinished' | Breakage;

/** As bits, so that those of many records make one number. */
export const LINE_ENDS = { none: 0, crLf: 1, lf: 2, cr: 4 } as const;

type LineEnd = (typeof LINE_ENDS)[keyof typeof LINE_ENDS];

const LF = 10;
const CR = 13;

/**
 * Tells records from each other as csv-parse would, but for spaces around quoted fields, and for Excel's `="…"`: a quote
 * opens a quoted field only where a field begins, and a line end is `\r\n`, `\n` or `\r`.
 *
 * A quote that is never closed would swallow all that follows. So where a quoted field runs over line ends, and then into
 * text behind its closing quote, over the limit or to the end of everything, its record is broken, and ends with the line
 * on which that quote was opened. A slice that ends there tells the same.
 */
export class RecordScanner {
	/** Where the record that was looked at last ends; if it is too long, from where on its line end is to be found. */
	end = 0;
	/** Line ends in that record. */
	lines = 0;
	/** Where a quote of it is that is not closed. */
	quoteAt = 0;
	/** What ends it, if it is whole. */
	lineEnd: LineEnd = LINE_ENDS.none;

	readonly #alphabet: Alphabet;
	readonly #recordUnits: number;
	/** No greater unit needs a look, outside of quoted fields and within. */
	readonly #highest: number;
	readonly #highestQuoted: number;
	/** The most units in front of a place, or behind it, that tell what is at it. */
	readonly #ahead: number;
	#units: Units = new Uint8Array();
	/** Whether nothing follows the units. */
	#isAll = false;
	/** Where the record would be longer than the limit. */
	#limit = 0;

	/** @param recordUnits the most units of one record, without its line end */
	constructor(alphabet: Alphabet, recordUnits: number) {
		const { quote, escape, delimiter } = alphabet;
		this.#alphabet = alphabet;
		this.#recordUnits = recordUnits;
		this.#highest = Math.max(CR, quote[0] ?? 0);
		this.#highestQuoted = Math.max(this.#highest, escape[0] ?? 0);
		this.#ahead = Math.max(quote.length, escape.length, delimiter.length);
	}

	/** Sets what is looked at from now on. */
	lookAt(units: Units, isAll: boolean): void {
		this.#units = units;
		this.#isAll = isAll;
	}

	/** Looks for the end of the record that begins at `start`; leaves what it finds in `end`, `lines` and `quoteAt`. */
	findEnd(start: number): RecordState {
		const units = this.#units;
		const highest = this.#highest;
		const { quote } = this.#alphabet;
		const quoteUnit = quote.length > 0 ? quote[0] : LF;
		this.lines = 0;
		this.#limit = start + this.#recordUnits + 1;
		const stop = Math.min(units.length, this.#limit);
		let at = start;
		while (at < stop) {
			const unit = units[at];
			if (unit > highest) {
				at++;
			} else if (unit === LF || unit === CR) {
				const end = this.#behindLineEnd(at);
				if (end === undefined) return 'unfinished';
				this.lines++;
				this.end = end;
				this.lineEnd = unit === LF ? LINE_ENDS.lf : end === at + 1 ? LINE_ENDS.cr : LINE_ENDS.crLf;
				return 'whole';
			} else if (unit === quoteUnit && isThere(units, at, quote) && isFieldStart(units, start, at, this.#alphabet)) {
				const state = this.#findFieldEnd(at);
				if (state !== 'closed' && state !== 'stray') return state;
				at = this.end;
			} else {
				at++;
			}
		}
		this.end = at;
		this.lineEnd = LINE_ENDS.none;
		if (at >= this.#limit) return 'tooLong';
		return this.#isAll ? 'whole' : 'unfinished';
	}

	/** Where the line begins that follows the first line end from `from` on; undefined where that cannot be told yet. */
	nextLine(from: number): number | undefined {
		const units = this.#units;
		for (let at = from; at < units.length; at++) {
			if (isLineEnd(units[at])) return this.#behindLineEnd(at);
		}
		return this.#isAll ? units.length : undefined;
	}

	/** Looks for the end of the quoted field whose opening quote is at `opening`, and adds its line ends. */
	#findFieldEnd(opening: number): FieldState {
		const units = this.#units;
		const highestQuoted = this.#highestQuoted;
		const ahead = this.#ahead;
		const limit = this.#limit;
		const isAll = this.#isAll;
		const { quote, escape, delimiter, isQuoteDoubled, blank } = this.#alphabet;
		const stop = Math.min(units.length, limit);
		let lines = 0;
		/** Behind the first line end in the field. */
		let nextLine: number | undefined;
		let at = opening + quote.length;
		while (at < stop) {
			const unit = units[at];
			if (unit > highestQuoted) {
				at++;
			} else if (unit === LF || unit === CR) {
				const end = this.#behindLineEnd(at);
				if (end === undefined) return 'unfinished';
				lines++;
				at = end;
				nextLine ??= end;
			} else if (isThere(units, at, quote)) {
				at += quote.length;
				if (!isAll && at + ahead > units.length) return 'unfinished';
				if (isQuoteDoubled && isThere(units, at, quote)) {
					at += quote.length;
					continue;
				}
				const behind = behindBlanks(units, at, blank);
				if (!isAll && behind + ahead > units.length) return 'unfinished';
				if (isFieldEnd(units, behind, delimiter)) {
					at = behind;
					this.lines += lines;
					this.end = at;
					return 'closed';
				} else {
					this.end = at;
					return nextLine === undefined ? 'stray' : this.#unclosed(opening, nextLine);
				}
			} else if (!isQuoteDoubled && isThere(units, at, escape)) {
				at += escape.length;
				if (!isAll && at + ahead > units.length) return 'unfinished';
				if (isThere(units, at, quote)) at += quote.length;
				else if (isThere(units, at, escape)) at += escape.length;
			} else {
				at++;
			}
		}
		this.end = at;
		if (at < limit && !isAll) return 'unfinished';
		return at >= limit && nextLine === undefined ? 'tooLong' : this.#unclosed(opening, nextLine);
	}

	/** @param nextLine where the line begins that follows the one of the opening quote, if one does */
	#unclosed(opening: number, nextLine: number | undefined): 'unclosed' {
		this.quoteAt = opening;
		this.end = nextLine ?? this.#units.length;
		if (nextLine !== undefined) this.lines++;
		return 'unclosed';
	}

	/** Undefined where a line feed may still come. */
	#behindLineEnd(at: number): number | undefined {
		if (this.#units[at] === LF) return at + 1;
		if (at + 1 === this.#units.length) return this.#isAll ? at + 1 : undefined;
		return this.#units[at + 1] === LF ? at + 2 : at + 1;
	}
}

export function isLineEnd(unit: number): boolean {
	return unit === LF || unit === CR;
}

/** Before the quote of a field may stand spaces, and an equals sign, as in `; ="0711"`. */
function isFieldStart(units: Units, recordStart: number, quoteAt: number, alphabet: Alphabet): boolean {
	const { delimiter, blank, equals } = alphabet;
	let at = quoteAt;
	if (at > recordStart && units[at - 1] === equals) at--;
	while (at > recordStart && units[at - 1] === blank) at--;
	return (
		at === recordStart || (at - delimiter.length >= recordStart && isThere(units, at - delimiter.length, delimiter))
	);
}

function behindBlanks(units: Units, from: number, blank: number): number {
	let at = from;
	while (at < units.length && units[at] === blank) at++;
	return at;
}

function isFieldEnd(units: Units, at: number, delimiter: number[]): boolean {
	return at >= units.length || isLineEnd(units[at]) || isThere(units, at, delimiter);
}

function isThere(units: Units, at: number, sequence: number[]): boolean {
	if (sequence.length === 1) return units[at] === sequence[0];
	for (let index = 0; index < sequence.length; index++) {
		if (units[at + index] !== sequence[index]) return false;
	}
	return sequence.length > 0;
}
