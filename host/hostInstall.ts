import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCaptured } from './children.ts';
import { fingerprint } from './fingerprint.ts';
import { hostFolder } from './places.ts';
import type { Step } from './progress.ts';

const lock = path.join(hostFolder, 'package-lock.json');
const stamp = path.join(hostFolder, 'node_modules', '.lead-relay-installed');

/**
 * Installs n8n below `host/` when it is missing or when the lock file has changed.
 * @throws Error with npm's own words when that fails
 */
export async function ensureHost(step: Step): Promise<void> {
	const wanted = await fingerprint([path.relative(process.cwd(), lock)]);
	if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
	await step('Installing n8n, once: about 5 minutes and 3 GB of disk', () => npm('ci', '--ignore-scripts'));
	// Of n8n's native parts only its database driver has to be made on this machine.
	await step('Making the database driver of n8n', () => npm('rebuild', 'sqlite3', '--ignore-scripts=false'));
	await writeFile(stamp, wanted);
}

async function npm(...args: string[]): Promise<void> {
	await runCaptured('npm', args, { cwd: hostFolder, environment: { ...process.env, npm_config_loglevel: 'error' } });
}
