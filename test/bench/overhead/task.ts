// What both sides of the overhead bench have in common: each is a process of its own, loads what it needs, and is then
// measured from the moment when all items are there.
import { contacts, type BenchContact } from '../contacts.ts';
import type { Mapping } from '../hubSpotNodes.ts';
import { memoryInUse, mostMemoryInUse, residentMemory, watchResidentMemory } from './memory.ts';

/** The only argument of such a process, as JSON. */
export interface Task {
	contacts: number;
	/** Where HubSpot is. */
	baseUrl: string;
	/** For our node. */
	mapping: Mapping;
}

/** What such a process prints, as JSON. */
export interface Spent {
	/** Contacts that were written, at each of the two times. */
	written: number[];
	wallMs: number;
	/** Processor time of the whole process, in ms. */
	cpuMs: number;
	/** The most memory of the machine that the process held, less what it held before there were any items, in MB. */
	residentMb: number;
	/** The most memory that was in use, less what was in use before there were any items, in MB. */
	inUseMb: number;
}

export interface Item {
	json: BenchContact;
}

/** Writes items, and answers what is to be kept of each that was written. */
export type Work = (items: Item[]) => Promise<unknown[]>;

/** Carries out the task of this process twice, once for its time and once for its memory, and prints what it took. */
export async function measureTask(prepare: (task: Task) => Promise<Work>): Promise<void> {
	const task = JSON.parse(process.argv[2] ?? '{}') as Task;
	const work = await prepare(task);
	// The first call loads the SDK, on both sides.
	await work(itemsOf(1));
	const inUseBefore = memoryInUse();
	const residentBefore = residentMemory();
	const mostResident = watchResidentMemory();
	const items = itemsOf(task.contacts);
	const [begun, cpuBefore] = [performance.now(), process.cpuUsage()];
	const first = (await work(items)).length;
	const [wallMs, cpu] = [performance.now() - begun, process.cpuUsage(cpuBefore)];
	const resident = mostResident() - residentBefore;
	let second = 0;
	const inUse = await mostMemoryInUse(async () => {
		const kept = await work(items);
		second = kept.length;
		return kept;
	});
	const spent: Spent = {
		written: [first, second],
		wallMs,
		cpuMs: (cpu.user + cpu.system) / 1_000,
		residentMb: resident / 1_000_000,
		inUseMb: (inUse - inUseBefore) / 1_000_000,
	};
	console.log(JSON.stringify(spent));
}

function itemsOf(count: number): Item[] {
	return contacts(count).map((json) => ({ json }));
}
