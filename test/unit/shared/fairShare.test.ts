import { FairShare } from '../../../nodes/shared/fairShare';

let now = 0;
beforeEach(() => (now = 1_000_000));

const share = (calls = 60) => new FairShare({ calls, intervalMs: 1_000 }, () => now);

/** What it allows itself in each of the next windows. */
function windows(of: FairShare, count: number): number[] {
	return Array.from({ length: count }, () => {
		now += 1_000;
		return of.calls;
	});
}

it('allows itself the whole limit at first, and then leaves one place free in every other window', () => {
	const own = share();
	expect(own.calls).toBe(60);
	now += 999;
	expect(own.calls).toBe(60);
	now += 1;
	expect(own.calls).toBe(59);
	expect(windows(own, 3)).toEqual([60, 59, 60]);
});

it('goes down to half of what it had and a sixth of the limit', () => {
	const own = share();
	own.refused(40);
	expect(own.calls).toBe(30);
	own.refused(0);
	expect(own.calls).toBe(10);
});

it('keeps to that for the window in which its old calls still count, and for the next, and then goes up', () => {
	const own = share();
	own.refused(40);
	expect(windows(own, 12)).toEqual([30, 38, 44, 48, 51, 54, 57, 59, 60, 59, 60, 59]);
});

it.each([2, 3, 6])('brings %i that are refused together close to each other', (count) => {
	let had: number[] = Array.from({ length: count }, (_, worker) => (worker === 0 ? 60 : 0));
	for (let round = 0; round < 6; round++) {
		const shares = had.map((own) => {
			const one = share();
			one.refused(own);
			return one.calls;
		});
		had = shares;
	}
	expect(Math.max(...had) - Math.min(...had)).toBeLessThanOrEqual(2);
});

it('never allows itself less than one call', () => {
	const own = share(1);
	expect(windows(own, 2)).toEqual([1, 1]);
	own.refused(0);
	expect(own.calls).toBe(1);
});

it('has the whole limit again after a long rest', () => {
	const own = share();
	own.refused(10);
	now += 3_600_000;
	expect(own.calls).toBeGreaterThanOrEqual(59);
});
