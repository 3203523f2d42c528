import { cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCaptured } from '../../host/children.ts';
import { instrumented } from './instrument.ts';
import type { Mutant } from './mutant.ts';

/** What a build and tests make anew, or do without. */
const LEFT_OUT = new Set(['.git', '.lead-relay', 'dist']);

/** A copy of the project in a temporary folder, with mutants in it; packages are shared with the project. */
export class MutatedTree {
	readonly folder: string;

	constructor(folder: string) {
		this.folder = folder;
	}

	/**
	 * @param project the project's folder
	 * @param codeOf a file's code as it was when its mutants were found: it may be edited meanwhile
	 */
	static async of(project: string, mutants: readonly Mutant[], codeOf: (file: string) => string): Promise<MutatedTree> {
		const folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-mutate-'));
		// The task may end in any of many ways.
		process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
		copy(project, folder);
		for (const [file, own] of Map.groupBy(mutants, (mutant) => mutant.file)) {
			writeFileSync(path.join(folder, file), instrumented(codeOf(file), own));
		}
		return new MutatedTree(folder);
	}

	/** Builds the package there, types unchecked. */
	async build(): Promise<void> {
		const bin = (name: string) => path.join('node_modules', name);
		const tsc = [bin('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noCheck'];
		await runCaptured(process.execPath, tsc, { cwd: this.folder });
		await runCaptured(process.execPath, [bin('gulp/bin/gulp.js'), '--silent'], { cwd: this.folder });
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}

function copy(from: string, to: string): void {
	for (const entry of readdirSync(from, { withFileTypes: true })) {
		const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
		if (LEFT_OUT.has(entry.name)) continue;
		if (entry.name === 'node_modules') symlinkSync(source, target, 'dir');
		else cpSync(source, target, { recursive: true, filter: (file) => path.basename(file) !== 'node_modules' });
	}
}
