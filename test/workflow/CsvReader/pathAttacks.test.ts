import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { getFileSystemHelperFunctions } from 'n8n-core/dist/execution-engine/node-execution-context/utils/file-system-helper-functions';
import type { INode } from 'n8n-workflow';

import { archiveClaim } from '../../../nodes/CsvReader/ledger/archive';
import { claimFiles } from '../../../nodes/CsvReader/ledger/claimFiles';
import { releaseClaim } from '../../../nodes/CsvReader/ledger/release';
import type { Claim } from '../../../nodes/CsvReader/ledger/claim';
import { Disk } from '../../../nodes/CsvReader/source/disk';
import type { FilePermissions } from '../../../nodes/CsvReader/source/filePolicy';
import { fileSource } from '../../../nodes/CsvReader/source/fileSource';
import { readyFiles } from '../../../nodes/CsvReader/source/readyFiles';
import { RefusedSource } from '../../../nodes/CsvReader/source/source';

/** What n8n gives the execute functions of every node. */
const permissions = getFileSystemHelperFunctions({ name: 'CSV Reader', type: 'csvReader' } as INode) as FilePermissions;
const disk = new Disk(permissions);

const allowed = process.env.N8N_RESTRICT_FILE_ACCESS_TO ?? '';
const SECRET = 'password;of somebody else\n';

let outside: string;
let folder: string;

beforeEach(async () => {
	outside = await mkdtemp(join(await realpath(tmpdir()), 'outside-'));
	folder = await mkdtemp(join(allowed, 'inbox-'));
	await writeFile(join(outside, 'secret.csv'), SECRET);
	await writeFile(join(folder, 'orders.csv'), 'a;b\n1;2\n');
});

afterEach(async () => {
	await rm(outside, { recursive: true });
	await rm(folder, { recursive: true });
});

const everything = { pattern: '*', atMost: 10, unchangedForSeconds: 0 };
const run = { executionId: '1', workflowId: 'imports', staleAfterMinutes: 60 };
const ending = { folder: 'processed', rowsRead: 1, rowsDelivered: 1, rejected: [], timeZone: 'UTC' };

/** The reason for which something is refused. */
async function refusal(deed: Promise<unknown>): Promise<string> {
	const error: unknown = await deed.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(RefusedSource);
	const { message } = error as RefusedSource;
	// n8n replaces messages that hold these.
	expect(message).not.toMatch(/ENOENT|EPERM/);
	return message;
}

const readFile = async (path: string, by = permissions) =>
	await text(await (await fileSource(path, new Disk(by))).open());
const refusalToRead = async (path: string, by = permissions) => await refusal(readFile(path, by));
const claim = async (path = folder) => (await claimFiles({ folder: path, disk }, everything, run)).claims;
const list = async (path: string) => await disk.withFolder(path, async (open) => await readyFiles(open, everything));
const archive = async (claimed: Claim, target: string) =>
	await archiveClaim({ claim: claimed, disk }, { ...ending, folder: target });

it('reads a file in an allowed folder', async () => {
	expect(await readFile(join(folder, 'orders.csv'))).toBe('a;b\n1;2\n');
});

it('claims and archives in an allowed folder', async () => {
	const [claimed] = await claim();
	expect((await archive(claimed, 'processed/new'))?.file).toBe(join(folder, 'processed', 'new', 'orders.csv'));
	expect(await readdir(join(folder, 'processed', 'new'))).toEqual(['orders.csv', 'orders.report.txt']);
	expect(await readdir(join(folder, 'in-progress'))).toEqual([]);
});

describe('a file', () => {
	it('in no allowed folder is refused, and the message names the setting', async () => {
		expect(await refusalToRead(join(outside, 'secret.csv'))).toContain('N8N_RESTRICT_FILE_ACCESS_TO');
		expect(await refusalToRead(join(outside, 'missing.csv'))).toContain('N8N_RESTRICT_FILE_ACCESS_TO');
		expect(await refusalToRead('/dev/zero')).toContain('N8N_RESTRICT_FILE_ACCESS_TO');
	});

	it("in n8n's own folder is refused, and the message names the setting", async () => {
		expect(await refusalToRead(join(allowed, '.n8n', 'config'))).toContain('N8N_BLOCK_FILE_ACCESS_TO_N8N_FILES');
	});

	it('whose name is blocked is refused', async () => {
		await mkdir(join(folder, '.git'));
		await writeFile(join(folder, '.git', 'config'), SECRET);
		expect(await refusalToRead(join(folder, '.git', 'config'))).toContain('N8N_BLOCK_FILE_PATTERNS');
	});

	it('that a path leads up to is refused, wherever it is', async () => {
		expect(await refusalToRead(`${folder}/../${outside.split('/').at(-1)}/secret.csv`)).toContain('"..');
		expect(await refusalToRead(`${folder}/in/../orders.csv`)).toContain('"..');
		expect(await refusalToRead(`${folder}/..\\orders.csv`)).toContain('"..');
	});

	it('with half a path is refused', async () => {
		expect(await refusalToRead('orders.csv')).toContain('not a full path');
		expect(await refusalToRead('')).toContain('not a full path');
		expect(await refusalToRead(`${folder}/orders.csv\0.png`)).toContain('not a full path');
	});

	it('that is a symbolic link is refused, wherever it leads', async () => {
		await symlink(join(outside, 'secret.csv'), join(folder, 'out.csv'));
		await symlink(join(folder, 'orders.csv'), join(folder, 'in.csv'));
		for (const name of ['out.csv', 'in.csv']) {
			const message = await refusalToRead(join(folder, name));
			expect(message).toContain(`${join(folder, name)} is a symbolic link`);
			expect(message).toContain('N8N_RESTRICT_FILE_ACCESS_TO');
			expect(message).not.toContain(outside);
		}
	});

	it('in a folder that is a symbolic link is refused, wherever that leads', async () => {
		await symlink(outside, join(folder, 'out'));
		expect(await refusalToRead(join(folder, 'out', 'secret.csv'))).toContain(
			`${join(folder, 'out')} is a symbolic link`,
		);
		await symlink(folder, join(folder, 'in'));
		expect(await refusalToRead(join(folder, 'in', 'orders.csv'))).toContain(`${join(folder, 'in')} is a symbolic link`);
	});

	it('that is a pipe or a folder is refused, and does not hang', async () => {
		execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
		expect(await refusalToRead(join(folder, 'pipe.csv'))).toContain('not a regular file');
		expect(await refusalToRead(folder)).toContain('not a regular file');
	});

	it('that is not there is told without the code that n8n replaces', async () => {
		expect(await refusalToRead(join(folder, 'missing.csv'))).toContain('does not exist');
		expect(await refusalToRead(join(folder, 'missing', 'orders.csv'))).toContain('does not exist');
	});
});

describe('between check and open', () => {
	/** n8n's permissions, and somebody who does something after the path was checked. */
	function when(attack: () => Promise<void>): FilePermissions {
		return {
			...permissions,
			async pinDirectory(path, options) {
				const pinned = await permissions.pinDirectory?.(path, options);
				await attack();
				return pinned ?? null;
			},
		};
	}

	it('a file that was exchanged for another is refused', async () => {
		await writeFile(join(folder, 'other.csv'), SECRET);
		const attack = async () => await rename(join(folder, 'other.csv'), join(folder, 'orders.csv')).catch(() => {});
		expect(await refusalToRead(join(folder, 'orders.csv'), when(attack))).toContain('was exchanged');
	});

	it('a file that was exchanged for a symbolic link is refused', async () => {
		const attack = async () => {
			await rm(join(folder, 'orders.csv'), { force: true });
			await symlink(join(outside, 'secret.csv'), join(folder, 'orders.csv'));
		};
		const message = await refusalToRead(join(folder, 'orders.csv'), when(attack));
		expect(message).toContain('was exchanged');
		expect(message).toContain('N8N_RESTRICT_FILE_ACCESS_TO');
	});

	it('a file that was exchanged for a pipe is refused, and does not hang', async () => {
		const attack = async () => {
			await rm(join(folder, 'orders.csv'), { force: true });
			execFileSync('mkfifo', [join(folder, 'orders.csv')]);
		};
		expect(await refusalToRead(join(folder, 'orders.csv'), when(attack))).toContain('was exchanged');
	});

	it('a file that is exchanged once it is found is refused when it is read', async () => {
		const source = await fileSource(join(folder, 'orders.csv'), disk);
		await writeFile(join(folder, 'other.csv'), SECRET);
		await rename(join(folder, 'other.csv'), join(folder, 'orders.csv'));
		expect(await refusal(source.open())).toContain('was exchanged');
	});

	it('a folder that was exchanged for a symbolic link is refused', async () => {
		const inner = join(folder, 'inner');
		await mkdir(inner);
		await writeFile(join(inner, 'secret.csv'), 'a;b\n');
		const attacked: FilePermissions = {
			...permissions,
			async pinDirectory(path, options) {
				await rm(inner, { recursive: true, force: true });
				await symlink(outside, inner);
				return (await permissions.pinDirectory?.(path, options)) ?? null;
			},
		};
		expect(await refusalToRead(join(inner, 'secret.csv'), attacked)).toContain('symbolic link');
	});
});

describe('a folder', () => {
	it('in no allowed folder, or behind a symbolic link, is refused', async () => {
		const link = join(folder, 'link');
		await symlink(outside, link);
		for (const path of [outside, `${folder}/../${outside.split('/').at(-1)}`, link, join(allowed, '.n8n')]) {
			expect(await refusal(claim(path))).toMatch(/N8N_RESTRICT_FILE_ACCESS_TO|"\.\."/);
			expect(await refusal(list(path))).toMatch(/N8N_RESTRICT|"\.\."/);
		}
		expect(await readdir(outside)).toEqual(['secret.csv']);
	});

	it('is read without the symbolic links, pipes and subfolders in it', async () => {
		await symlink(join(outside, 'secret.csv'), join(folder, 'out.csv'));
		execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
		await mkdir(join(folder, 'sub.csv'));
		const files = await list(folder);
		expect(files.map(({ name }) => name)).toEqual(['orders.csv']);
		expect((await claim()).map(({ name }) => name)).toEqual(['orders.csv']);
	});

	it('whose in-progress leads elsewhere is refused, and no file leaves it', async () => {
		await symlink(outside, join(folder, 'in-progress'));
		expect(await refusal(claim())).toContain('in-progress is a symbolic link');
		expect(await readdir(outside)).toEqual(['secret.csv']);
		expect(await readdir(folder)).toContain('orders.csv');
	});
});

describe('an archive folder', () => {
	it('that is not allowed is refused, and the file stays claimed', async () => {
		const [claimed] = await claim();
		await symlink(outside, join(folder, 'link'));
		for (const target of [outside, join(outside, 'new'), '../elsewhere', 'link', 'link/new', join(allowed, '.n8n')]) {
			expect(await refusal(archive(claimed, target))).toMatch(/N8N_RESTRICT_FILE_ACCESS_TO|"\.\."/);
		}
		expect(await readdir(outside)).toEqual(['secret.csv']);
		expect(existsSync(join(folder, 'in-progress', claimed.id, 'orders.csv'))).toBe(true);
	});

	it('from which files would be read again is refused', async () => {
		const [claimed] = await claim();
		expect(await refusal(archive(claimed, folder))).toContain('read again');
		expect(await refusal(archive(claimed, '.'))).toContain('read again');
		expect(await refusal(archive(claimed, 'in-progress'))).toContain('being worked on');
		expect(await refusal(archive(claimed, 'in-progress/done'))).toContain('being worked on');
	});
});

it('refuses claims that it has not made', async () => {
	const [claimed] = await claim();
	const forged = [
		{ ...claimed, id: '../../..' },
		{ ...claimed, id: `${claimed.id}/../..` },
		{ ...claimed, name: '../orders.csv' },
		{ ...claimed, name: '.claim.json' },
	];
	for (const one of forged) {
		expect(await refusal(archive(one, 'processed'))).toContain('no claim');
		expect(await refusal(releaseClaim({ claim: one, disk }))).toContain('no claim');
	}
	expect(await refusal(archive({ ...claimed, folder: outside }, 'processed'))).toContain('N8N_RESTRICT');
});
