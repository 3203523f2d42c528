/** In ms: what a budget or a rest may be late without anybody minding; a second is too late. */
export const SLACK_MS = 50;

/** Expects that each happened at its time, in ms, or soon after it, and never before. */
export function expectSoonAfter(happened: readonly number[], times: readonly number[]): void {
	expect(happened).toHaveLength(times.length);
	for (const [index, time] of times.entries()) {
		expect(happened[index]).toBeGreaterThanOrEqual(time);
		expect(happened[index]).toBeLessThanOrEqual(time + SLACK_MS);
	}
}
