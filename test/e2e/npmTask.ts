import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { waitFor } from '../../host/polling.ts';

export interface Ended {
	code: number | null;
	/** What it wrote to both of its outputs. */
	output: string;
}

/** One of the project's npm scripts, started as from a terminal. */
export interface NpmTask {
	/** Once it has ended by itself or by a signal. */
	ended: Promise<Ended>;
	/** Waits until it has written a text; throws when it ends before. Answers all it has written. */
	written(text: string): Promise<string>;
	/** What Ctrl-C does in a terminal: SIGINT for everything in its process group. */
	pressCtrlC(): void;
	/** SIGTERM for npm alone, as a supervisor does. */
	terminate(): void;
	/** The process ids of everything it has started that still runs, itself included. */
	processes(): Promise<number[]>;
}

/** It has to write what a test waits for within this time, in milliseconds. */
const writeLimit = 240_000;

/**
 * Starts `npm run <script>`.
 * @param environment added to this process's
 */
export function startNpmTask(script: string, environment: Record<string, string> = {}): NpmTask {
	const child = spawn('npm', ['run', '--silent', script], {
		env: { ...process.env, ...environment },
		stdio: ['ignore', 'pipe', 'pipe'],
		// A group of its own, like a job of a shell.
		detached: true,
	});
	const npm = child.pid ?? 0;
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	let hasEnded = false;
	const ended = new Promise<Ended>((resolve) => {
		child.on('close', (code) => {
			hasEnded = true;
			resolve({ code, output });
		});
	});
	return {
		ended,
		written: (text) =>
			waitFor({ what: `"${text}" from "npm run ${script}"`, limit: writeLimit, interval: 20 }, () => {
				if (output.includes(text)) return output;
				if (hasEnded) throw new Error(`"npm run ${script}" has ended without "${text}":\n${output}`);
				return undefined;
			}),
		pressCtrlC: () => signal(-npm, 'SIGINT'),
		terminate: () => signal(npm, 'SIGTERM'),
		processes: () => descendants(npm),
	};
}

/** Those of the processes that still run. */
export function stillRunning(ids: number[]): number[] {
	return ids.filter((id) => signal(id, 0));
}

/** Sends a signal; answers whether there was anything to send it to. */
function signal(id: number, name: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(id, name);
	} catch {
		return false;
	}
}

/** A process and all that came from it, read from Linux's /proc. */
async function descendants(root: number): Promise<number[]> {
	const ids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
	const parents = new Map(await Promise.all(ids.map(async (id) => [id, await parentOf(id)] as const)));
	const family = [root];
	for (const member of family) {
		for (const [id, parent] of parents) if (parent === member) family.push(id);
	}
	return family.filter((id) => parents.has(id));
}

async function parentOf(id: number): Promise<number> {
	const status = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '');
	// "<pid> (<name, with anything in it>) <state> <parent> …"
	return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}
