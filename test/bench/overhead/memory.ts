import { readFileSync, writeFileSync } from 'node:fs';

/** The id of a process, or this one. */
type Process = number | 'self';

/** How much memory of the machine a process holds now, in bytes. */
export function residentMemory(process: Process = 'self'): number {
	return residentBytes(process, 'VmRSS');
}

/**
 * Begins to watch how much memory of the machine a process holds. Linux keeps the highest mark itself; the one of
 * `process.resourceUsage` would begin with the memory of whoever has started the process.
 * @returns tells the highest mark since then, in bytes
 */
export function watchResidentMemory(process: Process = 'self'): () => number {
	writeFileSync(`/proc/${process}/clear_refs`, '5');
	return () => residentBytes(process, 'VmHWM');
}

function residentBytes(process: Process, field: 'VmHWM' | 'VmRSS'): number {
	const status = readFileSync(`/proc/${process}/status`, 'utf8');
	const [, kilobytes] = new RegExp(`${field}:\\s*(\\d+) kB`).exec(status) ?? [];
	return Number(kilobytes) * 1_024;
}

/** How much memory this process has in use, in bytes: what is left after a collection. */
export function memoryInUse(): number {
	if (!globalThis.gc) throw new Error('Start this process with --expose-gc.');
	globalThis.gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** The most memory in use while work is done, in bytes; looking takes far more time than the work. */
export async function mostMemoryInUse(work: () => Promise<unknown>): Promise<number> {
	let most = 0;
	const look = () => (most = Math.max(most, memoryInUse()));
	const timer = setInterval(look, 500);
	try {
		const kept = await work();
		look();
		// Only now may it be collected.
		return kept === undefined ? NaN : most;
	} finally {
		clearInterval(timer);
	}
}
