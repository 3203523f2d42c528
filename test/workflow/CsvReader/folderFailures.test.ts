import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';

import type { INode } from 'n8n-workflow';

import type { NodeRun } from '../engine';
import { newFolder, put, rows, run, usePackage } from './reader';

usePackage();

const GOOD = 'Nr;Name\n1;Müller\n2;Roth\n';
const BAD = 'Nr;Name\n1;Müller\n2;zu;viele\n';

afterEach(() => jest.restoreAllMocks());

/** What the system answers to a call of the file system whose path ends like this. */
interface Fault {
	call: 'open' | 'mkdir' | 'rename' | 'link';
	code: string;
	end: RegExp;
}

/** Lets calls fail as on a disk that is full, or may only be read. */
function breakDisk({ call, code, end }: Fault): void {
	const original = fs[call] as (...parts: unknown[]) => Promise<unknown>;
	jest.spyOn(fs, call).mockImplementation((async (...parts: unknown[]) => {
		const isWriting = call !== 'open' || parts[1] === 'w';
		const paths = parts.filter((part) => typeof part === 'string');
		if (!isWriting || !paths.some((one) => end.test(one))) return await original(...parts);
		throw Object.assign(new Error(`${code}: raw, ${call} '${paths[0]}'`), { code });
	}) as never);
}

const read = async (folder: string, onError: INode['onError'] = 'continueErrorOutput', operation = 'read') =>
	await run({ operation, from: 'folder', folder, options: { unchangedSeconds: 0 } }, [{}], { onError });

const archive = async (folder: string, items: Parameters<typeof run>[1], onError: INode['onError']) =>
	await run({ operation: 'archive', folder }, items, { onError });

/** The node is red, the run has failed, and nothing runs on: neither a row nor the node's input. */
function expectFailed({ run: ended, done, errors, error }: NodeRun, reason: RegExp): void {
	expect(ended.data.resultData.runData.Node[0].executionStatus).toBe('error');
	expect([done, errors]).toEqual([[], []]);
	const text = [error?.message, error?.description].join('\n');
	expect(text).toMatch(reason);
	expect(text).not.toMatch(/ENO|EROFS|EACCES|EIO|raw|\/proc\//);
}

const SETTINGS = ['stopWorkflow', 'continueErrorOutput', 'continueRegularOutput'] as const;

const FULL = /could not be .*: the disk is full\. Make room and run it again\./;
const READ_ONLY = /could not be .*: it can only be read from\. Let n8n write there\./;
const NOT_ALLOWED = /could not be .*: the user that n8n runs as has no permission/;

const FAULTS: Array<[string, Fault, RegExp]> = [
	['no room for the folder of a claim', { call: 'mkdir', code: 'ENOSPC', end: /~[0-9a-f]{12}$/ }, FULL],
	['no room for the note of a claim', { call: 'open', code: 'ENOSPC', end: /\.claim\.json\.tmp$/ }, FULL],
	['no room for what was read', { call: 'open', code: 'EDQUOT', end: /\.read-\d+\.json\.tmp$/ }, FULL],
	['a disk that may only be read', { call: 'mkdir', code: 'EROFS', end: /in-progress$/ }, READ_ONLY],
	['files that may not be moved', { call: 'rename', code: 'EACCES', end: /good\.csv$/ }, NOT_ALLOWED],
	[
		'a disk that fails',
		{ call: 'open', code: 'EIO', end: /\.read-/ },
		/could not be .*: the disk, or the server that it is on, fails\. Check it/,
	],
];

describe.each(SETTINGS)('with On Error %s, Read fails', (onError) => {
	it.each(FAULTS)('on %s, and no file is lost', async (_what, fault, reason) => {
		const folder = newFolder();
		put(folder, 'good.csv', GOOD);
		put(folder, 'other.csv', GOOD);
		breakDisk(fault);
		// Of several files, one that a program has open keeps no other back.
		if (fault.call === 'rename') renameSync(path.join(folder, 'other.csv'), path.join(folder, 'other.txt'));
		expectFailed(await read(folder, onError), reason);
		expect(readdirSync(folder)).toContain('good.csv');
		expect(readFileSync(path.join(folder, 'good.csv'), 'utf8')).toBe(GOOD);
	});
});

it.each(SETTINGS)('fails in Split for the same reason (On Error %s)', async (onError) => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	breakDisk({ call: 'open', code: 'ENOSPC', end: /\.slices\.json\.tmp$/ });
	expectFailed(await read(folder, onError, 'split'), FULL);
	expect(readdirSync(folder)).toContain('good.csv');
});

const ARCHIVE_FAULTS: Array<[string, Fault, RegExp]> = [
	['no room for the report', { call: 'open', code: 'ENOSPC', end: /\.report\.tmp$/ }, FULL],
	['no room for the rejected rows', { call: 'open', code: 'ENOSPC', end: /\.rejects$/ }, FULL],
	['a folder for errors that may only be read', { call: 'mkdir', code: 'EROFS', end: /errorprocessed$/ }, READ_ONLY],
	['no room in the folder for errors', { call: 'link', code: 'ENOSPC', end: /errorprocessed.*|bad\.csv$/ }, FULL],
];

describe.each(SETTINGS)('with On Error %s, Archive fails', (onError) => {
	it.each(ARCHIVE_FAULTS)('on %s, and the next run completes it', async (_what, fault, reason) => {
		const folder = newFolder();
		put(folder, 'bad.csv', BAD);
		const items = rows(await read(folder));
		breakDisk(fault);
		expectFailed(await archive(folder, items, onError), reason);
		jest.restoreAllMocks();
		expect((await archive(folder, items, onError)).done).toMatchObject([{ json: { outcome: 'errorprocessed' } }]);
	});

	it('where the folder is gone from which the files came', async () => {
		const folder = newFolder();
		put(folder, 'good.csv', GOOD);
		const items = rows(await read(folder));
		renameSync(folder, `${folder}-elsewhere`);
		expectFailed(await archive(folder, items, onError), /does not exist\. Check the path/);
	});
});

it('fails where the folder goes while a file of it is read in slices', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	const [slice] = rows(await read(folder, 'continueErrorOutput', 'split'));
	renameSync(folder, `${folder}-elsewhere`);
	expectFailed(await run({ operation: 'read', from: 'slice' }, [slice]), /does not exist\. Check the path/);
});

it('goes on with the other files where only one cannot be moved', async () => {
	const folder = newFolder();
	put(folder, 'good.csv', GOOD);
	put(folder, 'other.csv', GOOD);
	breakDisk({ call: 'rename', code: 'EACCES', end: /good\.csv$/ });
	const { done, hints } = await read(folder);
	expect(done).toHaveLength(2);
	expect(hints[0]).toContain('good.csv could not be claimed: the user that n8n runs as has no permission');
});

it('archives the other files before it fails for one', async () => {
	const folder = newFolder();
	put(folder, 'bad.csv', BAD);
	put(folder, 'good.csv', GOOD);
	const items = rows(await read(folder));
	breakDisk({ call: 'mkdir', code: 'EROFS', end: /errorprocessed$/ });
	expectFailed(await archive(folder, items, 'continueErrorOutput'), READ_ONLY);
	expect(readdirSync(path.join(folder, 'processed'))).toContain('good.csv');
});

it('still rejects the item alone whose folder was never there', async () => {
	const folder = newFolder();
	mkdirSync(path.join(folder, 'in'));
	const parameters = { operation: 'read', from: 'folder', folder: `=${folder}/{{ $json.name }}` };
	const { errors, error } = await run(parameters, [{ name: 'none' }, { name: 'in' }]);
	expect([errors.length, error]).toEqual([1, undefined]);
});
