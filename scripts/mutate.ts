// `npm run mutate`: plants mistakes in the sources and tells which of them no test finds. See docs/how-to/mutation.md.
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { endOnSignal, wasInterrupted } from '../host/children.ts';
import { projectFolder, resultsFolder } from '../host/places.ts';
import { acceptedFile, readAccepted, staleEntries } from './mutate/accepted.ts';
import { Compiler } from './mutate/compiling.ts';
import { dryRuns, type DryRun } from './mutate/coverage.ts';
import { draw } from './mutate/draw.ts';
import { findMutants } from './mutate/findMutants.ts';
import { inParallel } from './mutate/inParallel.ts';
import type { Mutant } from './mutate/mutant.ts';
import { readOptions, type MutateOptions } from './mutate/options.ts';
import { Progress } from './mutate/progress.ts';
import { figuresOf, survivorText, tableText, type RoomResult } from './mutate/report.ts';
import { readHouse, roomOf, type House, type Room } from './mutate/rooms.ts';
import { targetFiles } from './mutate/targets.ts';
import { quickTests, workflowTests } from './mutate/testFiles.ts';
import { TestPool } from './mutate/testPool.ts';
import { MutatedTree } from './mutate/tree.ts';
import { FindRecords, tried, type Trial } from './mutate/trial.ts';

/** How much is shown of a test that fails without a mutant. */
const LINES_OF_FAILURE = 12;

/** What has to be ended and removed, whatever happens. */
const open: { pool?: TestPool; tree?: MutatedTree } = {};
const progress = new Progress();
const codes = new Map<string, string>();

const work = mutate(process.argv.slice(2)).finally(close);
endOnSignal(work, async () => {
	await close();
	return 130;
});
work.then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		// What fails while everything is being ended fails because of that.
		if (wasInterrupted()) return;
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);

async function close(): Promise<void> {
	open.pool?.end();
	await open.tree?.remove();
}

async function mutate(args: string[]): Promise<number> {
	const options = readOptions(args);
	const house = readHouse(projectFolder);
	const files = await targetFiles(projectFolder, options, house);
	if (files.length === 0) {
		console.log('No source file was changed.');
		return 0;
	}
	const rooms = drawn(files, options, house);
	const deadline = performance.now() + options.minutes * 60_000;
	await tryAll(rooms, { options, house, deadline });
	return await concluded(rooms, options);
}

/** Draws the mutants of every room. */
function drawn(files: string[], options: MutateOptions, house: House): RoomResult[] {
	const mutants = files.flatMap((file) => findMutants(file, code(file)));
	const accepted = readAccepted(projectFolder);
	const compiler = new Compiler(projectFolder, files);
	const byRoom = Map.groupBy(mutants, ({ file }) => roomOf(file, house.rooms).name);
	const named = new Map(
		files.map((file) => roomOf(file, house.rooms)).map((room): [string, Room] => [room.name, room]),
	);
	return [...named.values()].map((room) => {
		progress.tell(`Drawing mutants of ${room.name}`);
		const own = byRoom.get(room.name) ?? [];
		return { room, draw: draw(own, { ...options, accepted }, compiler), trials: [] };
	});
}

async function tryAll(
	rooms: RoomResult[],
	{ options, house, deadline }: { options: MutateOptions; house: House; deadline: number },
): Promise<void> {
	const queue = inTurns(rooms.map(({ draw: { mutants } }) => mutants));
	const files = [...new Set(queue.map(({ file }) => file))];
	open.tree = await MutatedTree.of(projectFolder, queue, code);
	open.pool = new TestPool(open.tree.folder);
	const quick = await runsOf(quickTests(projectFolder, files, house), options);
	const trials = await trialsOf(queue, quick, { options, deadline });
	if (options.withWorkflow) {
		const left = trials.filter(({ verdict }) => verdict !== 'killed').map(({ mutant }) => mutant);
		const slow = await workflowRuns(left, { options, house });
		const again = new Map((await trialsOf(left, slow, { options, deadline })).map((trial) => [trial.mutant, trial]));
		for (const [index, trial] of trials.entries()) trials[index] = joined(trial, again.get(trial.mutant));
	}
	for (const room of rooms) room.trials = trials.filter(({ mutant }) => room.draw.mutants.includes(mutant));
}

/** One of each room, then the next: what is not tried in time is missing in all rooms alike. */
function inTurns(rooms: Mutant[][]): Mutant[] {
	const longest = Math.max(...rooms.map(({ length }) => length));
	return Array.from({ length: longest }, (_, index) => rooms.flatMap((room) => room.slice(index, index + 1))).flat();
}

async function workflowRuns(
	mutants: Mutant[],
	{ options, house }: { options: MutateOptions; house: House },
): Promise<DryRun[]> {
	if (mutants.length === 0) return [];
	progress.tell('Building the nodes');
	await open.tree?.build();
	const files = [...new Set(mutants.map(({ file }) => file))];
	return await runsOf(workflowTests(projectFolder, files, house), options);
}

async function runsOf(tests: string[], { workers }: MutateOptions): Promise<DryRun[]> {
	const { pool } = open;
	if (pool === undefined) return [];
	const { runs, failed } = await dryRuns(tests, { pool, workers }, (text) => progress.tell(text));
	for (const [file, failure] of failed) {
		progress.say(
			`Left out, as it fails without a mutant: ${file}\n${failure.split('\n', LINES_OF_FAILURE).join('\n')}`,
		);
	}
	return runs;
}

async function trialsOf(
	mutants: Mutant[],
	runs: DryRun[],
	{ options, deadline }: { options: MutateOptions; deadline: number },
): Promise<Trial[]> {
	const { pool } = open;
	if (pool === undefined) return [];
	const trials: Trial[] = [];
	const records = new FindRecords();
	const started = performance.now();
	await inParallel(
		mutants,
		{ atATime: options.workers, goesOn: () => performance.now() < deadline },
		async (mutant) => {
			trials.push(await tried(mutant, { runs, records, pool }));
			const pace = Math.round(trials.length / ((performance.now() - started) / 60_000));
			const survived = trials.filter(({ verdict }) => verdict !== 'killed').length;
			progress.tell(`${trials.length} of ${mutants.length} mutants tried, ${survived} not found, ${pace} a minute`);
		},
	);
	return trials;
}

/** What came of a mutant in the quick tests, then in the workflow tests. */
function joined(quick: Trial, slow: Trial | undefined): Trial {
	if (slow === undefined) return quick;
	const verdict = slow.verdict === 'not met' ? quick.verdict : slow.verdict;
	return { ...slow, verdict, ran: [...quick.ran, ...slow.ran] };
}

async function concluded(rooms: RoomResult[], options: MutateOptions): Promise<number> {
	const figures = rooms.map((room) => figuresOf(room, options.withWorkflow));
	const trials = rooms.flatMap((room) => room.trials);
	const survivors = trials.filter(({ verdict }) => verdict !== 'killed');
	const untried = rooms.reduce((sum, { draw: { mutants }, trials }) => sum + mutants.length - trials.length, 0);
	progress.end();
	for (const trial of survivors) console.log(`${survivorText(trial)}\n`);
	console.log(tableText(figures));
	if (untried > 0) console.log(`Not tried in ${options.minutes} minutes: ${untried} mutants.`);
	for (const { file, before, after } of staleEntries(readAccepted(projectFolder), mutantsOf)) {
		console.log(`${acceptedFile} has an entry that fits no mutant any more: ${file}: ${before} → ${after}`);
	}
	await mkdir(resultsFolder, { recursive: true });
	await writeFile(path.join(resultsFolder, 'mutate.json'), JSON.stringify({ options, figures, trials }, null, '\t'));
	return figures.some(({ isBelow }) => isBelow) ? 1 : 0;
}

function mutantsOf(file: string): Mutant[] {
	try {
		return findMutants(file, code(file));
	} catch {
		// A file that is gone has none.
		return [];
	}
}

/** A file's code as it was when it was first asked for. */
function code(file: string): string {
	const known = codes.get(file) ?? readFileSync(path.join(projectFolder, file), 'utf8');
	codes.set(file, known);
	return known;
}
