// `npm run test:e2e`: tests on a real n8n and its editor. Installs n8n and Chromium when they are missing; what follows
// `--` goes to Jest: `npm run test:e2e -- trigger`.
import { ensureHost } from '../host/hostInstall.ts';
import { ensureBuilt } from '../host/packageBuild.ts';
import { shownStep } from '../host/progress.ts';
import { startSharedN8n } from '../test/e2e/sharedN8n.ts';
import { ensureDebianPackages } from './debianPackages.ts';
import { conclude, runJest, type TestCount } from './jest.ts';

conclude(check);

async function check(): Promise<TestCount> {
	await ensureDebianPackages();
	await ensureHost(shownStep);
	await ensureBuilt(shownStep);
	const args = process.argv.slice(2);
	// A run of some files only is of those that somebody works on: each starts an n8n of its own.
	const stopShared = args.length === 0 ? await startSharedN8n(shownStep) : undefined;
	try {
		// One file at a time: each needs the machine to itself.
		return await runJest({ name: 'e2e', projects: ['e2e'], args: ['--runInBand', ...args] });
	} finally {
		await stopShared?.();
	}
}
