import { readFile } from 'node:fs/promises';

import type { Table } from '../dialect/table';
import type { Folder } from '../source/folder';
import { withClaim, type HeldClaim } from './claimFolder';
import { writeDurably } from './durable';

/** What is noted beside a claimed file. */
export interface ClaimRecord {
	file: string;
	/** ISO 8601. */
	claimedAt: string;
	executionId: string;
	workflowId: string;
	/** 1, and one more for each run before that did not come to an end. */
	attempt: number;
	reading?: Reading;
}

/** How a file was read, for its records to be found again. */
export interface Reading {
	table: Table;
	/** The most bytes of one record. */
	recordBytes: number;
}

const RECORD = '.claim.json';

/** Notes how the file was read, so that its rejected records can be copied. Does nothing where the claim is gone. */
export async function rememberReading(held: HeldClaim, reading: Reading): Promise<void> {
	await withClaim(held, async (folder) => {
		const record = await readRecord(folder);
		if (record) await writeRecord(folder, { ...record, reading });
	});
}

/** Undefined where a power cut has kept it from being written. */
export async function readRecord(folder: Folder): Promise<ClaimRecord | undefined> {
	try {
		return JSON.parse(await readFile(folder.at(RECORD), 'utf8')) as ClaimRecord;
	} catch {
		return undefined;
	}
}

export async function writeRecord(folder: Folder, record: ClaimRecord): Promise<void> {
	await writeDurably(folder, RECORD, JSON.stringify(record, undefined, '\t'));
}
