import { CodedError } from '../../shared/codedError';
import { FolderFailure, RefusedSource } from './source';

/** Whether an error of the file system has one of these codes. */
export function hasCode(error: unknown, ...codes: string[]): boolean {
	return codes.includes(codeOf(error));
}

/**
 * Why something could not be done with a path, for the user. The system's own text is left out: n8n replaces messages
 * that hold certain error codes.
 * @param deed goes on from "could not be", e.g. `read`
 */
export function fileProblem(error: unknown, path: string, deed: string): string {
	const code = codeOf(error);
	const advice = ADVICE[code] ?? `Check the disk, or the server that the folder is on${code && ` (${code})`}.`;
	return `${path} could not be ${deed}: ${advice}`;
}

export function missing(path: string): string {
	return `${path} does not exist. Check the path, and that n8n can see it (in a container, that it is mounted).`;
}

const NO_PERMISSION =
	'the user that n8n runs as has no permission. Give that user the right to read and write in the folder.';
const LINK = 'it is a symbolic link, or lies in one. Symbolic links are not followed: give the real path.';
const FULL = 'the disk is full. Make room and run it again.';

const FAILING = 'the disk, or the server that it is on, fails. Check it, and run it again.';

const ADVICE: Record<string, string> = {
	ENOENT: 'it is not there. Check the path, and that nothing else moves files away.',
	ENOTDIR: 'a part of its path is not a folder. Check the path.',
	EACCES: NO_PERMISSION,
	EPERM: NO_PERMISSION,
	EROFS: 'it can only be read from. Let n8n write there.',
	ENOSPC: FULL,
	EDQUOT: FULL,
	EIO: FAILING,
	ESTALE: FAILING,
	ETIMEDOUT: FAILING,
	ELOOP: LINK,
	EISDIR: 'it is a folder. Give the path of a file.',
	ENXIO: 'it is not a regular file. Give the path of a CSV file.',
	EMFILE: 'n8n has too many files open. Raise the limit of open files of the system, or run fewer workflows at once.',
};

/** The same as an error, with the code of its kind. */
export function refusedFile(error: unknown, path: string, deed: string): RefusedSource {
	const code = NOTHING_THERE.includes(codeOf(error)) ? 'FILE_NOT_FOUND' : 'FILE_ACCESS';
	return new RefusedSource(code, fileProblem(error, path, deed));
}

/** Puts an error of the file system into words; any other is given back as it is. */
export function inWords(error: unknown, path: string, deed: string): unknown {
	return error instanceof CodedError || codeOf(error) === '' ? error : refusedFile(error, path, deed);
}

/** The same for a folder that the run needs, whatever the system says against it. */
export function folderFailure(error: unknown, path: string, deed: string): unknown {
	if (error instanceof CodedError || codeOf(error) === '') return error;
	return new FolderFailure('FILE_ACCESS', fileProblem(error, path, deed));
}

const NOTHING_THERE = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ENXIO'];

/** The system's code of an error; empty where it has none. */
export function codeOf(error: unknown): string {
	const hasOne = typeof error === 'object' && error !== null && 'code' in error;
	return hasOne && typeof error.code === 'string' ? error.code : '';
}
