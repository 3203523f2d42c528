import { mkdir, mkdtemp, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

afterAll(async () => {
	for (const folder of made) await rm(folder, { recursive: true, force: true });
});

/** A new empty folder, which goes when the tests have ended. */
export async function newFolder(under = tmpdir()): Promise<string> {
	const folder = await mkdtemp(join(await realpath(under), 'csv-reader-'));
	made.push(folder);
	return folder;
}

/** Puts a CSV file there whose content tells it from any other; answers its content. */
export async function drop(folder: string, name: string, when = new Date()): Promise<string> {
	const content = `name;email\r\n${name};a@example.com\r\n${name} 2;\r\n`;
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, name), content);
	await utimes(join(folder, name), when, when);
	return content;
}

/** The names of all files under a folder, while others may change it; of none where one is just being moved. */
export async function fileNamesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const paths = entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
	return paths.map((path) => path.slice(folder.length + 1));
}

/** All files under a folder that nobody changes, with their content. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
	const files = await Promise.all(
		(await fileNamesIn(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
	);
	return Object.fromEntries(files.sort(([one], [other]) => (one < other ? -1 : 1)));
}
