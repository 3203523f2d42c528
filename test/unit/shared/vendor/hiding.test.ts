import { hiding } from '../../../../nodes/shared/vendor/hiding';

const SECRET = 'a/b+c="é\\.*';

it.each([
	['as it is', `no: ${SECRET}!`],
	['in JSON', `no: ${JSON.stringify(SECRET).slice(1, -1)}!`],
	['in JSON as PHP writes it', `no: ${JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')}!`],
	['in JSON that is plain ASCII', 'no: a\\u002Fb\\u002bc=\\u0022\\u00e9\\u005c.*!'],
	['in an address', `no: ${encodeURIComponent(SECRET)}!`],
])('hides a secret %s', (_form, text) => {
	expect(hiding([SECRET])(text)).toBe('no: ***!');
});

it('hides nothing else, and nothing where there is no secret', () => {
	expect(hiding(['a.b'])('axb a-b a.b')).toBe('axb a-b ***');
	expect(hiding([''])('text')).toBe('text');
});
