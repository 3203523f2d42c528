// `npm run test:matrix`: every fault that a vendor may answer with, in every way and at every time that it may strike.
// `npm test` takes a share of them.
import { build } from '../host/packageBuild.ts';
import { shownStep } from '../host/progress.ts';
import { conclude, runJest, type TestCount } from './jest.ts';

conclude(check);

async function check(): Promise<TestCount> {
	await build(shownStep);
	process.env.LEAD_RELAY_MATRIX = 'whole';
	return await runJest({ name: 'matrix', projects: ['workflow'], args: ['faultMatrix', ...process.argv.slice(2)] });
}
