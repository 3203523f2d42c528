import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { Disk } from '../../../../nodes/CsvReader/source/disk';
import { readyFiles, type FolderChoice, type ReadyFile } from '../../../../nodes/CsvReader/source/readyFiles';
import type { FilePermissions } from '../../../../nodes/CsvReader/source/filePolicy';
import { RefusedSource } from '../../../../nodes/CsvReader/source/source';
import { drop, newFolder } from '../inbox';
import { allowing, diskAllowing } from '../permissions';

let folder: string;
beforeEach(async () => (folder = await newFolder()));

const CHOICE: FolderChoice = { pattern: '*.csv', atMost: 100, unchangedForSeconds: 0 };

async function filesIn(choice: Partial<FolderChoice> = {}, permissions?: FilePermissions): Promise<ReadyFile[]> {
	const disk = new Disk(permissions ?? allowing(folder));
	return await disk.withFolder(folder, async (open) => await readyFiles(open, { ...CHOICE, ...choice }));
}

const namesIn = async (choice?: Partial<FolderChoice>, permissions?: FilePermissions) =>
	(await filesIn(choice, permissions)).map(({ name }) => name);

it('gives the oldest files first', async () => {
	await drop(folder, 'b.csv', new Date('2025-01-02'));
	await drop(folder, 'c.csv', new Date('2025-01-01'));
	await drop(folder, 'a.csv', new Date('2025-01-03'));
	expect(await namesIn()).toEqual(['c.csv', 'b.csv', 'a.csv']);
});

it('gives files of the same time by name', async () => {
	for (const name of ['2.csv', '3.csv', '1.csv']) await drop(folder, name, new Date('2025-01-01'));
	expect(await namesIn()).toEqual(['1.csv', '2.csv', '3.csv']);
});

it('tells the size and the times', async () => {
	const content = await drop(folder, 'orders.csv', new Date('2025-01-01'));
	const [file] = await filesIn();
	expect(file).toMatchObject({ name: 'orders.csv', sizeBytes: content.length, modifiedMs: Date.parse('2025-01-01') });
	expect(file.changedMs).toBeGreaterThan(Date.now() - 60_000);
});

it('leaves alone what other programs are writing, and does not enter subfolders', async () => {
	const temporary = [
		'.orders.csv',
		'orders.csv.part',
		'orders.csv.filepart',
		'orders.csv.tmp',
		'orders.csv~',
		'~$orders.csv',
	];
	for (const name of [...temporary, 'orders.csv']) await drop(folder, name);
	await drop(`${folder}/processed`, 'done.csv');
	await mkdir(`${folder}/folder.csv`);
	expect(await namesIn({ pattern: '*' })).toEqual(['orders.csv']);
});

it('leaves a file alone that was changed a moment ago', async () => {
	await drop(folder, 'orders.csv', new Date('2025-01-01'));
	// The time of its content is old, as after a copy that keeps it; that it was changed at all is not.
	expect(await namesIn({ unchangedForSeconds: 1 })).toEqual([]);
	await sleep(1_100);
	expect(await namesIn({ unchangedForSeconds: 1 })).toEqual(['orders.csv']);
	await writeFile(`${folder}/orders.csv`, 'more', { flag: 'a' });
	expect(await namesIn({ unchangedForSeconds: 1 })).toEqual([]);
});

it('leaves a file alone whose time is to come: some clock is wrong', async () => {
	await drop(folder, 'orders.csv', new Date(Date.now() + 3_600_000));
	await sleep(1_100);
	expect(await namesIn({ unchangedForSeconds: 1 })).toEqual([]);
	expect(await namesIn({ unchangedForSeconds: 0 })).toEqual(['orders.csv']);
});

it('passes over files that n8n does not allow', async () => {
	await drop(folder, 'orders.csv');
	await drop(folder, 'secret.csv');
	const permissions = allowing(folder);
	const blocking = { ...permissions, isFilePathBlocked: (path: string) => path.includes('secret') };
	expect(await namesIn({ pattern: '*' }, blocking)).toEqual(['orders.csv']);
});

it('refuses a folder that is not there, or is none', async () => {
	await drop(folder, 'orders.csv');
	const list = async (path: string) =>
		await diskAllowing(folder).withFolder(path, async (open) => await readyFiles(open, CHOICE));
	await expect(list(`${folder}/missing`)).rejects.toThrow('does not exist');
	await expect(list(`${folder}/orders.csv`)).rejects.toThrow('is not a folder');
	await expect(list(`${folder}/orders.csv`)).rejects.toBeInstanceOf(RefusedSource);
});

it('does not touch the files', async () => {
	await drop(folder, 'orders.csv');
	await utimes(`${folder}/orders.csv`, new Date('2025-01-01'), new Date('2025-01-01'));
	const before = await stat(`${folder}/orders.csv`);
	await namesIn();
	expect((await stat(`${folder}/orders.csv`)).ctimeMs).toBe(before.ctimeMs);
});
