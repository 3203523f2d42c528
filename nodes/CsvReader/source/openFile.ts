import { constants, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';

import { hasCode, missing, refusedFile } from './fileProblem';
import { allowedPath, type FilePermissions } from './filePolicy';
import { withFolderOf } from './folder';
import { RefusedSource } from './source';

export interface OpenFile {
	handle: FileHandle;
	stats: BigIntStats;
}

/** A pipe that nobody writes to would block an open for ever. Windows knows neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a regular file for reading, if n8n allows it and if it is the one that was looked at. Throws `RefusedSource`.
 */
export async function openFile(path: string, permissions: FilePermissions): Promise<OpenFile> {
	const allowed = await allowedPath(path, permissions);
	if (!allowed.stats) throw new RefusedSource('FILE_NOT_FOUND', missing(path));
	if (!allowed.stats.isFile()) throw new RefusedSource('FILE_NOT_FOUND', notRegular(path));
	const handle = await withFolderOf(allowed, permissions, async (folder) => {
		try {
			return await open(folder.at(basename(allowed.path)), FLAGS);
		} catch (error) {
			if (hasCode(error, 'ELOOP')) throw new RefusedSource('FILE_CHANGED', exchanged(path));
			throw refusedFile(error, path, 'opened');
		}
	});
	try {
		const stats = await handle.stat({ bigint: true });
		// The number of a file that was deleted may be given to a pipe.
		if (!stats.isFile() || !isSameFile(stats, allowed.stats)) throw new RefusedSource('FILE_CHANGED', exchanged(path));
		return { handle, stats };
	} catch (error) {
		await handle.close();
		throw error;
	}
}

export function isSameFile(one: BigIntStats, other: BigIntStats): boolean {
	return one.dev === other.dev && one.ino === other.ino;
}

export function exchanged(path: string): string {
	return `${path} was exchanged for another file while it was opened, and was not read. N8N_RESTRICT_FILE_ACCESS_TO decides which folders are open to workflows; if others write to this one, run the workflow again when they are done.`;
}

function notRegular(path: string): string {
	return `${path} is not a regular file (but a folder, a pipe or a device). Give the path of a CSV file.`;
}
