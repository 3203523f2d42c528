import { readdir, rename } from 'node:fs/promises';

import { fileProblem } from '../source/fileProblem';
import { subfolder } from '../source/folder';
import type { FolderChoice } from '../source/readyFiles';
import { fitsPattern } from '../source/namePattern';
import { RefusedSource } from '../source/source';
import { completePlan, PLAN } from './archivePlan';
import { newClaimId, readClaimId, type Claim, type Claimed, type Run } from './claim';
import { readClaimFolder, removeClaimFolder } from './claimFolder';
import { readRecord, writeRecord } from './claimRecord';
import type { Desk } from './desk';
import { completePutBack } from './release';

/** All that is needed to go on where a crashed run has stopped. */
export interface Resumption {
	desk: Desk;
	choice: FolderChoice;
	run: Run;
}

/** The claims, oldest first, that are older than any run takes. */
export async function staleClaims(claimsPath: string, run: Run): Promise<string[]> {
	const ids = await readdir(claimsPath).catch(() => []);
	const latest = Date.now() - run.staleAfterMinutes * 60_000;
	return ids.filter((id) => (readClaimId(id)?.claimedMs ?? Infinity) <= latest).sort();
}

/**
 * Completes the archives that were cut off, removes empty claims, and takes over the files that fit. Taking over is an
 * atomic rename of the claim's folder, so one run only succeeds, and the run that had it finds nothing any more.
 */
export async function resumeStale(ids: readonly string[], resumption: Resumption): Promise<Claimed> {
	const { desk, choice } = resumption;
	const claims: Claim[] = [];
	const problems: string[] = [];
	for (const id of ids) {
		const { file, notes } = await readClaimFolder(desk.claims, id);
		if (notes.includes(PLAN)) {
			problems.push(...(await completeArchive(id, resumption)));
		} else if (file === undefined) {
			await removeClaimFolder(desk.claims, id);
		} else if (fitsPattern(file, choice.pattern) && claims.length < choice.atMost) {
			const claim = await takeOver(id, file, resumption);
			if (claim) claims.push(claim);
		}
	}
	return { claims, problems };
}

async function takeOver(id: string, file: string, { desk, run }: Resumption): Promise<Claim | undefined> {
	const newId = await renew(desk, id, run);
	if (newId === undefined || (await completePutBack(desk, newId, file))) return undefined;
	const folder = subfolder(desk.claims, newId);
	const attempt = ((await readRecord(folder))?.attempt ?? 1) + 1;
	await writeRecord(folder, {
		file,
		claimedAt: new Date().toISOString(),
		executionId: run.executionId,
		workflowId: run.workflowId,
		attempt,
	});
	return { folder: desk.inbox.path, id: newId, name: file, attempt };
}

/** Answers what went wrong; then it is tried again by a later run. */
async function completeArchive(id: string, { desk, run }: Resumption): Promise<string[]> {
	const newId = await renew(desk, id, run);
	if (newId === undefined) return [];
	try {
		await completePlan(desk, newId);
		return [];
	} catch (error) {
		const reason = error instanceof RefusedSource ? error.message : fileProblem(error, newId, 'archived');
		return [`A file that an earlier run had finished is still in ${desk.claims.path}/${newId}. ${reason}`];
	}
}

/** Undefined where another run was quicker, or, on Windows, the run that has it still has a file open. */
async function renew(desk: Desk, id: string, run: Run): Promise<string | undefined> {
	const newId = newClaimId(run.executionId, Date.now());
	try {
		await rename(desk.claims.at(id), desk.claims.at(newId));
		return newId;
	} catch {
		return undefined;
	}
}
