// How long the CSV Reader takes for a large file, slice by slice, beside csv-parse by itself, which streams the same file:
// each in a process of its own. Beside it the whole template for large files, in a real n8n. See `csv/`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCaptured } from '../../host/children.ts';
import { ensureBuilt } from '../../host/packageBuild.ts';
import { silentStep } from '../../host/progress.ts';
import type { BenchFigure } from '../../scripts/benchFigure.ts';
import { writeBookings } from './csv/bookingsFile.ts';
import type { ReadSpent } from './csv/task.ts';
import { spentByTemplate, type TemplateSpent } from './csv/templateInN8n.ts';
import { figures, median, medianRatio } from './figures.ts';

const rounds = 3;
const many = 1_000_000;
const few = 100_000;
/** For the whole template, in slices of 10,000: each takes n8n some 30 s of processor time. */
const imported = 20_000;

/** V8 puts collections off while there is memory: in a small heap it cannot, and what is really needed shows. */
const smallHeap = ['--max-old-space-size=160', '--max-semi-space-size=8'];

interface Side {
	name: string;
	script: string;
}

const bare: Side = { name: 'csv-parse', script: 'csvParse.ts' };
const ours: Side = { name: 'CSV Reader', script: 'ourNode.ts' };

export default async function measure(): Promise<BenchFigure[]> {
	await ensureBuilt(silentStep);
	const folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-bench-'));
	try {
		const files = { many: path.join(folder, 'many.csv'), few: path.join(folder, 'few.csv') };
		await writeBookings(files.many, many);
		await writeBookings(files.few, few);
		const runs: Record<'bare' | 'ours' | 'small' | 'large', ReadSpent[]> = { bare: [], ours: [], small: [], large: [] };
		for (let round = 0; round < rounds; round++) {
			runs.bare.push(await spentOn(files.many, bare));
			runs.ours.push(await spentOn(files.many, ours));
			runs.small.push(await spentOn(files.few, ours, smallHeap));
			runs.large.push(await spentOn(files.many, ours, smallHeap));
		}
		refuseDifferences(runs);
		return [...readingFigures(runs), ...templateFigures(await spentByTemplate(folder, imported))];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function spentOn(file: string, { script }: Side, options: string[] = []): Promise<ReadSpent> {
	const folder = path.dirname(file);
	// n8n's engine reads these when it is loaded.
	const engine = {
		N8N_USER_FOLDER: folder,
		N8N_ENCRYPTION_KEY: 'only-for-benches',
		N8N_LOG_LEVEL: 'silent',
		N8N_RESTRICT_FILE_ACCESS_TO: folder,
	};
	const program = fileURLToPath(new URL(`csv/${script}`, import.meta.url));
	const environment = { ...process.env, ...engine };
	const output = await runCaptured(process.execPath, [...options, program, JSON.stringify({ file })], { environment });
	return JSON.parse(output) as ReadSpent;
}

/** Half the rows, or other cells, would look cheap. */
function refuseDifferences(runs: Record<'bare' | 'ours' | 'small' | 'large', ReadSpent[]>): void {
	const [{ characters }] = runs.bare;
	for (const { rows, characters: own } of [...runs.bare, ...runs.ours, ...runs.large]) {
		if (rows !== many || own !== characters) {
			throw new Error(`${rows} rows with ${own} characters were read, of ${many} with ${characters}.`);
		}
	}
	if (runs.small.some(({ rows }) => rows !== few)) throw new Error(`Not all of ${few} rows were read.`);
}

function readingFigures({ bare: bareRuns, ours: ourRuns, small, large }: Record<string, ReadSpent[]>): BenchFigure[] {
	const note = `${many} rows of 12 columns; median of ${rounds} rounds in turn`;
	const memoryNote = `most resident memory, in a heap of 160 MB; median of ${rounds} rounds`;
	const seconds = (runs: ReadSpent[]) => median(runs.map(({ wallMs }) => wallMs)) / 1_000;
	const wall = (runs: ReadSpent[]) => runs.map(({ wallMs }) => wallMs);
	const cpu = (runs: ReadSpent[]) => runs.map(({ cpuMs }) => cpuMs);
	const megabytes = (runs: ReadSpent[]) => runs.map(({ residentMb }) => residentMb);
	return figures('csv', [
		[`time: ${bare.name}`, seconds(bareRuns), 's', `columns: true, streaming; ${note}`],
		[`time: ${ours.name}`, seconds(ourRuns), 's', `Split, then Read slice by slice, on n8n's engine; ${note}`],
		['time ratio', medianRatio(wall(ourRuns), wall(bareRuns)), 'ours / csv-parse', note],
		['CPU ratio', medianRatio(cpu(ourRuns), cpu(bareRuns)), 'ours / csv-parse', `all threads; ${note}`],
		[`memory: ${few} rows`, median(megabytes(small)), 'MB', memoryNote],
		[`memory: ${many} rows`, median(megabytes(large)), 'MB', memoryNote],
		['memory ratio', medianRatio(megabytes(large), megabytes(small)), `${many} / ${few} rows`, memoryNote],
		['resident memory', median(megabytes(ourRuns)), 'MB', `with all that V8 lets grow; ${note}`],
	]);
}

function templateFigures({ seconds, residentBytes, slices }: TemplateSpent): BenchFigure[] {
	const note =
		`large-csv-in-slices.json, as it is, in a real n8n: ${imported} rows of 12 columns in ${slices} slices, each a sub-workflow ` +
		"and an execution that n8n saves to its database; HubSpot Upsert's writing to the sandbox without a quota is part of it; one run";
	return figures('csv', [
		['whole template: time', seconds, 's', note],
		['whole template: rows', imported / seconds, '1/s', note],
		['whole template: memory', residentBytes / 1_000_000, 'MB', `the most that n8n's process held; ${note}`],
	]);
}
