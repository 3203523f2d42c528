import { readFileSync, writeFileSync } from 'node:fs';

/** How much memory of the machine this process holds now, in bytes. */
export function residentMemory(): number {
	return residentBytes('VmRSS');
}

/**
 * Begins to watch how much memory of the machine this process holds. Linux keeps the highest mark itself; the one of
 * `process.resourceUsage` would begin with the memory of whoever has started this process.
 * @returns tells the highest mark since then, in bytes
 */
export function watchResidentMemory(): () => number {
	writeFileSync('/proc/self/clear_refs', '5');
	return () => residentBytes('VmHWM');
}

function residentBytes(field: 'VmHWM' | 'VmRSS'): number {
	const [, kilobytes] = new RegExp(`${field}:\\s*(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
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
