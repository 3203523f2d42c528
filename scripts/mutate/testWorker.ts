// A process that runs test files one after the other, each in a realm of its own, for `testPool.ts`. Its folder is the
// tree with the mutants in it.
import { subscribe } from 'node:diagnostics_channel';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfigs } from 'jest-config';
import TestRunner, { type Config, type Test, type TestWatcher } from 'jest-runner';
import Runtime from 'jest-runtime';
import { CHANNEL, SWITCH } from './instrument.ts';

/** What the pool asks for. */
export interface TestJob {
	/** Relative to the project's folder. */
	file: string;
	/** The mutant that is switched on; none: the mutants that the tests meet are told. */
	mutant?: string;
}

/** What came of it. */
export interface TestReport {
	passed: boolean;
	/** How long it took, in milliseconds. */
	duration: number;
	/** The ids of the mutants that were met. */
	met: string[];
	/** The first failure, in Jest's words. */
	failure?: string;
}

const watcher = { isInterrupted: () => false } as TestWatcher;
const environment = fileURLToPath(new URL('environment.cjs', import.meta.url));
const root = process.cwd();
const met = new Set<string>();
const contexts = new Map<string, Promise<Test['context']>>();

process.env.NODE_ENV ??= 'test';
process.env.JEST_WORKER_ID = '1';
subscribe(CHANNEL, (id) => met.add(id as string));

const cacheDirectory = path.join(root, '.lead-relay', 'jest');
const { configs, globalConfig } = await readConfigs({ _: [], $0: '', cacheDirectory }, [root]);

process.on('message', (job: TestJob) => {
	void run(job).then((report) => process.send?.(report));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function run({ file, mutant }: TestJob): Promise<TestReport> {
	met.clear();
	// Each realm has a copy of the environment as it is when the realm is made.
	if (mutant === undefined) delete process.env[SWITCH];
	else process.env[SWITCH] = mutant;
	const started = performance.now();
	const failure = await firstFailure(file);
	return { passed: failure === undefined, duration: performance.now() - started, met: [...met], failure };
}

async function firstFailure(file: string): Promise<string | undefined> {
	const settings: Config.GlobalConfig = { ...globalConfig, silent: true, verbose: false };
	const runner = new TestRunner(settings, {});
	let failure: string | undefined;
	runner.on('test-file-success', ([, { failureMessage, numFailingTests, testExecError }]) => {
		if (numFailingTests > 0 || testExecError) failure = failureMessage ?? 'failed';
	});
	runner.on('test-file-failure', ([, error]) => {
		failure = String(error.stack ?? error.message);
	});
	const context = await contextOf(file);
	await runner.runTests([{ context, path: path.join(root, file) }], watcher, { serial: true });
	return failure;
}

/** Jest's project of a test file is named as the folder below `test/`. */
async function contextOf(file: string): Promise<Test['context']> {
	const [, project] = file.split('/');
	const known = contexts.get(project);
	if (known) return await known;
	const config = configs.find(({ displayName }) => displayName?.name === project) ?? configs[0];
	const context = Runtime.createContext(
		{ ...config, testEnvironment: environment },
		{ console, maxWorkers: 1, watch: false, watchman: false },
	);
	contexts.set(project, context);
	return await context;
}
