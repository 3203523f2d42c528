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

const TOKEN = 'pat-eu1-7f3c-se/cr+et-token';
const base64 = (text: string) => Buffer.from(text).toString('base64');

it.each([
	['a header', `Authorization: Bearer ${TOKEN}`, 'Authorization: Bearer ***'],
	['an address within an address', encodeURIComponent(`https://x.example/?t=${encodeURIComponent(TOKEN)}`), undefined],
	['base64', base64(TOKEN), undefined],
	['base64 of a header', base64(`Bearer ${TOKEN}`), undefined],
	['base64 of a user and a password', base64(`user:${TOKEN}`), undefined],
	['base64 of more', base64(`ab${TOKEN}, and more`), undefined],
	['base64url', Buffer.from(`x:${TOKEN}>>>`).toString('base64url'), undefined],
	['base64 in an address', encodeURIComponent(base64(`?>${TOKEN}`)), undefined],
])('hides a secret in %s', (_where, text, expected) => {
	const said = hiding([TOKEN])(`It was ${text} and so on`);
	expect(said).toMatch(/^It was .*\*\*\*.* and so on$/);
	if (expected !== undefined) expect(said).toBe(`It was ${expected} and so on`);
	for (const offset of [0, 1, 2]) {
		const own = base64('x'.repeat(offset) + TOKEN).slice(offset + 1, -4);
		expect(decodeURIComponent(said)).not.toContain(own);
	}
	expect(said).not.toContain('cr%');
	expect(said).not.toContain('7f3c');
});

it('hides several secrets, the longer one whole, and leaves texts alone that are alike', () => {
	expect(hiding(['abc', 'abcdef', ''])('abcdef abc ab')).toBe('*** *** ab');
	const text = JSON.stringify({ email: 'pat@example.com', code: 'PAT-EU1', note: base64('pat-eu1-7f3c') });
	expect(hiding([TOKEN])(text)).toBe(text);
});
