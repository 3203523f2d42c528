import iconv from 'iconv-lite';
import { open, type FileHandle } from 'node:fs/promises';

import { inOneOrder, LONGEST_MARK_BYTES, markOf, unitBytesOf, type OrderedEncoding } from '../bytes/encoding';
import type { Table } from '../dialect/table';
import { recordBlocks } from '../records/recordBlocks';
import type { Folder } from '../source/folder';
import { bytesOf, type Source } from '../source/source';
import type { Reading } from './claimRecord';
import { isRejectsHeader, REJECT_COLUMNS } from '../records/rejectsHeader';
import { leadingCells, rejectCells, withFieldCount } from './rejectColumns';
import type { RejectedRow } from './rejectedRow';

/** A file that was read, and how to find its records again. */
export interface Original {
	source: Source;
	reading: Reading;
}

/**
 * Copies the header and the rejected records byte by byte, so that whatever is wrong in them can be seen, with two
 * columns in front: the line and the reason. In front, they stand where they should also in records with too few or too
 * many fields. A table without a header gets none, since its columns are told by their order.
 */
export async function writeRejects(
	folder: Folder,
	name: string,
	original: Original,
	rejected: readonly RejectedRow[],
): Promise<void> {
	const handle = await open(folder.at(name), 'w');
	try {
		for await (const bytes of rejectedBytes(original, reasonsByLine(rejected))) await writeAll(handle, bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
	for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

function reasonsByLine(rejected: readonly RejectedRow[]): Map<number, string> {
	const reasons = new Map<number, string>();
	for (const { line, reason } of rejected) {
		const known = reasons.get(line);
		reasons.set(line, known === undefined ? reason : `${known} ${reason}`);
	}
	return reasons;
}

async function* rejectedBytes(
	{ source, reading }: Original,
	reasons: ReadonlyMap<number, string>,
): AsyncGenerator<Buffer> {
	const { table, recordBytes } = reading;
	yield await byteOrderMark(source);
	const bytes = bytesOf(source, { start: table.start, end: source.sizeBytes - table.footerBytes });
	const copying = new Copying(table);
	for await (const block of recordBlocks(bytes, { dialect: table.dialect, recordBytes })) {
		for (const [index, start] of block.starts.entries()) {
			const record = block.bytes.subarray(start, block.starts[index + 1]);
			const reason = reasons.get(table.firstLine + block.lines[index]);
			if (copying.isBeforeHeader) yield copying.header(record);
			else if (reason !== undefined) yield copying.record(record, [`${table.firstLine + block.lines[index]}`, reason]);
		}
	}
}

/** Copies one record after another, the header first. */
class Copying {
	isBeforeHeader: boolean;

	readonly #table: Table;
	/** Of blocks: UTF-16 comes in little-endian order. */
	readonly #encoding: OrderedEncoding;
	/** Whether this is a rejects file that was dropped back in. */
	#hasCells = false;
	#lineEnd = '\r\n';

	constructor(table: Table) {
		this.#table = table;
		this.isBeforeHeader = table.hasHeader;
		this.#encoding = inOneOrder(table.dialect.encoding);
	}

	header(bytes: Buffer): Buffer {
		const { text, content, lineEnd } = this.#split(bytes);
		const { dialect, fieldCount } = this.#table;
		this.isBeforeHeader = false;
		this.#hasCells = isRejectsHeader(leadingCells(text, dialect).cells);
		const ownCount = fieldCount - (this.#hasCells ? REJECT_COLUMNS.length : 0);
		const own = withFieldCount(this.#withoutCells(text), ownCount, dialect);
		return this.#joined(REJECT_COLUMNS, own === text ? content : this.#encoded(own), lineEnd);
	}

	record(bytes: Buffer, cells: readonly [string, string]): Buffer {
		const { text, content, lineEnd } = this.#split(bytes);
		return this.#joined(cells, this.#hasCells ? this.#encoded(this.#withoutCells(text)) : content, lineEnd);
	}

	#withoutCells(text: string): string {
		return this.#hasCells ? text.slice(leadingCells(text, this.#table.dialect).length) : text;
	}

	#joined(cells: readonly [string, string], own: Buffer, lineEnd: string): Buffer {
		const { dialect, hasHeader } = this.#table;
		this.#lineEnd = lineEnd || this.#lineEnd;
		const before = hasHeader ? rejectCells(cells, dialect) : '';
		const copy = Buffer.concat([this.#encoded(before), own, this.#encoded(this.#lineEnd)]);
		return dialect.encoding === 'utf-16be' ? copy.swap16() : copy;
	}

	/** A record's bytes reach up to the next record, over empty lines. */
	#split(bytes: Buffer): { text: string; content: Buffer; lineEnd: string } {
		const all = iconv.decode(bytes, this.#encoding, { stripBOM: false });
		const text = all.replace(/[\r\n]+$/, '');
		const lineEnd = /^(?:\r\n|\r|\n)/.exec(all.slice(text.length))?.[0] ?? '';
		const content = bytes.subarray(0, bytes.length - (all.length - text.length) * unitBytesOf(this.#encoding));
		return { text, content, lineEnd };
	}

	#encoded(text: string): Buffer {
		return iconv.encode(text, this.#encoding, { addBOM: false });
	}
}

async function byteOrderMark(source: Source): Promise<Buffer> {
	const beginning: Buffer[] = [];
	for await (const chunk of bytesOf(source, { start: 0, end: LONGEST_MARK_BYTES })) beginning.push(chunk);
	return markOf(Buffer.concat(beginning))?.bytes ?? Buffer.alloc(0);
}
