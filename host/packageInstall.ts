// Brings the package into an n8n the way n8n itself installs a community package: only what `npm pack` publishes.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCaptured } from './children.ts';
import { PACKAGE_NAME, projectFolder, workFolder } from './places.ts';
import type { Step } from './progress.ts';

/** Installed forms of the package, each under its tarball's hash, for any number of homes to copy. */
const installedFolder = path.join(workFolder, 'installed');

interface Tarball {
	filename: string;
	shasum: string;
	version: string;
}

/**
 * Packs the built package and installs it below an n8n home. Does nothing more when the tarball is the one that the
 * home has already.
 * @param home the folder that n8n gets as N8N_USER_FOLDER
 */
export async function installPackage(home: string, step: Step): Promise<void> {
	await mkdir(workFolder, { recursive: true });
	const scratch = await mkdtemp(path.join(workFolder, 'pack-'));
	try {
		const tarball = await pack(scratch);
		const nodes = path.join(home, '.n8n', 'nodes');
		const target = path.join(nodes, 'node_modules', PACKAGE_NAME);
		const note = path.join(nodes, 'tarball.shasum');
		if (existsSync(target) && existsSync(note) && (await readFile(note, 'utf8')) === tarball.shasum) return;

		const installed = path.join(installedFolder, tarball.shasum);
		if (!existsSync(installed)) {
			await step('Installing the package the way n8n does', () => install(scratch, tarball, installed));
		}
		await rm(target, { recursive: true, force: true });
		await mkdir(path.dirname(target), { recursive: true });
		// Far quicker than Node's own copying, with these 10,000 files.
		await runCaptured('cp', ['-R', installed, target]);
		const ledger = { name: 'installed-nodes', private: true, dependencies: { [PACKAGE_NAME]: tarball.version } };
		await writeFile(path.join(nodes, 'package.json'), JSON.stringify(ledger, null, 2));
		await writeFile(note, tarball.shasum);
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}
}

/** `npm pack` into a folder. */
async function pack(folder: string): Promise<Tarball> {
	const answer = await runCaptured('npm', ['pack', '--json', '--pack-destination', folder], { cwd: projectFolder });
	const [tarball] = JSON.parse(answer) as Tarball[];
	if (!tarball) throw new Error('npm pack has made no tarball.');
	return tarball;
}

/** n8n's own steps and options (CommunityPackagesService.downloadPackage), on a tarball that is here already. */
async function install(scratch: string, tarball: Tarball, installed: string): Promise<void> {
	const folder = path.join(scratch, 'package');
	await mkdir(folder);
	await runCaptured('tar', ['-xzf', path.join(scratch, tarball.filename), '-C', folder, '--strip-components=1']);
	const manifest = path.join(folder, 'package.json');
	const published = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, unknown>;
	for (const dropped of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete published[dropped];
	await writeFile(manifest, JSON.stringify(published, null, 2));
	const likeN8n = ['--bin-links=false', '--install-strategy=shallow', '--ignore-scripts=true', '--package-lock=false'];
	const quiet = ['--audit=false', '--fund=false', '--prefer-offline', '--loglevel=error'];
	await runCaptured('npm', ['install', ...likeN8n, ...quiet], { cwd: folder });
	await keepOnly(folder, installed);
}

/** Puts a finished installation in place and removes those of earlier tarballs. */
async function keepOnly(folder: string, installed: string): Promise<void> {
	await mkdir(installedFolder, { recursive: true });
	for (const earlier of await readdir(installedFolder)) {
		await rm(path.join(installedFolder, earlier), { recursive: true, force: true });
	}
	await rename(folder, installed).catch((error: unknown) => {
		// Another task has installed the same tarball in the meantime.
		if (!existsSync(installed)) throw error;
	});
}
