import type { IExecuteFunctions } from 'n8n-workflow';

import { reasonFrom, type CodedReason } from '../../shared/codedReason';
import type { GivenDialect } from '../dialect/detected';
import type { Claim } from '../ledger/claim';
import type { FileAccess } from './access';
import { binaryFieldSource } from './n8nFiles';
import { readFormat } from '../fields/formatFields';
import { settingsCheck } from '../fields/onceRead';
import { readFolder, type Origin } from '../fields/sourceFields';
import { fileSource } from '../source/fileSource';
import { FolderFailure, type Source } from '../source/source';

/** A file that is to be read. */
export interface FoundFile {
	/** For people; no folder. */
	name: string;
	/** The index of the input item that it comes from. */
	item: number;
	/** How it is written, as far as the user has set that for its item. */
	given: GivenDialect;
	/** Where it lies on disk. */
	path?: string;
	/** Where it was taken from a folder. */
	claim?: Claim;
	/** Throws `RefusedSource`. */
	open(): Promise<Source>;
}

/** Why no files were found for an input item. */
export interface ItemProblem extends CodedReason {
	item: number;
	name: string;
}

export interface FoundFiles {
	files: FoundFile[];
	/** What was taken from folders for this node. */
	claims: Claim[];
	problems: ItemProblem[];
	/** What a person should know besides. */
	notes: string[];
}

/**
 * Finds the files that the input items name or carry; those of a folder are claimed for this execution. What is wrong
 * with one item stops no other. Throws `FolderFailure`.
 */
export async function findFiles(context: IExecuteFunctions, access: FileAccess): Promise<FoundFiles> {
	const found: FoundFiles = { files: [], claims: [], problems: [], notes: [] };
	const from = context.getNodeParameter('from', 0) as Origin;
	const finders: Partial<Record<Origin, Finder>> = {
		binary: binaryFinder(context),
		file: fileFinder(context, access),
		folder: folderFinder(context, access),
	};
	const find = finders[from];
	if (!find) {
		const reason = `"From" cannot be "${from}" here. Choose anew.`;
		return { ...found, problems: [{ item: 0, name: '', reason, code: 'SETTING_INVALID' }] };
	}
	const checkSettings = settingsCheck(context);
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			checkSettings(item);
			// Read first: a folder's files are not to be claimed for nothing.
			const given = readFormat(context, item);
			for (const file of await find(item, found)) found.files.push({ ...file, given });
		} catch (error) {
			if (error instanceof FolderFailure) {
				await access.ledger.releaseAfterError(found.claims);
				throw error;
			}
			found.problems.push({ item, name: '', ...reasonFrom(error) });
		}
	}
	return found;
}

type Finder = (item: number, found: FoundFiles) => Promise<Array<Omit<FoundFile, 'given'>>>;

function binaryFinder(context: IExecuteFunctions): Finder {
	return async (item) => {
		const field = context.getNodeParameter('binaryField', item) as string;
		const source = await binaryFieldSource(context, field, item);
		return [{ name: source.name, item, open: () => Promise.resolve(source) }];
	};
}

function fileFinder(context: IExecuteFunctions, { disk }: FileAccess): Finder {
	return async (item) => {
		const path = String(context.getNodeParameter('filePath', item, '')).trim();
		const source = await fileSource(path, disk);
		return [{ name: source.name, item, path, open: () => Promise.resolve(source) }];
	};
}

/** Many items may name one folder: its files are claimed for the first of them. */
function folderFinder(context: IExecuteFunctions, { ledger }: FileAccess): Finder {
	const seen = new Set<string>();
	return async (item, found) => {
		const { folder, choice, returnAfterMinutes } = readFolder(context, item);
		const key = JSON.stringify([folder, choice.pattern]);
		if (seen.has(key)) return [];
		seen.add(key);
		const { claims, problems } = await ledger.claim(folder, choice, returnAfterMinutes);
		found.claims.push(...claims);
		found.notes.push(...problems);
		if (claims.length === 0) found.notes.push(`No file in ${folder} is due`);
		return claims.map((claim) => {
			const open = async () => await ledger.source(claim);
			return { name: claim.name, item, path: ledger.pathOf(claim), claim, open };
		});
	};
}
