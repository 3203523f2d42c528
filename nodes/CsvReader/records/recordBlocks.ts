import type { Dialect } from '../dialect/table';
import { alphabetOf, unitsOf, type Alphabet } from './alphabet';
import { isLineEnd, lineEnd, recordEnd, type Breakage, type ScanRules } from './recordEnd';

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
	const scanner = new BlockScanner(plan);
	let gathered: Buffer[] = [];
	let length = 0;
	for await (const chunk of bytes) {
		gathered.push(chunk);
		length += chunk.length;
		// A record that has not ended is looked at again: with as much again, so that this does not add up.
		if (length < Math.max(blockBytes, scanner.pendingBytes)) continue;
		const block = scanner.next(gathered, false);
		if (block.starts.length > 0) yield block;
		gathered = [];
		length = 0;
	}
	const block = scanner.next(gathered, true);
	if (block.starts.length > 0) yield block;
}

class BlockScanner {
	private readonly alphabet: Alphabet;
	private readonly rules: ScanRules;
	private readonly isSwapped: boolean;
	private pending: Buffer = Buffer.alloc(0);
	/** In UTF-16, a byte whose other half has not come yet. */
	private half: Buffer = Buffer.alloc(0);
	private offset = 0;
	private line = 0;
	/** Within a record over the limit, before its line end. */
	private isSkipping = false;

	constructor({ dialect, recordBytes }: BlockPlan) {
		this.alphabet = alphabetOf(dialect);
		this.rules = { alphabet: this.alphabet, recordUnits: Math.floor(recordBytes / this.alphabet.unitBytes) };
		this.isSwapped = dialect.encoding === 'utf-16be';
	}

	/** Of a record that has not ended. */
	get pendingBytes(): number {
		return this.pending.length;
	}

	/** The records that end in what has come in since the last block, or are over the limit. */
	next(chunks: Buffer[], isAll: boolean): RecordBlock {
		const { unitBytes } = this.alphabet;
		const bytes = Buffer.concat([this.pending, this.wholeUnits(chunks, isAll)]);
		const units = unitsOf(bytes, unitBytes);
		const block: RecordBlock = { bytes, offset: this.offset, starts: [], lines: [], linesToEnd: 0, broken: [] };
		let at = 0;
		while (at < units.length) {
			if (this.isSkipping) {
				const end = lineEnd(units, at, isAll);
				if (end === undefined) {
					// Behind a carriage return a line feed may follow.
					at = isLineEnd(units[units.length - 1]) ? units.length - 1 : units.length;
					break;
				}
				this.isSkipping = false;
				this.line++;
				at = end;
				continue;
			}
			const { state, end, lines, quoteAt } = recordEnd(units, at, this.rules, isAll);
			if (state === 'unfinished') break;
			if (state === 'whole' && isLineEnd(units[at])) {
				this.line += lines;
				at = end;
				continue;
			}
			if (state !== 'whole') {
				const place = quoteAt !== undefined && { quoteAt: quoteAt * unitBytes };
				block.broken.push({ index: block.starts.length, breakage: state, ...place });
			}
			block.starts.push(at * unitBytes);
			block.lines.push(this.line);
			this.isSkipping = state === 'tooLong';
			this.line += lines;
			at = end;
		}
		const consumed = at * unitBytes;
		this.offset += consumed;
		this.pending = bytes.subarray(consumed);
		return { ...block, bytes: bytes.subarray(0, consumed), linesToEnd: this.line };
	}

	/** In little-endian order; at the very end, half a unit becomes one that UTF-16 does not allow. */
	private wholeUnits(chunks: Buffer[], isAll: boolean): Buffer {
		if (this.alphabet.unitBytes === 1) return Buffer.concat(chunks);
		const bytes = Buffer.concat([this.half, ...chunks]);
		const even = bytes.length - (bytes.length % 2);
		const units = bytes.subarray(0, even);
		if (this.isSwapped) units.swap16();
		this.half = bytes.subarray(even);
		return isAll && this.half.length > 0 ? Buffer.concat([units, LONE_SURROGATE]) : units;
	}
}

const LONE_SURROGATE = Buffer.from('\uD800', 'utf16le');
