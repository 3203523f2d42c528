import { getEventListeners } from 'node:events';

import { deadlineIn } from '../../../../nodes/shared/vendor/deadline';

// Jest's fake clock moves the global timers; those of the nodes, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('aborts when the time is over', () => {
	const deadline = deadlineIn(60_000);
	jest.advanceTimersByTime(59_000);
	expect([deadline.signal.aborted, deadline.isOver]).toEqual([false, false]);
	jest.advanceTimersByTime(2_000);
	expect([deadline.signal.aborted, deadline.isOver]).toEqual([true, true]);
});

it('aborts with another signal, before its time', () => {
	const other = new AbortController();
	const deadline = deadlineIn(60_000, other.signal);
	other.abort(new Error('Stopped'));
	expect([deadline.signal.aborted, deadline.isOver]).toEqual([true, false]);
	expect(deadline.signal.reason).toEqual(new Error('Stopped'));
	expect(deadlineIn(60_000, other.signal).signal.aborted).toBe(true);
});

it('leaves nothing behind when it is ended', () => {
	const other = new AbortController();
	const deadline = deadlineIn(60_000, other.signal);
	deadline.end();
	jest.advanceTimersByTime(100_000);
	other.abort();
	expect(deadline.signal.aborted).toBe(false);
	expect(getEventListeners(other.signal, 'abort')).toEqual([]);
	expect(jest.getTimerCount()).toBe(0);
});
