import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';

import { newClaimId, type Claim } from '../../../../nodes/CsvReader/ledger/claim';
import { writePlan } from '../../../../nodes/CsvReader/ledger/archivePlan';
import { laterEvents, openLedger } from '../../../../nodes/CsvReader/ledger/ledger';
import { subfolder } from '../../../../nodes/CsvReader/source/folder';
import { drop, filesIn, newFolder } from '../inbox';
import { diskAllowing } from '../permissions';
import { READING } from './table';

let folder: string;
beforeEach(async () => (folder = await newFolder()));

const CHOICE = { pattern: '*.csv', atMost: 100, unchangedForSeconds: 0 };
const FOLDERS = { processedFolder: 'processed', errorFolder: 'errors', timeZone: 'UTC' };

const ledgerOf = (executionId: string, workflowId = 'imports') =>
	openLedger(diskAllowing(folder), { executionId, workflowId });

async function claimed(name = 'orders.csv', executionId = '1'): Promise<Claim> {
	await drop(folder, name);
	const { claims } = await ledgerOf(executionId).claim(folder, CHOICE, 60);
	return claims[0];
}

const inClaims = async () => await readdir(`${folder}/in-progress`);
const archive = async (claim: Claim, executionId = '1') =>
	await ledgerOf(executionId).archive(claim, laterEvents([]), FOLDERS);

const slice = (start: number, firstNumber: number) => {
	return { start, end: start + 10, firstLine: firstNumber + 1, firstNumber, records: 2 };
};

describe('what was noted of a reading', () => {
	it('is added up over all stretches, and a second note of one replaces the first', async () => {
		const claim = await claimed();
		const ledger = ledgerOf('1');
		await ledger.remember(claim, READING);
		await ledger.noteSlices(claim, [slice(0, 1), slice(10, 3)]);
		await ledger.noteReading(claim, 0, { rows: 9, rejected: [], failure: 'not yet' });
		await ledger.noteReading(claim, 0, { rows: 1, rejected: [{ line: 3, number: 2, reason: 'bad' }] });
		await ledger.noteReading(claim, 10, { rows: 2, rejected: [] });
		const filed = await archive(claim);
		expect(filed?.ending).toEqual({
			folder: 'errors',
			rowsRead: 4,
			rowsDelivered: 3,
			rejected: [{ line: 3, number: 2, reason: 'bad' }],
			failure: undefined,
			timeZone: 'UTC',
		});
		expect(filed?.archived.rejects).toBe(`${folder}/errors/orders.rejects.csv`);
		expect(await inClaims()).toEqual([]);
	});

	it('tells the slices that nobody has read', async () => {
		const claim = await claimed();
		await ledgerOf('1').noteSlices(claim, [slice(0, 1), slice(10, 3), slice(20, 5)]);
		await ledgerOf('1').noteReading(claim, 10, { rows: 2, rejected: [] });
		const filed = await archive(claim);
		expect(filed?.ending).toMatchObject({ folder: 'errors', rowsRead: 2 });
		expect(filed?.ending.failure).toMatch(/^The slice with the rows 1 to 2, and 1 more slices, was not read\./);
	});

	it('may be the slices alone, or a failure', async () => {
		const sliced = await claimed('sliced.csv');
		await ledgerOf('1').noteSlices(sliced, [slice(0, 1)]);
		expect((await archive(sliced))?.ending.failure).toMatch(/^The slice with the rows 1 to 2 was not read\./);
		const failed = await claimed('failed.csv');
		await ledgerOf('1').noteReading(failed, 0, { rows: 1, rejected: [] });
		await ledgerOf('1').noteReading(failed, 5, { rows: 0, rejected: [], failure: 'It broke off' });
		expect((await archive(failed))?.ending).toMatchObject({ rowsRead: 1, failure: 'It broke off', folder: 'errors' });
	});

	it('is nothing: then the file goes back into its folder', async () => {
		const claim = await claimed();
		await ledgerOf('1').remember(claim, READING);
		expect(await archive(claim)).toBeUndefined();
		expect(Object.keys(await filesIn(folder))).toEqual(['orders.csv']);
		expect(await archive(claim)).toBeUndefined();
	});

	it('counts for the run that noted it only', async () => {
		const lost = await claimed();
		await ledgerOf('1').noteReading(lost, 0, { rows: 2, rejected: [] });
		await ledgerOf('1').noteSlices(lost, [slice(0, 1)]);
		const { claims } = await ledgerOf('2').claim(folder, CHOICE, 0);
		await ledgerOf('1').noteReading(lost, 5, { rows: 2, rejected: [] });
		expect(await archive(claims[0], '2')).toBeUndefined();
		expect(Object.keys(await filesIn(folder))).toEqual(['orders.csv']);
	});

	it('is not disturbed by notes that were cut off while they were written', async () => {
		const claim = await claimed();
		await ledgerOf('1').noteReading(claim, 0, { rows: 2, rejected: [] });
		await writeFile(`${folder}/in-progress/${claim.id}/.read-5.json.tmp`, '{"cla');
		expect((await archive(claim))?.ending).toMatchObject({ rowsRead: 2, folder: 'processed' });
		expect(await inClaims()).toEqual([]);
	});
});

describe('the note of a claim', () => {
	const noteOf = async ({ id }: Claim) =>
		JSON.parse(await readFile(`${folder}/in-progress/${id}/.claim.json`, 'utf8')) as Record<string, unknown>;

	it('says who has taken the file, and when', async () => {
		const before = Date.now();
		const claim = await claimed();
		const { claimedAt, ...note } = await noteOf(claim);
		expect(note).toEqual({ file: 'orders.csv', executionId: '1', workflowId: 'imports', attempt: 1 });
		expect(Date.parse(String(claimedAt))).toBeGreaterThanOrEqual(before);
		expect(claim).toEqual({ folder, id: claim.id, name: 'orders.csv', attempt: 1 });
		expect(ledgerOf('1').pathOf(claim)).toBe(`${folder}/in-progress/${claim.id}/orders.csv`);
	});

	it('keeps all of it where the reading is added', async () => {
		const claim = await claimed();
		const before = await noteOf(claim);
		await ledgerOf('1').remember(claim, READING);
		expect(await noteOf(claim)).toEqual({ ...before, reading: READING });
	});

	it('says so where another run has taken it over, and counts', async () => {
		await claimed();
		const { claims } = await ledgerOf('2', 'others').claim(folder, CHOICE, 0);
		const { claimedAt, ...note } = await noteOf(claims[0]);
		expect(note).toEqual({ file: 'orders.csv', executionId: '2', workflowId: 'others', attempt: 2 });
		expect(Date.now() - Date.parse(String(claimedAt))).toBeLessThan(60_000);
		expect(await ledgerOf('2').claimsOfRun(folder)).toEqual(claims);
	});

	it('may be lost by a power cut: then the claim is one of a first run', async () => {
		const claim = await claimed();
		await rm(`${folder}/in-progress/${claim.id}/.claim.json`);
		await ledgerOf('1').remember(claim, READING);
		expect(await ledgerOf('1').claimsOfRun(folder)).toEqual([{ ...claim, attempt: 1 }]);
		expect((await ledgerOf('2').claim(folder, CHOICE, 0)).claims).toMatchObject([{ attempt: 2 }]);
	});
});

describe('what crashed runs have left', () => {
	it('is taken in the order in which it was claimed, as many as are wanted', async () => {
		const first = await claimed('c.csv');
		const second = await claimed('a.csv');
		await claimed('b.csv');
		const { claims } = await ledgerOf('2').claim(folder, { ...CHOICE, atMost: 2 }, 0);
		expect(claims.map(({ name }) => name)).toEqual([first.name, second.name]);
		expect(claims.map(({ attempt }) => attempt)).toEqual([2, 2]);
	});

	it('goes back where it lay in its folder again already', async () => {
		const claim = await claimed();
		await link(`${folder}/in-progress/${claim.id}/orders.csv`, `${folder}/orders.csv`);
		const { claims } = await ledgerOf('2').claim(folder, CHOICE, 0);
		expect(claims).toMatchObject([{ name: 'orders.csv', attempt: 1 }]);
		expect(await inClaims()).toEqual([claims[0].id]);
	});

	it('is no claim where its name is none, however old', async () => {
		await drop(`${folder}/in-progress/x`, 'a.csv');
		await drop(`${folder}/in-progress/${newClaimId('1', 0)}`, 'b.csv');
		const { claims } = await ledgerOf('2').claim(folder, CHOICE, 60);
		expect(claims.map(({ name }) => name)).toEqual(['b.csv']);
		expect(await inClaims()).toEqual([claims[0].id, 'x'].sort());
	});

	it('is younger than what is stale, by minutes', async () => {
		await drop(`${folder}/in-progress/${newClaimId('1', Date.now() - 119_000)}`, 'a.csv');
		expect((await ledgerOf('2').claim(folder, CHOICE, 3)).claims).toEqual([]);
		await drop(`${folder}/in-progress/${newClaimId('1', Date.now() - 121_000)}`, 'b.csv');
		expect((await ledgerOf('2').claim(folder, CHOICE, 2)).claims.map(({ name }) => name)).toContain('b.csv');
	});

	/** As a run leaves it that is killed after it has decided. */
	async function decided(): Promise<Claim> {
		const claim = await claimed();
		await writeFile(`${folder}/in-progress/${claim.id}/.report`, 'report');
		await writeFile(`${folder}/in-progress/${claim.id}/.rejects`, 'rejects');
		await diskAllowing(folder).withFolder(`${folder}/in-progress`, async (claims) => {
			const names = { file: 'orders.csv', rejects: 'orders.rejects.csv', report: 'orders.report.txt' };
			await writePlan(subfolder(claims, claim.id), { folder: `${folder}/done`, ...names });
		});
		return claim;
	}

	it('is archived as was decided, with all that belongs to it', async () => {
		await decided();
		expect(await ledgerOf('2').claim(folder, CHOICE, 0)).toEqual({ claims: [], problems: [] });
		expect(await filesIn(folder)).toEqual({
			'done/orders.csv': expect.stringContaining('orders.csv') as string,
			'done/orders.rejects.csv': 'rejects',
			'done/orders.report.txt': 'report',
		});
	});

	it('takes names that it had taken with empty files, and none that others have', async () => {
		await decided();
		await drop(`${folder}/done`, 'orders.report.txt');
		await writeFile(`${folder}/done/orders.csv`, '');
		await writeFile(`${folder}/done/orders.rejects.csv`, '');
		expect((await ledgerOf('2').claim(folder, CHOICE, 0)).problems).toEqual([]);
		const names = Object.keys(await filesIn(`${folder}/done`));
		expect(names).toEqual([
			'orders.csv',
			'orders.rejects.csv',
			expect.stringMatching(/^orders\.report \(.*\)\.txt$/),
			'orders.report.txt',
		]);
		expect(await readFile(`${folder}/done/orders.rejects.csv`, 'utf8')).toBe('rejects');
	});

	it('says where a file is that cannot be archived, and why', async () => {
		await decided();
		await writeFile(`${folder}/done`, 'no folder');
		const { problems } = await ledgerOf('2').claim(folder, CHOICE, 0);
		const [id] = await inClaims();
		expect(problems).toEqual([
			`A file that an earlier run had finished is still in ${folder}/in-progress/${id}. ${folder}/done is not a folder. Give the path of a folder.`,
		]);
	});
});

describe('folders that no file may go to', () => {
	it.each([
		['.', /^"\." is the folder that the files are read from: they would be read again\. Give another one\.$/],
		['x/..', /is the folder that the files are read from/],
		['in-progress', /^The folder in-progress is for files that are being worked on\. Give another one\.$/],
		['in-progress/done', /^The folder in-progress is for files that are being worked on/],
	])('are refused, and the file stays with the run: %s', async (processedFolder, message) => {
		const claim = await claimed();
		await ledgerOf('1').noteReading(claim, 0, { rows: 2, rejected: [] });
		const folders = { ...FOLDERS, processedFolder };
		await expect(ledgerOf('1').archive(claim, laterEvents([]), folders)).rejects.toThrow(message);
		expect(await ledgerOf('1').claimsOfRun(folder)).toEqual([claim]);
		const other = { ...FOLDERS, processedFolder: 'in-progress-old' };
		expect((await ledgerOf('1').archive(claim, laterEvents([]), other))?.archived.file).toMatch(/old\/orders\.csv$/);
	});
});
