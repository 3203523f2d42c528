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
import { figures, median, medianRatio } from './figures.ts';
import type { Mapping } from './hubSpotNodes.ts';
import type { Spent, Task } from './overhead/task.ts';

const rounds = 3;

interface Side {
	name: string;
	script: string;
	mapping: Mapping;
	contacts: number;
}

const sdkLoop: Side = { name: 'SDK loop', script: 'sdkLoop.ts', mapping: 'automatic', contacts: 50_000 };

const ourSides: Side[] = [
	{ ...sdkLoop, name: 'HubSpot Upsert', script: 'ourNode.ts' },
	{ ...sdkLoop, name: 'HubSpot Upsert, 5 chosen fields', script: 'ourNode.ts', mapping: 'fields' },
	// n8n takes so long for its expressions that fewer contacts have to do.
	{ name: 'HubSpot Upsert, 5 expressions', script: 'ourNode.ts', mapping: 'expressions', contacts: 10_000 },
];

/** So many calls that nobody comes to the end of them: our node keeps to what HubSpot's headers tell. */
const noLimit = { burst: 1_000_000, intervalMs: 10_000, daily: 10_000_000 };

export default async function measure(): Promise<BenchFigure[]> {
	await ensureBuilt(silentStep);
	const sandbox = await startSandbox();
	try {
		const runs = new Map<Side, Spent[]>();
		for (let round = 0; round < rounds; round++) {
			for (const side of [sdkLoop, ...ourSides]) {
				runs.set(side, [...(runs.get(side) ?? []), await completeRun(sandbox, side)]);
			}
		}
		return [...runs].flatMap(([side, ofSide]) => spentFigures(side, ofSide, runs.get(sdkLoop) ?? []));
	} finally {
		await sandbox.close();
	}
}

/** A run that left contacts out would look cheap. */
async function completeRun(sandbox: Sandbox, { script, mapping, contacts }: Side): Promise<Spent> {
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

interface Quantity {
	what: string;
	unit: string;
	of: (spent: Spent) => number;
	how: string;
}

/** They grow with the contacts, so that sides with different numbers of them can be compared. */
const perContact: Quantity[] = [
	{ what: 'CPU', unit: 'ms', of: ({ cpuMs }) => cpuMs, how: 'for 1,000 contacts, from when the items are there' },
	{ what: 'time', unit: 'ms', of: ({ wallMs }) => wallMs, how: 'for 1,000 contacts, from when the items are there' },
];

const memory: Quantity[] = [
	{
		what: 'memory',
		unit: 'MB',
		of: ({ inUseMb }) => inUseMb,
		how: 'items, results and all between, after collections',
	},
	{ what: 'resident memory', unit: 'MB', of: ({ residentMb }) => residentMb, how: 'with all that V8 lets grow' },
];

function spentFigures(side: Side, runs: Spent[], bare: Spent[]): BenchFigure[] {
	const { name, contacts } = side;
	const isSameWork = contacts === sdkLoop.contacts;
	const scale = (quantity: Quantity, of: Side) => (perContact.includes(quantity) ? 1_000 / of.contacts : 1);
	const rows = [...perContact, ...(isSameWork ? memory : [])].flatMap((quantity) => {
		const values = runs.map((spent) => quantity.of(spent) * scale(quantity, side));
		const bareValues = bare.map((spent) => quantity.of(spent) * scale(quantity, sdkLoop));
		const note = `${contacts} contacts; ${quantity.how}; median of ${rounds} rounds in turn`;
		const own = [`${quantity.what}: ${name}`, median(values), quantity.unit, note] as const;
		if (side === sdkLoop) return [own];
		const ratio = medianRatio(values, bareValues);
		return [own, [`${quantity.what} ratio: ${name}`, ratio, 'ours / SDK loop', note] as const];
	});
	return figures('hubspot-overhead', rows);
}
