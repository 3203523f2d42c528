import type { Slice } from '../slices/planSlices';
import type { Disk } from '../source/disk';
import { folderFailure } from '../source/fileProblem';
import type { FolderChoice } from '../source/readyFiles';
import type { Source } from '../source/source';
import { archiveClaim } from './archive';
import type { Archived } from './archivePlan';
import { claimedPath, type Claim, type Claimed, type Run } from './claim';
import { claimFiles, claimsOf, claimSource } from './claimFiles';
import type { HeldClaim } from './claimFolder';
import { rememberReading, type Reading } from './claimRecord';
import { endingOf, type ArchiveFolders, type Ending } from './ending';
import type { AllEvents } from './laterEvents';
import { noteReading, noteSlices, wholeReading, type ReadingNote } from './readingNotes';
import { releaseClaim } from './release';

export { laterEvents, type AllEvents } from './laterEvents';
export type { ReadingNote } from './readingNotes';

/** A file that has come to its end: how, and where it lies now. */
export interface FiledAway {
	ending: Ending;
	archived: Archived;
}

/** Opens the ledger of claimed files for a run; nothing on the disk is touched by that. */
export function openLedger(disk: Disk, run: Pick<Run, 'executionId' | 'workflowId'>): Ledger {
	return new Ledger(disk, run);
}

/**
 * Which files a run has taken out of their folders, and what becomes of them. All notes lie on the disk beside the files,
 * so that another run can go on where one was cut off. What is said of a claim that is gone is not noted. Each method
 * throws `FolderFailure` where the disk fails, or the folder is gone.
 */
export class Ledger {
	readonly #disk: Disk;
	readonly #run: Pick<Run, 'executionId' | 'workflowId'>;

	constructor(disk: Disk, run: Pick<Run, 'executionId' | 'workflowId'>) {
		this.#disk = disk;
		this.#run = run;
	}

	/**
	 * Takes files out of a folder so that no other run gets them. Throws `RefusedSource`.
	 * @param staleAfterMinutes a claim that is older belongs to a run that crashed
	 */
	async claim(folder: string, choice: FolderChoice, staleAfterMinutes: number): Promise<Claimed> {
		const run = { ...this.#run, staleAfterMinutes };
		return await workingIn(folder, async () => await claimFiles({ folder, disk: this.#disk }, choice, run));
	}

	/** Where a claimed file lies. Throws `RefusedSource` for a claim that nobody can have made. */
	pathOf(claim: Claim): string {
		return claimedPath(claim);
	}

	/** The bytes of a claimed file. Throws `RefusedSource`, also where another run has taken the claim over. */
	async source(claim: Claim): Promise<Source> {
		return await claimSource(this.#held(claim));
	}

	/** Notes how a file is read, so that its rejected records can be copied. */
	async remember(claim: Claim, reading: Reading): Promise<void> {
		await workingIn(claim.folder, async () => await rememberReading(this.#held(claim), reading));
	}

	/**
	 * Notes how a stretch of a claimed file was read, for whoever archives it: that may be another execution.
	 * @param start where the stretch begins, in bytes; a second note of the same stretch replaces the first
	 */
	async noteReading(claim: Claim, start: number, note: ReadingNote): Promise<void> {
		await workingIn(claim.folder, async () => await noteReading(this.#held(claim), start, note));
	}

	/** Notes the slices in which a claimed file is going to be read. */
	async noteSlices(claim: Claim, slices: readonly Slice[]): Promise<void> {
		await workingIn(claim.folder, async () => await noteSlices(this.#held(claim), slices));
	}

	/** Puts claimed files back at once, for another run to take; one that cannot keeps no other. Throws `RefusedSource`. */
	async release(claims: readonly Claim[]): Promise<void> {
		const errors: unknown[] = [];
		for (const claim of claims) {
			await workingIn(claim.folder, async () => await releaseClaim(this.#held(claim))).catch((error: unknown) =>
				errors.push(error),
			);
		}
		if (errors.length > 0) throw errors[0];
	}

	/** The same after an error that says more than one in putting back: what stays is taken again as that of a crashed run. */
	async releaseAfterError(claims: readonly Claim[]): Promise<void> {
		await this.release(claims).catch(() => {});
	}

	/** The claims of this run that have not come to their end, oldest first. */
	async claimsOfRun(folder: string): Promise<Claim[]> {
		const { executionId } = this.#run;
		return await workingIn(folder, async () => await claimsOf({ folder, disk: this.#disk }, executionId));
	}

	/**
	 * Files a claimed file away by how its reading ended, and by what became of its rows later. Undefined where its claim is
	 * gone, or where nobody has read it: then it is put back. Throws `RefusedSource`.
	 */
	async archive(claim: Claim, events: AllEvents, folders: ArchiveFolders): Promise<FiledAway | undefined> {
		return await workingIn(claim.folder, async () => {
			const held = this.#held(claim);
			const reading = await wholeReading(held);
			if (reading === undefined) {
				await releaseClaim(held);
				return undefined;
			}
			const ending = endingOf(claim.id, reading, events, folders);
			const archived = await archiveClaim(held, ending);
			return archived && { ending, archived };
		});
	}

	#held(claim: Claim): HeldClaim {
		return { claim, disk: this.#disk };
	}
}

/** An error of the file system becomes one of the folder: the paths within it mean nothing to a person. */
async function workingIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw folderFailure(error, folder, 'written to');
	}
}
