import { HubSpotError } from './errors.ts';
import type { Portal } from './portal.ts';
import type { AnyOf } from './scopes.ts';
import type { TokenSettings } from './settings.ts';

const ANYONE: TokenSettings = { token: '', scopes: [] };

/** The token of an `Authorization: Bearer …` header that the portal knows; any other is a 401. */
export function authenticate(portal: Portal, authorization: string | undefined): TokenSettings {
	const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
	const known = portal.settings.tokens.find((candidate) => candidate.token === token);
	if (!known) {
		if (!portal.rules.has('bearer-token')) return ANYONE;
		throw unauthenticated(
			'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
		);
	}
	if (portal.settings.revokedTokens.includes(known.token) && portal.rules.has('revoked-token')) {
		throw unauthenticated('The access token you provided was revoked.');
	}
	return known;
}

function unauthenticated(message: string): HubSpotError {
	return new HubSpotError(401, { message, category: 'INVALID_AUTHENTICATION' });
}

/** A token must be allowed what the endpoint asks for; the 403 names the scopes of which one is missing. */
export function requireScopes(token: TokenSettings, needs: readonly AnyOf[]): void {
	const missing = needs.filter((anyOf) => !anyOf.some((scope) => token.scopes.includes(scope)));
	if (missing.length === 0) return;
	const link = 'https://developers.hubspot.com/scopes';
	throw new HubSpotError(403, {
		message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${link}.`,
		category: 'MISSING_SCOPES',
		errors: missing.map((anyOf) => ({
			message: 'One or more of the following scopes are required.',
			context: { requiredGranularScopes: [...anyOf] },
		})),
		links: { scopes: link },
	});
}
