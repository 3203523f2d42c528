import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { RunPlan } from './workOff';

/** The first run compiles, the others start in a third of the time. */
const COMPILED = join(tmpdir(), 'csv-reader-compiled');
const CHILDREN = join(__dirname, 'children');

/** What a run tells when it has come to its end. */
export interface RunResult {
	archived: string[];
	/** How often it has changed the disk. */
	changes: number;
}

export interface RunProcess {
	child: ChildProcess;
	/** Undefined where it was killed. */
	result: Promise<RunResult | undefined>;
}

const children = new Set<ChildProcess>();

afterAll(() => {
	for (const child of children) child.kill('SIGKILL');
});

/** Starts a run in a process of its own; see killAt.mjs for the environment. */
export function startRun(plan: RunPlan, environment: Record<string, string> = {}): RunProcess {
	const preloads = ['resolveTs.mjs', 'killAt.mjs'].flatMap((file) => ['--import', join(CHILDREN, file)]);
	const args = [
		'--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
		...preloads,
		join(CHILDREN, 'run.ts'),
		JSON.stringify(plan),
	];
	const child = spawn(process.execPath, args, {
		env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...environment },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.add(child);
	let output = '';
	child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const result = new Promise<RunResult | undefined>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (code, signal) => {
			children.delete(child);
			if (code === 0) resolve(JSON.parse(output) as RunResult);
			else if (signal === 'SIGKILL') resolve(undefined);
			else reject(new Error(`The run ended with ${code}`));
		});
	});
	// A run may fail before the test awaits it, which would end all tests of this process.
	result.catch(() => undefined);
	return { child, result };
}
