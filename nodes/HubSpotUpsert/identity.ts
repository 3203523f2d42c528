import { createHmac, randomBytes } from 'node:crypto';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What tells an account from others. */
export interface Access {
	baseUrl: string;
	/** What the credential holds: the package's own, or one of n8n's own HubSpot credentials. */
	credentials: ICredentialDataDecryptedObject;
	/** Stands for the account where the credential holds no token. */
	credentialId: string;
}

const PROCESS_KEY = randomBytes(32);

/**
 * Stands for an account in memory and in budgets: another token in the same credential is another account, and two
 * credentials with one token are one. A keyed hash: the token cannot be told from it. An OAuth2 credential is told by its
 * refresh token, which stays when n8n renews the access token (HubSpot's OAuth documentation, Refresh an access token).
 */
export function identityOf({ baseUrl, credentials, credentialId }: Access): string {
	const token = tokenIn(credentials);
	const account = token === undefined ? ['credential', credentialId] : ['token', credentials.clientId ?? '', token];
	return createHmac('sha256', PROCESS_KEY)
		.update(JSON.stringify([baseUrl, ...account]))
		.digest('hex');
}

function tokenIn({ token, appToken, oauthTokenData }: ICredentialDataDecryptedObject): string | undefined {
	const { refresh_token, access_token } = tokensOf(oauthTokenData);
	const texts = [token, appToken, refresh_token, access_token];
	return texts.find((text) => typeof text === 'string' && text !== '') as string | undefined;
}

/** n8n keeps an object there; older versions kept it as JSON. */
function tokensOf(stored: unknown): { refresh_token?: unknown; access_token?: unknown } {
	if (typeof stored === 'object' && stored !== null) return stored;
	try {
		return Object(JSON.parse(String(stored))) as object;
	} catch {
		return {};
	}
}
