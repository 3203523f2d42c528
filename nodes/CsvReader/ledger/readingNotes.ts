import { readFile } from 'node:fs/promises';

import type { Slice } from '../slices/planSlices';
import { readClaimFolder, withClaim, type HeldClaim } from './claimFolder';
import { writeDurably } from './durable';
import type { RejectedRow } from './rejectedRow';

/** How the reading of a claimed file, or of a slice of it, ended. */
export interface ReadingNote {
	/** Good ones. */
	rows: number;
	rejected: RejectedRow[];
	/** Why it could not be read at all, for the user. */
	failure?: string;
}

/** What was noted of all stretches of a file. */
export interface WholeReading extends ReadingNote {
	/** The slices that were planned and that nobody has read. */
	unread: Slice[];
}

/** What is written down: the claim tells it from what a run before has noted, from which the file was taken over. */
interface Written<T> {
	claim: string;
	content: T;
}

const READ = '.read-';
const SLICES = '.slices.json';

/**
 * Notes how a stretch of a claimed file was read, for whoever archives it: that may be another execution. Does nothing
 * where the claim is gone.
 * @param start where the stretch begins, in bytes; a second note of the same stretch takes the place of the first
 */
export async function noteReading(held: HeldClaim, start: number, note: ReadingNote): Promise<void> {
	await write(held, `${READ}${start}.json`, note);
}

/** Notes the slices that a claimed file is going to be read in. Does nothing where the claim is gone. */
export async function noteSlices(held: HeldClaim, slices: readonly Slice[]): Promise<void> {
	await write(held, SLICES, slices);
}

async function write(held: HeldClaim, name: string, content: unknown): Promise<void> {
	await withClaim(held, async (folder) => {
		const written: Written<unknown> = { claim: held.claim.id, content };
		await writeDurably(folder, name, JSON.stringify(written));
	});
}

/** All that was noted of a claimed file; undefined where nothing was, or the claim is gone. */
export async function wholeReading(held: HeldClaim): Promise<WholeReading | undefined> {
	return await withClaim(held, async (folder) => {
		const { notes } = await readClaimFolder(folder, '.');
		const read = async <T>(name: string) => {
			const written = JSON.parse(await readFile(folder.at(name), 'utf8')) as Written<T>;
			return written.claim === held.claim.id ? written.content : undefined;
		};
		const slices = notes.includes(SLICES) ? ((await read<Slice[]>(SLICES)) ?? []) : [];
		const readings = new Map<string, ReadingNote>();
		for (const name of notes.filter((one) => one.startsWith(READ) && one.endsWith('.json'))) {
			const note = await read<ReadingNote>(name);
			if (note) readings.set(name, note);
		}
		if (slices.length + readings.size === 0) return undefined;
		const unread = slices.filter(({ start }) => !readings.has(`${READ}${start}.json`));
		return { ...joined([...readings.values()]), unread };
	});
}

function joined(notes: readonly ReadingNote[]): ReadingNote {
	return {
		rows: notes.reduce((sum, { rows }) => sum + rows, 0),
		rejected: notes.flatMap(({ rejected }) => rejected),
		failure: notes.find(({ failure }) => failure !== undefined)?.failure,
	};
}
