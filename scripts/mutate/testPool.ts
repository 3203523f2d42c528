import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { TestJob, TestReport } from './testWorker.ts';

/** A process that has run so many test files is replaced: what tests leave behind adds up. */
const LIFE = 60;

/** How long a process may take to be ready, in milliseconds. */
const START = 120_000;

const workerFile = fileURLToPath(new URL('testWorker.ts', import.meta.url));

/** Processes that run test files of one tree; `end` ends them all. */
export class TestPool {
	readonly #folder: string;
	readonly #idle: TestProcess[] = [];
	readonly #all = new Set<TestProcess>();
	#ended = false;

	/** @param folder the tree with the mutants in it */
	constructor(folder: string) {
		this.#folder = folder;
		process.on('exit', () => this.end());
	}

	/**
	 * Runs a test file, in a process of its own for that time.
	 * @param patience how long it may take, in milliseconds
	 */
	async run(job: TestJob, patience: number): Promise<TestReport> {
		// A process may end of what an earlier test file has left behind.
		const first = await this.#once(job, patience);
		if (first !== 'lost') return first;
		const second = await this.#once(job, patience);
		return second === 'lost' ? broken('The process ended.') : second;
	}

	end(): void {
		this.#ended = true;
		for (const each of this.#all) each.end();
		this.#all.clear();
	}

	async #once(job: TestJob, patience: number): Promise<TestReport | 'lost'> {
		const worker = this.#idle.pop() ?? (await this.#started());
		const answer = await worker.ask<TestReport>(job, patience);
		if (typeof answer === 'string' || worker.runs >= LIFE) {
			worker.end();
			this.#all.delete(worker);
		} else {
			this.#idle.push(worker);
		}
		if (answer === 'late') return broken(`No end within ${Math.round(patience / 1000)} s.`);
		return answer === 'lost' ? 'lost' : answer;
	}

	async #started(): Promise<TestProcess> {
		if (this.#ended) throw new Error('Ended.');
		const started = new TestProcess(this.#folder);
		this.#all.add(started);
		if ((await started.answer<'ready'>(START)) !== 'ready') {
			throw new Error(`A process for tests could not be started:\n${started.lastWords}`);
		}
		return started;
	}
}

function broken(failure: string): TestReport {
	return { passed: false, duration: 0, met: [], failure };
}

class TestProcess {
	readonly #child: ChildProcess;
	/** The end of what it wrote to its standard error. */
	lastWords = '';
	runs = 0;

	constructor(folder: string) {
		// A group of its own: what tests start ends with it.
		this.#child = fork(workerFile, [], { cwd: folder, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
		this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			this.lastWords = (this.lastWords + text).slice(-4_000);
		});
	}

	/** Its answer to a job; `late` after `patience` milliseconds, `lost` when it has ended. */
	async ask<T extends object>(job: TestJob, patience: number): Promise<T | 'late' | 'lost'> {
		this.runs++;
		const answer = this.answer<T>(patience);
		// What cannot be sent has ended, and `answer` tells so.
		this.#child.send(job, () => {});
		return await answer;
	}

	async answer<T>(patience: number): Promise<T | 'late' | 'lost'> {
		const child = this.#child;
		if (child.exitCode !== null || child.signalCode !== null) return 'lost';
		return await new Promise((resolve) => {
			const done = (answer: T | 'late' | 'lost') => {
				clearTimeout(timer);
				child.off('message', done).off('exit', onExit);
				resolve(answer);
			};
			const onExit = () => done('lost');
			const timer = setTimeout(() => done('late'), patience);
			child.once('message', done).once('exit', onExit);
		});
	}

	end(): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		try {
			process.kill(-pid, 'SIGKILL');
		} catch {
			// It is gone already.
		}
	}
}
