// `npm run test:e2e`: tests on a real n8n and its editor. Installs n8n and Chromium when they are missing; what follows
// `--` goes to Jest: `npm run test:e2e -- trigger`.
import { ensureHost } from '../host/hostInstall.ts';
import { ensureBuilt } from '../host/packageBuild.ts';
import { shownStep } from '../host/progress.ts';
import { ensureDebianPackages } from './debianPackages.ts';
import { conclude, runJest, type TestCount } from './jest.ts';

conclude(check);

async function check(): Promise<TestCount> {
	await ensureDebianPackages();
	await ensureHost(shownStep);
	await ensureBuilt(shownStep);
	// One file at a time: every file starts an n8n of its own.
	return await runJest({ name: 'e2e', projects: ['e2e'], args: ['--runInBand', ...process.argv.slice(2)] });
}
