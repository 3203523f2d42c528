import { globSync } from 'node:fs';
import { Imports } from './imports.ts';
import type { House } from './rooms.ts';

/** Unit and sandbox tests that may meet one of the files: those that depend on it. */
export function quickTests(project: string, files: readonly string[], house: House): string[] {
	const imports = new Imports(project);
	return testsIn(project, 'test/{unit,sandbox}/**/*.test.ts', house).filter((test) => {
		const used = imports.of(test);
		return files.some((file) => used.has(file));
	});
}

/** Workflow tests that may meet one of the files: those of its node, or all of them if it is shared. */
export function workflowTests(project: string, files: readonly string[], house: House): string[] {
	const nodes = new Set(files.map((file) => file.split('/')[1]));
	return testsIn(project, 'test/workflow/**/*.test.ts', house).filter(
		(test) => nodes.has('shared') || nodes.has(test.split('/')[2]),
	);
}

function testsIn(project: string, pattern: string, { leftOut }: House): string[] {
	return globSync(pattern, { cwd: project })
		.filter((file) => !leftOut.some((part) => file.includes(part)))
		.sort();
}
