import { DateTime } from 'luxon';
import { lstat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

import type { Folder } from '../source/folder';
import { RefusedSource } from '../source/source';
import { carryOutPlan, PLAN, REJECTS, REPORT, writePlan, type Archived } from './archivePlan';
import { IN_PROGRESS, type Claim } from './claim';
import { readClaimFolder, whileThere, withClaim, type HeldClaim } from './claimFolder';
import { claimSource } from './claimFiles';
import { readRecord } from './claimRecord';
import { withDesk } from './desk';
import { writeDurably } from './durable';
import type { Ending } from './ending';
import { namesFor, rejectsName, reportName } from './fileNames';
import { writeRejects } from './rejectsFile';
import { reportText } from './reportText';

/**
 * Moves a claimed file to its last folder, and beside it a report and a file of its rejected records, as they stand in
 * it, to be corrected and dropped back in. Nothing is ever overwritten: where a name is taken, it gets a time. Answers
 * nothing where the claim is gone, since it was archived before, or taken over. Throws `RefusedSource`.
 */
export async function archiveClaim(held: HeldClaim, ending: Ending): Promise<Archived | undefined> {
	const { claim, disk } = held;
	return await whileThere(held, async () => {
		const isReady = await withClaim(held, async (folder) => {
			const { file, notes } = await readClaimFolder(folder, '.');
			if (notes.includes(PLAN)) return true;
			if (file === undefined) return false;
			await prepare(held, folder, ending);
			return true;
		});
		if (!isReady) return undefined;
		return await withDesk({ folder: claim.folder, disk }, async (desk) => await carryOutPlan(desk, claim.id));
	});
}

async function prepare(held: HeldClaim, folder: Folder, ending: Ending): Promise<void> {
	const { claim, disk } = held;
	const target = targetOf(claim, ending.folder);
	const names = await disk.withNewFolder(target, async (open) => await freeNames(open, claim.name, ending));
	const record = await readRecord(folder);
	const reading = ending.rejected.length > 0 ? record?.reading : undefined;
	if (reading) {
		const source = await claimSource(held);
		await writeRejects(folder, REJECTS, { source, reading }, ending.rejected);
	}
	const rejects = reading && names.rejects;
	await writeDurably(folder, REPORT, reportText(claim, { ...ending, rejects }, record));
	await writePlan(folder, { folder: target, file: names.file, rejects, report: names.report });
}

/** Not made shorter: n8n's file policy is to see what leads upwards. */
function targetOf(claim: Claim, folder: string): string {
	const target = isAbsolute(folder) ? folder : `${claim.folder}${sep}${folder}`;
	if (resolve(target) === resolve(claim.folder)) {
		throw new RefusedSource(
			'SETTING_INVALID',
			`"${folder}" is the folder that the files are read from: they would be read again. Give another one.`,
		);
	}
	if (!relative(join(claim.folder, IN_PROGRESS), target).startsWith('..')) {
		throw new RefusedSource(
			'SETTING_INVALID',
			`The folder ${IN_PROGRESS} is for files that are being worked on. Give another one.`,
		);
	}
	return target;
}

/** The three have one time in their names, or none. */
async function freeNames(target: Folder, name: string, { timeZone }: Ending) {
	for (const file of namesFor(name, DateTime.now().setZone(timeZone))) {
		const names = { file, rejects: rejectsName(file), report: reportName(file) };
		if (!(await isAnyTaken(target, Object.values(names)))) return names;
	}
	throw new RefusedSource(
		'FILE_ACCESS',
		`There are too many files called ${name} in ${target.path}. Move some of them away.`,
	);
}

async function isAnyTaken(target: Folder, names: readonly string[]): Promise<boolean> {
	for (const name of names) {
		const isTaken = await lstat(target.at(name)).then(
			() => true,
			() => false,
		);
		if (isTaken) return true;
	}
	return false;
}
