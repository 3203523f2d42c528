import { open, rename } from 'node:fs/promises';

import type { Folder } from '../source/folder';

/** Writes a small file so that there is, also after a power cut, the whole of it or nothing. */
export async function writeDurably(folder: Folder, name: string, text: string): Promise<void> {
	const unfinished = `${name}.tmp`;
	const handle = await open(folder.at(unfinished), 'w');
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
	await rename(folder.at(unfinished), folder.at(name));
}

/** Puts what was done to the names in a folder on the disk. Not every system can, and those need it less. */
export async function syncFolder(folder: Folder): Promise<void> {
	try {
		const handle = await open(folder.at('.'), 'r');
		await handle.sync().finally(async () => await handle.close());
	} catch {
		return;
	}
}
