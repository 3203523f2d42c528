import { join } from 'node:path';

import type { Disk } from '../source/disk';
import type { Folder } from '../source/folder';
import { IN_PROGRESS } from './claim';

/** A folder with files to read, and the disk that it is on. */
export interface Inbox {
	/** A full path. */
	folder: string;
	disk: Disk;
}

/** The inbox and its `in-progress`, both open, and the disk that they are on. */
export interface Desk {
	inbox: Folder;
	claims: Folder;
	disk: Disk;
}

/** Works with both open; `in-progress` is created where it is missing. Throws `RefusedSource`. */
export async function withDesk<T>({ folder, disk }: Inbox, work: (desk: Desk) => Promise<T>): Promise<T> {
	return await disk.withFolder(
		folder,
		async (inbox) =>
			await disk.withNewFolder(join(inbox.path, IN_PROGRESS), async (claims) => await work({ inbox, claims, disk })),
	);
}
