import type { Dialect } from '../dialect/table';
import { alphabetOf, unitsOf, type Alphabet, type Units } from './alphabet';
import { isLineEnd, RecordScanner, type Breakage } from './recordScanner';

/** Records that follow each other in a file, in one piece of memory. */
export interface RecordBlock {
	/** UTF-16 in little-endian order. */
	bytes: Buffer;
	/** How many bytes lie before the block. */
	offset: number;
	/** Where each record begins, in bytes of the block. Empty lines are no records. */
	starts: number[];
	/** How many lines lie before each record. */
	lines: number[];
	/** How many lines lie before the end of the block. */
	linesToEnd: number;
	/** What ends records in the block, as a sum of `LINE_ENDS`. */
	lineEnds: number;
	/** Those that were given up, in order. */
	broken: BrokenRecord[];
}

/** A record that was given up: a line of it, where the rest of the file is to be saved. */
export interface BrokenRecord {
	/** Its index in the block. */
	index: number;
	breakage: Breakage;
	/** Where its unclosed quote is, in bytes of the block. */
	quoteAt?: number;
}

/** How bytes are cut into records. */
export interface BlockPlan {
	dialect: Dialect;
	/** The most bytes of one record, without its line end. */
	recordBytes: number;
	/** How many bytes are worth a look; usually as many as are worth a call of csv-parse. */
	blockBytes?: number;
}

/** With more at a time, csv-parse does not get quicker. */
const BLOCK_BYTES = 128 * 1_024;

/**
 * Cuts a file's bytes into blocks of whole records. Holds no more than some block and a record of the allowed length.
 * @param bytes from the start of a record on
 */
export async function* recordBlocks(bytes: AsyncIterable<Buffer>, plan: BlockPlan): AsyncGenerator<RecordBlock> {
	const { blockBytes = BLOCK_BYTES } = plan;
	const cutter = new BlockCutter(plan);
	let gathered: Buffer[] = [];
	let length = 0;
	for await (const chunk of bytes) {
		gathered.push(chunk);
		length += chunk.length;
		// A record that has not ended is looked at again: with as much again, so that this does not add up.
		if (length < Math.max(blockBytes, cutter.pendingBytes)) continue;
		const block = cutter.next(gathered, false);
		if (block.starts.length > 0) yield block;
		gathered = [];
		length = 0;
	}
	const block = cutter.next(gathered, true);
	if (block.starts.length > 0) yield block;
}

class BlockCutter {
	readonly #alphabet: Alphabet;
	readonly #scanner: RecordScanner;
	readonly #isSwapped: boolean;
	#pending: Buffer = Buffer.alloc(0);
	/** In UTF-16, a byte whose other half has not come yet. */
	#half: Buffer = Buffer.alloc(0);
	#offset = 0;
	#line = 0;
	/** Within a record over the limit, before its line end. */
	#isSkipping = false;

	constructor({ dialect, recordBytes }: BlockPlan) {
		this.#alphabet = alphabetOf(dialect);
		this.#scanner = new RecordScanner(this.#alphabet, Math.floor(recordBytes / this.#alphabet.unitBytes));
		this.#isSwapped = dialect.encoding === 'utf-16be';
	}

	/** Of a record that has not ended. */
	get pendingBytes(): number {
		return this.#pending.length;
	}

	/** The records that end in what has come in since the last block, or are over the limit. */
	next(chunks: Buffer[], isAll: boolean): RecordBlock {
		const scanner = this.#scanner;
		const alphabet = this.#alphabet;
		const { unitBytes } = alphabet;
		const bytes = Buffer.concat([this.#pending, ...this.#wholeUnits(chunks, isAll)]);
		const units = unitsOf(bytes, unitBytes);
		const starts: number[] = [];
		const lines: number[] = [];
		const broken: BrokenRecord[] = [];
		let lineEnds = 0;
		scanner.lookAt(units, isAll);
		let at = this.#isSkipping ? this.#skip(units, 0) : 0;
		while (at < units.length && !this.#isSkipping) {
			const state = scanner.findEnd(at);
			if (state === 'unfinished') break;
			if (state !== 'whole' || !isLineEnd(units[at])) {
				if (state !== 'whole') {
					const quote = state === 'unclosed' && { quoteAt: scanner.quoteAt * unitBytes };
					broken.push({ index: starts.length, breakage: state, ...quote });
				}
				starts.push(at * unitBytes);
				lines.push(this.#line);
			}
			if (state === 'whole') lineEnds |= scanner.lineEnd;
			this.#line += scanner.lines;
			at = state === 'tooLong' ? this.#skip(units, scanner.end) : scanner.end;
		}
		const consumed = at * unitBytes;
		const offset = this.#offset;
		this.#offset += consumed;
		this.#pending = bytes.subarray(consumed);
		return { bytes: bytes.subarray(0, consumed), offset, starts, lines, linesToEnd: this.#line, lineEnds, broken };
	}

	/** Goes on to the next line; where its beginning is not there yet, to what may belong to it. */
	#skip(units: Units, from: number): number {
		const next = this.#scanner.nextLine(from);
		this.#isSkipping = next === undefined;
		if (next === undefined) {
			// Behind a carriage return a line feed may follow.
			return units.length - (isLineEnd(units[units.length - 1]) ? 1 : 0);
		}
		this.#line++;
		return next;
	}

	/** In little-endian order; at the very end, half a unit becomes one that UTF-16 does not allow. */
	#wholeUnits(chunks: Buffer[], isAll: boolean): Buffer[] {
		if (this.#alphabet.unitBytes === 1) return chunks;
		const bytes = Buffer.concat([this.#half, ...chunks]);
		const even = bytes.length - (bytes.length % 2);
		const units = bytes.subarray(0, even);
		if (this.#isSwapped) units.swap16();
		this.#half = bytes.subarray(even);
		return isAll && this.#half.length > 0 ? [units, LONE_SURROGATE] : [units];
	}
}

const LONE_SURROGATE = Buffer.from('\uD800', 'utf16le');
