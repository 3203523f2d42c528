import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

import { Disk } from '../../../nodes/CsvReader/source/disk';
import type { FilePermissions } from '../../../nodes/CsvReader/source/filePolicy';

/** n8n's policy in short: everything in one folder is allowed. The workflow tests have n8n's own. */
export function allowing(...folders: string[]): FilePermissions {
	return {
		resolvePath: async (path) =>
			await realpath(path).catch(async () => join(await realpath(dirname(path)), basename(path))),
		isFilePathBlocked: (path) => !folders.some((folder) => path === folder || path.startsWith(folder + sep)),
	};
}

/** The disk of an n8n that allows these folders. */
export function diskAllowing(...folders: string[]): Disk {
	return new Disk(allowing(...folders));
}
