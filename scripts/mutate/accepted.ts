import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mutant } from './mutant.ts';

/** A mutant that no test has to find. */
export interface Accepted {
	file: string;
	/** The code before and after, as the report shows it: line numbers would not outlive an edit. */
	before: string;
	after: string;
	/** Why: it changes nothing that can be seen, or why that may go unseen. */
	reason: string;
}

/** Where they are listed, relative to the project's folder. */
export const acceptedFile = 'test/mutation/accepted.json';

/** @param project the project's folder */
export function readAccepted(project: string): Accepted[] {
	const file = path.join(project, acceptedFile);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Accepted[]) : [];
}

export function isAccepted(mutant: Mutant, list: readonly Accepted[]): boolean {
	return list.some((entry) => fits(entry, mutant));
}

/** Entries that no mutant of their file fits any more. */
export function staleEntries(list: readonly Accepted[], mutantsOf: (file: string) => Mutant[]): Accepted[] {
	return list.filter((entry) => !mutantsOf(entry.file).some((mutant) => fits(entry, mutant)));
}

function fits({ file, before, after }: Accepted, mutant: Mutant): boolean {
	return mutant.file === file && mutant.before === before && mutant.after === after;
}
