import { constants, type BigIntStats } from 'node:fs';
import { copyFile, link, lstat, open, rename, rm, stat, unlink, utimes } from 'node:fs/promises';

import { hasCode } from '../source/fileProblem';
import type { Folder } from '../source/folder';
import { unfinishedName } from './fileNames';
import { isSameContent } from './sameContent';

/** The answers of systems and servers that have no hard links, or not for files of another user. */
const NO_LINKS = ['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'UNKNOWN'];

/**
 * Moves a file into a folder, also of another file system, under the first of these names that is free; never over
 * another file. If that was cut off before, it is completed. Answers the name. Throws errors of the file system.
 */
export async function place(from: string, folder: Folder, names: Iterable<string>): Promise<string> {
	for (const name of names) {
		if (await moveTo(from, folder, name)) return name;
	}
	throw new Error('There is no free name left');
}

async function moveTo(from: string, folder: Folder, name: string): Promise<boolean> {
	try {
		return await linkTo(from, folder, name);
	} catch (error) {
		if (hasCode(error, 'EXDEV')) return await copyTo(from, folder, name);
		if (hasCode(error, ...NO_LINKS)) return await renameTo(from, folder, name);
		throw error;
	}
}

/** A link fails where there is a file already; a rename would replace that. */
async function linkTo(from: string, folder: Folder, name: string): Promise<boolean> {
	try {
		await link(from, folder.at(name));
	} catch (error) {
		if (!hasCode(error, 'EEXIST')) throw error;
		if (!(await isPlaced(from, folder.at(name)))) return false;
		await rm(unfinished(folder, name), { force: true });
	}
	await unlink(from);
	return true;
}

/** First takes the name, by an empty file of its own. */
async function renameTo(from: string, folder: Folder, name: string): Promise<boolean> {
	const to = folder.at(name);
	try {
		await (await open(to, 'wx')).close();
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	}
	try {
		await rename(from, to);
	} catch (error) {
		await rm(to, { force: true });
		if (hasCode(error, 'EXDEV')) return await copyTo(from, folder, name);
		throw error;
	}
	return true;
}

/** The name appears when all of the content is on the disk, and only then the original goes. */
async function copyTo(from: string, folder: Folder, name: string): Promise<boolean> {
	const copy = unfinished(folder, name);
	await rm(copy, { force: true });
	await copyFile(from, copy, constants.COPYFILE_EXCL);
	await keepTimeAndSync(from, copy);
	const isMoved = await moveTo(copy, folder, name);
	await rm(isMoved ? from : copy, { force: true });
	return isMoved;
}

function unfinished(folder: Folder, name: string): string {
	return folder.at(unfinishedName(name));
}

async function keepTimeAndSync(from: string, to: string): Promise<void> {
	const { atime, mtime } = await stat(from);
	await utimes(to, atime, mtime);
	const handle = await open(to, 'r+');
	await handle.sync().finally(async () => await handle.close());
}

/** Whether the file is there already: the link that was made, or on another file system the copy. */
async function isPlaced(from: string, to: string): Promise<boolean> {
	const [one, other] = await Promise.all([statsOf(from), statsOf(to)]);
	if (!one?.isFile() || !other?.isFile()) return false;
	return one.dev === other.dev ? one.ino === other.ino : await isSameContent(from, to);
}

async function statsOf(path: string): Promise<BigIntStats | undefined> {
	return await lstat(path, { bigint: true }).catch(() => undefined);
}
