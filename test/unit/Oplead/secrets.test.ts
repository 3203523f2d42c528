import { readCallbackSecrets } from '../../../nodes/Oplead/callback/secrets';
import { fakeN8n } from '../fakeN8n';

const read = async (credentials: Record<string, unknown>) =>
	await readCallbackSecrets(fakeN8n({ token: '', ...credentials }, () => Promise.resolve({})).context);

const LONG = 'a secret of its own';
const FORMER = 'a former secret too';

it.each<[string, Record<string, unknown>, object]>([
	['the Callback Secret, not the token', { token: 'the-token', callbackSecret: LONG }, { current: LONG }],
	['the token where there is no secret', { token: ' the-token ' }, { current: 'the-token' }],
	['no short token as too short', { token: 't' }, { current: 't' }],
	[
		'the previous secret beside the current one',
		{ callbackSecret: ` ${LONG} `, previousCallbackSecret: FORMER },
		{ current: LONG, previous: FORMER },
	],
	['what is no text as nothing', { token: 'the-token', callbackSecret: 7 }, { current: 'the-token' }],
	['a secret of 16 characters', { callbackSecret: '1234567890123456' }, { current: '1234567890123456' }],
])('reads %s', async (_what, credentials, secrets) => {
	expect(await read(credentials)).toEqual(secrets);
});

it.each<[string, Record<string, unknown>, string]>([
	['a secret of 15 characters', { callbackSecret: '123456789012345' }, 'shorter than 16 characters'],
	['a short previous secret', { callbackSecret: LONG, previousCallbackSecret: 'short' }, 'shorter than 16 characters'],
	['neither a secret nor a token', { token: ' ' }, 'has no token'],
])('refuses %s', async (_what, credentials, words) => {
	const reading = read(credentials);
	await expect(reading).rejects.toThrow(words);
	await expect(reading).rejects.toMatchObject({ code: 'CREDENTIAL_INVALID' });
});
