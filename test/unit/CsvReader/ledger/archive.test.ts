import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { existsSync, statSync } from 'node:fs';

import { archiveClaim } from '../../../../nodes/CsvReader/ledger/archive';
import { writePlan } from '../../../../nodes/CsvReader/ledger/archivePlan';
import { claimFiles, claimsOf } from '../../../../nodes/CsvReader/ledger/claimFiles';
import type { Claim, Claimed } from '../../../../nodes/CsvReader/ledger/claim';
import { rememberReading } from '../../../../nodes/CsvReader/ledger/claimRecord';
import type { Ending } from '../../../../nodes/CsvReader/ledger/ending';
import { releaseClaim } from '../../../../nodes/CsvReader/ledger/release';
import { subfolder } from '../../../../nodes/CsvReader/source/folder';
import { drop, filesIn, newFolder } from '../inbox';
import { diskAllowing } from '../permissions';
import { ENDING, READING } from './table';

const STAMP = String.raw` \([\d-]{10} [\d.]{8}\)`;

let folder: string;
let elsewhere: string;
beforeEach(async () => {
	folder = await newFolder();
	elsewhere = await newFolder();
});

const disk = () => diskAllowing(folder, elsewhere);

async function claimAll(executionId = '1', staleAfterMinutes = 60, pattern = '*.csv'): Promise<Claimed> {
	const choice = { pattern, atMost: 100, unchangedForSeconds: 0 };
	const run = { executionId, workflowId: 'imports', staleAfterMinutes };
	return await claimFiles({ folder, disk: disk() }, choice, run);
}

async function claimed(name = 'orders.csv', pattern?: string): Promise<Claim> {
	await drop(folder, name, new Date('2025-01-01'));
	const [claim] = (await claimAll('1', 60, pattern)).claims;
	await rememberReading({ claim, disk: disk() }, READING);
	return claim;
}

const archive = async (claim: Claim, ending: Partial<Ending> = {}) =>
	await archiveClaim({ claim, disk: disk() }, { ...ENDING, ...ending });

const REJECTED = { rowsDelivered: 1, rejected: [{ line: 3, number: 2, reason: 'No e-mail address' }] };

describe('archiving', () => {
	it('moves the file with a report, and leaves nothing behind', async () => {
		const claim = await claimed();
		const archived = await archive(claim);
		expect(archived).toEqual({
			file: `${folder}/processed/orders.csv`,
			report: `${folder}/processed/orders.report.txt`,
		});
		expect(Object.keys(await filesIn(folder))).toEqual(['processed/orders.csv', 'processed/orders.report.txt']);
		expect(await readdir(`${folder}/in-progress`)).toEqual([]);
		expect((await stat(`${folder}/processed/orders.csv`)).mtime).toEqual(new Date('2025-01-01'));
	});

	it('adds the rejected records, and a report that people can read', async () => {
		const archived = await archive(await claimed(), { ...REJECTED, folder: 'errorprocessed' });
		expect(archived?.rejects).toBe(`${folder}/errorprocessed/orders.rejects.csv`);
		expect(await readFile(archived?.rejects ?? '', 'utf8')).toBe(
			'reject_line;reject_reason;name;email\r\n3;No e-mail address;orders.csv 2;\r\n',
		);
		const report = await readFile(archived?.report ?? '', 'utf8');
		expect(report).toMatch(/^File: +orders\.csv$/m);
		expect(report).toMatch(/^Taken: +[\d-]{10} [\d:]{8} \(Europe\/Berlin\)$/m);
		expect(report).toMatch(/^Execution: +1 of workflow imports$/m);
		expect(report).toMatch(/^Rows read: +2$/m);
		expect(report).toMatch(/^Rows delivered: +1$/m);
		expect(report).toMatch(/^Rows rejected: +1 \(copied to orders\.rejects\.csv\)$/m);
		expect(report).toContain('  Line 3 (row 2): No e-mail address\n');
	});

	it('tells why a file could not be read at all', async () => {
		const archived = await archive(await claimed(), { rowsRead: 0, rowsDelivered: 0, failure: 'It is a ZIP file.' });
		expect(await readFile(archived?.report ?? '', 'utf8')).toMatch(/^Problem: +It is a ZIP file\.$/m);
		expect(archived?.rejects).toBeUndefined();
	});

	it('counts the rejected rows of a file whose records cannot be found again', async () => {
		await drop(folder, 'orders.csv');
		const [claim] = (await claimAll()).claims;
		const archived = await archive(claim, REJECTED);
		expect(archived?.rejects).toBeUndefined();
		expect(await readFile(archived?.report ?? '', 'utf8')).toMatch(/^Rows rejected: +1$/m);
	});

	it('lists a thousand rejected rows, and counts the others', async () => {
		const rejected = Array.from({ length: 1_500 }, (_row, index) => ({ line: index, number: index, reason: 'bad' }));
		const archived = await archive(await claimed(), { rejected });
		const report = await readFile(archived?.report ?? '', 'utf8');
		expect(report.match(/: bad/g)).toHaveLength(1_000);
		expect(report).toContain('… and 500 more');
	});

	it('takes a full path, and creates folders that are missing', async () => {
		const archived = await archive(await claimed(), { folder: `${elsewhere}/2025/january` });
		expect(archived?.file).toBe(`${elsewhere}/2025/january/orders.csv`);
		expect(Object.keys(await filesIn(elsewhere))).toHaveLength(2);
	});

	it('does nothing the second time', async () => {
		const claim = await claimed();
		await archive(claim);
		const before = await filesIn(folder);
		expect(await archive(claim, { folder: 'errorprocessed' })).toBeUndefined();
		await releaseClaim({ claim, disk: disk() });
		expect(await filesIn(folder)).toEqual(before);
	});

	it('is not led astray by folders that a file server puts beside the file', async () => {
		const claim = await claimed();
		for (const name of ['@eaDir', '#recycle', '~snapshot', '.@__thumb']) {
			await mkdir(`${folder}/in-progress/${claim.id}/${name}`);
		}
		expect(await claimsOf({ folder, disk: disk() }, '1')).toMatchObject([{ name: 'orders.csv' }]);
		expect((await archive(claim))?.file).toBe(`${folder}/processed/orders.csv`);
		expect(existsSync(`${folder}/processed/orders.csv`)).toBe(true);
		expect(await archive(claim)).toBeUndefined();
	});

	it('refuses a folder that is a file, and keeps the claim', async () => {
		const claim = await claimed();
		await writeFile(`${folder}/processed`, '');
		await expect(archive(claim)).rejects.toThrow('processed is not a folder');
		await rm(`${folder}/processed`);
		expect((await archive(claim))?.file).toBe(`${folder}/processed/orders.csv`);
	});
});

describe('a name that is taken', () => {
	it('gets a time, the same for all that belongs together', async () => {
		const first = await archive(await claimed(), REJECTED);
		const before = await filesIn(`${folder}/processed`);
		const second = await archive(await claimed(), REJECTED);
		expect(first?.file).toBe(`${folder}/processed/orders.csv`);
		const stamp = new RegExp(`orders(${STAMP})\\.csv$`).exec(second?.file ?? '')?.[1];
		expect(second).toEqual({
			file: `${folder}/processed/orders${stamp}.csv`,
			rejects: `${folder}/processed/orders${stamp}.rejects.csv`,
			report: `${folder}/processed/orders${stamp}.report.txt`,
		});
		expect(await filesIn(`${folder}/processed`)).toMatchObject(before);
		expect(Object.keys(await filesIn(`${folder}/processed`))).toHaveLength(6);
	});

	it('gets a number after the time, if need be', async () => {
		const names: string[] = [];
		for (let round = 0; round < 6; round++) names.push((await archive(await claimed()))?.file ?? '');
		expect(new Set(names).size).toBe(6);
		expect(names.some((name) => new RegExp(`orders${STAMP} 2\\.csv$`).test(name))).toBe(true);
	});

	it('is told by whatever belongs together: the report, too', async () => {
		await mkdir(`${folder}/processed`);
		await writeFile(`${folder}/processed/orders.report.txt`, 'by hand');
		const archived = await archive(await claimed());
		expect(archived?.file).toMatch(new RegExp(`orders${STAMP}\\.csv$`));
		expect(await readFile(`${folder}/processed/orders.report.txt`, 'utf8')).toBe('by hand');
	});

	it('is cut where it would be too long with what is added to it', async () => {
		for (const name of [`${'ü'.repeat(125)}.csv`, `x.${'y'.repeat(253)}`]) {
			const pattern = `*.${name.split('.')[1]}`;
			for (let round = 0; round < 4; round++) {
				const archived = await archive(await claimed(name, pattern), REJECTED);
				expect(Object.values({ ...archived }).filter((path: string) => existsSync(path))).toHaveLength(3);
			}
		}
		expect(Object.keys(await filesIn(`${folder}/processed`))).toHaveLength(24);
		expect(await readdir(`${folder}/in-progress`)).toEqual([]);
	});

	it('is counted up for what was rejected before', async () => {
		const again = await archive(await claimed('orders.rejects.csv'), REJECTED);
		expect(again?.file).toBe(`${folder}/processed/orders.rejects.csv`);
		expect(again?.rejects).toBe(`${folder}/processed/orders.rejects 2.csv`);
		const third = await archive(await claimed('orders.rejects 2.csv'), { ...REJECTED, folder: 'errorprocessed' });
		expect(third?.rejects).toBe(`${folder}/errorprocessed/orders.rejects 3.csv`);
		const stamped = await archive(await claimed('orders.rejects 2 (2025-12-31 14.05.09).csv'), REJECTED);
		expect(stamped?.rejects).toBe(`${folder}/processed/orders.rejects 3 (2025-12-31 14.05.09).csv`);
	});
});

describe('an archive that a later run is to complete', () => {
	/** As a run leaves it that is killed after it has decided. */
	async function decided(target: string): Promise<Claim> {
		const claim = await claimed();
		await disk().withFolder(`${folder}/in-progress`, async (claims) => {
			const plan = { folder: target, file: 'orders.csv', report: 'orders.report.txt' };
			await writePlan(subfolder(claims, claim.id), plan);
		});
		return claim;
	}

	it('is completed, whatever files that run wants', async () => {
		await decided(`${elsewhere}/done`);
		expect(await claimAll('2', 0)).toEqual({ claims: [], problems: [] });
		expect(Object.keys(await filesIn(elsewhere))).toEqual(['done/orders.csv']);
		expect(await readdir(`${folder}/in-progress`)).toEqual([]);
	});

	it('is not undone by putting the file back', async () => {
		const claim = await decided(`${elsewhere}/done`);
		await releaseClaim({ claim, disk: disk() });
		expect(existsSync(`${folder}/orders.csv`)).toBe(false);
		expect((await archive(claim))?.file).toBe(`${elsewhere}/done/orders.csv`);
	});

	it('does not keep that run from its own files where it cannot be completed, and is tried again', async () => {
		await decided(`${elsewhere}/done`);
		await writeFile(`${elsewhere}/done`, 'no folder');
		await drop(folder, 'new.csv');
		const { claims, problems } = await claimAll('2', 0);
		expect(claims).toMatchObject([{ name: 'new.csv' }]);
		expect(problems).toEqual([expect.stringContaining('done is not a folder')]);
		await rm(`${elsewhere}/done`);
		expect((await claimAll('3', 0)).problems).toEqual([]);
		expect(Object.keys(await filesIn(elsewhere))).toEqual(['done/orders.csv']);
	});
});

const SHARED_MEMORY = '/dev/shm';
const isOtherDisk = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync('/tmp').dev;

(isOtherDisk ? it : it.skip)('keeps the time of a file that it copies to another file system', async () => {
	elsewhere = await newFolder(SHARED_MEMORY);
	const claim = await claimed();
	const content = await readFile(`${folder}/in-progress/${claim.id}/orders.csv`, 'utf8');
	await utimes(`${folder}/in-progress/${claim.id}/orders.csv`, new Date('2025-01-01'), new Date('2025-01-01'));
	const archived = await archive(claim, { folder: elsewhere });
	expect((await stat(archived?.file ?? '')).mtime).toEqual(new Date('2025-01-01'));
	expect(await readFile(archived?.file ?? '', 'utf8')).toBe(content);
	expect(Object.keys(await filesIn(folder))).toEqual([]);
});
