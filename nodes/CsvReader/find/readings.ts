import { basename, dirname } from 'node:path';

import type { IExecuteFunctions } from 'n8n-workflow';

import { reasonFrom } from '../../shared/codedReason';
import type { Table } from '../dialect/table';
import { settingsCheck } from '../fields/onceRead';
import { findFiles, type FoundFile, type FoundFiles } from './files';
import type { Claim } from '../ledger/claim';
import type { FileAccess } from './access';
import { openTable } from '../reading/openTable';
import type { RecordLimits } from '../records/readPlan';
import { fileSource } from '../source/fileSource';
import { RefusedSource, type Source } from '../source/source';
import { readSliceItem, type SliceItem } from '../slices/sliceItem';

/** A stretch of a file whose table is known. */
export interface Stretch {
	source: Source;
	table: Table;
	names: readonly string[];
	start: number;
	end: number;
	firstLine: number;
	firstNumber: number;
	/** What was detected, for the hint. */
	hint?: string;
	doubts?: readonly string[];
}

/** A file, or a slice of one, that is to be read. */
export interface Reading extends Pick<FoundFile, 'name' | 'item'> {
	/** Where the file was taken from a folder. */
	claim?: Claim;
	/** Throws `RefusedSource`, or `TableTooLarge`. */
	prepare(): Promise<Stretch>;
}

export interface Readings extends Omit<FoundFiles, 'files'> {
	readings: Reading[];
}

/** Finds what the input items name or carry; what is wrong with one item stops no other. */
export async function findReadings(
	context: IExecuteFunctions,
	limits: RecordLimits,
	access: FileAccess,
): Promise<Readings> {
	if (context.getNodeParameter('from', 0) === 'slice') return findSlices(context, access);
	const { files, ...rest } = await findFiles(context, access);
	return { ...rest, readings: files.map((file) => wholeFile(file, limits, access)) };
}

function wholeFile(file: FoundFile, limits: RecordLimits, { ledger }: FileAccess): Reading {
	const { name, item, given, claim } = file;
	return {
		name,
		item,
		claim,
		async prepare() {
			const source = await file.open();
			const { table, ...opened } = await openTable(source, { given, limits });
			if (claim) await ledger.remember(claim, { table, recordBytes: limits.recordBytes });
			return { source, table, ...opened, firstNumber: 1, hint: table.hint, doubts: table.doubts };
		},
	};
}

function findSlices(context: IExecuteFunctions, access: FileAccess): Readings {
	const found: Readings = { readings: [], claims: [], problems: [], notes: [] };
	const checkSettings = settingsCheck(context);
	for (const [item, { json }] of context.getInputData().entries()) {
		try {
			checkSettings(item);
			const slice = readSliceItem(json);
			const prepare = async () => await openSlice(slice, access);
			found.readings.push({ name: slice.file, item, claim: claimOf(slice), prepare });
		} catch (error) {
			found.problems.push({ item, name: '', ...reasonFrom(error) });
		}
	}
	return found;
}

/** A claimed file lies in a folder named after its claim, two folders below the one that it was taken from. */
function claimOf({ path, claim }: SliceItem): Claim | undefined {
	if (claim === undefined) return undefined;
	return { folder: dirname(dirname(dirname(path))), id: claim, name: basename(path), attempt: 1 };
}

async function openSlice(slice: SliceItem, { disk }: FileAccess): Promise<Stretch> {
	const source = await fileSource(slice.path, disk);
	if (source.sizeBytes !== slice.sizeBytes) {
		throw new RefusedSource(
			'FILE_CHANGED',
			`${slice.file} has changed since it was split. Run the workflow again, from the operation Split on.`,
		);
	}
	const { table, columns: names, start, end, firstLine, firstNumber } = slice;
	return { source, table, names, start, end, firstLine, firstNumber };
}
