import { LARGEST_BODY, mediaTypeOf, readObjects, RefusedRequest } from '../../../nodes/shared/requestBody';

const noun = { singular: 'lead', plural: 'leads' };

function refusal(body: string, mediaType = 'application/json'): RefusedRequest {
	try {
		readObjects(Buffer.from(body), mediaType, noun);
	} catch (error) {
		if (error instanceof RefusedRequest) return error;
		throw error;
	}
	throw new Error('The body was not refused');
}

it.each<[string, string, string, number, string, string]>([
	['nothing', '', 'application/json', 400, 'BODY_EMPTY', 'Send the lead as a JSON object.'],
	['white space', ' \n ', 'application/json', 400, 'BODY_EMPTY', 'The body is empty.'],
	['a form of white space', ' \n ', 'application/x-www-form-urlencoded', 400, 'BODY_EMPTY', 'The body is empty.'],
	['an empty array', '[]', 'application/json', 400, 'BODY_EMPTY', 'The array is empty.'],
	['half a JSON', '{"a":', 'application/json', 400, 'BODY_UNREADABLE', 'not valid JSON'],
	['a number', '1', 'application/json', 400, 'BODY_UNREADABLE', 'something else than a lead'],
	['an array with a text', '[{}, "a"]', 'application/json', 400, 'BODY_UNREADABLE', 'an array of JSON objects'],
	['101 levels', '['.repeat(101) + ']'.repeat(101), 'application/json', 400, 'BODY_TOO_DEEP', '100 levels'],
	['1,001 objects', JSON.stringify(new Array(1_001).fill({})), '', 413, 'TOO_MANY', 'at most 1000 leads'],
	['too much', ' '.repeat(LARGEST_BODY + 1), '', 413, 'BODY_TOO_LARGE', 'Send one lead for each request.'],
	['a multipart form', '--x', 'multipart/form-data', 415, 'TYPE_UNSUPPORTED', 'as JSON or as application/x-www'],
])('refuses %s', (_what, body, mediaType, status, code, words) => {
	expect(refusal(body, mediaType)).toMatchObject({ status, code, message: expect.stringContaining(words) as string });
});

it('takes 1,000 objects, and a hundred levels as often as they come', () => {
	expect(readObjects(Buffer.from(JSON.stringify(new Array(1_000).fill({}))), '', noun)).toHaveLength(1_000);
	const deep = '['.repeat(98) + ']'.repeat(98);
	expect(readObjects(Buffer.from(`[{"a":${deep},"b":${deep}},{"c":${deep}}]`), '', noun)).toHaveLength(2);
});

it('counts no brackets within texts', () => {
	const text = '[{"\\'.repeat(60);
	expect(readObjects(Buffer.from(JSON.stringify({ text, again: text })), '', noun)).toEqual([{ text, again: text }]);
});

it('refuses a mebibyte of brackets within a second, whatever the stack', () => {
	const began = performance.now();
	expect(refusal('['.repeat(LARGEST_BODY)).code).toBe('BODY_TOO_DEEP');
	expect(refusal('{"a":'.repeat(200_000)).code).toBe('BODY_TOO_DEEP');
	expect(performance.now() - began).toBeLessThan(1_000);
});

it.each([
	[{ 'content-type': 'Application/JSON; charset=utf-8' }, 'application/json'],
	[{ 'content-type': ' text/plain ' }, 'text/plain'],
	[{ 'content-type': undefined }, ''],
	[{}, ''],
])('reads the media type of %p', (headers, expected) => {
	expect(mediaTypeOf(headers)).toBe(expected);
});
