// Every process that a task starts, so that Ctrl-C, SIGTERM or a failure ends them all.
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { runInThisContext } from 'node:vm';

export interface Child {
	process: ChildProcess;
	/** The exit code; null when a signal ended it. Never rejects. */
	exited: Promise<number | null>;
}

export interface ChildOptions {
	cwd?: string;
	environment?: NodeJS.ProcessEnv;
}

/** Thrown instead of starting something new while everything is being ended. */
class InterruptedError extends Error {
	constructor() {
		super('Interrupted.');
	}
}

/** How much of a finished command's output is kept, in characters. */
const OUTPUT_LIMIT = 64_000;

/** Jest gives tests a copy of `process`, which is told neither of signals nor of the end. */
const realProcess = runInThisContext('process') as NodeJS.Process;

const running = new Set<Child>();
let interrupted = false;

/**
 * Starts a program in a process group of its own: its own children end with it, and a terminal's Ctrl-C reaches it only
 * through this module, which ends things in order. Its output is piped.
 */
export function startChild(command: string, args: string[], options: ChildOptions = {}): Child {
	return register(spawnGroup(command, args, options, 'pipe'));
}

/**
 * Runs a program to its end, silently.
 * @returns what it wrote to its standard output
 * @throws Error with the end of its output when it cannot be started or its exit code is not 0
 */
export async function runCaptured(command: string, args: string[], options: ChildOptions = {}): Promise<string> {
	const child = startChild(command, args, options);
	let output = '';
	let everything = '';
	child.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
		output += text;
		everything = (everything + text).slice(-OUTPUT_LIMIT);
	});
	child.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
		everything = (everything + text).slice(-OUTPUT_LIMIT);
	});
	const code = await child.exited;
	if (interrupted) throw new InterruptedError();
	if (code !== 0)
		throw new Error(`"${[command, ...args].join(' ')}" failed (${code ?? 'ended'}):\n${everything.trim()}`);
	return output;
}

/**
 * Runs a program to its end, its output shown as it comes.
 * @returns its exit code; null when a signal ended it
 */
export async function runShown(command: string, args: string[], options: ChildOptions = {}): Promise<number | null> {
	const code = await register(spawnGroup(command, args, options, 'inherit')).exited;
	if (interrupted) throw new InterruptedError();
	return code;
}

/** Ends a process and all it started: SIGTERM first, SIGKILL after the grace period in milliseconds. */
export async function stopChild(child: Child, grace = 10_000): Promise<void> {
	signalGroup(child, 'SIGTERM');
	const patience = new AbortController();
	const ended = await Promise.race([
		child.exited.then(() => true),
		delay(grace, false, { signal: patience.signal }).catch(() => false),
	]);
	patience.abort();
	if (!ended) signalGroup(child, 'SIGKILL');
	await child.exited;
}

/** Whether Ctrl-C or SIGTERM has come: what fails from then on fails because of it. */
export function wasInterrupted(): boolean {
	return interrupted;
}

/** How long the work may take to notice that its processes have ended, in milliseconds. */
const LAST_WORDS = 5_000;

/**
 * Ends everything on Ctrl-C, SIGTERM or a closed terminal, then the task itself.
 * @param work the task's work: it may tidy up before all ends, for it fails when its processes are gone
 * @param end what else to end; its answer is the exit code
 */
export function endOnSignal(work: Promise<unknown>, end: () => Promise<number>): void {
	async function endAll(): Promise<number> {
		await Promise.all([...running].map((child) => stopChild(child)));
		await Promise.race([work.catch(() => {}), delay(LAST_WORDS)]);
		return await end();
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (interrupted) return;
			interrupted = true;
			void endAll().then(
				(code) => process.exit(code),
				() => process.exit(1),
			);
		});
	}
}

/**
 * Makes a signal end this process as `process.exit` does, where nothing else is to be done: a signal by itself lets
 * what it has started live on.
 */
export function exitOnSignal(): void {
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		// Each test file has this module anew.
		if (realProcess.listenerCount(signal) === 0) realProcess.on(signal, () => realProcess.exit(130));
	}
}

function spawnGroup(command: string, args: string[], options: ChildOptions, output: 'pipe' | 'inherit'): ChildProcess {
	if (interrupted) throw new InterruptedError();
	return spawn(command, args, {
		cwd: options.cwd,
		env: options.environment ?? process.env,
		stdio: ['ignore', output, output],
		detached: true,
	});
}

function register(started: ChildProcess): Child {
	const child: Child = {
		process: started,
		exited: new Promise((resolve) => {
			started.on('error', (error) => {
				console.error(error.message);
				untrack(child);
				resolve(1);
			});
			// "close" rather than "exit": by then all its output has been read.
			started.on('close', (code) => {
				untrack(child);
				resolve(code);
			});
			// Whatever it has left behind would hold its pipes open.
			started.on('exit', () => signalGroup(child, 'SIGKILL'));
		}),
	};
	track(child);
	return child;
}

function signalGroup({ process: { pid } }: Child, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is gone already.
	}
}

function killAll(): void {
	for (const child of running) signalGroup(child, 'SIGKILL');
}

/** The last resort, for instance after an uncaught error: nothing outlives the task. */
function track(child: Child): void {
	if (running.size === 0) realProcess.on('exit', killAll);
	running.add(child);
}

function untrack(child: Child): void {
	running.delete(child);
	if (running.size === 0) realProcess.off('exit', killAll);
}
