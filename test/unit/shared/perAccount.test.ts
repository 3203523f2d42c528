import { PerAccount } from '../../../nodes/shared/perAccount';

// Jest's fake clock moves the global timers; those of the nodes, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

interface Known {
	isBusy: boolean;
}

const known = () => new PerAccount<Known>(({ isBusy }) => !isBusy);
const idle = () => ({ isBusy: false });
const busy = () => ({ isBusy: true });

it('knows one thing of an account, and another of another', () => {
	const accounts = known();
	expect(accounts.of('one', idle)).toBe(accounts.of('one', idle));
	expect(accounts.of('one', idle)).not.toBe(accounts.of('other', idle));
});

it('forgets what was idle for a while, though nobody asks any more, and keeps what is busy', () => {
	const accounts = known();
	accounts.of('idle', idle);
	const kept = accounts.of('busy', busy);
	jest.advanceTimersByTime(300_000);
	expect(accounts.size).toBe(2);
	jest.advanceTimersByTime(1_000_000);
	expect(accounts.size).toBe(1);
	kept.isBusy = false;
	jest.advanceTimersByTime(1_000_000);
	expect(accounts.size).toBe(0);
});

it('keeps what is used now and then', () => {
	const accounts = known();
	const first = accounts.of('one', idle);
	for (let minutes = 0; minutes < 60; minutes += 5) {
		jest.advanceTimersByTime(300_000);
		expect(accounts.of('one', idle)).toBe(first);
	}
});

it('keeps no more than some hundreds, those that were used last; but whatever is busy', () => {
	const accounts = known();
	for (let account = 0; account < 300; account++) accounts.of(`busy ${account}`, busy);
	const early = accounts.of('early', idle);
	for (let account = 0; account < 2_000; account++) accounts.of(`idle ${account}`, idle);
	const late = accounts.of('late', idle);
	expect(accounts.size).toBeLessThanOrEqual(500);
	expect(accounts.of('late', idle)).toBe(late);
	expect(accounts.of('busy 0', idle).isBusy).toBe(true);
	expect(accounts.of('early', idle)).not.toBe(early);
});
