import { appendFile, link, mkdir, readdir, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { archiveClaim } from '../../../../nodes/CsvReader/ledger/archive';
import { newClaimId, type Run } from '../../../../nodes/CsvReader/ledger/claim';
import { claimFiles, claimsOf, claimSource } from '../../../../nodes/CsvReader/ledger/claimFiles';
import { rememberReading } from '../../../../nodes/CsvReader/ledger/claimRecord';
import { releaseClaim } from '../../../../nodes/CsvReader/ledger/release';
import { Disk } from '../../../../nodes/CsvReader/source/disk';
import type { FolderChoice } from '../../../../nodes/CsvReader/source/readyFiles';
import { drop, filesIn, newFolder } from '../inbox';
import { allowing, diskAllowing } from '../permissions';
import { ENDING, READING } from './table';

let folder: string;
beforeEach(async () => (folder = await newFolder()));

const disk = () => diskAllowing(folder);
const inbox = () => ({ folder, disk: disk() });

async function claim(choice: Partial<FolderChoice> = {}, run: Partial<Run> = {}) {
	const all = { pattern: '*.csv', atMost: 100, unchangedForSeconds: 0, ...choice };
	return await claimFiles(inbox(), all, { executionId: '1', workflowId: 'imports', staleAfterMinutes: 60, ...run });
}

const namesOf = (claims: Array<{ name: string }>) => claims.map(({ name }) => name);
const inInbox = async () => (await readdir(folder)).filter((name) => name !== 'in-progress').sort();

describe('claiming', () => {
	it('takes the oldest files out of the folder, as many as are wanted', async () => {
		const content = await drop(folder, 'b.csv', new Date('2025-01-01'));
		await drop(folder, 'a.csv', new Date('2025-01-02'));
		await drop(folder, 'c.csv', new Date('2025-01-03'));
		const { claims, problems } = await claim({ atMost: 2 });
		expect(namesOf(claims)).toEqual(['b.csv', 'a.csv']);
		expect(problems).toEqual([]);
		expect(await inInbox()).toEqual(['c.csv']);
		expect(await text(await (await claimSource({ claim: claims[0], disk: disk() })).open())).toBe(content);
	});

	it('gives no file twice', async () => {
		await drop(folder, 'orders.csv');
		expect(namesOf((await claim()).claims)).toEqual(['orders.csv']);
		expect(namesOf((await claim({}, { executionId: '2' })).claims)).toEqual([]);
	});

	/** As where another program has `stuck.csv` open, on Windows. */
	async function claimBeside(...names: string[]) {
		for (const name of ['stuck.csv', ...names]) await drop(folder, name);
		const isStuck = (name: string) => name.endsWith('/stuck.csv');
		const pinDirectory = (path: string) =>
			Promise.resolve({
				resolvePath: (name: string) => (isStuck(name) ? `${folder}/stuck.csv/none` : join(path, name)),
				close: () => Promise.resolve(),
			});
		const choice = { pattern: '*.csv', atMost: 100, unchangedForSeconds: 0 };
		const run = { executionId: '1', workflowId: 'imports', staleAfterMinutes: 60 };
		return await claimFiles({ folder, disk: new Disk({ ...allowing(folder), pinDirectory }) }, choice, run);
	}

	it('takes the others where a file cannot be moved, and tells of it', async () => {
		const { claims, problems } = await claimBeside('a.csv', 'z.csv');
		expect(namesOf(claims).sort()).toEqual(['a.csv', 'z.csv']);
		expect(problems).toEqual([expect.stringMatching(/stuck\.csv could not be claimed: /)]);
		expect(await inInbox()).toEqual(['stuck.csv']);
	});

	it('fails where no file can be moved', async () => {
		await expect(claimBeside()).rejects.toThrow(/stuck\.csv could not be claimed: /);
		expect(await inInbox()).toEqual(['stuck.csv']);
	});

	it('makes no folder where there is nothing to take', async () => {
		await drop(folder, 'orders.txt');
		expect((await claim()).claims).toEqual([]);
		expect(await readdir(folder)).toEqual(['orders.txt']);
	});

	it('finds the claims of an execution again, and no others', async () => {
		await drop(folder, 'a.csv', new Date('2025-01-01'));
		await drop(folder, 'b.csv', new Date('2025-01-02'));
		const first = await claim({ atMost: 1 });
		const second = await claim({}, { executionId: '11' });
		expect(await claimsOf(inbox(), '1')).toEqual(first.claims);
		expect(await claimsOf(inbox(), '11')).toEqual(second.claims);
		expect(await claimsOf(inbox(), '2')).toEqual([]);
	});

	it('finds them in the order in which they were claimed', async () => {
		for (let number = 0; number < 40; number++) await drop(folder, `${number}.csv`, new Date(2025, 0, 1 + number));
		const { claims } = await claim();
		expect(namesOf(claims)).toEqual(claims.map((_claim, index) => `${index}.csv`));
		expect(await claimsOf(inbox(), '1')).toEqual(claims);
	});

	it('puts a file back that is still being written to', async () => {
		const content = await drop(folder, 'orders.csv');
		const writing = {
			...allowing(folder),
			resolvePath: async (path: string) => {
				if (path.endsWith('in-progress')) await appendFile(`${folder}/orders.csv`, 'more');
				return await allowing(folder).resolvePath(path);
			},
		};
		const choice = { pattern: '*', atMost: 9, unchangedForSeconds: 0 };
		const run = { executionId: '1', workflowId: 'imports', staleAfterMinutes: 60 };
		const { claims } = await claimFiles({ folder, disk: new Disk(writing) }, choice, run);
		expect(claims).toEqual([]);
		expect(await filesIn(folder)).toEqual({ 'orders.csv': `${content}more` });
		expect(await readdir(`${folder}/in-progress`)).toEqual([]);
	});

	it('takes a file when its writer has been quiet for long enough, and all of it', async () => {
		let content = await drop(folder, 'orders.csv');
		const taken: string[] = [];
		for (let line = 0; line < 8; line++) {
			content += `${line};x\r\n`;
			await appendFile(`${folder}/orders.csv`, `${line};x\r\n`);
			await sleep(200);
			taken.push(...namesOf((await claim({ unchangedForSeconds: 1 })).claims));
		}
		expect(taken).toEqual([]);
		await sleep(1_000);
		const { claims } = await claim({ unchangedForSeconds: 1 });
		expect(await text(await (await claimSource({ claim: claims[0], disk: disk() })).open())).toBe(content);
	});
});

describe('a claim that a crashed run has left', () => {
	const stale = { executionId: '2', staleAfterMinutes: 0 };

	it('is taken over when its time is up, and not before', async () => {
		await drop(folder, 'orders.csv');
		await claim();
		expect((await claim({}, { executionId: '2' })).claims).toEqual([]);
		const { claims } = await claim({}, stale);
		expect(claims).toMatchObject([{ name: 'orders.csv', attempt: 2 }]);
		expect(await claimsOf(inbox(), '1')).toEqual([]);
		expect(await claimsOf(inbox(), '2')).toEqual(claims);
		expect((await claim({}, { ...stale, executionId: '3' })).claims).toMatchObject([{ attempt: 3 }]);
	});

	it('has its age from its name, whatever the disk says', async () => {
		await drop(folder, 'orders.csv');
		const [{ id }] = (await claim()).claims;
		await utimes(`${folder}/in-progress/${id}`, 0, 0);
		await utimes(`${folder}/in-progress/${id}/orders.csv`, 0, 0);
		expect((await claim({}, { executionId: '2' })).claims).toEqual([]);
		const old = newClaimId('1', Date.now() - 3_600_000);
		await rename(`${folder}/in-progress/${id}`, `${folder}/in-progress/${old}`);
		expect(namesOf((await claim({}, { executionId: '2' })).claims)).toEqual(['orders.csv']);
	});

	it('comes before new files, and counts with them', async () => {
		await drop(folder, 'old.csv');
		await claim();
		await drop(folder, 'a.csv', new Date('2025-01-01'));
		await drop(folder, 'b.csv', new Date('2025-01-02'));
		expect(namesOf((await claim({ atMost: 2 }, stale)).claims)).toEqual(['old.csv', 'a.csv']);
	});

	it('is left to a run that wants such files', async () => {
		await drop(folder, 'orders.csv');
		await claim();
		expect((await claim({ pattern: '*.txt' }, stale)).claims).toEqual([]);
		expect(namesOf((await claim({}, stale)).claims)).toEqual(['orders.csv']);
	});

	it('is removed where it is empty; what is no claim is left alone', async () => {
		await mkdir(`${folder}/in-progress/${newClaimId('1', Date.now() - 1)}`, { recursive: true });
		await mkdir(`${folder}/in-progress/by hand`);
		await writeFile(`${folder}/in-progress/by hand/notes.csv`, '');
		expect((await claim({}, stale)).claims).toEqual([]);
		expect(await readdir(`${folder}/in-progress`)).toEqual(['by hand']);
	});

	it('is gone for the run that had it, which is told so and does no harm', async () => {
		await drop(folder, 'orders.csv');
		const [lost] = (await claim()).claims;
		const [{ id }] = (await claim({}, stale)).claims;
		await expect(claimSource({ claim: lost, disk: disk() })).rejects.toThrow('orders.csv is no longer with this run');
		await rememberReading({ claim: lost, disk: disk() }, READING);
		await releaseClaim({ claim: lost, disk: disk() });
		expect(await archiveClaim({ claim: lost, disk: disk() }, ENDING)).toBeUndefined();
		expect(Object.keys(await filesIn(folder))).toEqual([
			`in-progress/${id}/.claim.json`,
			`in-progress/${id}/orders.csv`,
		]);
	});
});

describe('releasing', () => {
	it('puts a file back, for the next run to take', async () => {
		const content = await drop(folder, 'orders.csv');
		const [claimed] = (await claim()).claims;
		await releaseClaim({ claim: claimed, disk: disk() });
		expect(await filesIn(folder)).toEqual({ 'orders.csv': content });
		expect(await readdir(`${folder}/in-progress`)).toEqual([]);
		expect(namesOf((await claim({}, { executionId: '2' })).claims)).toEqual(['orders.csv']);
	});

	it('does not replace a new file of the same name', async () => {
		const content = await drop(folder, 'orders.csv');
		const [claimed] = (await claim()).claims;
		await writeFile(`${folder}/orders.csv`, 'new');
		await releaseClaim({ claim: claimed, disk: disk() });
		const files = await filesIn(folder);
		expect(Object.keys(files)).toEqual([expect.stringMatching(/^orders \([\d-]{10} [\d.]{8}\)\.csv$/), 'orders.csv']);
		expect(Object.values(files)).toEqual([content, 'new']);
	});

	it('does nothing the second time', async () => {
		await drop(folder, 'orders.csv');
		const [claimed] = (await claim()).claims;
		await releaseClaim({ claim: claimed, disk: disk() });
		await releaseClaim({ claim: claimed, disk: disk() });
		expect(await inInbox()).toEqual(['orders.csv']);
	});

	it('that was cut off leaves a file in both places, of which one run makes one', async () => {
		await drop(folder, 'orders.csv');
		const [claimed] = (await claim()).claims;
		await link(`${folder}/in-progress/${claimed.id}/orders.csv`, `${folder}/orders.csv`);
		const { claims } = await claim({}, { executionId: '2' });
		expect(namesOf(claims)).toEqual(['orders.csv']);
		expect(await readdir(`${folder}/in-progress`)).toEqual([claims[0].id]);
	});

	it('leaves files alone that others have put beside the claimed one', async () => {
		await drop(folder, 'orders.csv');
		const [claimed] = (await claim()).claims;
		await writeFile(`${folder}/in-progress/${claimed.id}/zzz.csv`, 'by hand');
		await releaseClaim({ claim: claimed, disk: disk() });
		expect(await filesIn(folder)).toMatchObject({ [`in-progress/${claimed.id}/zzz.csv`]: 'by hand' });
		expect(await inInbox()).toEqual(['orders.csv']);
	});
});
