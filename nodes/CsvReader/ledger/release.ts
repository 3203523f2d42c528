import { DateTime } from 'luxon';
import type { BigIntStats } from 'node:fs';
import { lstat, readdir, unlink } from 'node:fs/promises';

import { folderFailure, hasCode } from '../source/fileProblem';
import type { Folder } from '../source/folder';
import { isSameFile } from '../source/openFile';
import { PLAN } from './archivePlan';
import { claimedPath } from './claim';
import { readClaimFolder, removeClaimFolder, type HeldClaim } from './claimFolder';
import { withDesk, type Desk } from './desk';
import { namesFor } from './fileNames';
import { place } from './place';

/**
 * Puts a claimed file back at once, for another run to take; with a time in its name where a new file has that name by
 * now. Does nothing where the claim is gone. Throws `RefusedSource`.
 */
export async function releaseClaim({ claim, disk }: HeldClaim): Promise<void> {
	claimedPath(claim);
	await withDesk({ folder: claim.folder, disk }, async (desk) => await putBack(desk, claim.id, claim.name));
}

/** The same with the folders open. A file whose archive is decided stays: it was worked off. */
export async function putBack(desk: Desk, id: string, name: string): Promise<void> {
	const { notes } = await readClaimFolder(desk.claims, id);
	if (notes.includes(PLAN)) return;
	try {
		await place(desk.claims.at(id, name), desk.inbox, namesFor(name, DateTime.now()));
	} catch (error) {
		if (!hasCode(error, 'ENOENT')) {
			throw folderFailure(error, `${desk.claims.path}/${id}/${name}`, 'put back into its folder');
		}
	}
	await removeClaimFolder(desk.claims, id);
}

/**
 * A run that was killed while it put a file back may have left it in both places. Whoever has taken it from the one
 * removes the other here, else it would be read twice.
 */
export async function removeTwins(desk: Desk, id: string, name: string): Promise<void> {
	const own = await linkedFile(desk.claims, id, name);
	if (!own) return;
	for (const other of await readdir(desk.claims.at('.'))) {
		const { file } = other === id ? {} : await readClaimFolder(desk.claims, other);
		if (file === undefined || !(await isThere(own, desk.claims, other, file))) continue;
		await unlink(desk.claims.at(other, file)).catch(() => {});
		await removeClaimFolder(desk.claims, other);
	}
}

/** Completes the putting back of a file that lies in its folder again, if it does; answers whether that was so. */
export async function completePutBack(desk: Desk, id: string, name: string): Promise<boolean> {
	const own = await linkedFile(desk.claims, id, name);
	if (!own) return false;
	for (const other of await readdir(desk.inbox.at('.'))) {
		if (!(await isThere(own, desk.inbox, other))) continue;
		await unlink(desk.claims.at(id, name)).catch(() => {});
		await removeClaimFolder(desk.claims, id);
		return true;
	}
	return false;
}

/** Undefined for a file that has one name only. */
async function linkedFile(folder: Folder, ...names: string[]): Promise<BigIntStats | undefined> {
	const stats = await lstat(folder.at(...names), { bigint: true }).catch(() => undefined);
	return stats && stats.nlink > 1n ? stats : undefined;
}

async function isThere(file: BigIntStats, folder: Folder, ...names: string[]): Promise<boolean> {
	const other = await linkedFile(folder, ...names);
	return other !== undefined && isSameFile(file, other);
}
