import type { Refusal } from '../../../../nodes/shared/vendor/vendorError';
import { doubt, eventOf, unexpectedWords } from '../../../../nodes/shared/vendor/vendorError';
import { MadeUpError } from './madeUp';

type Judgement = Pick<MadeUpError, 'mayHaveBeenDone' | 'wasNotBegun' | 'passesByItself' | 'concernsEveryCall' | 'code'>;

/** Letters for what holds: maybe done, not begun, passes, concerns every call. */
const judged = (letters: string, code: string) => ({
	mayHaveBeenDone: letters.includes('m'),
	wasNotBegun: letters.includes('n'),
	passesByItself: letters.includes('p'),
	concernsEveryCall: letters.includes('e'),
	code,
});

it.each<[Refusal, string, string]>([
	[{}, 'mp', 'NO_ANSWER'],
	[{ unconnected: true }, 'np', 'NO_ANSWER'],
	[{ final: true }, 'e', 'CANCELLED'],
	[{ status: 301 }, '', 'CREDENTIAL_INVALID'],
	[{ status: 400 }, '', 'REFUSED'],
	[{ status: 401 }, 'e', 'TOKEN_REFUSED'],
	[{ status: 403 }, '', 'SCOPE_MISSING'],
	[{ status: 404 }, '', 'NOT_FOUND'],
	[{ status: 408 }, 'mp', 'VENDOR_FAILED'],
	[{ status: 423 }, 'np', 'REFUSED'],
	[{ status: 429 }, 'np', 'VENDOR_BUSY'],
	[{ status: 500 }, 'mp', 'VENDOR_FAILED'],
	[{ status: 501 }, 'm', 'VENDOR_FAILED'],
	[{ code: 'ANSWER_UNREADABLE' }, 'mp', 'ANSWER_UNREADABLE'],
])('judges %j', (refusal, letters, code) => {
	const { mayHaveBeenDone, wasNotBegun, passesByItself, concernsEveryCall, ...error } = new MadeUpError('No.', refusal);
	const judgement: Judgement = { mayHaveBeenDone, wasNotBegun, passesByItself, concernsEveryCall, code: error.code };
	expect(judgement).toEqual(judged(letters, code));
});

it('keeps what it knows when it is worded anew', () => {
	const error = new MadeUpError('No.', { status: 503, retryAfterMs: 5, code: 'MAY_BE_DONE' });
	expect({ ...new MadeUpError('Other words.', { ...error }) }).toEqual({ ...error });
});

it('doubts by what has happened, without the advice for calls that may be repeated', () => {
	const error = new MadeUpError('It did not answer (v1.2). Run the workflow again.');
	expect(eventOf(error)).toBe('It did not answer (v1.2).');
	expect(doubt(error, 'lead')).toBe(
		'It did not answer (v1.2). Perhaps the lead is there all the same: look it up before you send it again.',
	);
});

it('words what nobody expected, whatever was thrown, and not at length', () => {
	expect(unexpectedWords('MadeUp', new TypeError('x is undefined'))).toBe(
		'Something went wrong that the node does not know (x is undefined). Perhaps MadeUp has done what it was asked: look there before you send it again.',
	);
	expect(unexpectedWords('MadeUp', 'odd')).toContain('(odd)');
	expect(unexpectedWords('MadeUp', new Error('x'.repeat(100_000))).length).toBeLessThan(1_300);
});
