import {
	HubSpotError,
	refusalOf,
	refuseErrors,
	unexpected,
	unreadableAnswer,
} from '../../../nodes/HubSpotUpsert/api/errors';

const refusal = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
	refusalOf({ status, headers, body: JSON.stringify(body) });

it.each<[number, object, string]>([
	[301, {}, 'CREDENTIAL_INVALID'],
	[400, {}, 'REFUSED'],
	[401, {}, 'TOKEN_REFUSED'],
	[403, {}, 'SCOPE_MISSING'],
	[404, {}, 'NOT_FOUND'],
	[408, {}, 'VENDOR_FAILED'],
	[409, {}, 'REFUSED'],
	[413, {}, 'REFUSED'],
	[423, {}, 'VENDOR_BUSY'],
	[429, { policyName: 'TEN_SECONDLY_ROLLING' }, 'VENDOR_BUSY'],
	[429, { policyName: 'DAILY' }, 'DAILY_LIMIT'],
	[477, {}, 'VENDOR_BUSY'],
	[503, {}, 'VENDOR_FAILED'],
])('tells a workflow the kind of a %i %j by a code', (status, body, code) => {
	expect(refusal(status, body).code).toBe(code);
});

it('tells by a code what is no refusal', () => {
	expect(unreadableAnswer()).toMatchObject({ code: 'ANSWER_UNREADABLE', mayHaveBeenDone: true });
	expect(unexpected(new TypeError('x'))).toMatchObject({ code: 'UNEXPECTED', mayHaveBeenDone: true });
	const known = new HubSpotError('No.');
	expect(unexpected(known)).toBe(known);
});

it('takes an error of a 207 that is not the expected one for a refusal of what was sent, with its category', () => {
	const errors = [
		{ category: 'OBJECT_NOT_FOUND', message: 'Not there' },
		{ category: 'RATE_LIMITS', message: 'Try later' },
	];
	expect(() => refuseErrors(errors.slice(0, 1), 'OBJECT_NOT_FOUND')).not.toThrow();
	let thrown: unknown;
	try {
		refuseErrors(errors, 'OBJECT_NOT_FOUND');
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toMatchObject({ status: 400, category: 'RATE_LIMITS', concernsContent: true });
});

it('heeds a `Retry-After` that is a date, and copes with one that is absurd', () => {
	const retryAfter = new Date(Date.now() + 60_000).toUTCString();
	expect(refusal(503, {}, { 'retry-after': retryAfter }).retryAfterMs).toBeGreaterThan(50_000);
	const absurd = refusal(429, { policyName: 'DAILY' }, { 'retry-after': '1e300' });
	expect(absurd.message).toMatch(/They begin anew at \d{4}-\d\d-\d\d \d\d:\d\d UTC\./);
});

it.each([
	['one reason', { message: 'x'.repeat(50_000) }],
	['many reasons', { errors: Array.from({ length: 5_000 }, (_, index) => ({ message: `Value ${index} is odd` })) }],
	['scopes', { context: { requiredScopes: Array.from({ length: 5_000 }, (_, index) => `scope-${index}`) } }],
])('cuts off %s that nobody would read', (_name, body) => {
	for (const status of [400, 403, 404]) {
		const { message } = refusal(status, body);
		expect(message.length).toBeLessThan(1_400);
		expect(message).toMatch(/[.!]$/);
	}
	expect([400, 403].map((status) => refusal(status, body).message).join()).toMatch(/… \([\d,]+ more characters\)/);
});
