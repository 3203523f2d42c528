import type { Alphabet, Units } from './alphabet';

/** Why a record cannot be one: a quote in it is not closed where it should be, or it is longer than the limit. */
export type Breakage = 'unclosed' | 'tooLong';

/** How far a record reaches. */
export interface RecordEnd {
	/** `unfinished`: its end cannot be told before more has come in. */
	state: 'whole' | 'unfinished' | Breakage;
	/** Where the next one begins, in units; of one that is too long, from where its line end is still to be found. */
	end: number;
	/** Line ends in it. */
	lines: number;
	/** Where the quote is that is not closed, in units. */
	quoteAt?: number;
}

/** How records are told from each other. */
export interface ScanRules {
	alphabet: Alphabet;
	/** The most units of one record, without its line end. */
	recordUnits: number;
}

/** A quoted field; `stray`: text follows its closing quote. */
interface QuotedField extends Omit<RecordEnd, 'state'> {
	state: 'closed' | 'stray' | 'unfinished' | Breakage;
}

const LF = 10;
const CR = 13;

/**
 * Finds the end of the record that begins at `start`, as csv-parse would: a quote opens a quoted field only where a field
 * begins, and a line end is `\r\n`, `\n` or `\r`.
 *
 * A quote that is never closed would swallow all that follows. So where a quoted field runs over line ends, and then into
 * text behind its closing quote, over the limit or to the end of everything, the record is broken and ends with the line
 * on which that quote was opened. That depends on nothing but what stands between the record's start and the end of
 * that line and beyond, so that a slice which ends there tells the same.
 */
export function recordEnd(units: Units, start: number, rules: ScanRules, isAll: boolean): RecordEnd {
	const { quote, delimiter } = rules.alphabet;
	const quoteUnit = quote.length > 0 ? quote[0] : LF;
	const highest = Math.max(CR, quoteUnit);
	const limit = start + rules.recordUnits + 1;
	const stop = Math.min(units.length, limit);
	let lines = 0;
	let at = start;
	while (at < stop) {
		const unit = units[at];
		if (unit > highest) {
			at++;
		} else if (unit === LF) {
			return { state: 'whole', end: at + 1, lines: lines + 1 };
		} else if (unit === CR) {
			const end = behindCarriageReturn(units, at, isAll);
			return end === undefined ? UNFINISHED : { state: 'whole', end, lines: lines + 1 };
		} else if (unit === quoteUnit && isThere(units, at, quote) && isFieldStart(units, start, at, delimiter)) {
			const field = quotedField(units, at, { ...rules, limit }, isAll);
			if (field.state !== 'closed' && field.state !== 'stray') {
				return { ...field, state: field.state, lines: lines + field.lines };
			}
			lines += field.lines;
			at = field.end;
		} else {
			at++;
		}
	}
	if (at >= limit) return { state: 'tooLong', end: at, lines };
	return isAll ? { state: 'whole', end: units.length, lines } : UNFINISHED;
}

const UNFINISHED: RecordEnd & QuotedField = { state: 'unfinished', end: 0, lines: 0 };

interface FieldRules {
	alphabet: Alphabet;
	/** Where the record would be longer than the limit, in units. */
	limit: number;
}

/** The quoted field whose opening quote is at `opening`. */
function quotedField(units: Units, opening: number, rules: FieldRules, isAll: boolean): QuotedField {
	const { alphabet, limit } = rules;
	const { quote, escape, delimiter, isQuoteDoubled } = alphabet;
	const highest = Math.max(CR, quote[0], escape[0] ?? 0);
	const ahead = Math.max(quote.length, escape.length, delimiter.length);
	const stop = Math.min(units.length, limit);
	let lines = 0;
	/** Behind the first line end after the opening quote. */
	let nextLine: number | undefined;
	const broken = (): QuotedField =>
		nextLine === undefined
			? { state: 'unclosed', end: units.length, lines, quoteAt: opening }
			: { state: 'unclosed', end: nextLine, lines: 1, quoteAt: opening };
	let at = opening + quote.length;
	while (at < stop) {
		const unit = units[at];
		if (unit > highest) {
			at++;
		} else if (unit === LF || unit === CR) {
			const end = unit === LF ? at + 1 : behindCarriageReturn(units, at, isAll);
			if (end === undefined) return UNFINISHED;
			at = end;
			lines++;
			nextLine ??= at;
		} else if (!isQuoteDoubled && isThere(units, at, escape)) {
			if (!isAll && at + escape.length + ahead > units.length) return UNFINISHED;
			at += escape.length;
			if (isThere(units, at, quote)) at += quote.length;
			else if (isThere(units, at, escape)) at += escape.length;
		} else if (isThere(units, at, quote)) {
			at += quote.length;
			if (!isAll && at + ahead > units.length) return UNFINISHED;
			if (isQuoteDoubled && isThere(units, at, quote)) {
				at += quote.length;
			} else if (isFieldEnd(units, at, delimiter)) {
				return { state: 'closed', end: at, lines };
			} else {
				return nextLine === undefined ? { state: 'stray', end: at, lines } : broken();
			}
		} else {
			at++;
		}
	}
	if (at >= limit && nextLine === undefined) return { state: 'tooLong', end: at, lines };
	return at >= limit || isAll ? broken() : UNFINISHED;
}

/** Where the line begins that follows the first line end from `from` on; undefined where that cannot be told yet. */
export function lineEnd(units: Units, from: number, isAll: boolean): number | undefined {
	for (let at = from; at < units.length; at++) {
		const unit = units[at];
		if (unit === LF) return at + 1;
		if (unit === CR) return behindCarriageReturn(units, at, isAll);
	}
	return isAll ? units.length : undefined;
}

export function isLineEnd(unit: number): boolean {
	return unit === LF || unit === CR;
}

/** Undefined where a line feed may still come. */
function behindCarriageReturn(units: Units, at: number, isAll: boolean): number | undefined {
	if (at + 1 === units.length) return isAll ? at + 1 : undefined;
	return units[at + 1] === LF ? at + 2 : at + 1;
}

function isFieldStart(units: Units, recordStart: number, at: number, delimiter: number[]): boolean {
	return at === recordStart || (at - delimiter.length >= recordStart && isThere(units, at - delimiter.length, delimiter));
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
