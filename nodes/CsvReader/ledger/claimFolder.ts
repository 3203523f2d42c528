import { readdir, rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { allowedPath, type FilePermissions } from '../source/filePolicy';
import { withFolder, type Folder } from '../source/folder';
import { claimedPath, type Claim } from './claim';

/** Works in a claim's folder; answers nothing where that is gone, since the claim came to its end, or was taken over. */
export async function withClaim<T>(
	claim: Claim,
	permissions: FilePermissions,
	work: (folder: Folder) => Promise<T>,
): Promise<T | undefined> {
	const path = dirname(claimedPath(claim));
	const { stats } = await allowedPath(path, permissions);
	return stats && (await withFolder(path, permissions, work));
}

/** What lies in a claim's folder: our own notes begin with a dot, a claimed file never does. */
export interface ClaimContent {
	/** The claimed file's name; undefined where it has not come yet, or has left. */
	file?: string;
	notes: string[];
}

/** Answers no notes where the folder is gone. */
export async function readClaimFolder(folder: Folder, id: string): Promise<ClaimContent> {
	const names = await readdir(folder.at(id)).catch(() => []);
	return { file: names.find((name) => !name.startsWith('.')), notes: names.filter((name) => name.startsWith('.')) };
}

/** Takes away our own notes, and the folder if nothing else is in it: what others put there is not ours to delete. */
export async function removeClaimFolder(folder: Folder, id: string): Promise<void> {
	const { file, notes } = await readClaimFolder(folder, id);
	if (file !== undefined) return;
	for (const note of notes) await rm(folder.at(id, note), { force: true });
	await rmdir(folder.at(id)).catch(() => {});
}
