import { lstat, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { codeOf, fileProblem, folderFailure, hasCode, missing } from './fileProblem';
import { allowedPath, type AllowedPath, type FilePermissions } from './filePolicy';
import { RefusedSource } from './source';

/** A folder that n8n allows. Where the system can, it is held open: nobody can put another in its place meanwhile. */
export interface Folder {
	path: string;
	/** Where a name in it is found; for calls of the file system, not for people. */
	at(...names: string[]): string;
	/** Whether n8n closes a name in it to workflows. */
	isBlocked(name: string): boolean;
	close(): Promise<void>;
}

/** A folder in an open one; it closes with that. */
export function subfolder(folder: Folder, name: string): Folder {
	return {
		path: join(folder.path, name),
		at: (...names) => folder.at(name, ...names),
		isBlocked: (inner) => folder.isBlocked(join(name, inner)),
		close: async () => {},
	};
}

/** Opens a folder for some work. Throws `RefusedSource` where n8n, or the system, does not allow it. */
export async function withFolder<T>(
	path: string,
	permissions: FilePermissions,
	work: (folder: Folder) => Promise<T>,
): Promise<T> {
	const allowed = await allowedPath(path, permissions);
	if (!allowed.stats) throw new RefusedSource('FILE_NOT_FOUND', missing(path));
	if (!allowed.stats.isDirectory()) {
		throw new RefusedSource('FILE_NOT_FOUND', `${path} is not a folder. Give the path of a folder.`);
	}
	return await whileOpen(allowed.path, permissions, work);
}

/** The same for the folder that an allowed file lies in: n8n may allow the file alone. */
export async function withFolderOf<T>(
	file: AllowedPath,
	permissions: FilePermissions,
	work: (folder: Folder) => Promise<T>,
): Promise<T> {
	return await whileOpen(dirname(file.path), permissions, work);
}

/** The same for a folder that is created where it is missing, and with it the folders above it. */
export async function withNewFolder<T>(
	path: string,
	permissions: FilePermissions,
	work: (folder: Folder) => Promise<T>,
): Promise<T> {
	const allowed = await allowedPath(path, permissions);
	if (!allowed.stats) await createFolder(allowed.path);
	return await withFolder(path, permissions, work);
}

async function whileOpen<T>(
	path: string,
	permissions: FilePermissions,
	work: (folder: Folder) => Promise<T>,
): Promise<T> {
	const folder = (await pinnedFolder(path, permissions)) ?? (await plainFolder(path, permissions));
	try {
		return await work(folder);
	} finally {
		await folder.close();
	}
}

async function pinnedFolder(path: string, permissions: FilePermissions): Promise<Folder | undefined> {
	try {
		const pinned = await permissions.pinDirectory?.(path, { create: false });
		if (!pinned) return undefined;
		return {
			path,
			at: (...names) => pinned.resolvePath(join(...names)),
			isBlocked: (name) => permissions.isFilePathBlocked(join(path, name)),
			close: async () => await pinned.close(),
		};
	} catch (error) {
		throw new RefusedSource('FILE_ACCESS', changed(path, error));
	}
}

async function plainFolder(path: string, permissions: FilePermissions): Promise<Folder> {
	try {
		await permissions.assertNoSymlinkInPath?.(join(path, 'any'));
	} catch (error) {
		throw new RefusedSource('FILE_ACCESS', changed(path, error));
	}
	return {
		path,
		at: (...names) => join(path, ...names),
		isBlocked: (name) => permissions.isFilePathBlocked(join(path, name)),
		close: async () => {},
	};
}

/** n8n's own error says no more than that access is not allowed. */
function changed(path: string, error: unknown): string {
	if (codeOf(error)) return fileProblem(error, path, 'opened');
	return `${path} became a symbolic link while it was opened. Symbolic links are not followed: N8N_RESTRICT_FILE_ACCESS_TO decides which folders are open to workflows.`;
}

/** One folder after another, from the top: what stands there already must not be a link. */
async function createFolder(path: string): Promise<void> {
	const parent = dirname(path);
	if (parent === path) return;
	await createFolder(parent);
	try {
		await mkdir(path);
	} catch (error) {
		const isThere = await lstat(path).then(
			(stats) => stats.isDirectory(),
			() => false,
		);
		if (!isThere) throw folderFailure(error, path, 'created');
		if (hasCode(error, 'EEXIST')) return;
	}
}
