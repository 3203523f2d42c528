import { readFile } from 'node:fs/promises';

import type { FilePermissions } from '../source/filePolicy';
import type { Folder } from '../source/folder';
import type { Claim } from './claim';
import { withClaim } from './claimFolder';
import { writeDurably } from './durable';

/** How the reading of a claimed file, or of a slice of it, ended. */
export interface ReadingNote {
	/** Good ones. */
	rows: number;
	rejected: Array<{ line: number; number: number; reason: string }>;
	/** Why it could not be read at all, for the user. */
	failure?: string;
}

const PREFIX = '.read-';

/**
 * Notes how a stretch of a claimed file was read, for whoever archives it: that may be in another execution. Does nothing
 * where the claim is gone.
 * @param start where the stretch begins, in bytes; a second note of the same stretch takes the place of the first
 */
export async function noteReading(
	claim: Claim,
	start: number,
	note: ReadingNote,
	permissions: FilePermissions,
): Promise<void> {
	await withClaim(claim, permissions, async (folder) => {
		await writeDurably(folder, `${PREFIX}${start}.json`, JSON.stringify({ ...note, claim: claim.id }));
	});
}

/**
 * All that was noted under this claim, as one; undefined where nothing was read. What a run before has noted, from which
 * the file was taken over, does not count.
 * @param names of all notes in the claim's folder
 */
export async function readNotes(folder: Folder, claimId: string, names: readonly string[]): Promise<ReadingNote | undefined> {
	const notes: ReadingNote[] = [];
	for (const name of names.filter((one) => one.startsWith(PREFIX) && one.endsWith('.json'))) {
		const note = JSON.parse(await readFile(folder.at(name), 'utf8')) as ReadingNote & { claim: string };
		if (note.claim === claimId) notes.push(note);
	}
	if (notes.length === 0) return undefined;
	return {
		rows: notes.reduce((sum, { rows }) => sum + rows, 0),
		rejected: notes.flatMap(({ rejected }) => rejected),
		failure: notes.find(({ failure }) => failure !== undefined)?.failure,
	};
}
