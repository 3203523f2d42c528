import { readRetryAfter } from '../../../../nodes/shared/vendor/retryAfter';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-11-26T10:00:00Z') }));
afterEach(() => jest.useRealTimers());

it.each<[string | undefined, number | undefined]>([
	['7', 7_000],
	[' 0 ', 0],
	['1.5', 1_500],
	['Thu, 26 Nov 2026 10:00:09 GMT', 9_000],
	['Thursday, 26-Nov-26 10:00:09 GMT', 9_000],
	['Thu, 26 Nov 2026 09:00:00 GMT', 0],
	['86400', 86_400_000],
	['1e300', 48 * 3_600_000],
	['Fri, 26 Nov 2027 10:00:00 GMT', 48 * 3_600_000],
	[undefined, undefined],
	['', undefined],
	['soon', undefined],
	['-5', undefined],
	['10, 20', undefined],
	['7 apples', undefined],
	['Infinity', undefined],
	['Thu, some day', undefined],
])('reads %j as %j ms', (header, ms) => {
	expect(readRetryAfter(header)).toBe(ms);
});
