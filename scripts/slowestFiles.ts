import path from 'node:path';

/** Of Jest's JSON results, what tells how long a test file took: milliseconds since the epoch. */
export interface FileResult {
	/** Its path. */
	name: string;
	startTime: number;
	endTime: number;
}

const SHOWN = 10;

/** The slowest test files, a line each, the slowest first: seconds, then the path below the folder. */
export function slowestFiles(results: readonly FileResult[], folder: string): string[] {
	return results
		.map(({ name, startTime, endTime }) => ({ file: path.relative(folder, name), ms: endTime - startTime }))
		.sort((one, other) => other.ms - one.ms)
		.slice(0, SHOWN)
		.map(({ file, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${file}`);
}
