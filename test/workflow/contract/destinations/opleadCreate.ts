import type { Destination } from '../destination';
import { leadHolds, leadNames, leadWithId } from '../opleadLeads';

export const destination: Destination = {
	name: 'Oplead Create',
	vendor: 'oplead',
	type: 'oplead',
	parameters: ({ retrySeconds, text = '={{ $json.text }}' }) => ({
		resource: 'lead',
		operation: 'create',
		contact: { lastname: '={{ $json.name }}', email: '={{ $json.email }}', message: text },
		externalIdFrom: 'own',
		externalId: '={{ $json.key }}',
		options: { ...(retrySeconds !== undefined && { retryTime: retrySeconds }) },
	}),
	credentials: (address, token) => ({
		leadRelayOpleadApi: {
			baseUrl: `${address}/oplead/v1`,
			headerName: 'Authorization',
			prefix: 'Bearer ',
			token,
			keyKind: 'user',
		},
	}),
	begin: ({ oplead }, token) => oplead.set({ tokens: [{ token, kind: 'user' }] }),
	item: (name) => ({ name, key: `key of ${name}`, email: 'somebody@example.com', text: 'Hello' }),
	spoiled: [
		{
			item: (name) => ({ name, key: `key of ${name}`, email: 'nobody', text: 'Hello' }),
			codes: ['REFUSED', 'VALUE_INVALID'],
		},
	],
	writes: { method: 'POST', path: '/leads' },
	fourCalls: 20,
	written: leadNames,
	heldText: leadHolds,
	nameIn: (json, sandbox) => leadWithId(sandbox, json.id),
	key: { field: 'key', without: 'written' },
	timeout: {
		lacks: 'After a time-out Oplead may still be at work: a lead is looked for, and sent again only with doubt.',
	},
	dryRun: { lacks: 'The node has no Dry Run: Oplead’s own test mode is not documented for leads.' },
};
