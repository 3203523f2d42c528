// What our node costs beyond a bare loop over HubSpot's SDK that sends the same batches: each side in a process of its
// own, the sandbox in this one. See `overhead/`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCaptured } from '../../host/children.ts';
import { ensureBuilt } from '../../host/packageBuild.ts';
import { silentStep } from '../../host/progress.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { figures, median } from './figures.ts';
import type { Mapping } from './hubSpotNodes.ts';
import type { Spent, Task } from './overhead/task.ts';

const contacts = 50_000;
const rounds = 3;

/** So many calls that nobody comes to the end of them: our node keeps to what HubSpot's headers tell. */
const noLimit = { burst: 1_000_000, intervalMs: 10_000, daily: 10_000_000 };

export default async function measure(): Promise<BenchFigure[]> {
	await ensureBuilt(silentStep);
	const sandbox = await startSandbox();
	try {
		const bare: Spent[] = [];
		const automatic: Spent[] = [];
		const expressions: Spent[] = [];
		for (let round = 0; round < rounds; round++) {
			bare.push(await completeRun(sandbox, 'sdkLoop.ts'));
			automatic.push(await completeRun(sandbox, 'ourNode.ts', 'automatic'));
			expressions.push(await completeRun(sandbox, 'ourNode.ts', 'expressions'));
		}
		return [
			...spentFigures('SDK loop', bare),
			...spentFigures('HubSpot Upsert', automatic, bare),
			...spentFigures('HubSpot Upsert with 5 expressions', expressions, bare),
		];
	} finally {
		await sandbox.close();
	}
}

/** A run that left contacts out would look cheap. */
async function completeRun(sandbox: Sandbox, script: string, mapping: Mapping = 'automatic'): Promise<Spent> {
	sandbox.reset();
	sandbox.hubspot.portal.settings.quota = noLimit;
	const spent = await inOwnProcess(script, { contacts, mapping, baseUrl: `${sandbox.url}/hubspot` });
	const held = sandbox.hubspot.records('contacts').length;
	if (held !== contacts || spent.written.some((written) => written !== contacts)) {
		throw new Error(`${script} wrote ${spent.written.join(' and ')} contacts, HubSpot has ${held}, of ${contacts}.`);
	}
	return spent;
}

async function inOwnProcess(script: string, task: Task): Promise<Spent> {
	const home = await mkdtemp(path.join(tmpdir(), 'lead-relay-bench-'));
	const file = fileURLToPath(new URL(`overhead/${script}`, import.meta.url));
	// n8n's engine reads these when it is loaded.
	const engine = { N8N_USER_FOLDER: home, N8N_ENCRYPTION_KEY: 'only-for-benches', N8N_LOG_LEVEL: 'silent' };
	try {
		const environment = { ...process.env, ...engine };
		const output = await runCaptured(process.execPath, ['--expose-gc', file, JSON.stringify(task)], { environment });
		return JSON.parse(output) as Spent;
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}

const amounts: Array<{ what: string; unit: string; of: (spent: Spent) => number; how: string }> = [
	{ what: 'CPU', unit: 's', of: ({ cpuMs }) => cpuMs / 1_000, how: 'from the moment when the items are there' },
	{ what: 'time', unit: 's', of: ({ wallMs }) => wallMs / 1_000, how: 'from the moment when the items are there' },
	{
		what: 'memory',
		unit: 'MB',
		of: ({ inUseMb }) => inUseMb,
		how: 'items, results and all between, after collections',
	},
	{
		what: 'resident memory',
		unit: 'MB',
		of: ({ residentMb }) => residentMb,
		how: 'the same with all that V8 lets grow',
	},
];

function spentFigures(name: string, runs: Spent[], bare?: Spent[]): BenchFigure[] {
	const rows = amounts.flatMap(({ what, unit, of, how }) => {
		const value = median(runs.map(of));
		const note = `${contacts} contacts; ${how}; median of ${rounds} rounds in turn`;
		const own = [`${what}: ${name}`, value, unit, note] as const;
		if (!bare) return [own];
		return [own, [`${what} ratio: ${name}`, value / median(bare.map(of)), 'ours / SDK loop', note] as const];
	});
	return figures('hubspot-overhead', rows);
}
