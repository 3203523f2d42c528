import { lstat, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';

import { hasCode, refusedFile } from '../source/fileProblem';
import { fileSource } from '../source/fileSource';
import { subfolder } from '../source/folder';
import { isLeftAlone, readyFiles, regularFile, type FolderChoice, type ReadyFile } from '../source/readyFiles';
import { FolderFailure, RefusedSource, type Source } from '../source/source';
import { claimedPath, IN_PROGRESS, isClaimedBy, newClaimId, type Claim, type Claimed, type Run } from './claim';
import { readClaimFolder, removeClaimFolder, whileThere, type HeldClaim } from './claimFolder';
import { readRecord, writeRecord } from './claimRecord';
import { resumeStale, staleClaims } from './crashed';
import { withDesk, type Desk, type Inbox } from './desk';
import { putBack, removeTwins } from './release';

/** What the coarsest clock of a file system may be behind. */
const COARSE_CLOCK_MS = 2_000;

/**
 * Takes files out of a folder so that no other run, on this machine or another, gets them: each is moved, by an atomic
 * rename, into a folder of its own inside `in-progress`. Files that a crashed run had claimed come first; an archive
 * that was cut off is completed. Throws `RefusedSource`.
 */
export async function claimFiles(inbox: Inbox, choice: FolderChoice, run: Run): Promise<Claimed> {
	const { folder, disk } = inbox;
	const ready = await disk.withFolder(folder, async (open) => await readyFiles(open, choice));
	const stale = await staleClaims(join(folder, IN_PROGRESS), run);
	if (ready.length + stale.length === 0) return { claims: [], problems: [] };
	return await withDesk(inbox, async (desk) => {
		const { claims, problems } = await resumeStale(stale, { desk, choice, run });
		const refusals: RefusedSource[] = [];
		for (const file of ready) {
			if (claims.length >= choice.atMost) break;
			try {
				const claim = await take(desk, file, choice, run);
				if (claim) claims.push(claim);
			} catch (error) {
				if (!(error instanceof RefusedSource) || error instanceof FolderFailure) throw error;
				refusals.push(error);
			}
		}
		// A file that cannot be moved, for instance since a program has it open on Windows, keeps no other back.
		const [refusal, ...others] = refusals;
		if (refusal && claims.length === 0) throw new FolderFailure(refusal.code, refusal.message);
		const more = others.length > 0 ? ` The same with ${others.length} more files.` : '';
		return { claims, problems: refusal ? [...problems, `${refusal.message}${more}`] : problems };
	});
}

/** The claims of an execution that have not come to their end, oldest first. */
export async function claimsOf({ folder, disk }: Inbox, executionId: string): Promise<Claim[]> {
	return await disk.withFolder(folder, async (open) => {
		const claims = subfolder(open, IN_PROGRESS);
		const ids = await readdir(claims.at('.')).catch((error: unknown) => {
			if (hasCode(error, 'ENOENT')) return [];
			throw error;
		});
		const found: Claim[] = [];
		for (const id of ids.filter((name) => isClaimedBy(name, executionId)).sort()) {
			const { file } = await readClaimFolder(claims, id);
			const record = await readRecord(subfolder(claims, id));
			if (file !== undefined) found.push({ folder, id, name: file, attempt: record?.attempt ?? 1 });
		}
		return found;
	});
}

/** The bytes of a claimed file. Throws `RefusedSource`, also where another run has taken the claim over. */
export async function claimSource(held: HeldClaim): Promise<Source> {
	const { claim, disk } = held;
	const path = claimedPath(claim);
	const source = await whileThere(held, async () => await fileSource(path, disk));
	if (source) return source;
	throw new RefusedSource(
		'FILE_CHANGED',
		`${claim.name} is no longer with this run: another one has archived it, or has taken it over because this run took too long. Raise "Return Files After (Minutes)" in the options.`,
	);
}

/** Undefined where another run was quicker, or something is still being written to the file. */
async function take(desk: Desk, file: ReadyFile, choice: FolderChoice, run: Run): Promise<Claim | undefined> {
	if (!(await regularFile(desk.inbox, file.name))) return undefined;
	const now = new Date();
	const id = newClaimId(run.executionId, now.getTime());
	try {
		await mkdir(desk.claims.at(id));
		await writeRecord(subfolder(desk.claims, id), {
			file: file.name,
			claimedAt: now.toISOString(),
			executionId: run.executionId,
			workflowId: run.workflowId,
			attempt: 1,
		});
		await rename(desk.inbox.at(file.name), desk.claims.at(id, file.name));
	} catch (error) {
		// Over a network, the answer to a rename that was done may get lost, and the repetition fails.
		if (!(await regularFile(desk.claims, id, file.name))) {
			await removeClaimFolder(desk.claims, id);
			if (hasCode(error, 'ENOENT')) return undefined;
			throw refusedFile(error, join(desk.inbox.path, file.name), 'claimed');
		}
	}
	if (await isStillWritten(desk, id, file, choice)) {
		await putBack(desk, id, file.name);
		return undefined;
	}
	await removeTwins(desk, id, file.name);
	return { folder: desk.inbox.path, id, name: file.name, attempt: 1 };
}

/** A second look, by the clock of the disk or server itself: the rename has just set the time of the claim's folder. */
async function isStillWritten(desk: Desk, id: string, before: ReadyFile, choice: FolderChoice): Promise<boolean> {
	const taken = await regularFile(desk.claims, id, before.name);
	if (!taken || taken.sizeBytes !== before.sizeBytes) return true;
	const { mtimeMs } = await lstat(desk.claims.at(id));
	const sinceBefore = { ...taken, changedMs: before.changedMs };
	return !isLeftAlone(sinceBefore, choice.unchangedForSeconds, mtimeMs + COARSE_CLOCK_MS);
}
