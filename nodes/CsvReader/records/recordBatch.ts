import { CsvError } from 'csv-parse/sync';

import type { Dialect } from '../dialect/table';
import { decodeText, isDoubtful, isOfEncoding } from '../bytes/decode';
import { rangeBytes, type Parser, type RecordRange } from './parseRecords';
import { recordFields } from './recordFields';
import { rawBeginning, rawText } from './rawText';
import type { ReadPlan } from './readPlan';
import {
	cutReason,
	notOfEncodingReason,
	nulReason,
	strayQuoteReason,
	tooLongReason,
	unclosedQuoteReason,
	unreadableReason,
	wrongCountReason,
} from './reasons';
import type { RecordBatch } from './record';
import type { BrokenRecord, RecordBlock } from './recordBlocks';

/**
 * Parses the records of a block, and tells good ones from bad ones.
 * @param firstNumber the number of the block's first record
 */
export function recordBatch(block: RecordBlock, firstNumber: number, plan: ReadPlan, parser: Parser): RecordBatch {
	const building = new BatchBuilding(block, firstNumber, plan, parser);
	let from = 0;
	for (const broken of block.broken) {
		building.addRange({ from, to: broken.index });
		building.addBroken(broken);
		from = broken.index + 1;
	}
	building.addRange({ from, to: block.starts.length });
	return building.batch;
}

class BatchBuilding {
	readonly batch: RecordBatch = { records: [], lines: [], numbers: [], bad: [] };

	readonly #block: RecordBlock;
	readonly #firstNumber: number;
	readonly #plan: ReadPlan;
	readonly #parser: Parser;

	constructor(block: RecordBlock, firstNumber: number, plan: ReadPlan, parser: Parser) {
		this.#block = block;
		this.#firstNumber = firstNumber;
		this.#plan = plan;
		this.#parser = parser;
	}

	addRange(range: RecordRange): void {
		if (range.from === range.to) return;
		const { lines, numbers } = this.batch;
		const { firstLine, table } = this.#plan;
		const read = recordFields(this.#block, range, this.#parser);
		const isInDoubt = isDoubtful(rangeBytes(this.#block, range), this.#parser.encoding);
		read.forEach((record, offset) => {
			const index = range.from + offset;
			if (
				Array.isArray(record) &&
				record.length === table.fieldCount &&
				!(isInDoubt && this.#textProblem(index, record))
			) {
				this.batch.records.push(record);
				lines.push(firstLine + this.#block.lines[index]);
				numbers.push(this.#firstNumber + index);
			} else {
				this.#addBad(index, this.#reason(index, record), rawText(this.#bytesOf(index), this.#parser.encoding));
			}
		});
	}

	addBroken({ index, breakage, quoteAt }: BrokenRecord): void {
		const { encoding } = this.#parser;
		const { table, limits } = this.#plan;
		const bytes = this.#bytesOf(index);
		if (breakage === 'tooLong') {
			const begin = rawBeginning(bytes.subarray(0, limits.recordBytes), encoding);
			this.#addBad(index, tooLongReason(limits.recordBytes), begin);
			return;
		}
		const start = this.#block.starts[index];
		const before = decodeText(bytes.subarray(0, (quoteAt ?? start) - start), encoding).split(/\r\n|\n|\r/);
		const line = this.#lineOf(index) + before.length - 1;
		const character = (before.at(-1)?.length ?? 0) + 1;
		this.#addBad(index, unclosedQuoteReason(line, character, table.dialect), rawText(bytes, encoding));
	}

	#addBad(index: number, reason: string, raw: string): void {
		this.batch.bad.push({
			line: this.#lineOf(index),
			number: this.#firstNumber + index,
			raw,
			reason,
			code: 'ROW_BROKEN',
		});
	}

	#reason(index: number, record: string[] | Error): string {
		const { dialect, fieldCount } = this.#plan.table;
		if (!Array.isArray(record)) return this.#textProblem(index, []) ?? errorReason(record, dialect);
		const problem = this.#textProblem(index, record);
		if (problem !== undefined) return problem;
		const isCut = record.length < fieldCount && !this.#hasLineEnd(index);
		return isCut ? cutReason(record.length, fieldCount) : wrongCountReason(record.length, fieldCount, dialect);
	}

	/** Only the last record of a file has none. */
	#hasLineEnd(index: number): boolean {
		return /[\r\n]$/.test(decodeText(this.#bytesOf(index), this.#parser.encoding));
	}

	/** Why the characters of a record are no text. */
	#textProblem(index: number, fields: string[]): string | undefined {
		const nulAt = fields.findIndex((field) => field.includes('\0'));
		if (nulAt >= 0) return nulReason(nulAt + 1);
		if (isOfEncoding(this.#bytesOf(index), this.#parser.encoding)) return undefined;
		return notOfEncodingReason(this.#plan.table.dialect.encoding);
	}

	#lineOf(index: number): number {
		return this.#plan.firstLine + this.#block.lines[index];
	}

	#bytesOf(index: number): Buffer {
		return rangeBytes(this.#block, { from: index, to: index + 1 });
	}
}

const QUOTE_ERRORS = ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE', 'CSV_QUOTE_NOT_CLOSED'];

function errorReason(error: Error, dialect: Dialect): string {
	if (!(error instanceof CsvError) || !QUOTE_ERRORS.includes(error.code)) return unreadableReason(error.message);
	const { column } = error as { column?: unknown };
	return strayQuoteReason(typeof column === 'number' ? column + 1 : 1, dialect);
}
