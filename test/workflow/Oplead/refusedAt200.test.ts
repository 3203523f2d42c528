import { HookContext } from 'n8n-core';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { additionalData, FILES, workflowOf } from '../engine';
import { creating, people, useAccount } from './account';

const account = useAccount();

const SHAPES = ['success', 'statut', 'code', 'sentence'] as const;

const WORKS: Record<string, { items?: IDataObject[]; parameters: INodeParameters }> = {
	'a lead created': { items: [{ key: 'key-0', name: 'Lead', email: 'nobody' }], parameters: creating() },
	'a lead created without a key': {
		items: [{ name: 'Lead', email: 'nobody' }],
		parameters: creating({ externalIdFrom: 'none' }),
	},
	'a lead moved': { parameters: { resource: 'lead', operation: 'updateStatus', leadId: 'L-9' } },
	'a lead read': { parameters: { resource: 'lead', operation: 'get', leadId: 'L-9' } },
	'a document added': {
		items: [{ [FILES]: { data: { fileName: 'a.pdf', base64: 'JVBERg==' } } }],
		parameters: { resource: 'document', operation: 'add', leadId: 'L-9' },
	},
	'a subscription created': {
		parameters: {
			resource: 'subscription',
			operation: 'create',
			event: '',
			otherEvent: 'no.event',
			url: 'https://x.y/',
		},
	},
	'a subscription deleted': {
		parameters: { resource: 'subscription', operation: 'delete', subscriptionId: 'SUB-9' },
	},
	'a country read': {
		parameters: { resource: 'configuration', operation: 'getAll', setting: 'getCountry', code: 'XX' },
	},
	'a change by a custom call': {
		parameters: { resource: 'customCall', operation: 'send', method: 'PUT', path: '/users/A-0', body: '{}' },
	},
	'a lead imported': {
		parameters: {
			resource: 'lead',
			operation: 'import',
			channel: 'CNL_9',
			contact: { lastname: 'Doe', postcode: '69001', country: 'FR', email: 'a@example.com' },
		},
	},
};

describe.each(SHAPES)('where %s with status 200 is a refusal', (errorBody) => {
	beforeEach(() => account.oplead.set({ errorBody, refusalStatus: 'always200' }));

	it.each(Object.keys(WORKS))('%s is not told as done', async (name) => {
		const { items = [{}], parameters } = WORKS[name];
		const { done, errors } = await account.run(items, parameters);
		expect(done).toEqual([]);
		expect(errors.map(({ json }) => (json.details as IDataObject).code)).toEqual([
			expect.stringMatching(/^(?:REFUSED|NOT_FOUND)$/),
		]);
		expect(account.oplead.leads).toEqual([]);
	});

	it('a list is not taken for empty, nor its reasons for leads', async () => {
		const { done, errors } = await account.run(
			[{}],
			{ resource: 'lead', operation: 'getAll' },
			{ credential: { token: 'wrong' } },
		);
		expect([done, errors.length]).toEqual([[], 1]);
	});

	it('a lead is not sent where the look-up is refused', async () => {
		const body = { success: false, errors: ['Filtre inconnu'] };
		account.sandbox.faults.plan({ method: 'GET', times: 100, act: { kind: 'status', status: 200, body } });
		const { errors } = await account.run(people(1), creating({ repeats: 'findFirst' }));
		expect(errors.map(({ json }) => json.error)).toEqual([expect.stringContaining('Filtre inconnu')]);
		expect(account.oplead.leads).toEqual([]);
	});

	it('a trigger is not published', async () => {
		const credentials = account.credentials();
		const parameters = { events: ['no.event'] };
		const workflow = workflowOf({ type: 'opleadTrigger', parameters }, [], credentials);
		const data = { ...additionalData(credentials), webhookBaseUrl: 'https://n8n.example.com/webhook' };
		const node = { ...workflow.nodes.Node, webhookId: 'd1b2a2f0-3a57-4f43-9f7a-4f1b52a7a001' };
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, 1);
		const context = new HookContext(workflow, node, data, 'trigger', 'activate');
		await expect(type.webhookMethods!.default!.create.call(context)).rejects.toThrow('Oplead refused this');
		expect(account.oplead.subscriptions).toEqual([]);
	});
});
