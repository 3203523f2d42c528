import { createReadStream } from 'node:fs';
import { appendFile, rename, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';

import fc from 'fast-check';

import { binarySource } from '../../../../nodes/CsvReader/source/binarySource';
import { fileSource } from '../../../../nodes/CsvReader/source/fileSource';
import type { Source } from '../../../../nodes/CsvReader/source/source';
import { newFolder } from '../inbox';
import { diskAllowing } from '../permissions';

const BYTES = Buffer.from(Array.from({ length: 1_000 }, (_zero, index) => index % 256));

let path: string;
beforeAll(async () => {
	path = `${await newFolder()}/bytes.csv`;
	await writeFile(path, BYTES);
});

/** Chunks of odd sizes, so that ranges begin and end within them. */
const binary = () =>
	binarySource({
		name: 'bytes.csv',
		sizeBytes: BYTES.length,
		openStream: async () => createReadStream(path, { highWaterMark: 37 }),
	});
const file = async () => await fileSource(path, diskAllowing(path));

describe.each<[string, () => Promise<Source>]>([
	['a file', file],
	['a binary field', async () => binary()],
])('%s', (_kind, open) => {
	it('tells its name and size', async () => {
		expect(await open()).toMatchObject({ name: 'bytes.csv', sizeBytes: 1_000 });
	});

	it('is read as a whole, as often as one likes', async () => {
		const source = await open();
		expect(await buffer(await source.open())).toEqual(BYTES);
		expect(await buffer(await source.open())).toEqual(BYTES);
	});

	it('is read in any stretch', async () => {
		const source = await open();
		await fc.assert(
			fc.asyncProperty(fc.nat(1_100), fc.option(fc.nat(1_100), { nil: undefined }), async (start, end) => {
				expect(await buffer(await source.open({ start, end }))).toEqual(
					BYTES.subarray(start, end && Math.max(end, start)),
				);
			}),
			{
				numRuns: 200,
				examples: [
					[0, 0],
					[0, 1_000],
					[1_000, 1_000],
					[999, 1_000],
					[5, 3],
				],
			},
		);
	});
});

it('reads no further into a binary field than it has to, and closes it', async () => {
	const stream = createReadStream(path, { highWaterMark: 10 });
	const source = binarySource({ name: '', sizeBytes: 1_000, openStream: async () => stream });
	await buffer(await source.open({ start: 20, end: 30 }));
	expect(stream.destroyed).toBe(true);
	expect(stream.bytesRead).toBeLessThan(100);
});

it('passes on that a binary field cannot be read', async () => {
	const broken = () =>
		Readable.from(
			(async function* () {
				throw new Error('gone');
				yield Buffer.alloc(1);
			})(),
		);
	const source = binarySource({ name: '', sizeBytes: 5, openStream: async () => broken() });
	await expect(buffer(await source.open())).rejects.toThrow('gone');
	await expect(buffer(await source.open({ start: 1 }))).rejects.toThrow('gone');
});

it('does not read what is appended to a file later', async () => {
	const growing = `${await newFolder()}/growing.csv`;
	await writeFile(growing, 'first');
	const source = await fileSource(growing, diskAllowing(growing));
	await appendFile(growing, 'second');
	expect(await text(await source.open())).toBe('first');
	expect(await text(await source.open({ start: 2 }))).toBe('rst');
});

it('refuses to go on with a file that was moved away after it was found', async () => {
	const moved = `${await newFolder()}/moved.csv`;
	await writeFile(moved, 'first');
	const source = await fileSource(moved, diskAllowing(moved));
	await rename(moved, `${moved}.gone`);
	await expect(source.open()).rejects.toThrow('does not exist');
});

it('reads an empty file', async () => {
	const empty = `${await newFolder()}/empty.csv`;
	await writeFile(empty, '');
	expect(await text(await (await fileSource(empty, diskAllowing(empty))).open())).toBe('');
});
