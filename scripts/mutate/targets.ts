import { globSync } from 'node:fs';
import { runCaptured } from '../../host/children.ts';
import type { MutateOptions } from './options.ts';
import { isWithin, type House } from './rooms.ts';

/** What mistakes may be planted in: the sources of the package and of its stand-ins. */
const SOURCES = '{nodes,sandbox}/**/*.ts';

/**
 * The source files that mutants are drawn from, relative to the project's folder.
 * @throws Error when there are none
 */
export async function targetFiles(project: string, options: MutateOptions, house: House): Promise<string[]> {
	const sources = globSync(SOURCES, { cwd: project, exclude: ['**/node_modules/**', '**/*.d.ts'] })
		.filter((file) => !house.leftAlone.some((part) => file.includes(part)))
		.sort();
	const places = options.changed ? await changedFiles(project, options.base) : options.targets;
	const files = sources.filter((file) => places.some((place) => isWithin(file, place)));
	if (files.length === 0 && !options.changed) throw new Error(`No source file lies in ${places.join(', ')}.`);
	return files;
}

async function changedFiles(project: string, base?: string): Promise<string[]> {
	const git = async (...args: string[]) =>
		(await runCaptured('git', args, { cwd: project })).split('\n').filter(Boolean);
	const since = base ?? (await lastRelease(git));
	// What was changed on this branch only, with what is not committed yet.
	const [start] = await git('merge-base', since, 'HEAD');
	return [...(await git('diff', '--name-only', start)), ...(await git('ls-files', '--others', '--exclude-standard'))];
}

async function lastRelease(git: (...args: string[]) => Promise<string[]>): Promise<string> {
	const [tag] = await git('tag', '--merged', 'HEAD', '--sort=-creatordate', '--list', 'v*');
	if (tag !== undefined) return tag;
	const [branch] = await git('branch', '--list', 'main', '--format=%(refname:short)');
	if (branch !== undefined) return branch;
	throw new Error('There is no release and no branch "main" to compare with. Name a revision: --base <revision>');
}
