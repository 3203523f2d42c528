// Workers that create leads with one token in an Oplead that lets a hundred calls in within any 60 seconds.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCaptured } from '../../../host/children.ts';
import { ADMINISTRATOR_KEY, PUBLISHED_LIMIT } from '../../../sandbox/oplead/settings.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { timesHeld } from '../../e2e/leadBatches.ts';
import type { WorkerEnd, WorkerTask } from './task.ts';

export interface SceneWorker {
	leads: number;
	/** How long after the first worker's first call it is started, in ms; left out, all begin together. */
	afterMs?: number;
}

/** What Oplead and the workers have seen. */
export interface Seen {
	workers: WorkerEnd[];
	/** How often Oplead has each lead, by its external ID. */
	held: Map<string, number>;
	/** When the calls that were let in arrived, in ms, oldest first. */
	letIn: number[];
	/** Calls that were answered 429. */
	refused: number;
	/** The most calls that were let in within any window. */
	busiest: number;
	/** From the first call to the answer of the last one, in ms. */
	tookMs: number;
}

/** Plays a scene in an Oplead of its own. Throws where a worker fails as a whole. */
export async function play(workers: readonly SceneWorker[]): Promise<Seen> {
	const sandbox = await startSandbox();
	try {
		sandbox.oplead.set({ limit: PUBLISHED_LIMIT });
		let first = 0;
		const ends = workers.map(async ({ leads, afterMs }) => {
			const task = { baseUrl: `${sandbox.url}/oplead/v1`, token: ADMINISTRATOR_KEY, first, leads };
			first += leads;
			if (afterMs !== undefined) await afterFirstCall(sandbox, afterMs);
			return await inOwnProcess(task);
		});
		return seen(sandbox, await Promise.all(ends));
	} finally {
		await sandbox.close();
	}
}

async function afterFirstCall(sandbox: Sandbox, ms: number): Promise<void> {
	while (sandbox.calls.list('oplead').length === 0) await delay(100);
	await delay(ms);
}

async function inOwnProcess(task: WorkerTask): Promise<WorkerEnd> {
	const home = await mkdtemp(path.join(tmpdir(), 'lead-relay-bench-'));
	const program = fileURLToPath(new URL('worker.ts', import.meta.url));
	// n8n's engine reads these when it is loaded.
	const engine = { N8N_USER_FOLDER: home, N8N_ENCRYPTION_KEY: 'only-for-benches', N8N_LOG_LEVEL: 'silent' };
	try {
		const environment = { ...process.env, ...engine };
		const output = await runCaptured(process.execPath, [program, JSON.stringify(task)], { environment });
		const end = JSON.parse(output) as WorkerEnd;
		if (end.error !== undefined) throw new Error(`A worker failed: ${end.error}`);
		return end;
	} finally {
		await rm(home, { recursive: true, force: true });
	}
}

/** What a sandbox has seen since it began anew, beside what became of the workers. */
export function seen(sandbox: Sandbox, workers: WorkerEnd[]): Seen {
	const { oplead, calls } = sandbox;
	const all = calls.list('oplead');
	const letIn = all.filter(({ status }) => status !== 429).map(({ time }) => time);
	const last = Math.max(...all.map(({ time, ms }) => time + (ms ?? 0)));
	const { refused, busiest } = oplead.limit;
	return {
		workers,
		held: timesHeld(sandbox),
		letIn: letIn.toSorted((one, other) => one - other),
		refused,
		busiest,
		tookMs: last - all[0].time,
	};
}
