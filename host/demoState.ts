import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Owner } from './n8nTypes.ts';

/** What a home remembers of what was set up in it, so that a later start leaves alone what its user has changed. */
export interface DemoState {
	owner: Owner;
	/** The secret that leads of the sandbox's Ici Formation carry. */
	secret: string;
	/** Where the sandbox was at the last start. */
	sandboxUrl: string;
	/** Credentials that were created, by their type; their users may have deleted them since. */
	credentials: Record<string, string>;
	/** Workflows that were imported, by the template's file name; their users may have deleted them since. */
	workflows: Record<string, string>;
}

/**
 * Reads what a home remembers; a new home gets a password and a secret of its own.
 * @param home the folder that n8n gets as N8N_USER_FOLDER
 */
export async function readState(home: string): Promise<DemoState> {
	const file = stateFile(home);
	if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as DemoState;
	const state = {
		// n8n asks for a capital letter and a digit.
		owner: { email: 'demo@lead-relay.example', password: `Lead-${randomBytes(6).toString('hex')}-1` },
		secret: randomBytes(24).toString('hex'),
		sandboxUrl: '',
		credentials: {},
		workflows: {},
	};
	await writeState(home, state);
	return state;
}

/** Keeps the state; a crash leaves either the old or the new one. */
export async function writeState(home: string, state: DemoState): Promise<void> {
	await mkdir(home, { recursive: true });
	const file = stateFile(home);
	await writeFile(`${file}.new`, JSON.stringify(state, null, '\t'), { mode: 0o600 });
	await rename(`${file}.new`, file);
}

function stateFile(home: string): string {
	return path.join(home, 'lead-relay.json');
}
