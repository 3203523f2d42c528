import type { Slice } from '../slices/planSlices';
import type { Disk } from '../source/disk';
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
 * so that another run can go on where one was cut off. What is said of a claim that is gone is not noted.
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
		return await claimFiles({ folder, disk: this.#disk }, choice, { ...this.#run, staleAfterMinutes });
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
		await rememberReading(this.#held(claim), reading);
	}

	/**
	 * Notes how a stretch of a claimed file was read, for whoever archives it: that may be another execution.
	 * @param start where the stretch begins, in bytes; a second note of the same stretch replaces the first
	 */
	async noteReading(claim: Claim, start: number, note: ReadingNote): Promise<void> {
		await noteReading(this.#held(claim), start, note);
	}

	/** Notes the slices in which a claimed file is going to be read. */
	async noteSlices(claim: Claim, slices: readonly Slice[]): Promise<void> {
		await noteSlices(this.#held(claim), slices);
	}

	/** Puts claimed files back at once, for another run to take. Throws `RefusedSource`. */
	async release(claims: readonly Claim[]): Promise<void> {
		for (const claim of claims) await releaseClaim(this.#held(claim));
	}

	/** The claims of this run that have not come to their end, oldest first. */
	async claimsOfRun(folder: string): Promise<Claim[]> {
		return await claimsOf({ folder, disk: this.#disk }, this.#run.executionId);
	}

	/**
	 * Files a claimed file away by how its reading ended, and by what became of its rows later. Undefined where its claim is
	 * gone, or where nobody has read it: then it is put back. Throws `RefusedSource`.
	 */
	async archive(claim: Claim, events: AllEvents, folders: ArchiveFolders): Promise<FiledAway | undefined> {
		const held = this.#held(claim);
		const reading = await wholeReading(held);
		if (reading === undefined) {
			await releaseClaim(held);
			return undefined;
		}
		const ending = endingOf(claim.id, reading, events, folders);
		const archived = await archiveClaim(held, ending);
		return archived && { ending, archived };
	}

	#held(claim: Claim): HeldClaim {
		return { claim, disk: this.#disk };
	}
}
