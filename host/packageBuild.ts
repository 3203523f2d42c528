import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCaptured } from './children.ts';
import { fingerprint } from './fingerprint.ts';
import { projectFolder, workFolder } from './places.ts';
import type { Step } from './progress.ts';

const SOURCES = ['nodes', 'credentials', 'package.json', 'tsconfig.json', 'gulpfile.js'];
const stamp = path.join(workFolder, 'built');

/**
 * Builds the package when its sources have changed since the last build made here, or when `dist` is missing.
 * @throws Error with the build's own words when that fails
 */
export async function ensureBuilt(step: Step): Promise<void> {
	const isBuilt = existsSync(path.join(projectFolder, 'dist'));
	if (isBuilt && existsSync(stamp) && (await readFile(stamp, 'utf8')) === (await fingerprint(SOURCES))) return;
	await build(step);
}

/**
 * Builds the package.
 * @throws Error with the build's own words when that fails
 */
export async function build(step: Step): Promise<void> {
	const built = await fingerprint(SOURCES);
	await step('Building the nodes', () => runCaptured('npm', ['run', '--silent', 'build'], { cwd: projectFolder }));
	await mkdir(workFolder, { recursive: true });
	await writeFile(stamp, built);
}
