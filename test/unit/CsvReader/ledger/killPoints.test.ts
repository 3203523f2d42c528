import { existsSync, statSync } from 'node:fs';

import { drop, filesIn, newFolder } from '../inbox';
import { startRun } from './processes';
import { workOff, type RunPlan } from './workOff';

jest.setTimeout(120_000);

interface Scene {
	/** Where it is archived; inside the inbox if not said. */
	archiveFolder?: () => Promise<string>;
	environment?: Record<string, string>;
	isReleasing?: boolean;
}

const SHARED_MEMORY = '/dev/shm';
const isOtherDisk = existsSync(SHARED_MEMORY) && statSync(SHARED_MEMORY).dev !== statSync('/tmp').dev;

/** Kills a run just before its n-th change of the disk, lets another one follow, and looks at what is there then. */
async function killAt(change: number, scene: Scene): Promise<void> {
	const { plan, content } = await prepare(scene);
	const killed = startRun({ ...plan, isReleasing: scene.isReleasing }, { ...scene.environment, KILL_AT: `${change}` });
	expect(await killed.result).toBeUndefined();
	await workOff({ ...plan, executionId: '2', staleAfterMinutes: 0 });
	const archived = await filesIn(plan.archiveFolder);
	const left = Object.keys(await filesIn(plan.folder)).filter((name) => !name.startsWith('processed'));
	expect({ change, archived: Object.keys(archived), left }).toEqual({
		change,
		archived: ['orders.csv', 'orders.rejects.csv', 'orders.report.txt'],
		left: [],
	});
	expect(archived['orders.csv']).toBe(content);
	expect(archived['orders.rejects.csv']).toBe(
		'reject_line;reject_reason;name;email\r\n3;No e-mail address;orders.csv 2;\r\n',
	);
}

async function prepare({ archiveFolder }: Scene): Promise<{ plan: RunPlan; content: string }> {
	const folder = await newFolder();
	const content = await drop(folder, 'orders.csv');
	const target = (await archiveFolder?.()) ?? `${folder}/processed`;
	return { plan: { folder, archiveFolder: target, executionId: '1', staleAfterMinutes: 60, atMost: 10 }, content };
}

async function killAnywhere(scene: Scene): Promise<void> {
	const { plan } = await prepare(scene);
	const whole = await startRun({ ...plan, isReleasing: scene.isReleasing }, scene.environment).result;
	const changes = whole?.changes ?? 0;
	expect(changes).toBeGreaterThan(10);
	for (let change = 1; change <= changes; change++) await killAt(change, scene);
}

it('archives a file exactly once, wherever the run before was killed', async () => {
	await killAnywhere({});
});

it('does so on a disk without hard links', async () => {
	await killAnywhere({ environment: { NO_LINKS: 'yes' } });
});

it('does so where the run was killed while it put the file back', async () => {
	await killAnywhere({ isReleasing: true });
});

(isOtherDisk ? it : it.skip)('does so across file systems', async () => {
	await killAnywhere({ archiveFolder: async () => await newFolder(SHARED_MEMORY) });
});
