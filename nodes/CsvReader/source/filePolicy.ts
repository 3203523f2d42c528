import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { isAbsolute, join, parse, resolve, sep } from 'node:path';

import { hasCode, refusedFile } from './fileProblem';
import { RefusedSource } from './source';

/** What n8n's `this.helpers` say about files; older versions of n8n lack the last. */
export interface FilePermissions {
	/** The path without symbolic links. */
	resolvePath(path: string): Promise<string>;
	isFilePathBlocked(path: string): boolean;
	/** Throws if a folder on the way to the path is a symbolic link. */
	assertNoSymlinkInPath?(path: string): Promise<void>;
	/** Holds a folder open; null where that is not possible. Throws if a symbolic link leads there. */
	pinDirectory?(path: string, options: { create: boolean }): Promise<PinnedDirectory | null>;
}

export interface PinnedDirectory {
	/** Leads to a name in the folder itself, whatever stands at its path by now. */
	resolvePath(name: string): string;
	close(): Promise<void>;
}

/** A path that n8n allows, as it was when it was looked at. */
export interface AllowedPath {
	path: string;
	/** Undefined where nothing is there. */
	stats?: BigIntStats;
}

/**
 * Looks at a path by n8n's file policy. Symbolic links are refused, also those that stay inside the allowed folders:
 * what they lead to may change at any time. Throws `RefusedSource`.
 */
export async function allowedPath(path: string, permissions: FilePermissions): Promise<AllowedPath> {
	if (!isAbsolute(path) || path.includes('\0')) {
		throw new RefusedSource(
			'SETTING_INVALID',
			`"${path}" is not a full path. Write it from the root on, e.g. /data/exports/orders.csv.`,
		);
	}
	if (path.split(/[\\/]/).includes('..')) {
		throw new RefusedSource(
			'FILE_ACCESS',
			`The path ${path} is not allowed, since it leads upwards with "..". Write out where it leads.`,
		);
	}
	const full = resolve(path);
	refuseBlocked(full, permissions);
	const stats = await statsWithoutLinks(full);
	const real = stats ? await permissions.resolvePath(full) : full;
	refuseBlocked(real, permissions);
	return { path: real, stats };
}

function refuseBlocked(path: string, permissions: FilePermissions): void {
	if (!permissions.isFilePathBlocked(path)) return;
	throw new RefusedSource(
		'FILE_ACCESS',
		`n8n does not allow access to ${path}. Use a folder that the setting N8N_RESTRICT_FILE_ACCESS_TO names (by default ~/.n8n-files), or have it added there. n8n's own folders stay closed by N8N_BLOCK_FILE_ACCESS_TO_N8N_FILES, and some names by N8N_BLOCK_FILE_PATTERNS.`,
	);
}

async function statsWithoutLinks(path: string): Promise<BigIntStats | undefined> {
	const { root } = parse(path);
	let current = root;
	let stats: BigIntStats | undefined;
	for (const segment of path.slice(root.length).split(sep).filter(Boolean)) {
		current = join(current, segment);
		try {
			stats = await lstat(current, { bigint: true });
		} catch (error) {
			if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
			throw refusedFile(error, path, 'read');
		}
		if (stats.isSymbolicLink()) {
			throw new RefusedSource(
				'FILE_ACCESS',
				`${path} is not allowed, since ${current} is a symbolic link. Symbolic links are not followed, wherever they lead: give the real path. It has to lie in a folder that N8N_RESTRICT_FILE_ACCESS_TO names.`,
			);
		}
	}
	return stats;
}
