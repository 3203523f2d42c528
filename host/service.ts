// What a server of another program is to the host: it keeps everything in a temporary folder, and is gone with it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild, stopChild, type Child } from './children.ts';
import { waitFor } from './polling.ts';

/** How a server is started. */
export interface ServiceProgram {
	command: string;
	args: string[];
	/** What it writes when it can be used. */
	readyText: string;
}

export interface Service {
	/** Ends it and removes its folder. */
	stop(): Promise<void>;
}

/** A server has to be ready within this time, in milliseconds: one second is usual. */
const START_LIMIT = 120_000;

/** How much of its output is kept, in characters. */
const OUTPUT_LIMIT = 16_000;

/**
 * Starts a server in a temporary folder and waits until it can be used.
 * @param name to word an error: "Redis"
 * @param prepare puts into the folder what the server needs, and says how it is started
 * @throws Error with the end of its output when it ends or is not ready in time; nothing of it is left then
 */
export async function startService(
	name: string,
	prepare: (folder: string) => Promise<ServiceProgram>,
): Promise<Service> {
	const folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-service-'));
	let child: Child | undefined;
	const stop = async () => {
		if (child) await stopChild(child);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const { command, args, readyText } = await prepare(folder);
		child = startChild(command, args, { cwd: folder });
		await ready(name, child, readyText);
		return { stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

async function ready(name: string, child: Child, readyText: string): Promise<void> {
	let output = '';
	let hasEnded = false;
	for (const stream of [child.process.stdout, child.process.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-OUTPUT_LIMIT)));
	}
	void child.exited.then(() => (hasEnded = true));
	try {
		await waitFor({ what: `${name} to be ready`, limit: START_LIMIT }, () => {
			if (hasEnded) throw new Error(`${name} has ended while starting.`);
			return output.includes(readyText) ? true : undefined;
		});
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`${reason} Its output ends:\n${output.trim()}`, { cause: error });
	}
}
