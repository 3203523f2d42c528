import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * One hash over the names and contents of files and of all files below folders; what does not exist counts as empty.
 * @param places files and folders, relative to the current folder
 */
export async function fingerprint(places: string[]): Promise<string> {
	const files = (await Promise.all(places.map(filesBelow))).flat().sort();
	const hash = createHash('sha256');
	for (const file of files) hash.update(`${file}\0`).update(await readFile(file));
	return hash.digest('hex');
}

async function filesBelow(place: string): Promise<string[]> {
	if (!existsSync(place)) return [];
	if (!(await stat(place)).isDirectory()) return [place];
	const entries = await readdir(place, { recursive: true, withFileTypes: true });
	return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}
