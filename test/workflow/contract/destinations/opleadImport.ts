import type { Destination } from '../destination';
import { leadHolds, leadNames, leadWithId } from '../opleadLeads';

const FORM = 'sandbox-form';

const lead = (name: string) => ({
	name,
	email: 'somebody@example.com',
	postcode: '69001',
	channel: 'CNL_1002',
	text: 'Hello',
});

export const destination: Destination = {
	name: 'Oplead Import',
	vendor: 'oplead-import',
	type: 'oplead',
	parameters: ({ retrySeconds, text = '={{ $json.text }}' }) => ({
		resource: 'lead',
		operation: 'import',
		contact: {
			lastname: '={{ $json.name }}',
			email: '={{ $json.email }}',
			postcode: '={{ $json.postcode }}',
			country: 'FR',
			message: text,
		},
		channel: '={{ $json.channel }}',
		channelVariable: 'channel',
		options: { ...(retrySeconds !== undefined && { retryTime: retrySeconds }) },
	}),
	credentials: (address, token) => ({
		leadRelayOpleadImportApi: { address: `${address}/oplead-import/addlead/`, form: FORM, token },
	}),
	begin: ({ oplead }, token) => oplead.set({ importForm: FORM, importToken: token }),
	item: lead,
	spoiled: [
		{ item: (name) => ({ ...lead(name), postcode: '' }), codes: ['VALUE_MISSING'] },
		{ item: (name) => ({ ...lead(name), channel: 'CNL_9' }), codes: ['REFUSED', 'VALUE_INVALID'] },
	],
	writes: { method: 'POST', path: '/addlead' },
	fourCalls: 20,
	written: leadNames,
	heldText: leadHolds,
	nameIn: (json, sandbox) => leadWithId(sandbox, json.id),
	key: { lacks: 'The import API knows no key: nobody can ask it what it has.' },
	timeout: {
		lacks: 'After a time-out Oplead may still be at work: a lead is looked for, and sent again only with doubt.',
	},
	dryRun: { lacks: 'The node has no Dry Run.' },
};
