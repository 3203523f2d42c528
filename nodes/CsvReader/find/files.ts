import type { IExecuteFunctions } from 'n8n-workflow';

import { otherSettings } from '../../shared/runSettings';
import type { GivenDialect } from '../dialect/detected';
import { claimFiles, claimSource } from '../ledger/claimFiles';
import { claimedPath, type Claim } from '../ledger/claim';
import { releaseClaim } from '../ledger/release';
import { executionName } from './executionName';
import { binaryFieldSource, filePermissions } from './n8nFiles';
import { readFormat } from '../fields/formatFields';
import { ONCE_READ } from '../fields/onceRead';
import { readFolder, type Origin } from '../fields/sourceFields';
import { fileSource } from '../source/fileSource';
import type { Source } from '../source/source';

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

export interface FoundFiles {
	files: FoundFile[];
	/** What was taken from folders for this node. */
	claims: Claim[];
	/** Why no files were found for an input item. */
	problems: Array<{ item: number; name: string; reason: string }>;
	/** What a person should know besides. */
	notes: string[];
}

/**
 * Finds the files that the input items name or carry; those of a folder are claimed for this execution. What is wrong
 * with one item stops no other.
 */
export async function findFiles(context: IExecuteFunctions): Promise<FoundFiles> {
	const found: FoundFiles = { files: [], claims: [], problems: [], notes: [] };
	const from = context.getNodeParameter('from', 0) as Origin;
	const finders: Partial<Record<Origin, Finder>> = { binary: findBinary, file: findOne, folder: folderFinder() };
	const find = finders[from];
	if (!find)
		return { ...found, problems: [{ item: 0, name: '', reason: `"From" cannot be "${from}" here. Choose anew.` }] };
	const otherThanTheFirst = otherSettings(context, ONCE_READ);
	for (let item = 0; item < context.getInputData().length; item++) {
		try {
			const problem = otherThanTheFirst(item);
			if (problem !== undefined) throw new Error(problem);
			// Read first: a folder's files are not to be claimed for nothing.
			const given = readFormat(context, item);
			for (const file of await find(context, item, found)) found.files.push({ ...file, given });
		} catch (error) {
			found.problems.push({ item, name: '', reason: (error as Error).message });
		}
	}
	return found;
}

type Finder = (context: IExecuteFunctions, item: number, found: FoundFiles) => Promise<Array<Omit<FoundFile, 'given'>>>;

const findBinary: Finder = async (context, item) => {
	const field = context.getNodeParameter('binaryField', item) as string;
	const source = await binaryFieldSource(context, field, item);
	return [{ name: source.name, item, open: () => Promise.resolve(source) }];
};

const findOne: Finder = async (context, item) => {
	const path = String(context.getNodeParameter('filePath', item, '')).trim();
	const source = await fileSource(path, filePermissions(context));
	return [{ name: source.name, item, path, open: () => Promise.resolve(source) }];
};

/** Many items may name one folder: its files are claimed for the first of them. */
function folderFinder(): Finder {
	const seen = new Set<string>();
	return async (context, item, found) => {
		const { folder, choice, returnAfterMinutes } = readFolder(context, item);
		const key = JSON.stringify([folder, choice.pattern]);
		if (seen.has(key)) return [];
		seen.add(key);
		const permissions = filePermissions(context);
		const { claims, problems } = await claimFiles({ folder, permissions }, choice, {
			executionId: executionName(context),
			workflowId: context.getWorkflow().id ?? '',
			staleAfterMinutes: returnAfterMinutes,
		});
		found.claims.push(...claims);
		found.notes.push(...problems);
		if (claims.length === 0) found.notes.push(`No file in ${folder} is due`);
		return claims.map((claim) => {
			const open = async () => await claimSource(claim, permissions);
			return { name: claim.name, item, path: claimedPath(claim), claim, open };
		});
	};
}

/** Gives files back that were taken for this node: it does not come to its end. */
export async function releaseAll(context: IExecuteFunctions, claims: readonly Claim[]): Promise<void> {
	const permissions = filePermissions(context);
	for (const claim of claims) await releaseClaim(claim, permissions);
}
