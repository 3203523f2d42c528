import { constants, type BigIntStats } from 'node:fs';
import { copyFile, link, lstat, open, rename, rm, stat, unlink, utimes } from 'node:fs/promises';

import { hasCode } from '../source/fileProblem';
import type { Folder } from '../source/folder';
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
		return await linkTo(from, folder.at(name));
	} catch (error) {
		if (hasCode(error, 'EXDEV')) return await copyTo(from, folder, name);
		if (hasCode(error, ...NO_LINKS)) return await renameTo(from, folder, name);
		throw error;
	}
}

/** A link fails where there is a file already; a rename would replace that. */
async function linkTo(from: string, to: string): Promise<boolean> {
	try {
		await link(from, to);
	} catch (error) {
		if (!hasCode(error, 'EEXIST')) throw error;
		if (!(await isSameInode(from, to))) return false;
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
	const to = folder.at(name);
	if (await statsOf(to)) {
		if (!(await isSameContent(from, to))) return false;
		await unlink(from);
		return true;
	}
	const unfinished = folder.at(`.${name}.part`);
	await rm(unfinished, { force: true });
	await copyFile(from, unfinished, constants.COPYFILE_EXCL);
	await keepTimeAndSync(from, unfinished);
	const isMoved = await moveTo(unfinished, folder, name);
	await rm(isMoved ? from : unfinished, { force: true });
	return isMoved;
}

async function keepTimeAndSync(from: string, to: string): Promise<void> {
	const { atime, mtime } = await stat(from);
	await utimes(to, atime, mtime);
	const handle = await open(to, 'r+');
	await handle.sync().finally(async () => await handle.close());
}

async function isSameInode(one: string, other: string): Promise<boolean> {
	const [first, second] = await Promise.all([statsOf(one), statsOf(other)]);
	return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
}

async function statsOf(path: string): Promise<BigIntStats | undefined> {
	return await lstat(path, { bigint: true }).catch(() => undefined);
}
