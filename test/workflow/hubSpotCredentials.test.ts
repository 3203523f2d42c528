import nock from 'nock';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { loadPackage, runNode, type CredentialData } from './engine';

let sandbox: Sandbox;
beforeAll(async () => {
	await loadPackage();
	sandbox = await startSandbox();
	leadToSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	nock.cleanAll();
	await sandbox.close();
});

/** n8n's own credentials have no address of their own: what goes to HubSpot's public one is led to the sandbox. */
function leadToSandbox(): void {
	const forward = async function (this: { req: { headers: Record<string, string> } }, path: string, body?: nock.Body) {
		const answer = await fetch(`${sandbox.url}/hubspot${path}`, {
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
	const value = { email: '={{ $json.email }}' };
	const fields = { mappingMode: 'defineBelow', value, matchingColumns: ['email'], schema: [] };
	const parameters = { authentication, operation: 'upsert', fields };
	return await runNode({ type: 'hubSpotUpsert', parameters }, [{ email: 'a@example.com' }], credentials);
}

it('takes n8n’s HubSpot service key', async () => {
	const credentials = { hubspotAppToken: { appToken: 'sandbox-hubspot-token' } };
	const { done, error } = await upsertOneContact('hubspotAppToken', credentials);
	expect(error).toBeUndefined();
	expect(done).toHaveLength(1);
	expect(sandbox.hubspot.records('contacts')).toHaveLength(1);
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
	const { done, error } = await upsertOneContact('hubspotOAuth2Api', credentials);
	expect(error).toBeUndefined();
	expect(done).toHaveLength(1);
	expect(sandbox.hubspot.records('contacts')).toHaveLength(1);
});
