import { startNpmTask, stillRunning } from './npmTask.ts';

const limit = 300_000;

test(
	'the smoke test tells that a lead has arrived, and leaves nothing running',
	async () => {
		const task = startNpmTask('smoke');
		await task.written('Setting up the demo');
		const processes = await task.processes();

		const { code, output } = await task.ended;

		expect(output).toMatch(/^smoke: lead arrived as contact \d+ with category "Formation Numérique" in \d+ ms$/m);
		expect(code).toBe(0);
		expect(processes.length).toBeGreaterThan(2);
		expect(stillRunning(processes)).toEqual([]);
	},
	limit,
);

test(
	'the smoke test fails, and says why, when HubSpot refuses the token',
	async () => {
		const { code, output } = await startNpmTask('smoke', { SMOKE_REFUSE_TOKEN: '1' }).ended;

		expect(output).toMatch(/^smoke: failed\. The lead did not arrive\. HubSpot Upsert: .+/m);
		expect(output).not.toContain('lead arrived');
		expect(code).toBe(1);
	},
	limit,
);
