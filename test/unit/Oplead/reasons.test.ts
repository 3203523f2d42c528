import fc from 'fast-check';

import { reasonIn } from '../../../nodes/Oplead/api/reasons';

it.each<[string, unknown, string | undefined]>([
	[
		'our reading of Oplead’s',
		{ error: { code: 'INVALID', message: 'Not valid.', details: [{ field: 'lastname', message: 'is required' }] } },
		'Not valid. lastname: is required.',
	],
	['a message', { message: 'Too many' }, 'Too many.'],
	['an error that is a text', { error: 'invalid_token', error_description: 'It has expired' }, 'It has expired.'],
	[
		'problem details',
		{ type: 'about:blank', title: 'Bad', status: 400, detail: 'The channel is odd' },
		'The channel is odd.',
	],
	[
		'fields with lists',
		{ errors: { email: ['is taken', 'is odd'], phone: 'is short' } },
		'email: is taken. is odd. phone: is short.',
	],
	['a list of texts', ['One', 'Two!'], 'One. Two!'],
	[
		'violations',
		{ violations: [{ propertyPath: 'leadData.email', message: 'no e-mail' }] },
		'leadData.email: no e-mail.',
	],
	['a text in JSON', 'No', 'No'],
	['nothing to read', { status: 12 }, '{"status":12}'],
	['null', null, 'null'],
])('reads %s', (_name, body, words) => {
	expect(reasonIn(JSON.stringify(body))).toBe(words);
});

it.each([
	['a text', ' Slow down ', 'Slow down.'],
	['nothing', '', undefined],
	['a page', '<!DOCTYPE html><h1>502</h1>', undefined],
	['JSON that was cut off', '{"message":"Not', '{"message":"Not.'],
])('reads %s', (_name, body, words) => {
	expect(reasonIn(body)).toBe(words);
});

it('cuts off what is too long, and what is too deep', () => {
	expect(reasonIn('a'.repeat(10_000))).toBe(`${'a'.repeat(1_000)}… (9,001 more characters)`);
	let deep: object = { message: 'Found' };
	for (let level = 0; level < 1_000; level++) deep = { error: deep };
	expect(reasonIn(JSON.stringify(deep))?.length).toBeLessThan(1_030);
});

it('copes with any JSON', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (json) => {
			expect((reasonIn(JSON.stringify(json)) ?? '').length).toBeLessThan(1_030);
		}),
	);
});
