import { identityOf } from '../../../nodes/HubSpotUpsert/identity';

const baseUrl = 'https://api.hubapi.com';

/** Of a credential with that content; the credential itself is the same one, unless another one is named. */
const identity = (
	credentials: Parameters<typeof identityOf>[0]['credentials'],
	credentialId = '7',
	address = baseUrl,
) => identityOf({ baseUrl: address, credentials, credentialId });

const oauth = (oauthTokenData: object) => identity({ clientId: 'app', oauthTokenData: { ...oauthTokenData } });

describe('an account', () => {
	it('is told by its token, in whatever credential that stands', () => {
		expect(identity({ token: 'a' }, '7')).toBe(identity({ token: 'a' }, '8'));
		expect(identity({ appToken: 'a' })).toBe(identity({ token: 'a' }));
		expect(identity({ token: 'b' })).not.toBe(identity({ token: 'a' }));
	});

	it('stays the same when n8n renews the access token of an OAuth2 credential', () => {
		const before = oauth({ access_token: 'old', refresh_token: 'stays' });
		expect(oauth({ access_token: 'new', refresh_token: 'stays' })).toBe(before);
		expect(oauth({ access_token: 'old', refresh_token: 'another' })).not.toBe(before);
	});

	it('is told by the access token where there is no refresh token, and by older JSON texts alike', () => {
		expect(oauth({ access_token: 'old' })).not.toBe(oauth({ access_token: 'new' }));
		const asText = identity({ clientId: 'app', oauthTokenData: JSON.stringify({ refresh_token: 'stays' }) });
		expect(asText).toBe(oauth({ refresh_token: 'stays' }));
	});

	it('is told by its app and by its address as well', () => {
		const tokens = { oauthTokenData: { refresh_token: 'r' } };
		expect(identity({ clientId: 'one', ...tokens })).not.toBe(identity({ clientId: 'other', ...tokens }));
		expect(identity({ token: 'a' }, '7', 'https://api-eu1.hubapi.com')).not.toBe(identity({ token: 'a' }));
	});

	it('is told by the credential where that holds no token', () => {
		const credentials: Array<Parameters<typeof identity>[0]> = [{}, { token: '' }, { oauthTokenData: 'no JSON' }];
		for (const empty of credentials) {
			expect(identity(empty, '7')).toBe(identity({}, '7'));
			expect(identity(empty, '7')).not.toBe(identity(empty, '8'));
		}
		expect(identity({}, 'a')).not.toBe(identity({ token: 'a' }));
	});

	it('does not show its token', () => {
		expect(identity({ token: 'secret' })).toMatch(/^[0-9a-f]{64}$/);
	});
});
