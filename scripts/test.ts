// `npm test`: lint, types, build, then the quick test suites. Stops at the first step that fails; what follows `--` goes
// to Jest: `npm test -- category`.
import { runShown } from '../host/children.ts';
import { build } from '../host/packageBuild.ts';
import { shownStep } from '../host/progress.ts';
import { conclude, runJest, type TestCount } from './jest.ts';

conclude(check);

async function check(): Promise<TestCount> {
	await npmRun('lint');
	await npmRun('types');
	await build(shownStep);
	return await runJest({ name: 'test', projects: ['unit', 'sandbox', 'workflow'], args: process.argv.slice(2) });
}

async function npmRun(script: string): Promise<void> {
	console.log(`npm run ${script} …`);
	const code = await runShown('npm', ['run', '--silent', script]);
	if (code !== 0) throw new Error(`Stopped: "npm run ${script}" failed. What it printed above says why.`);
}
