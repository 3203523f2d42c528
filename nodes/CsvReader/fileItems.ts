import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { RowBatch } from './reading/readRows';
import type { BadRecord } from './records/record';
import type { OutputSettings } from './fields/outputFields';
import type { Row } from './columns/row';
import { SOURCE_FIELD, type SourceMark } from './sourceMark';
import { rejectedItem } from '../shared/rejections';

/** Where the rows of some items come from. */
export interface ItemOrigin {
	/** The file's name. */
	file: string;
	/** The index of the input item. */
	item: number;
	claim?: string;
}

/** n8n takes an item with an `error` and no fields but these for a rejected one, and sends it to the error output. */
const REJECTED_FIELDS = ['error', 'message', 'details'];

/** Adds the rows of one file to a list of items. */
export class FileItems {
	readonly #items: INodeExecutionData[];
	readonly #settings: OutputSettings;
	readonly #origin: ItemOrigin;
	/** All items of a file share it: one for each of a million rows would take 100 MB. */
	readonly #pairedItem: { item: number };
	#openRows: IDataObject[] = [];

	constructor(items: INodeExecutionData[], settings: OutputSettings, origin: ItemOrigin) {
		this.#items = items;
		this.#settings = settings;
		this.#origin = origin;
		this.#pairedItem = { item: origin.item };
	}

	/** Good rows first; n8n sends the others to another output anyway. */
	add(batch: RowBatch): void {
		if (this.#settings.includeSource || this.#isTakenForRejected(batch.rows)) this.#mark(batch);
		if (this.#settings.rowsPerItem === undefined) this.#addRows(batch.rows);
		else this.#addTogether(batch.rows, this.#settings.rowsPerItem);
		for (const bad of batch.bad) this.#items.push(this.#rejected(bad));
	}

	#addRows(rows: Row[]): void {
		const pairedItem = this.#pairedItem;
		for (let index = 0; index < rows.length; index++) this.#items.push({ json: rows[index], pairedItem });
	}

	#addTogether(rows: Row[], rowsPerItem: number): void {
		for (let index = 0; index < rows.length; index++) {
			if (this.#openRows.length === rowsPerItem) this.#openRows = [];
			if (this.#openRows.length === 0) {
				this.#items.push({ json: { rows: this.#openRows }, pairedItem: this.#pairedItem });
			}
			this.#openRows.push(rows[index]);
		}
	}

	/** All rows have the same fields. */
	#isTakenForRejected([row]: readonly Row[]): boolean {
		if (row === undefined || this.#settings.rowsPerItem !== undefined || !('error' in row)) return false;
		return Object.keys(row).every((name) => REJECTED_FIELDS.includes(name));
	}

	#mark({ rows, lines, numbers }: RowBatch): void {
		for (let index = 0; index < rows.length; index++) {
			const mark = this.#markOf(lines[index], numbers[index]);
			const { error } = rows[index];
			if (error) mark.ownError = error;
			(rows[index] as IDataObject)[SOURCE_FIELD] = mark;
		}
	}

	#markOf(line: number, record: number): SourceMark {
		const { file, claim } = this.#origin;
		return claim === undefined ? { file, line, record } : { file, line, record, claim };
	}

	/** Its details are a mark, too, so that the operation Archive finds them. */
	#rejected({ line, number, raw, column, reason, code }: BadRecord): INodeExecutionData {
		const details = { ...this.#markOf(line, number), ...(column !== undefined && { column }), raw };
		return rejectedItem({ item: this.#origin.item, reason, code, details });
	}
}
