// `npm run bench`: all benches of `test/bench/`; `npm run bench <name>`: the one named so. A table for people, then one
// line of JSON for every figure.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endOnSignal, wasInterrupted } from '../host/children.ts';
import { projectFolder } from '../host/places.ts';
import type { BenchFigure } from './benchFigure.ts';

const folder = path.join(projectFolder, 'test', 'bench');
const SUFFIX = '.bench.ts';

const work = runBenches(process.argv[2]);
endOnSignal(work, () => Promise.resolve(130));
work.catch((error: unknown) => {
	// What fails while everything is being ended fails because of that.
	if (wasInterrupted()) return;
	console.error(error);
	process.exitCode = 1;
});

async function runBenches(wanted: string | undefined): Promise<void> {
	const files = existsSync(folder) ? (await readdir(folder)).filter((file) => file.endsWith(SUFFIX)).sort() : [];
	const names = files.map((file) => file.slice(0, -SUFFIX.length));
	const chosen = names.filter((name) => wanted === undefined || name === wanted);
	if (chosen.length === 0) {
		const known = names.length === 0 ? 'There are no benches yet.' : `There are: ${names.join(', ')}.`;
		console.error(wanted === undefined ? known : `There is no bench "${wanted}". ${known}`);
		process.exitCode = 1;
		return;
	}
	const figures: BenchFigure[] = [];
	for (const name of chosen) {
		console.log(`Measuring ${name} …`);
		const file = pathToFileURL(path.join(folder, name + SUFFIX)).href;
		const { default: measure } = (await import(file)) as { default: () => Promise<BenchFigure[]> };
		figures.push(...(await measure()));
	}
	console.table(figures);
	for (const figure of figures) console.log(JSON.stringify(figure));
}
