import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Part of the project that is judged by itself. */
export interface Room {
	name: string;
	/** With all below them but other rooms' folders. */
	folders: string[];
	/** The share of mutants that the tests have to find, in percent. */
	floor?: number;
	/** The floor counts workflow tests in. */
	needsWorkflow?: boolean;
}

export interface House {
	rooms: Room[];
	/** Sources that no mistakes are planted in: parts of paths. */
	leftAlone: string[];
	/** Tests that take too long for every mutant: parts of paths. */
	leftOut: string[];
}

/** Where the project says how it is to be judged, relative to its folder. */
export const houseFile = 'test/mutation/rooms.json';

/** @param project the project's folder */
export function readHouse(project: string): House {
	const file = path.join(project, houseFile);
	const nothing: House = { rooms: [], leftAlone: [], leftOut: [] };
	if (!existsSync(file)) return nothing;
	return { ...nothing, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<House>) };
}

/** The room of a file: of those whose folder holds it, the nearest; else its folder, without a floor. */
export function roomOf(file: string, rooms: readonly Room[]): Room {
	const depth = (room: Room) =>
		Math.max(...room.folders.filter((each) => isWithin(file, each)).map((each) => each.length));
	const holding = rooms.filter((room) => room.folders.some((each) => isWithin(file, each)));
	const [nearest] = holding.sort((a, b) => depth(b) - depth(a));
	const folder = path.posix.dirname(file);
	return nearest ?? { name: folder, folders: [folder] };
}

/** Whether a file is, or lies in, a place. */
export function isWithin(file: string, place: string): boolean {
	return file === place || file.startsWith(`${place}/`);
}
