import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { endOnSignal, runShown, wasInterrupted } from '../host/children.ts';
import { projectFolder, resultsFolder } from '../host/places.ts';
import { slowestFiles, type FileResult } from './slowestFiles.ts';

export interface TestCount {
	passed: number;
	/** Test files that could not be run count as one each. */
	failed: number;
}

export interface JestRun {
	/** Names the file below `.lead-relay/results/` that gets Jest's JSON results. */
	name: string;
	/** Projects of jest.config.js. */
	projects: string[];
	/** Passed on to Jest as they are. */
	args: string[];
}

/** Runs Jest, its output shown; the slowest test files after it. */
export async function runJest({ name, projects, args }: JestRun): Promise<TestCount> {
	const results = path.join(resultsFolder, `${name}.json`);
	await mkdir(resultsFolder, { recursive: true });
	await rm(results, { force: true });
	const jest = path.join(projectFolder, 'node_modules', 'jest', 'bin', 'jest.js');
	const keeping = ['--json', `--outputFile=${results}`];
	// The projects come last: they take in every word that follows.
	const code = await runShown(process.execPath, [jest, ...args, ...keeping, '--selectProjects', ...projects]);
	const { count, files } = await resultsOf(results);
	console.log(['', 'The slowest test files:', ...slowestFiles(files, projectFolder), ''].join('\n'));
	// Jest may also fail for a reason that is no test's, such as a coverage limit.
	return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** Runs a task that counts tests, and closes with its count; a task that fails, or is interrupted, says so. */
export function conclude(check: () => Promise<TestCount>): void {
	const work = check();
	endOnSignal(work, () => Promise.resolve(130));
	work.then(close, (error: unknown) => {
		if (wasInterrupted()) return;
		console.error(`\n${error instanceof Error ? error.message : String(error)}`);
		close({ passed: 0, failed: 1 });
	});
}

/** Prints the closing line, and makes the task's exit code tell the same. */
function close({ passed, failed }: TestCount): void {
	console.log(`${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}

/** What is read of Jest's JSON results. */
interface JestResults extends Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites', number> {
	testResults: FileResult[];
}

async function resultsOf(results: string): Promise<{ count: TestCount; files: FileResult[] }> {
	if (!existsSync(results)) return { count: { passed: 0, failed: 0 }, files: [] };
	const jest = JSON.parse(await readFile(results, 'utf8')) as JestResults;
	const failed = jest.numFailedTests + jest.numRuntimeErrorTestSuites;
	return { count: { passed: jest.numPassedTests, failed }, files: jest.testResults };
}
