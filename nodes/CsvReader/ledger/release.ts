import { DateTime } from 'luxon';
import { lstat, readdir, unlink } from 'node:fs/promises';

import type { FilePermissions } from '../source/filePolicy';
import { fileProblem, hasCode } from '../source/fileProblem';
import { isSameFile } from '../source/openFile';
import { RefusedSource } from '../source/source';
import { claimedPath, type Claim } from './claim';
import { readClaimFolder, removeClaimFolder } from './claimFolder';
import { withDesk, type Desk } from './desk';
import { namesFor } from './fileNames';
import { place } from './place';

/**
 * Puts a claimed file back at once, for another run to take; with a time in its name where a new file has that name by
 * now. Does nothing where the claim is gone. Throws `RefusedSource`.
 */
export async function releaseClaim(claim: Claim, permissions: FilePermissions): Promise<void> {
	claimedPath(claim);
	await withDesk({ folder: claim.folder, permissions }, async (desk) => await putBack(desk, claim.id, claim.name));
}

/** The same with the folders open. */
export async function putBack(desk: Desk, id: string, name: string): Promise<void> {
	try {
		await place(desk.claims.at(id, name), desk.inbox, namesFor(name, DateTime.now()));
	} catch (error) {
		if (!hasCode(error, 'ENOENT')) {
			throw new RefusedSource(fileProblem(error, `${desk.claims.path}/${id}/${name}`, 'put back into its folder'));
		}
	}
	await removeClaimFolder(desk.claims, id);
}

/**
 * A run that was killed while it put a file back may have left it in both places. Whoever has taken it from the one
 * removes the other here, else it would be read twice.
 */
export async function removeTwins(desk: Desk, id: string, name: string): Promise<void> {
	const own = await lstat(desk.claims.at(id, name), { bigint: true });
	if (own.nlink === 1n) return;
	for (const other of await readdir(desk.claims.at('.'))) {
		const { file } = other === id ? {} : await readClaimFolder(desk.claims, other);
		const twin = file && (await lstat(desk.claims.at(other, file), { bigint: true }).catch(() => undefined));
		if (!file || !twin || !isSameFile(twin, own)) continue;
		await unlink(desk.claims.at(other, file)).catch(() => {});
		await removeClaimFolder(desk.claims, other);
	}
}
