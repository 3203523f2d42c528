import { setTimeout as sleep } from 'node:timers/promises';

import { anHourPasses } from '../../../csvClaims';
import { drop, fileNamesIn, filesIn, newFolder } from '../inbox';
import { startRun, type RunProcess } from './processes';
import { workOff, type RunPlan } from './workOff';

jest.setTimeout(120_000);

const FILES = 200;

async function fullInbox(): Promise<{ plan: RunPlan; contents: Record<string, string> }> {
	const folder = await newFolder();
	const contents: Record<string, string> = {};
	for (let number = 1; number <= FILES; number++) {
		const name = `export ${number}.csv`;
		contents[name] = await drop(folder, name);
	}
	const archiveFolder = `${folder}/processed`;
	const plan = { folder, archiveFolder, executionId: '1', staleAfterMinutes: 60, atMost: 20, importMs: 20 };
	return { plan, contents };
}

/** The files that were archived as they were dropped: no report, no rejects. */
async function archivedIn(folder: string): Promise<Record<string, string>> {
	return Object.fromEntries(Object.entries(await filesIn(folder)).filter(([name]) => isExport(name)));
}

function isExport(name: string): boolean {
	return !/\.(?:rejects\.csv|report\.txt)$/.test(name);
}

/** Waits for what is to come to pass before one of the runs has ended. */
async function during(runs: RunProcess[], hasCome: () => Promise<boolean>): Promise<void> {
	let hasEnded = false;
	for (const { child } of runs) child.once('close', () => (hasEnded = true));
	while (!(await hasCome())) {
		if (hasEnded) throw new Error('A run has ended too early');
		await sleep(10);
	}
}

it('gives each file to one of several runs, and loses none when one is killed', async () => {
	const { plan, contents } = await fullInbox();
	const runs = ['1', '2', '3'].map((executionId) => startRun({ ...plan, executionId }));
	await during(runs, async () => (await fileNamesIn(plan.archiveFolder)).filter(isExport).length >= FILES / 4);
	runs[0].child.kill('SIGKILL');
	const [killed, ...others] = await Promise.all(runs.map(async ({ result }) => await result));
	expect(killed).toBeUndefined();
	expect(others.every((result) => (result?.archived.length ?? 0) > 0)).toBe(true);
	const names = others.flatMap((result) => result?.archived ?? []);
	expect(new Set(names).size).toBe(names.length);

	const left = FILES - Object.keys(await archivedIn(plan.archiveFolder)).length;
	expect(left).toBeGreaterThan(0);
	await workOff({ ...plan, executionId: '4', staleAfterMinutes: 0, importMs: 0 });
	expect(await archivedIn(plan.archiveFolder)).toEqual(contents);
	const remaining = Object.keys(await filesIn(plan.folder)).filter((name) => !name.startsWith('processed/'));
	expect(remaining).toEqual([]);
});

it('gives each file that crashed runs have left to one run only', async () => {
	const { plan, contents } = await fullInbox();
	const crashed = startRun({ ...plan, atMost: FILES, importMs: 60_000 });
	await during([crashed], async () => (await fileNamesIn(`${plan.folder}/in-progress`)).length >= 2 * FILES);
	crashed.child.kill('SIGKILL');
	await crashed.result;
	anHourPasses(plan.folder);
	const runs = ['2', '3'].map((executionId) => startRun({ ...plan, executionId, atMost: 5, importMs: 0 }));
	const results = await Promise.all(runs.map(async ({ result }) => await result));
	expect(results.every((result) => (result?.archived.length ?? 0) > 0)).toBe(true);
	expect(await archivedIn(plan.archiveFolder)).toEqual(contents);
});
