import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

import type { Request, Response } from 'express';
import { HookContext, WebhookContext } from 'n8n-core';
import type { IDataObject, INodeParameters, IWebhookData, WorkflowExecuteMode } from 'n8n-workflow';

import { additionalData, runTrigger, workflowOf } from '../engine';
import { useAccount } from './account';

const account = useAccount();

const WEBHOOK = 'https://n8n.example.com/webhook';
const EVENTS = ['lead.assigned', 'lead.status_changed'];

interface Setting {
	parameters?: INodeParameters;
	credential?: IDataObject;
	webhookBaseUrl?: string;
}

function opened({ parameters = { events: EVENTS }, credential = {}, webhookBaseUrl = WEBHOOK }: Setting) {
	const credentials = account.credentials(credential);
	const workflow = workflowOf({ type: 'opleadTrigger', parameters }, [], credentials);
	const data = { ...additionalData(credentials), webhookBaseUrl };
	const node = { ...workflow.nodes.Node, webhookId: 'd1b2a2f0-3a57-4f43-9f7a-4f1b52a7a001' };
	return { workflow, data, node, type: workflow.nodeTypes.getByNameAndVersion(node.type, 1) };
}

/** What n8n calls when a workflow is published and unpublished. */
async function hook(name: 'checkExists' | 'create' | 'delete', setting: Setting = {}): Promise<boolean> {
	const { workflow, data, node, type } = opened(setting);
	const context = new HookContext(workflow, node, data, 'trigger', 'activate');
	return await type.webhookMethods!.default![name].call(context);
}

const registered = () => account.oplead.subscriptions.map(({ event, url }) => ({ event, url }));
const events = () => registered().map(({ event }) => event);

describe('the life of a subscription', () => {
	it('is there once after any number of tries, and gone after any number of deletions', async () => {
		for (let round = 0; round < 3; round++) {
			expect(await hook('checkExists')).toBe(round > 0);
			expect(await hook('create')).toBe(true);
			expect(events()).toEqual(EVENTS);
		}
		const [{ url }] = registered();
		expect(url).toMatch(/^https:\/\/n8n\.example\.com\/webhook\/d1b2.*\/oplead\?token=[\w-]{43}$/);
		for (let round = 0; round < 2; round++) {
			expect(await hook('delete')).toBe(true);
			expect(events()).toEqual([]);
		}
	});

	it('is found among many others, however Oplead pages them', async () => {
		account.oplead.set({ subscriptionList: 'paged' });
		for (let other = 0; other < 45; other++) {
			await fetch(`${account.sandbox.url}/oplead/v1/subscriptions`, {
				method: 'POST',
				headers: { authorization: `Bearer ${account.token}`, 'content-type': 'application/json' },
				body: JSON.stringify({ event: 'lead.assigned', url: `https://example.com/${other}` }),
			});
		}
		for (let round = 0; round < 2; round++) {
			await hook('create');
			expect(events().slice(45)).toEqual(EVENTS);
		}
		await hook('delete');
		expect(registered()).toHaveLength(45);
	});

	it('is known by its address, also where Oplead tells others beside it, or writes it otherwise', async () => {
		const list: Array<Record<string, string>> = [];
		const server = createServer((request, response) => {
			const id = request.url?.split('/').at(-1) ?? '';
			if (request.method === 'DELETE')
				list.splice(
					list.findIndex((one) => one.id === id),
					1,
				);
			void readText(request).then((body) => {
				if (request.method === 'POST') {
					const { event, url } = JSON.parse(body) as { event: string; url: string };
					const self = `https://api.oplead.com/v1/subscriptions/S${list.length}`;
					list.push({ self, id: `S${list.length}`, event, callback: url.replace('//n8n.', '//N8N.') });
				}
				response.setHeader('content-type', 'application/json').end(JSON.stringify(list));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const credential = { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
		try {
			for (let round = 0; round < 2; round++) {
				await hook('create', { credential });
				expect(list.map(({ event }) => event)).toEqual(EVENTS);
			}
			await hook('delete', { credential });
			expect(list).toEqual([]);
		} finally {
			server.close();
		}
	});

	it('is one also where four activations run at once', async () => {
		await Promise.all(Array.from({ length: 4 }, async () => await hook('create')));
		expect(events()).toEqual(EVENTS);
	});

	it('is restored when Oplead has lost it, and renewed after a change of the secret', async () => {
		await hook('create');
		const [first] = account.oplead.subscriptions;
		account.oplead.deleteSubscription(first.id);
		expect(await hook('checkExists')).toBe(false);
		await hook('create');
		expect(events().sort()).toEqual(EVENTS);

		const credential = { callbackSecret: 'a-new-callback-secret' };
		const before = registered().map(({ url }) => url);
		expect(await hook('checkExists', { credential })).toBe(false);
		await hook('create', { credential });
		expect(events()).toEqual(EVENTS);
		expect(registered().some(({ url }) => before.includes(url))).toBe(false);
	});

	it('leaves nothing of events that are not chosen any more', async () => {
		await hook('create');
		await hook('create', {
			parameters: { events: [], options: { otherEvents: 'appointment.updated, lead.assigned' } },
		});
		expect(events().sort()).toEqual(['appointment.updated', 'lead.assigned']);
	});

	it('leaves the subscriptions of others alone', async () => {
		const other = { webhookBaseUrl: 'https://staging.example.com/webhook' };
		await hook('create', other);
		const before = registered();
		await hook('create');
		await hook('delete');
		expect(registered()).toEqual(before);
	});

	it('needs none for lead feedback', async () => {
		const setting = { parameters: { mode: 'feedback' } };
		expect(await hook('checkExists', setting)).toBe(true);
		expect(await hook('create', setting)).toBe(true);
		expect(await hook('delete', setting)).toBe(true);
		expect(account.calls()).toEqual([]);
	});

	it('throws when Oplead does not let it be deleted, so that n8n tries again', async () => {
		await hook('create');
		account.sandbox.faults.plan({
			vendor: 'oplead',
			method: 'DELETE',
			times: 100,
			act: { kind: 'status', status: 403 },
		});
		await expect(hook('delete')).rejects.toThrow('Oplead');
	});

	it.each<[string, Setting, string]>([
		['a provider key', { credential: { keyKind: 'provider' } }, 'provider key'],
		['no event', { parameters: { events: [] } }, 'No event is chosen'],
		['a short secret', { credential: { callbackSecret: 'too-short' } }, 'shorter than 16'],
		['a wrong token', { credential: { token: 'wrong' } }, 'Oplead did not accept the token'],
	])('says what is wrong with %s', async (_name, setting, message) => {
		for (const name of ['checkExists', 'create'] as const) {
			await expect(hook(name, setting)).rejects.toThrow(message);
		}
		expect(registered()).toEqual([]);
	});

	it.each([['http://localhost:5678/webhook'], ['http://192.168.1.20:5678/webhook']])(
		'refuses the address %s with advice, in both modes, unless that is allowed',
		async (webhookBaseUrl) => {
			for (const mode of ['events', 'feedback']) {
				const parameters = { mode, events: EVENTS };
				await expect(hook('checkExists', { webhookBaseUrl, parameters })).rejects.toMatchObject({
					message: expect.stringContaining('cannot reach n8n') as string,
					description: expect.stringContaining('WEBHOOK_URL') as string,
				});
				expect(await hook('delete', { webhookBaseUrl, parameters })).toBe(true);
				const allowed = { ...parameters, options: { allowLocalAddress: true } };
				expect(await hook('create', { webhookBaseUrl, parameters: allowed })).toBe(true);
				await hook('delete', { webhookBaseUrl, parameters: allowed });
			}
		},
	);
});

describe('the webhook', () => {
	interface Call extends Setting {
		query?: IDataObject;
		body?: string;
		contentType?: string;
	}

	async function call({ query = {}, body = '{}', contentType = 'application/json', ...setting }: Call) {
		const { workflow, data, node, type } = opened(setting);
		const answer: { status?: number; body?: unknown } = {};
		const response = {
			status: (status: number) => Object.assign(response, { sent: (answer.status = status) }),
			json: (sent: unknown) => (answer.body = sent),
		};
		data.httpRequest = {
			headers: { 'content-type': contentType },
			query,
			rawBody: Buffer.from(body),
		} as unknown as Request;
		data.httpResponse = response as unknown as Response;
		const context = new WebhookContext(workflow, node, data, 'webhook', {} as IWebhookData, [], null);
		const { workflowData } = await type.webhook!.call(context);
		return { ...answer, items: workflowData?.[0]?.map(({ json }) => json) };
	}

	async function tokenQuery(setting: Setting = {}): Promise<IDataObject> {
		await hook('create', setting);
		return Object.fromEntries(new URL(registered()[0].url).searchParams);
	}

	it('takes a call with the token of its subscription, and leaves the answer to n8n', async () => {
		const { status, items } = await call({ query: await tokenQuery(), body: '{"event":"lead.assigned"}' });
		expect(status).toBeUndefined();
		expect(items).toMatchObject([{ event: 'lead.assigned', leadKey: null }]);
	});

	it('takes the previous secret while it is in the credential', async () => {
		const query = await tokenQuery({ credential: { callbackSecret: 'the-first-secret-here' } });
		const changed = { callbackSecret: 'the-second-secret-now' };
		expect(await call({ query, credential: changed })).toMatchObject({ status: 401 });
		const both = { ...changed, previousCallbackSecret: 'the-first-secret-here' };
		expect((await call({ query, credential: both })).items).toHaveLength(1);
	});

	it('answers 401 to others before it looks at what they send, and never says what is right', async () => {
		const refused = { status: 401, body: { message: 'The token in the address is missing or wrong.' } };
		const query = await tokenQuery();
		expect(await call({ body: 'x'.repeat(2_000_000) })).toEqual(refused);
		expect(await call({ query, parameters: { mode: 'feedback' } })).toEqual(refused);
	});

	it('hides the tokens of the addresses that a lead is told with', async () => {
		const query = await tokenQuery();
		const address = registered()[0].url;
		const { items } = await call({ query, body: JSON.stringify({ lead: { id: 'L', provider: { url: address } } }) });
		expect(items).toMatchObject([{ leadId: 'L', lead: { provider: { url: address.replace(/=.*/, '=***') } } }]);
		expect(JSON.stringify(items)).not.toContain(query.token);
	});

	it.each([
		['lists', '['.repeat(200_000), ']'.repeat(200_000)],
		['objects', '{"lead":'.repeat(60_000), `0${'}'.repeat(60_000)}`],
	])('answers 400 to %s that lie in each other without end', async (_what, begin, end) => {
		expect(await call({ query: await tokenQuery(), body: `{"a":${begin}${end}}` })).toMatchObject({ status: 400 });
	});

	it('answers 413 to what is too large', async () => {
		expect(await call({ query: await tokenQuery(), body: 'x'.repeat(2_000_000) })).toMatchObject({ status: 413 });
	});
});

describe('the execution', () => {
	const update = (over: IDataObject = {}): IDataObject => {
		const json = {
			event: 'lead.feedback',
			occurredAt: '2026-11-22T10:00:00.000Z',
			leadId: 'L-1',
			leadKey: null,
			...over,
		};
		return { externalId: null, deliveryId: null, ...json, original: { ...json } };
	};
	const at = (seconds: number, over: IDataObject = {}) =>
		update({ occurredAt: `2026-11-22T10:00:${String(seconds).padStart(2, '0')}.000Z`, ...over });

	async function letThrough(items: IDataObject[], options: IDataObject = {}, mode: WorkflowExecuteMode = 'webhook') {
		return (await runTrigger({ type: 'opleadTrigger', parameters: { options } as INodeParameters }, items, { mode }))
			.length;
	}

	it('drops a repeat within a call, and in later ones, unless repeats are kept', async () => {
		expect(await letThrough([update(), update()])).toBe(1);
		expect(await letThrough([update()])).toBe(0);
		expect(await letThrough([update(), update()], { repeats: 'keep' })).toBe(2);
	});

	it('keeps what cannot be told from the same change made again', async () => {
		const bare = () => update({ occurredAt: null });
		expect([await letThrough([bare(), bare()]), await letThrough([bare()])]).toEqual([2, 1]);
	});

	it.each<WorkflowExecuteMode>(['manual', 'retry'])('drops nothing in the mode %s', async (mode) => {
		const options = { olderUpdates: 'drop' };
		expect(await letThrough([at(30), at(20)], options, mode)).toBe(2);
		expect(await letThrough([at(10)], options, mode)).toBe(1);
	});

	it('drops older updates where that is asked for, by lead and event', async () => {
		const drop = { olderUpdates: 'drop' };
		const lead = { leadId: 'L-2' };
		expect(await letThrough([at(30, lead), at(20, lead), at(40, lead)], drop)).toBe(2);
		expect(await letThrough([at(35, lead)], drop)).toBe(0);
		expect(await letThrough([at(40, { ...lead, status: 'another' })], drop)).toBe(1);
		expect(await letThrough([at(10, { leadId: 'L-3' }), at(10, { ...lead, event: 'lead.assigned' })], drop)).toBe(2);
		expect(await letThrough([update({ ...lead, occurredAt: null })], drop)).toBe(1);
		expect(await letThrough([at(11, lead)])).toBe(1);
	});
});
