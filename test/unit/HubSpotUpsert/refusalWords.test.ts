import { adviceFor } from '../../../nodes/HubSpotUpsert/api/advice';
import {
	cancelled,
	HubSpotError,
	readable,
	refusalOf,
	refuseErrors,
	unanswered,
	unexpected,
	unreadableAnswer,
} from '../../../nodes/HubSpotUpsert/api/errors';
import { persistent } from '../../../nodes/HubSpotUpsert/api/persistence';
import { hubSpotsWords, refusedCode } from '../../../nodes/HubSpotUpsert/api/reasons';

const refusal = (status: number, body: object | string = {}, headers: Record<string, string> = {}) =>
	refusalOf({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

const GENERAL = 'Correct what HubSpot names, at the source or in the mapping, then run the workflow again.';

it.each<[number, object | string, string]>([
	[
		401,
		{},
		'HubSpot did not accept the token. Check the key in the credential: it may be mistyped, expired or deleted.',
	],
	[403, {}, 'HubSpot does not let this token do that. Add the scope to the key in HubSpot.'],
	[
		403,
		{ context: { requiredScopes: ['a', 'b', 'a'] } },
		'HubSpot does not let this token do that: it lacks a, b. Add the scope to the key in HubSpot.',
	],
	[
		403,
		{ context: { requiredScopes: ['x'], requiredGranularScopes: ['c'] }, errors: [{ context: {} }, {}] },
		'HubSpot does not let this token do that: it lacks c. Add the scope to the key in HubSpot.',
	],
	[
		404,
		{ message: 'No such thing' },
		"HubSpot does not know this address: No such thing. Check the credential's Base URL.",
	],
	[413, {}, 'HubSpot refused this because it is too large. Shorten the longest values.'],
	[423, {}, 'HubSpot keeps this locked: something else is changing it just now. Run the workflow again later.'],
	[477, {}, 'HubSpot is moving the account to another place just now. Run the workflow again later.'],
	[429, {}, 'HubSpot goes on refusing calls because there are too many. Run the workflow again later.'],
	[
		429,
		{ policyName: 'DAILY' },
		"The HubSpot account has used up its calls for today. They begin anew at midnight, in the HubSpot account's time zone. Run the workflow again then.",
	],
	[
		302,
		'<html>',
		'HubSpot sends calls to another address (302). Check the Base URL of the credential: usually it is https://api.hubapi.com.',
	],
	[400, 'null', `HubSpot refused this: HubSpot gave no reason. ${GENERAL}`],
	[400, '"x"', `HubSpot refused this: HubSpot gave no reason. ${GENERAL}`],
	[499, { message: 'Odd!' }, `HubSpot refused this: Odd! ${GENERAL}`],
	[408, {}, 'HubSpot is out of order (408). Run the workflow again later; what was written is not written twice.'],
	[500, '', 'HubSpot is out of order (500). Run the workflow again later; what was written is not written twice.'],
])('words a %i with %j', (status, body, message) => {
	expect(refusal(status, body).message).toBe(message);
});

it('keeps what an answer tells of a refusal', () => {
	const error = refusal(429, { category: 'RATE_LIMITS', policyName: 'SECONDLY' }, { 'retry-after': '7' });
	expect(error).toMatchObject({ status: 429, category: 'RATE_LIMITS', policy: 'SECONDLY', retryAfterMs: 7_000 });
});

it.each<[number, { content?: true; every?: true; notBegun?: true; done?: true }]>([
	[302, { every: true }],
	[400, { content: true }],
	[401, { every: true }],
	[403, { every: true }],
	[404, { content: true }],
	[408, { done: true }],
	[409, { content: true }],
	[413, { content: true }],
	[422, { content: true }],
	[423, { notBegun: true }],
	[429, { notBegun: true }],
	[477, { notBegun: true }],
	[500, { done: true }],
])('knows what a %i means for the other calls', (status, { content, every, notBegun, done }) => {
	const error = refusal(status);
	expect([error.concernsContent, error.concernsEveryCall, error.wasNotBegun, error.mayHaveBeenDone]).toEqual([
		content === true,
		every === true,
		notBegun === true,
		done === true,
	]);
});

it('knows what the limit of a day, a cancellation and a silence mean', () => {
	expect(refusal(429, { policyName: 'DAILY' })).toMatchObject({ concernsEveryCall: true, code: 'DAILY_LIMIT' });
	expect(cancelled()).toMatchObject({
		message: 'The execution was cancelled.',
		concernsEveryCall: true,
		mayHaveBeenDone: false,
		code: 'CANCELLED',
	});
	expect(unanswered('x')).toMatchObject({ concernsEveryCall: false, concernsContent: false, mayHaveBeenDone: true });
	expect(unanswered('x', { unconnected: true })).toMatchObject({ mayHaveBeenDone: false, wasNotBegun: true });
});

it.each([
	['connect ECONNREFUSED', 'connect ECONNREFUSED'],
	[' Timed out. ', 'Timed out'],
	['One. Two. Three.', 'One; Two; Three'],
	['1.5 s', '1.5 s'],
])('says why no answer came: %j', (detail, part) => {
	expect(unanswered(detail).message).toBe(
		`HubSpot did not answer (${part}). Check the network and the address, then run the workflow again.`,
	);
});

it('says that an answer cannot be read, and that something odd has happened', () => {
	expect(unreadableAnswer().message).toBe(
		'HubSpot sent an answer that cannot be read. Run the workflow again later; nothing is written twice.',
	);
	expect(unexpected(new Error('odd')).message).toBe(
		'Something went wrong that the node does not know (odd). Perhaps HubSpot has done what it was asked: look there before you send it again.',
	);
});

it('takes what the SDK throws for an answer that cannot be read, but not what is HubSpot’s own', async () => {
	const own = new HubSpotError('No.');
	await expect(readable(Promise.reject(own))).rejects.toBe(own);
	await expect(readable(Promise.reject(new TypeError('odd')))).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE' });
	expect(await readable(Promise.resolve(7))).toBe(7);
});

it('words an error of a 207 that was not expected like a refusal', () => {
	const refuse = () => refuseErrors([{ category: 'OTHER', message: 'Odd' }], 'EXPECTED');
	expect(refuse).toThrow(`HubSpot refused this: Odd. ${GENERAL}`);
	expect(() => refuseErrors([], 'EXPECTED')).not.toThrow();
});

it('tells a record that is gone from one that is refused', () => {
	expect(refusedCode({ category: 'OBJECT_NOT_FOUND' })).toBe('NOT_FOUND');
	expect(refusedCode({ category: 'VALIDATION_ERROR' })).toBe('REFUSED');
});

describe('HubSpot’s own words', () => {
	it.each<[string, object, string]>([
		['without an end', { message: ' Odd ' }, 'Odd.'],
		['with an end of their own', { message: 'Why?' }, 'Why?'],
		['with an ellipsis', { message: 'And so on…' }, 'And so on…'],
		['with a point within', { message: 'v1.5 is odd' }, 'v1.5 is odd.'],
		[
			'of details',
			{ message: 'All', errors: [{ message: 'One' }, {}, { message: 'Two' }, { message: 'One' }] },
			'One. Two.',
		],
		['without details that say anything', { message: 'All', errors: [{}] }, 'All.'],
		[
			'with the properties that they do not name',
			{ message: 'Not set: a.', context: { properties: ['a', 'b'] } },
			'Not set: a (b).',
		],
		['with a property of another kind', { message: 'Odd!', context: { propertyName: ['c'] } }, 'Odd! (c).'],
		[
			'in a list, with or without names',
			{ message: 'Property values were not valid: [{"message":"Odd"},{"name":"n","message":"Bad"}]' },
			'Odd. n: Bad.',
		],
		['over several lines', { message: 'Property values were not valid: [{"message":\n"Odd"}]' }, 'Odd.'],
		['before a list', { message: 'Property values were not valid: [] etc' }, 'Property values were not valid: [] etc.'],
	])('%s', (_how, body, words) => {
		expect(hubSpotsWords(body)).toBe(words);
	});
});

it.each([
	['Email address a is invalid', 'Correct the e-mail address at the source.'],
	['E-Mail address "a\nb" is invalid', 'Correct the e-mail address at the source.'],
	[
		'x was Not one of the allowed options',
		'Correct the value at the source, or add this option to the property in HubSpot.',
	],
	['Property group "x" doesn’t exist', 'Create the group in HubSpot, or choose another one.'],
	['Property group x does not exist', 'Create the group in HubSpot, or choose another one.'],
	['property "x\ny" doesn\'t exist', 'Create the property in HubSpot, or take it out of the mapping.'],
	['x is READ_ONLY', 'Take the property out of the mapping: only HubSpot itself writes it.'],
	['Required properties', 'Map the property that is missing, or fill it in at the source.'],
	['No phone number', 'Correct the number at the source, with its country code, for instance +49 711 123456.'],
	['x is no valid date', 'Correct the date at the source, for instance to 2026-03-31.'],
	['at Midnight', 'Correct the date at the source, for instance to 2026-03-31.'],
	...['long', 'integer', 'number', 'decimal'].map((kind) => [
		`no valid ${kind}`,
		'Correct the value at the source: this property takes a number.',
	]),
	['no valid boolean', 'Correct the value at the source: this property takes yes or no.'],
	...['too long', 'too large', 'too many characters', 'above the maximum length'].map((words) => [
		`It is ${words}`,
		'Shorten the value at the source.',
	]),
	...['already has that value', 'already have that value', 'Contact already exists'].map((words) => [
		words,
		'Another record has this value, which must be unique: match by that property, or merge the two records in HubSpot.',
	]),
	['Duplicate IDs found', 'Let each record stand only once in the input.'],
	['by a Non-unique property', 'Choose a unique property, or "Other Property (Search)" in the field above it.'],
	['Unable to infer object type', 'Choose the object anew, or correct its type ID.'],
	['CONTACT=77 is not valid', 'Look the record up in HubSpot: it may have been deleted or merged.'],
	['MY_THING=7 is not valid', 'Look the record up in HubSpot: it may have been deleted or merged.'],
	['x CONTACT=77 is not valid', GENERAL],
	['CONTACT=x is not valid', GENERAL],
	['contact=7 is not valid', GENERAL],
	['The moon is full', GENERAL],
])('knows how to mend "%s"', (message, advice) => {
	expect(adviceFor([{ message }])).toBe(advice);
});

it('goes by a problem’s code, then by its words, then by the category of all', () => {
	const date = 'Correct the date at the source, for instance to 2026-03-31.';
	const long = 'Shorten the value at the source.';
	expect(adviceFor([{ message: 'too long', code: 'INVALID_DATE' }], 'RATE_LIMITS')).toBe(date);
	expect(adviceFor([{ message: 'too long', code: 'ODD' }], 'INVALID_DATE')).toBe(long);
	expect(adviceFor([{ message: 'Odd', code: 'ODD' }], 'INVALID_DATE')).toBe(date);
	expect(adviceFor([{ message: 'too long' }, { message: 'Odd' }, { message: 'too large' }])).toBe(`${long} ${GENERAL}`);
});

describe('an answer of HubSpot', () => {
	const tried = async (body: string) => {
		const transport = async () => await Promise.resolve({ status: 200, headers: {}, body });
		const trying = persistent(transport, { totalMs: 0, now: () => 0, wait: async () => await Promise.resolve() });
		return await trying({ method: 'GET', url: 'http://localhost', headers: {} }).then(
			() => 'taken',
			() => 'refused',
		);
	};

	it.each([
		['{}', 'taken'],
		['\n {"a":1} \n', 'taken'],
		[`{"a":1}${' '.repeat(9)}`, 'taken'],
		[`{"a":"${'x'.repeat(50)}"}`, 'taken'],
		['x{}', 'refused'],
		['{}x', 'refused'],
		['{', 'refused'],
		['}', 'refused'],
		['', 'refused'],
	])('%j is %s', async (body, end) => {
		expect(await tried(body)).toBe(end);
	});
});
