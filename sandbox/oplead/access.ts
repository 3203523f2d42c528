import type { IncomingHttpHeaders } from 'node:http';
import type { Account } from './account.ts';
import { OpleadError } from './errors.ts';
import type { Lead } from './leads/lead.ts';
import type { TokenSettings } from './settings.ts';

const ANYONE: TokenSettings = { token: '', kind: 'user' };

/** The token that the headers carry; throws a 401 if the account does not know it. */
export function authenticate({ settings, rules }: Account, headers: IncomingHttpHeaders): TokenSettings {
	const { headerName, headerPrefix, tokens } = settings;
	const value = headers[headerName.toLowerCase()];
	const known = tokens.find(({ token }) => value === `${headerPrefix}${token}`);
	if (known) return known;
	if (!rules.has('token-required')) return ANYONE;
	throw new OpleadError(401, { message: 'The API token is missing or unknown.' });
}

/** Throws a 403 for a provider key where only users may work. */
export function requireUser({ rules }: Account, caller: TokenSettings): void {
	if (caller.kind === 'user' || !rules.has('provider-key-limits')) return;
	throw new OpleadError(403, { code: 'FORBIDDEN', message: 'A provider key is not allowed to make this call.' });
}

/** Whether a lead exists for the caller. */
export function sees({ rules }: Account, caller: TokenSettings, lead: Lead): boolean {
	if (caller.kind === 'provider') return lead.sentBy === caller.token || !rules.has('provider-sees-own-leads');
	return caller.user === undefined || lead.assignedTo === caller.user || !rules.has('user-sees-own-leads');
}
