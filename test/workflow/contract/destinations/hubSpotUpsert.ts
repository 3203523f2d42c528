import { mapped } from '../../HubSpotUpsert/account';
import type { Destination } from '../destination';

const emailOf = (name: string) => `${name.toLowerCase().replaceAll(' ', '-')}@example.com`;

export const destination: Destination = {
	name: 'HubSpot Upsert',
	vendor: 'hubspot',
	type: 'hubSpotUpsert',
	parameters: ({ retrySeconds, timeoutSeconds, dryRun, text = '={{ $json.text }}' }) => ({
		resource: 'contact',
		operation: 'upsert',
		matchBy: 'uniqueProperty',
		keyProperty: 'email',
		...mapped({ email: '={{ $json.email }}', lastname: '={{ $json.name }}', message: text }),
		options: {
			...(retrySeconds !== undefined && { retryTime: retrySeconds }),
			...(timeoutSeconds !== undefined && { timeout: timeoutSeconds }),
			...(dryRun !== undefined && { dryRun }),
		},
	}),
	credentials: (address, token) => ({ leadRelayHubSpotApi: { token, baseUrl: `${address}/hubspot` } }),
	begin({ hubspot: { portal } }, token) {
		const [{ scopes }] = portal.settings.tokens;
		Object.assign(portal.settings, { searchLagMs: 0, tokens: [{ token, scopes }] });
	},
	item: (name) => ({ name, email: emailOf(name), text: 'Hello' }),
	spoiled: [
		{ item: (name) => ({ name, email: '', text: 'Hello' }), codes: ['KEY_EMPTY'] },
		{ item: (name) => ({ name, email: 'nobody', text: 'Hello' }), codes: ['KEY_INVALID', 'REFUSED', 'VALUE_INVALID'] },
	],
	writes: { method: 'POST', path: '/batch/upsert' },
	fourCalls: 400,
	written: ({ hubspot }) => hubspot.records('contacts').map(({ properties }) => properties.lastname),
	heldText: ({ hubspot }, name) =>
		hubspot.records('contacts').find(({ properties }) => properties.lastname === name)?.properties.message,
	nameIn: (json) => (json.properties as { lastname?: string } | undefined)?.lastname,
	key: { field: 'email', without: 'KEY_EMPTY' },
	timeout: true,
	dryRun: true,
};
