import { existsSync, statSync } from 'node:fs';
import { link, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';

import { syncFolder, writeDurably } from '../../../../nodes/CsvReader/ledger/durable';
import { place } from '../../../../nodes/CsvReader/ledger/place';
import { isSameContent } from '../../../../nodes/CsvReader/ledger/sameContent';
import { filesIn, newFolder } from '../inbox';
import { diskAllowing } from '../permissions';

const SHARED_MEMORY = '/dev/shm';
const isOtherDisk = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync('/tmp').dev;

let from: string;
let to: string;
beforeEach(async () => {
	from = await newFolder();
	to = await newFolder();
});

async function placed(names: string[]): Promise<string> {
	return await diskAllowing(to).withFolder(to, async (target) => await place(`${from}/a.csv`, target, names));
}

/** The same on one file system, and from one to another. */
describe.each([
	['the same file system', true],
	['another file system', isOtherDisk],
])('a file that is put into a folder of %s', (where, isPossible) => {
	const test = isPossible ? it : it.skip;
	beforeEach(async () => {
		if (isPossible && where.startsWith('another')) to = await newFolder(SHARED_MEMORY);
		await writeFile(`${from}/a.csv`, 'content');
	});

	test('gets the first name, and leaves nothing behind', async () => {
		expect(await placed(['x', 'y'])).toBe('x');
		expect([await filesIn(from), await filesIn(to)]).toEqual([{}, { x: 'content' }]);
	});

	test('gets the first name that is free, whatever has the others', async () => {
		await writeFile(`${to}/v`, 'CONTENT');
		await writeFile(`${to}/w`, '');
		await mkdir(`${to}/x`);
		await symlink(`${from}/a.csv`, `${to}/y`);
		expect(await placed(['v', 'w', 'x', 'y', 'z'])).toBe('z');
		expect(await readFile(`${to}/v`, 'utf8')).toBe('CONTENT');
		expect(await readFile(`${to}/w`, 'utf8')).toBe('');
		expect(await readFile(`${to}/z`, 'utf8')).toBe('content');
		expect((await readdir(to)).sort()).toEqual(['v', 'w', 'x', 'y', 'z']);
		expect(await readdir(from)).toEqual([]);
	});

	test('stays where it is if no name is free', async () => {
		await writeFile(`${to}/x`, 'other');
		await expect(placed(['x'])).rejects.toThrow('There is no free name left');
		expect([await filesIn(from), await filesIn(to)]).toEqual([{ 'a.csv': 'content' }, { x: 'other' }]);
	});

	test('takes the place of what an earlier run has copied of it', async () => {
		await writeFile(`${to}/.x.part`, 'cont');
		expect(await placed(['x'])).toBe('x');
		expect(await readFile(`${to}/x`, 'utf8')).toBe('content');
		if (where.startsWith('another')) expect(await readdir(to)).toEqual(['x']);
	});

	test('has to be there', async () => {
		await expect(
			diskAllowing(to).withFolder(to, async (target) => await place(`${from}/none`, target, ['x'])),
		).rejects.toThrow('ENOENT');
		expect(await readdir(to)).toEqual([]);
	});
});

it('completes a move that was cut off after the link', async () => {
	await writeFile(`${from}/a.csv`, 'content');
	await link(`${from}/a.csv`, `${to}/x`);
	await writeFile(`${to}/.x.part`, 'content');
	expect(await placed(['x', 'y'])).toBe('x');
	expect([await filesIn(from), await filesIn(to)]).toEqual([{}, { x: 'content' }]);
});

it('does not take an equal file for it on the same file system', async () => {
	await writeFile(`${from}/a.csv`, 'content');
	await writeFile(`${to}/x`, 'content');
	expect(await placed(['x', 'y'])).toBe('y');
	expect(await filesIn(to)).toEqual({ x: 'content', y: 'content' });
});

describe('two files', () => {
	const MEGABYTE = 1 << 20;
	const same = async (one: Buffer, other: Buffer) => {
		await writeFile(`${from}/one`, one);
		await writeFile(`${from}/other`, other);
		return await isSameContent(`${from}/one`, `${from}/other`);
	};

	it('hold the same where all of their bytes are', async () => {
		expect(await same(Buffer.alloc(0), Buffer.alloc(0))).toBe(true);
		expect(await same(Buffer.from('abc'), Buffer.from('abc'))).toBe(true);
		expect(await same(Buffer.alloc(2 * MEGABYTE + 5, 'x'), Buffer.alloc(2 * MEGABYTE + 5, 'x'))).toBe(true);
	});

	it.each([0, 1, MEGABYTE - 1, MEGABYTE, 2 * MEGABYTE + 4])('do not where byte %d differs', async (at) => {
		const one = Buffer.alloc(2 * MEGABYTE + 5, 'x');
		const other = Buffer.from(one);
		other[at]++;
		expect(await same(one, other)).toBe(false);
	});

	it('do not where one is longer', async () => {
		expect(await same(Buffer.from('abc'), Buffer.from('abcd'))).toBe(false);
		expect(await same(Buffer.from('abcd'), Buffer.from('abc'))).toBe(false);
		expect(await same(Buffer.alloc(0), Buffer.from('a'))).toBe(false);
	});

	it('are told apart only if both are there', async () => {
		await writeFile(`${from}/one`, 'a');
		await expect(isSameContent(`${from}/one`, `${from}/none`)).rejects.toThrow('ENOENT');
		await expect(isSameContent(`${from}/none`, `${from}/one`)).rejects.toThrow('ENOENT');
	});
});

it('writes a note as a whole, over what was there before', async () => {
	await diskAllowing(to).withFolder(to, async (folder) => {
		await writeDurably(folder, '.note', 'a long first text');
		await writeDurably(folder, '.note', 'second');
		await syncFolder(folder);
	});
	expect(await filesIn(to)).toEqual({ '.note': 'second' });
});

it('does not mind a folder that the system cannot write out', async () => {
	const folder = { path: '/none', at: () => '/none/at/all', isBlocked: () => false, close: () => Promise.resolve() };
	await expect(syncFolder(folder)).resolves.toBeUndefined();
});
