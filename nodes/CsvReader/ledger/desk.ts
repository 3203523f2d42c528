import { join } from 'node:path';

import type { FilePermissions } from '../source/filePolicy';
import { withFolder, withNewFolder, type Folder } from '../source/folder';
import { IN_PROGRESS } from './claim';

/** A folder with files to read, and what n8n allows. */
export interface Inbox {
	/** A full path. */
	folder: string;
	permissions: FilePermissions;
}

/** The inbox and its `in-progress`, both open. */
export interface Desk {
	inbox: Folder;
	claims: Folder;
}

/** Works with both open; `in-progress` is created where it is missing. Throws `RefusedSource`. */
export async function withDesk<T>({ folder, permissions }: Inbox, work: (desk: Desk) => Promise<T>): Promise<T> {
	return await withFolder(
		folder,
		permissions,
		async (inbox) =>
			await withNewFolder(join(inbox.path, IN_PROGRESS), permissions, async (claims) => await work({ inbox, claims })),
	);
}
