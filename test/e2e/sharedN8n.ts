// The one n8n of a whole end-to-end run, for the test files that need nothing of their own: it starts once, not with each.
// Of the sandbox each file has one of its own, at an address of its own: what n8n's process remembers of a vendor's
// account goes by the credential, which holds that address.
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startN8n, type N8nProcess } from '../../host/n8nProcess.ts';
import type { N8nRest } from '../../host/n8nRest.ts';
import { installPackage } from '../../host/packageInstall.ts';
import { waitFor } from '../../host/polling.ts';
import { freePort } from '../../host/ports.ts';
import type { Step } from '../../host/progress.ts';
import { OPLEAD_TRIGGER_TYPE } from '../../host/templates.ts';
import { opleadAddress, webhookExists } from '../../host/webhooks.ts';

/** Holds what the test files are told of the n8n, as JSON. */
const VARIABLE = 'LEAD_RELAY_SHARED_N8N';

export interface SharedN8n {
	/** `http://127.0.0.1:<port>` */
	url: string;
	pid: number;
	/** The folder that it got as N8N_USER_FOLDER. */
	home: string;
	/** The folder whose files it may read and write. */
	files: string;
}

/**
 * Starts the n8n that this process and those that it starts share.
 * @returns what ends it and removes all it has kept
 */
export async function startSharedN8n(step: Step): Promise<() => Promise<void>> {
	const home = await mkdtemp(path.join(tmpdir(), 'lead-relay-e2e-'));
	const files = path.join(home, 'files');
	let n8n: N8nProcess | undefined;
	const stop = async () => {
		await n8n?.stop();
		await rm(home, { recursive: true, force: true });
	};
	try {
		await mkdir(files);
		await installPackage(home, step);
		const environment = { N8N_RESTRICT_FILE_ACCESS_TO: files };
		const port = await freePort();
		n8n = await step('Starting the n8n that test files share', () => startN8n({ home, port, environment }));
		const { url, pid } = n8n;
		process.env[VARIABLE] = JSON.stringify({ url, pid, home, files } satisfies SharedN8n);
		return stop;
	} catch (error) {
		await stop();
		throw error;
	}
}

/** The n8n of the run, if it has one: a test file that runs alone starts its own. */
export function sharedN8n(): SharedN8n | undefined {
	const told = process.env[VARIABLE];
	return told === undefined ? undefined : (JSON.parse(told) as SharedN8n);
}

/** A new folder that the shared n8n, if there is one, may read and write. */
export async function filesFolder(name: string): Promise<string> {
	return await mkdtemp(path.join(sharedN8n()?.files ?? tmpdir(), `lead-relay-${name}-`));
}

/** Leaves no workflow behind: it would start by itself, or answer. */
export async function leave(rest: N8nRest): Promise<void> {
	for (const { id, active } of await rest.workflows()) {
		if (active) await switchOff(rest, id);
		await rest.deleteWorkflow(id);
	}
}

/** Ends a workflow's subscriptions while Oplead is still there: n8n does that after it has answered. */
async function switchOff(rest: N8nRest, id: string): Promise<void> {
	const { name, nodes } = await rest.deactivate(id);
	const trigger = nodes.find(({ type }) => type === OPLEAD_TRIGGER_TYPE);
	if (!trigger) return;
	const address = opleadAddress(rest.url, trigger);
	await waitFor({ what: `the webhook of "${name}" to be gone`, limit: 60_000 }, async () =>
		(await webhookExists(address)) ? undefined : true,
	);
}

/** What another process keeps of n8n's log in its file. */
export class LogFile {
	readonly #file: string;

	/** @param home the folder that n8n got as N8N_USER_FOLDER */
	constructor(home: string) {
		this.#file = path.join(home, 'n8n.log');
	}

	/** Whether a line with this text has come. */
	has(text: string): boolean {
		return this.#text().includes(text);
	}

	/** The messages of the errors that n8n has logged. */
	errors(): string[] {
		const LEVEL = 'error ';
		return this.#text()
			.split('\n')
			.filter((line) => line.startsWith(LEVEL))
			.map((line) => line.slice(LEVEL.length));
	}

	#text(): string {
		return readFileSync(this.#file, 'utf8');
	}
}
