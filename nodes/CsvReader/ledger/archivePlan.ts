import { DateTime } from 'luxon';
import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

import { fileProblem, hasCode } from '../source/fileProblem';
import { subfolder, type Folder } from '../source/folder';
import { regularFile } from '../source/readyFiles';
import { FolderFailure } from '../source/source';
import { readClaimFolder, removeClaimFolder } from './claimFolder';
import type { Desk } from './desk';
import { syncFolder, writeDurably } from './durable';
import { namesFor } from './fileNames';
import { place } from './place';

/** Our own notes in a claim's folder. */
export const PLAN = '.archive.json';
export const REJECTS = '.rejects';
export const REPORT = '.report';

/** What becomes of a claim's files. Once this is on the disk, the archive is decided: any run can complete it. */
export interface ArchivePlan {
	/** A full path. */
	folder: string;
	/** The names that they get there. */
	file: string;
	rejects?: string;
	report: string;
}

/** Where things lie now: full paths. */
export interface Archived {
	file: string;
	rejects?: string;
	report: string;
}

/** @param claim the claim's folder */
export async function writePlan(claim: Folder, plan: ArchivePlan): Promise<void> {
	await writeDurably(claim, PLAN, JSON.stringify(plan, undefined, '\t'));
	await syncFolder(claim);
}

/**
 * Moves the files as planned, and removes the claim. Each step may have been done before: a run that is killed here
 * leaves the rest to the next. Throws `RefusedSource`.
 */
export async function carryOutPlan(desk: Desk, id: string): Promise<Archived> {
	const { claim, plan, file } = await readPlan(desk.claims, id);
	const archived = await desk.disk.withNewFolder(plan.folder, async (target) => {
		const move = async (from: string | undefined, to: string) =>
			join(target.path, await moveFile({ claim, target }, from, to));
		const main = await move(file, plan.file);
		const rejects = plan.rejects === undefined ? {} : { rejects: await move(REJECTS, plan.rejects) };
		const report = await move(REPORT, plan.report);
		await syncFolder(target);
		return { file: main, ...rejects, report };
	});
	await removeClaimFolder(desk.claims, id);
	return archived;
}

/**
 * The same for the plan of a run that crashed. On a system without hard links it may have taken a name already, with an
 * empty file: no other run is at that point for as long as it takes a claim to go stale.
 */
export async function completePlan(desk: Desk, id: string): Promise<Archived> {
	const { claim, plan, file } = await readPlan(desk.claims, id);
	const moves = [
		[file, plan.file],
		[REJECTS, plan.rejects],
		[REPORT, plan.report],
	];
	await desk.disk.withNewFolder(plan.folder, async (target) => {
		for (const [from, to] of moves) {
			if (from === undefined || to === undefined || !(await sizeOf(claim, from))) continue;
			if ((await sizeOf(target, to)) === 0) await unlink(target.at(to));
		}
	});
	return await carryOutPlan(desk, id);
}

async function readPlan(claims: Folder, id: string) {
	const claim = subfolder(claims, id);
	const plan = JSON.parse(await readFile(claim.at(PLAN), 'utf8')) as ArchivePlan;
	const { file } = await readClaimFolder(claims, id);
	return { claim, plan, file };
}

async function sizeOf(folder: Folder, name: string): Promise<number | undefined> {
	return (await regularFile(folder, name))?.sizeBytes;
}

/** Answers the name that it has now; the planned one where it was moved before. */
async function moveFile(
	{ claim, target }: { claim: Folder; target: Folder },
	from: string | undefined,
	to: string,
): Promise<string> {
	if (from === undefined) return to;
	try {
		return await place(claim.at(from), target, namesFor(to, DateTime.now()));
	} catch (error) {
		if (hasCode(error, 'ENOENT')) return to;
		throw new FolderFailure(
			'FILE_ACCESS',
			`${fileProblem(error, join(claim.path, from), `moved to ${target.path}`)} A later run completes it.`,
		);
	}
}
