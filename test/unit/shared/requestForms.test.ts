import {
	LARGEST_BODY,
	mediaTypeOf,
	readObjects,
	RefusedRequest,
	type RefusalCode,
} from '../../../nodes/shared/requestBody';

const noun = { singular: 'lead', plural: 'leads' };
const FORM = 'application/x-www-form-urlencoded';

const read = (body: string | Buffer, mediaType = 'application/json') => readObjects(Buffer.from(body), mediaType, noun);

it.each<[string | Buffer, object]>([
	['a=1&b=2', { a: '1', b: '2' }],
	['a=x+y%20z', { a: 'x y z' }],
	['a=%C3%A9', { a: 'é' }],
	['a=%E9', { a: 'é' }],
	['a=%80', { a: '€' }],
	['a=é', { a: 'é' }],
	[Buffer.from('a=\xe9', 'latin1'), { a: 'é' }],
	['a=b=c', { a: 'b=c' }],
	['a', { a: '' }],
	['&a=1&&', { a: '1' }],
	['a=100%', { a: '100%' }],
	['a=%zz%2b', { a: '%zz+' }],
	['%61=1', { a: '1' }],
	['a=1&a=2', { a: '2' }],
])('reads the form %j', (body, form) => {
	expect(read(body, FORM)).toEqual([form]);
});

it('reads keys that every object has as plain data', () => {
	const [form] = read('__proto__=1', FORM);
	expect(Object.keys(form)).toEqual(['__proto__']);
});

it.each<[string | Buffer, object[]]>([
	['{"a":1}', [{ a: 1 }]],
	[' [{"a":1},{}] ', [{ a: 1 }, {}]],
	['\ufeff{"a":1}', [{ a: 1 }]],
	[Buffer.from('{"a":"\xe9\x80"}', 'latin1'), [{ a: 'é€' }]],
])('reads the JSON %j', (body, objects) => {
	expect(read(body)).toEqual(objects);
	expect(read(body, 'text/plain')).toEqual(objects);
});

it.each<[string, string, RefusalCode, string]>([
	['', '', 'BODY_EMPTY', 'The body is empty. Send the lead as a JSON object.'],
	['[]', '', 'BODY_EMPTY', 'The array is empty. Send the lead as a JSON object.'],
	['{', '', 'BODY_UNREADABLE', 'The body is not valid JSON. Send the lead as a JSON object.'],
	[
		'[{},7]',
		'',
		'BODY_UNREADABLE',
		'The body holds something else than a lead. Send a JSON object, or an array of JSON objects.',
	],
	['['.repeat(101), '', 'BODY_TOO_DEEP', 'The JSON is deeper than 100 levels. Send the lead as a flat JSON object.'],
	[`[${'{},'.repeat(1_000)}{}]`, '', 'TOO_MANY', 'Send at most 1000 leads in one request.'],
	[
		'x'.repeat(LARGEST_BODY + 1),
		'',
		'BODY_TOO_LARGE',
		'The body is larger than 1048576 bytes. Send one lead for each request.',
	],
	['x', 'multipart/mixed', 'TYPE_UNSUPPORTED', 'Send the lead as JSON or as application/x-www-form-urlencoded.'],
])('refuses %.20s of type "%s" with %s', (body, mediaType, code, message) => {
	expect(() => read(body, mediaType)).toThrow(expect.objectContaining({ code, message }) as Error);
});

it('takes the largest body, and objects a hundred deep', () => {
	expect(read(`{"a":"${'x'.repeat(LARGEST_BODY - 8)}"}`)).toHaveLength(1);
	expect(read(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`)).toHaveLength(1);
	expect(() => read(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)).toThrow('deeper');
	expect(read(`[${'{"a":{}},'.repeat(150)}{}]`)).toHaveLength(151);
});

it('minds quotes behind a backslash where it counts levels', () => {
	const tricky = `{"a":"\\"${'['.repeat(150)}\\\\","b":"${'{'.repeat(150)}"}`;
	expect(read(tricky)).toHaveLength(1);
	expect(() => read(`{"a":"\\\\","b":${'['.repeat(101)}`)).toThrow('deeper');
});

it.each<[RefusalCode, number]>([
	['SECRET_WRONG', 401],
	['BODY_EMPTY', 400],
	['BODY_UNREADABLE', 400],
	['BODY_TOO_DEEP', 400],
	['BODY_TOO_LARGE', 413],
	['TOO_MANY', 413],
	['TYPE_UNSUPPORTED', 415],
	['LEAD_INCOMPLETE', 400],
	['CENTRE_UNWANTED', 403],
])('answers %s with %i', (code, status) => {
	expect(new RefusedRequest(code, 'No.')).toMatchObject({ status, code, message: 'No.' });
});

it('knows a media type only where it is a text', () => {
	expect(mediaTypeOf({ 'content-type': ['text/plain'] })).toBe('');
	expect(mediaTypeOf({ 'content-type': 'A/B ; c=d;e' })).toBe('a/b');
});
