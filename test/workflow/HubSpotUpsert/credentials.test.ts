import nock from 'nock';

import { runNode, type CredentialData } from '../engine';
import { AUTOMATIC, reasons, useAccount } from './account';

const account = useAccount();
beforeAll(leadToSandbox);
afterAll(() => {
	nock.cleanAll();
	// It stands before the HTTP of all test files of this process, and keeps what they send in memory.
	nock.restore();
});

/** n8n's own credentials have no address of their own: what goes to HubSpot's public one is led to the sandbox. */
function leadToSandbox(): void {
	const forward = async function (this: { req: { headers: Record<string, string> } }, path: string, body?: nock.Body) {
		const answer = await fetch(`${account.sandbox.url}/hubspot${path}`, {
			method: body ? 'POST' : 'GET',
			headers: { authorization: String(this.req.headers.authorization), 'content-type': 'application/json' },
			...(body && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		return [answer.status, await answer.text(), { 'content-type': 'application/json' }] as const;
	};
	nock('https://api.hubapi.com')
		.persist()
		.get(/.*/)
		.reply(function (path) {
			return forward.call(this, path);
		})
		.post(/^\/crm/)
		.reply(function (path, body) {
			return forward.call(this, path, body);
		})
		.post('/oauth/v1/token')
		.reply(200, { access_token: 'sandbox-hubspot-token', token_type: 'bearer', expires_in: 1800 });
}

async function upsertOneContact(authentication: string, credentials: CredentialData) {
	const { credentialId } = account;
	const parameters = { authentication, ...AUTOMATIC };
	const node = { type: 'hubSpotUpsert', onError: 'continueErrorOutput', credentialId, parameters } as const;
	return await runNode(node, [{ email: 'a@example.com' }], credentials);
}

it('takes n8n’s HubSpot service key', async () => {
	const credentials = { hubspotAppToken: { appToken: 'sandbox-hubspot-token' } };
	const { done } = await upsertOneContact('hubspotAppToken', credentials);
	expect(done).toHaveLength(1);
	expect(account.held('contacts')).toHaveLength(1);
});

it('takes n8n’s HubSpot OAuth2 credential, and has n8n refresh its token', async () => {
	const credentials = {
		hubspotOAuth2Api: {
			grantType: 'authorizationCode',
			clientId: 'client',
			clientSecret: 'client-secret',
			accessTokenUrl: 'https://api.hubapi.com/oauth/v1/token',
			authentication: 'body',
			oauthTokenData: { access_token: 'expired-token', refresh_token: 'refresh', token_type: 'bearer' },
		},
	};
	const { done } = await upsertOneContact('hubspotOAuth2Api', credentials);
	expect(done).toHaveLength(1);
	expect(account.held('contacts')).toHaveLength(1);
});

it.each(['', '/', '//'])('takes the package’s own credential, its address with "%s" at the end', async (end) => {
	const baseUrl = ` ${account.sandbox.url}/hubspot${end} `;
	const credentials = { leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl } };
	const { done } = await upsertOneContact('leadRelayHubSpotApi', credentials);
	expect(done).toHaveLength(1);
});

it.each(['api.hubapi.com', '', 'ftp://api.hubapi.com', 'https://a b'])(
	'names an address that is none: "%s"',
	async (baseUrl) => {
		const credentials = { leadRelayHubSpotApi: { token: 'sandbox-hubspot-token', baseUrl } };
		const run = await upsertOneContact('leadRelayHubSpotApi', credentials);
		expect(reasons(run)).toEqual([
			`The Base URL of the credential is no address: "${baseUrl}". Usually it is https://api.hubapi.com.`,
		]);
	},
);

it('says so where nobody answers at the address, after the time for trying', async () => {
	const credentials = { leadRelayHubSpotApi: { token: 'secret-token', baseUrl: 'http://127.0.0.1:1' } };
	const { credentialId } = account;
	const parameters = { ...AUTOMATIC, options: { retryTime: 1 } };
	const node = { type: 'hubSpotUpsert', onError: 'continueErrorOutput', credentialId, parameters } as const;
	const run = await runNode(node, [{ email: 'a@example.com' }], credentials);
	expect(reasons(run)).toEqual([
		expect.stringMatching(/^HubSpot did not answer \(.+\)\. Check the network and the address/),
	]);
	expect(JSON.stringify(run.errors)).not.toContain('secret-token');
});

it('does not follow HubSpot to another address, where the token would go, too', async () => {
	const headers = { location: `${account.sandbox.url}/elsewhere` };
	account.sandbox.faults.plan({ path: '/batch/upsert', act: { kind: 'status', status: 301, headers } });
	const run = await account.upsert([{ email: 'a@example.com' }], AUTOMATIC);
	expect(reasons(run)).toEqual([
		expect.stringMatching(/^HubSpot sends calls to another address \(301\)\. Check the Base URL/),
	]);
	expect(account.sandbox.calls.list().filter(({ path }) => path.endsWith('/elsewhere'))).toEqual([]);
});

it.each(['leadRelayHubSpotApi', 'hubspotAppToken', 'hubspotOAuth2Api'])(
	'keeps every item where the credential is gone: %s',
	async (authentication) => {
		const run = await upsertOneContact(authentication, {});
		expect(run.done).toEqual([]);
		expect(reasons(run)).toEqual([expect.stringContaining('credential')]);
	},
);
