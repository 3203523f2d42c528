import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';

import { refusedFile } from './fileProblem';
import type { Folder } from './folder';
import { fitsPattern } from './namePattern';

/** Which files of a folder are taken; oldest first. */
export interface FolderChoice {
	/** E.g. `*.csv; *.txt`. */
	pattern: string;
	atMost: number;
	/** A file that was changed within this time may be half-written, and is left for a later run. */
	unchangedForSeconds: number;
}

/** A file that lies ready in a folder. */
export interface ReadyFile {
	name: string;
	/** Since 1970, of the last change of its content. */
	modifiedMs: number;
	/** Since 1970, of the last change of any kind: a program that copies may set the other to an old time. */
	changedMs: number;
	sizeBytes: number;
}

/** What programs call a file while they write it, or the trace they leave beside one. */
const UNFINISHED = /^\.|^~\$|~$|\.(?:part|partial|filepart|tmp|temp|crdownload|download|upload|uploading|lock|swp)$/i;

/**
 * All files that lie ready in a folder, more than `atMost`, oldest first; they stay there, and others may read them, too.
 * Subfolders are not entered; links, hidden and temporary files are left alone. Throws `RefusedSource`.
 */
export async function readyFiles(folder: Folder, choice: FolderChoice): Promise<ReadyFile[]> {
	const ready: ReadyFile[] = [];
	for (const { name } of (await entriesOf(folder)).filter((entry) => !entry.isDirectory())) {
		if (isUnfinished(name) || !fitsPattern(name, choice.pattern)) continue;
		if (folder.isBlocked(name)) continue;
		const file = await regularFile(folder, name);
		if (file && isLeftAlone(file, choice.unchangedForSeconds, Date.now())) ready.push(file);
	}
	return ready.sort((one, other) => one.modifiedMs - other.modifiedMs || (one.name < other.name ? -1 : 1));
}

/** Whether a name is one of hidden or temporary files. */
function isUnfinished(name: string): boolean {
	return UNFINISHED.test(name);
}

/** Whether a file was left alone for so long. */
export function isLeftAlone(file: ReadyFile, seconds: number, nowMs: number): boolean {
	return seconds <= 0 || nowMs - Math.max(file.modifiedMs, file.changedMs) >= seconds * 1000;
}

/** What it is now; undefined where it is gone, or no regular file. */
export async function regularFile(folder: Folder, ...names: string[]): Promise<ReadyFile | undefined> {
	const stats = await lstat(folder.at(...names)).catch(() => undefined);
	if (!stats?.isFile()) return undefined;
	return {
		name: names[names.length - 1],
		modifiedMs: stats.mtimeMs,
		changedMs: stats.ctimeMs,
		sizeBytes: stats.size,
	};
}

async function entriesOf(folder: Folder): Promise<Dirent[]> {
	try {
		return await readdir(folder.at('.'), { withFileTypes: true });
	} catch (error) {
		throw refusedFile(error, folder.path, 'read');
	}
}
