import { readdir, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Disk } from '../source/disk';
import { missing } from '../source/fileProblem';
import type { Folder } from '../source/folder';
import { FolderFailure } from '../source/source';
import { claimedPath, type Claim } from './claim';

/** A claim, and the disk that its file is on. */
export interface HeldClaim {
	claim: Claim;
	disk: Disk;
}

/** Works in a claim's folder; answers nothing where that is gone, or goes meanwhile. */
export async function withClaim<T>(held: HeldClaim, work: (folder: Folder) => Promise<T>): Promise<T | undefined> {
	const path = dirname(claimedPath(held.claim));
	return await whileThere(held, async () => await held.disk.withFolder(path, work));
}

/**
 * Answers nothing where a claim is gone, or goes meanwhile: it came to its end, or another run has taken it over. Throws
 * `FolderFailure` where the folder is gone that its file was taken from.
 */
export async function whileThere<T>(held: HeldClaim, work: () => Promise<T>): Promise<T | undefined> {
	if (await isGone(held)) return undefined;
	try {
		return await work();
	} catch (error) {
		if (await isGone(held)) return undefined;
		throw error;
	}
}

async function isGone({ claim, disk }: HeldClaim): Promise<boolean> {
	if ((await disk.lookAt(dirname(claimedPath(claim)))).stats !== undefined) return false;
	if ((await disk.lookAt(claim.folder)).stats !== undefined) return true;
	throw new FolderFailure('FILE_NOT_FOUND', missing(claim.folder));
}

/** What lies in a claim's folder: our own notes begin with a dot, a claimed file never does. */
export interface ClaimContent {
	/** The claimed file's name; undefined where it has not come yet, or has left. */
	file?: string;
	notes: string[];
}

/** Answers no notes where the folder is gone. Folders in it are none of ours: some file servers make them everywhere. */
export async function readClaimFolder(folder: Folder, id: string): Promise<ClaimContent> {
	const entries = await readdir(folder.at(id), { withFileTypes: true }).catch(() => []);
	const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
	return { file: names.find((name) => !name.startsWith('.')), notes: names.filter((name) => name.startsWith('.')) };
}

/** Takes away our own notes, and the folder if nothing else is in it: what others put there is not ours to delete. */
export async function removeClaimFolder(folder: Folder, id: string): Promise<void> {
	const { file, notes } = await readClaimFolder(folder, id);
	if (file !== undefined) return;
	for (const note of notes) await rm(folder.at(id, note), { force: true });
	await rmdir(folder.at(id)).catch(() => {});
}
