import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { REASON_CODES, type ReasonCode } from '../../../nodes/shared/reasonCodes';
import type { FaultAct } from '../../../sandbox/faults.ts';
import { FILES } from '../engine';
import { creating, people, useAccount, type RunSettings } from './account';

const account = useAccount();

interface Case {
	/** Of each item; undefined for one that is done. */
	codes: Array<ReasonCode | undefined>;
	parameters: INodeParameters;
	/** One empty item if left out. */
	items?: IDataObject[];
	/** What meets the calls, as often as it likes. */
	fault?: FaultAct;
	credential?: RunSettings['credential'] | (() => RunSettings['credential']);
}

const NOW = { options: { retryTime: 0 } };

const answering = (status: number, body: unknown = { message: 'No.' }): FaultAct => ({ kind: 'status', status, body });
const LOST: FaultAct = { kind: 'reset', when: 'after' };
const MALFORMED: FaultAct = { kind: 'malformed', body: '{"id":' };

const getting = (more: INodeParameters = {}): INodeParameters => {
	return { resource: 'lead', operation: 'get', leadId: 'L-1', ...NOW, ...more };
};
const listing: INodeParameters = { resource: 'lead', operation: 'getAll', ...NOW };
const moving: INodeParameters = { resource: 'lead', operation: 'updateStatus', leadId: 'L-1', ...NOW };
const subscribing: INodeParameters = {
	resource: 'subscription',
	operation: 'create',
	url: 'https://n8n.example.com/webhook/1',
	...NOW,
};
const repairing = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'subscription',
	operation: 'repair',
	triggerUrl: 'https://n8n.example.com/webhook/1234/oplead',
	events: ['lead.status_changed'],
	...NOW,
	...more,
});
const configuring = (more: INodeParameters = {}): INodeParameters => {
	return { resource: 'configuration', operation: 'getAll', ...NOW, ...more };
};
const sending = (more: INodeParameters = {}): INodeParameters => {
	return { resource: 'customCall', operation: 'send', path: '/leads', ...NOW, ...more };
};
const adding = (more: INodeParameters = {}): INodeParameters => {
	return { resource: 'document', operation: 'add', leadId: 'L-1', ...NOW, ...more };
};
const PERSON = { lastname: 'Doe', postcode: '69001', country: 'FR', email: 'a@example.com' };
const importing = (more: INodeParameters = {}): INodeParameters => {
	return { resource: 'lead', operation: 'import', channel: 'CNL_1001', contact: PERSON, ...NOW, ...more };
};
const withFile = (fileName: string): IDataObject[] => [{ [FILES]: { data: { fileName, base64: 'JVBERg==' } } }];
const [one] = people(1);

const CASES: Record<string, Case> = {
	// The way to Oplead.
	'a base URL that is none': {
		parameters: getting(),
		credential: { baseUrl: 'oplead' },
		codes: ['CREDENTIAL_INVALID'],
	},
	'a header name that is none': {
		parameters: getting(),
		credential: { headerName: 'a b' },
		codes: ['CREDENTIAL_INVALID'],
	},
	'an import address that is none': {
		parameters: importing(),
		credential: { address: 'oplead' },
		codes: ['CREDENTIAL_INVALID'],
	},
	'an answer that leads elsewhere': {
		parameters: getting(),
		fault: { ...answering(302), headers: { location: 'https://example.com/' } } as FaultAct,
		codes: ['CREDENTIAL_INVALID'],
	},
	'an address without an import API': { parameters: importing(), fault: answering(404), codes: ['CREDENTIAL_INVALID'] },
	'a callback secret that could be guessed': {
		items: [one],
		parameters: creating({ feedbackUrl: 'https://n8n.example.com/webhook/1/oplead' }),
		credential: { callbackSecret: 'short' },
		codes: ['CREDENTIAL_INVALID'],
	},
	'a token that Oplead does not know': {
		items: people(3),
		parameters: creating(),
		credential: { token: 'wrong' },
		codes: ['TOKEN_REFUSED', 'NOT_TRIED', 'NOT_TRIED'],
	},
	'an import token that is wrong': { parameters: importing(), fault: answering(403), codes: ['TOKEN_REFUSED'] },
	'a provider key where it is known': {
		parameters: moving,
		credential: () => ({ token: account.providerToken, keyKind: 'provider' }),
		codes: ['SCOPE_MISSING'],
	},
	'a provider key where it is not known': {
		items: [{}, {}],
		parameters: moving,
		credential: () => ({ token: account.providerToken }),
		codes: ['SCOPE_MISSING', 'NOT_TRIED'],
	},
	'an address where nobody listens': {
		parameters: listing,
		credential: { baseUrl: 'http://127.0.0.1:9/v1' },
		codes: ['NO_ANSWER'],
	},
	'a refused connection, and items behind it': {
		items: people(2),
		parameters: creating(NOW),
		credential: { baseUrl: 'http://127.0.0.1:9/v1' },
		codes: ['NO_ANSWER', 'NOT_TRIED'],
	},
	'a status whose answer is lost': { parameters: moving, fault: LOST, codes: ['NO_ANSWER'] },
	'a lead without external ID whose answer is lost': {
		items: [one],
		parameters: creating({ ...NOW, externalIdFrom: 'none' }),
		fault: LOST,
		codes: ['MAY_BE_DONE'],
	},
	'an imported lead whose answer is lost': { parameters: importing(), fault: LOST, codes: ['MAY_BE_DONE'] },
	'a document whose answer is lost': {
		items: withFile('a.pdf'),
		parameters: adding(),
		fault: LOST,
		codes: ['MAY_BE_DONE'],
	},
	'a change by a custom call whose answer is lost': {
		parameters: sending({ method: 'POST', body: '{}' }),
		fault: LOST,
		codes: ['MAY_BE_DONE'],
	},
	'a read by a custom call whose answer is lost': { parameters: sending(), fault: LOST, codes: ['NO_ANSWER'] },
	'too many calls': { parameters: configuring(), fault: answering(429), codes: ['VENDOR_BUSY'] },
	'a fault of Oplead’s': { parameters: subscribing, fault: answering(503), codes: ['VENDOR_FAILED'] },
	'an answer that is cut off': { parameters: listing, fault: MALFORMED, codes: ['ANSWER_UNREADABLE'] },
	// What Oplead says.
	'a lead that Oplead refuses': {
		items: [one, { ...one, key: 'other', email: 'nobody' }],
		parameters: creating(),
		codes: [undefined, 'REFUSED'],
	},
	'a status that Oplead does not take': { parameters: moving, fault: answering(422), codes: ['REFUSED'] },
	'an import that is refused with a 200': {
		parameters: importing(),
		fault: answering(200, { status: 'error', message: 'No.' }),
		codes: ['REFUSED'],
	},
	'a lead that is not there': { parameters: getting(), codes: ['NOT_FOUND'] },
	'a subscription that is not there': {
		parameters: { resource: 'subscription', operation: 'delete', subscriptionId: 'S-1', ...NOW },
		codes: ['NOT_FOUND'],
	},
	// What the item holds.
	'an external ID that the list does not tell': {
		items: [one],
		parameters: creating({ repeats: 'findFirst' }),
		fault: answering(200, [{ id: 'L-1' }]),
		codes: ['KEY_UNCLEAR'],
	},
	'an empty ID': { parameters: getting({ leadId: '={{ "" }}' }), codes: ['VALUE_MISSING'] },
	'an import without last name': { parameters: importing({ contact: {} }), codes: ['VALUE_MISSING'] },
	'a repair without events': { parameters: repairing({ events: '={{ [] }}' }), codes: ['VALUE_MISSING'] },
	'an ID that is a list': {
		items: [{ id: ['L-1'] }],
		parameters: getting({ leadId: '={{ $json.id }}' }),
		codes: ['VALUE_INVALID'],
	},
	'an item that is no lead': {
		items: [{ email: 'a@example.com' }],
		parameters: creating({ leadSource: 'lead', lead: '={{ $json }}' }),
		codes: ['VALUE_INVALID'],
	},
	'additional JSON that is none': {
		items: [one],
		parameters: creating({ additionalJson: '{"a":' }),
		codes: ['VALUE_INVALID'],
	},
	'a feedback URL that is none': {
		items: [one],
		parameters: creating({ feedbackUrl: 'n8n' }),
		codes: ['VALUE_INVALID'],
	},
	'the URL of another trigger': {
		parameters: repairing({ triggerUrl: 'https://n8n.example.com/webhook/1' }),
		codes: ['VALUE_INVALID'],
	},
	'an expression that fails for one item': {
		items: [{ from: 'Source' }, { from: 'Nobody' }],
		parameters: getting({ leadId: '={{ $($json.from).isExecuted }}' }),
		codes: ['NOT_FOUND', 'EXPRESSION_FAILED'],
	},
	'a setting that nobody offers': { parameters: configuring({ setting: 'none' }), codes: ['SETTING_INVALID'] },
	'a call that differs, and is no JSON': {
		parameters: getting({ options: { calls: { call: [{ name: 'getLead', query: '{' }] } } }),
		codes: ['SETTING_INVALID'],
	},
	'a path that leads elsewhere': { parameters: sending({ path: '//example.com' }), codes: ['SETTING_INVALID'] },
	'a setting of the run that differs': {
		items: [{ time: 0 }, { time: 1 }],
		parameters: getting({ options: { retryTime: '={{ $json.time }}' } }),
		codes: ['NOT_FOUND', 'SETTING_DIFFERS'],
	},
	// Documents.
	'a binary field that is not there': { parameters: adding(), codes: ['FILE_NOT_FOUND'] },
	'a document of a type that Oplead does not take': {
		items: withFile('tool.exe'),
		parameters: adding(),
		codes: ['DOCUMENT_REFUSED'],
	},
	'a document that Oplead finds too large': {
		items: withFile('a.pdf'),
		parameters: adding(),
		fault: answering(413),
		codes: ['DOCUMENT_REFUSED'],
	},
};

it.each(Object.entries(CASES))('tells the code of %s', async (_what, { items = [{}], ...given }) => {
	const { parameters, fault, credential, codes } = given;
	if (fault) account.sandbox.faults.plan({ times: 100, act: fault });
	const settings = { credential: typeof credential === 'function' ? credential() : credential };
	const { errors } = await account.run(items, parameters, settings);
	const told = items.map((_, item) => {
		const error = errors.find(({ pairedItem }) => (pairedItem as { item: number }).item === item);
		return (error?.json.details as IDataObject | undefined)?.code;
	});
	expect(told).toEqual(codes);
});

it('tells no code that is not in the list, and most that concern Oplead', () => {
	const told = new Set(Object.values(CASES).flatMap(({ codes }) => codes.filter((code) => code !== undefined)));
	expect([...told].filter((code) => !(code in REASON_CODES))).toEqual([]);
	expect(told.size).toBeGreaterThanOrEqual(17);
});
