// What both sides of the CSV bench have in common: each is a process of its own, loads what it needs, and is then
// measured from the moment when it begins with the file.
import { residentMemory, watchResidentMemory } from '../overhead/memory.ts';

/** The only argument of such a process, as JSON. */
export interface ReadTask {
	file: string;
}

/** What was read; it tells whether both sides have read the same. */
export interface Tally {
	rows: number;
	/** In all cells of two columns: one is quoted, one has line breaks. */
	characters: number;
}

/** What such a process prints, as JSON. */
export interface ReadSpent extends Tally {
	wallMs: number;
	/** Processor time of the whole process, in ms. */
	cpuMs: number;
	/** The most memory of the machine that the process held, in MB. */
	residentMb: number;
	/** That, less what it held before it began. */
	addedMb: number;
}

/** A row as both sides give it. */
export type ReadRow = Record<string, unknown>;

/** Reads a file, tallies every row, and keeps none. */
export type Reading = (task: ReadTask, tally: (row: ReadRow) => void) => Promise<void>;

/** Carries out the task of this process, and prints what it took. */
export async function measureReading(reading: Reading): Promise<void> {
	const task = JSON.parse(process.argv[2] ?? '{}') as ReadTask;
	const total: Tally = { rows: 0, characters: 0 };
	const before = residentMemory();
	const mostResident = watchResidentMemory();
	const [begun, cpuBefore] = [performance.now(), process.cpuUsage()];
	await reading(task, ({ Kunde, Bemerkung }) => {
		total.rows++;
		total.characters += (Kunde as string).length + (Bemerkung as string).length;
	});
	const [wallMs, cpu] = [performance.now() - begun, process.cpuUsage(cpuBefore)];
	const most = mostResident();
	const spent: ReadSpent = {
		...total,
		wallMs,
		cpuMs: (cpu.user + cpu.system) / 1_000,
		residentMb: most / 1_000_000,
		addedMb: (most - before) / 1_000_000,
	};
	console.log(JSON.stringify(spent));
}
