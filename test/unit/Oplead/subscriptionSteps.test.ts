import type { IExecuteFunctions, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { OpleadRecord } from '../../../nodes/Oplead/api/answers';
import { OpleadError } from '../../../nodes/Oplead/api/errors';
import { isSameAddress } from '../../../nodes/Oplead/callback/address';
import { isPrivateAddress } from '../../../nodes/Oplead/callback/publicAddress';
import { readCallbackSecrets } from '../../../nodes/Oplead/callback/secrets';
import type { LeadDraft } from '../../../nodes/Oplead/plan/draft';
import { letUpdatesThrough } from '../../../nodes/Oplead/trigger/execution';
import { cleanUp, isReady, makeReady } from '../../../nodes/Oplead/trigger/lifeCycle';
import { inAccountTurn } from '../../../nodes/Oplead/write/accountTurn';
import { createLead, type CreationContext } from '../../../nodes/Oplead/write/creation';
import { bringIntoOrder, isInOrder, removeAll } from '../../../nodes/Oplead/write/ownSubscriptions';
import {
	ensureSubscription,
	listSubscriptions,
	removeSubscription,
	type SubscriptionContext,
} from '../../../nodes/Oplead/write/subscriptions';

const patience = { totalMs: 60_000, wait: async () => await Promise.resolve() };

const refused = (status?: number) => new OpleadError(`Refused (${status}). Do something.`, { status });

/** What the nth call does: a record that is answered, or an error that is thrown; the last one ever after. */
function steps<T>(...all: Array<T | OpleadError>): (...parameters: unknown[]) => Promise<T> {
	let made = 0;
	return async () => {
		const step = all[Math.min(made++, all.length - 1)];
		if (step instanceof OpleadError) throw step;
		return await Promise.resolve(step);
	};
}

const ADDRESS = 'https://n8n.example/webhook/1/oplead?token=right';
const registered = (id: string, event: string, url = ADDRESS): OpleadRecord => ({ id, fields: { event, url } });

function oplead(calls: Partial<Record<keyof SubscriptionContext['api'], unknown>>) {
	const made: string[] = [];
	const api = Object.fromEntries(
		(['subscriptions', 'createSubscription', 'deleteSubscription'] as const).map((name) => [
			name,
			async (...parameters: unknown[]) => {
				made.push([name, ...parameters].join(' '));
				return await ((calls[name] ?? steps({ fields: {} })) as (...all: unknown[]) => Promise<unknown>)(...parameters);
			},
		]),
	);
	const context: SubscriptionContext = { api: api as never, account: 'a', patience };
	return { context, made };
}

describe('a subscription', () => {
	const wanted = { event: 'e', url: ADDRESS };

	it('is found by its event and address, whatever Oplead calls the fields', async () => {
		const fields = [
			{
				eventType: 'e',
				target: 'https://n8n.example:443/webhook/1/oplead?token=right',
				self: 'https://api.example/s/1',
			},
			{ topic: { name: 'e' }, url: ADDRESS, link: 'https://api.example/s/2' },
			{ event: 7, type: 'e', note: 'ftp://x' },
		];
		const { context } = oplead({
			subscriptions: steps(fields.map((one, index) => ({ id: String(index), fields: one }))),
		});
		expect(
			(await listSubscriptions(context)).map(({ event, url, addresses }) => [event, url, addresses.length]),
		).toEqual([
			['e', 'https://n8n.example:443/webhook/1/oplead?token=right', 2],
			['e', ADDRESS, 2],
			['e', undefined, 0],
		]);
		expect(await ensureSubscription(wanted, context)).toMatchObject({ kind: 'present', subscription: { id: '0' } });
	});

	it('is created where there is none for both', async () => {
		const others = [registered('1', 'other'), registered('2', 'e', `${ADDRESS}2`)];
		const { context, made } = oplead({
			subscriptions: steps(others),
			createSubscription: steps({ id: 'N', fields: { a: 1 } }),
		});
		expect(await ensureSubscription(wanted, context)).toEqual({
			kind: 'created',
			subscription: { id: 'N', event: 'e', url: ADDRESS, addresses: [], fields: { a: 1 } },
		});
		expect(made).toEqual(['subscriptions', `createSubscription e ${ADDRESS}`]);
	});

	it('that is answered without an ID is looked for', async () => {
		const created = oplead({
			subscriptions: steps<OpleadRecord[]>([], [registered('N', 'e')]),
			createSubscription: steps({ fields: {} }),
		});
		expect(await ensureSubscription(wanted, created.context)).toMatchObject({
			kind: 'created',
			subscription: { id: 'N' },
		});
		const unknown = oplead({ subscriptions: steps<OpleadRecord[]>([]), createSubscription: steps({ fields: {} }) });
		expect((await ensureSubscription(wanted, unknown.context)).subscription).toMatchObject(wanted);
	});

	it('whose answer is lost is looked for before it is sent again', async () => {
		const found = oplead({
			subscriptions: steps<OpleadRecord[]>([], [registered('N', 'e')]),
			createSubscription: steps<OpleadRecord>(refused()),
		});
		expect(await ensureSubscription(wanted, found.context)).toMatchObject({ subscription: { id: 'N' } });
		expect(found.made).toHaveLength(3);
		const again = oplead({
			subscriptions: steps<OpleadRecord[]>([]),
			createSubscription: steps<OpleadRecord>(refused(500), { id: 'N', fields: {} }),
		});
		expect(await ensureSubscription(wanted, again.context)).toMatchObject({ subscription: { id: 'N' } });
		expect(again.made.map((call) => call.split(' ')[0])).toEqual([
			'subscriptions',
			'createSubscription',
			'subscriptions',
			'createSubscription',
		]);
	});

	it('that is refused is not looked for', async () => {
		const { context, made } = oplead({
			subscriptions: steps<OpleadRecord[]>([]),
			createSubscription: steps<OpleadRecord>(refused(400)),
		});
		await expect(ensureSubscription(wanted, context)).rejects.toThrow('Refused (400)');
		expect(made).toHaveLength(2);
	});

	it.each<[string, Array<OpleadError | undefined>, string]>([
		['there', [undefined], 'deleted'],
		['gone', [refused(404)], 'absent'],
		['gone for good', [refused(410)], 'absent'],
		['gone after an answer that was lost', [refused(500), refused(404)], 'deleted'],
		[
			'gone after a call that was not connected',
			[new OpleadError('Away.', { unconnected: true }), refused(404)],
			'absent',
		],
	])('that is %s is deleted', async (_what, answers, end) => {
		const { context } = oplead({ deleteSubscription: steps(...answers) });
		expect(await removeSubscription('S', context)).toBe(end);
	});

	it('that may not be deleted is told', async () => {
		const { context } = oplead({ deleteSubscription: steps(refused(403)) });
		await expect(removeSubscription('S', context)).rejects.toThrow('Refused (403)');
		const error = new TypeError('odd');
		const broken = oplead({ deleteSubscription: async () => await Promise.reject(error) });
		await expect(removeSubscription('S', broken.context)).rejects.toBe(error);
	});
});

describe('a trigger’s subscriptions', () => {
	const need = { address: ADDRESS, events: ['a', 'b'] };

	it('are in order where each event is told once, and nothing else', async () => {
		const check = async (...all: OpleadRecord[]) =>
			await isInOrder(need, oplead({ subscriptions: steps(all) }).context);
		const [a, b] = [registered('1', 'a'), registered('2', 'b')];
		expect(await check(a, b)).toBe(true);
		expect(await check(a)).toBe(false);
		expect(await check(a, b, registered('3', 'a'))).toBe(false);
		expect(await check(a, b, registered('3', 'x', 'https://elsewhere.example'))).toBe(true);
	});

	it('are created and deleted for the reasons that are given, and the others left', async () => {
		const all = [
			registered('1', 'a'),
			registered('2', 'a'),
			registered('3', 'x'),
			registered('4', 'a', ADDRESS.replace('right', 'old')),
			registered('5', 'a', 'https://elsewhere.example'),
		];
		const { context, made } = oplead({ subscriptions: steps(all), createSubscription: steps({ id: 'N', fields: {} }) });
		const repair = await bringIntoOrder(need, ['doubled', 'oldSecret'], context);
		expect(repair.created.map(({ id }) => id)).toEqual(['N']);
		expect(repair.kept.map(({ id }) => id)).toEqual(['1']);
		expect(repair.deleted.map(({ subscription, why }) => [subscription.id, why])).toEqual([
			['2', 'doubled'],
			['4', 'oldSecret'],
		]);
		expect(repair.left.map(({ subscription, why }) => [subscription.id, why])).toEqual([['3', 'eventNotChosen']]);
		expect(repair.others.map(({ id }) => id)).toEqual(['5']);
		expect(made.filter((call) => call.startsWith('delete'))).toEqual(['deleteSubscription 2', 'deleteSubscription 4']);
	});

	it('are all deleted in the end', async () => {
		const all = [
			registered('1', 'a'),
			registered('2', 'b', ADDRESS.replace('right', 'old')),
			registered('3', 'a', 'https://x'),
		];
		const { context, made } = oplead({ subscriptions: steps(all) });
		await removeAll('https://n8n.example/webhook/1/oplead', context);
		expect(made.slice(1)).toEqual(['deleteSubscription 1', 'deleteSubscription 2']);
	});

	it('that cannot be deleted are told, and none of the others is deleted then', async () => {
		const old = ['1', '2'].map((id) => registered(id, 'a', ADDRESS.replace('right', 'old')));
		const work = [
			async (context: SubscriptionContext) =>
				await bringIntoOrder({ address: ADDRESS, events: [] }, ['oldSecret'], context),
			async (context: SubscriptionContext) => await removeAll(ADDRESS, context),
		];
		for (const one of work) {
			const { context, made } = oplead({ subscriptions: steps(old), deleteSubscription: steps(refused(403)) });
			await expect(one(context)).rejects.toThrow('Refused (403)');
			expect(made).toEqual(['subscriptions', 'deleteSubscription 1']);
		}
	});

	it('cannot be deleted without an ID', async () => {
		const { context } = oplead({ subscriptions: steps([{ fields: { event: 'a', url: ADDRESS } }]) });
		await expect(removeAll(ADDRESS, context)).rejects.toMatchObject({
			message:
				'Oplead lists a subscription of this address without an ID, so it cannot be deleted from here. Delete it in Oplead.',
			code: 'UNEXPECTED',
		});
	});
});

describe('a lead', () => {
	const draft: LeadDraft = { externalId: 'k', values: { externalID: 'k' } };
	const lead = { id: 'L', fields: { externalID: 'k' } };
	const DOUBT = 'Perhaps the lead is there all the same: look it up before you send it again.';

	interface Oplead {
		create: Array<OpleadRecord | OpleadError>;
		/** What each look-up shows. */
		looks?: Array<OpleadRecord[] | OpleadError>;
		total?: number;
		signal?: AbortSignal;
	}

	const run = async (one: LeadDraft, isLookedUpFirst: boolean, { create, looks = [[]], total = 0, signal }: Oplead) => {
		const calls: string[] = [];
		const answerOf = steps<OpleadRecord>(...create);
		const look = steps<OpleadRecord[]>(...looks);
		const context: CreationContext = {
			api: {
				createLead: async () => {
					calls.push('create');
					return await answerOf();
				},
				leadsPage: async () => {
					calls.push('look');
					return { records: await look(), total };
				},
			},
			account: 'a',
			searchedPages: 1,
			patience: { ...patience, signal },
			wait: async (ms) => await Promise.resolve(calls.push(`wait ${ms}`)),
		};
		const creation = await createLead(one, isLookedUpFirst, context).catch((error: OpleadError) => error);
		return { creation, calls };
	};

	it('is created', async () => {
		for (const [isLookedUpFirst, calls] of [
			[false, ['create']],
			[true, ['look', 'create']],
		] as const) {
			expect(await run(draft, isLookedUpFirst, { create: [lead] })).toEqual({
				creation: { kind: 'created', record: lead },
				calls,
			});
		}
	});

	it('that is there is not created', async () => {
		expect(await run(draft, true, { create: [], looks: [[lead]] })).toEqual({
			creation: { kind: 'there', record: lead },
			calls: ['look'],
		});
	});

	it('of which nobody can see whether it is there is not sent', async () => {
		const { creation, calls } = await run(draft, true, { create: [], looks: [[{ id: 'x', fields: {} }]], total: 1 });
		expect(creation).toEqual({
			kind: 'rejected',
			code: 'KEY_UNCLEAR',
			reason:
				'Oplead’s list of leads tells no external IDs, so that nobody can see in it whether the lead is there. It was not sent: perhaps it is there. Raise Searched Pages in the options if the list is longer, or set Repeats to "Send Anyway".',
		});
		expect(calls).toEqual(['look']);
	});

	it('whose answer is lost is found', async () => {
		expect(await run(draft, false, { create: [refused()], looks: [[], [lead]] })).toEqual({
			creation: { kind: 'created', record: lead },
			calls: ['create', 'wait 1000', 'look', 'wait 3000', 'look'],
		});
	});

	it('that is not there after that is sent again', async () => {
		const { creation, calls } = await run(draft, false, { create: [refused(500), lead] });
		expect(creation).toEqual({ kind: 'created', record: lead });
		expect(calls).toEqual(['create', 'wait 1000', 'look', 'wait 3000', 'look', 'create']);
	});

	it('that cannot be looked for after that is in doubt', async () => {
		const doubt = { kind: 'rejected', code: 'MAY_BE_DONE', reason: `Refused (500). ${DOUBT}` };
		expect(await run(draft, false, { create: [refused(500)], looks: [refused(503)] })).toMatchObject({
			creation: doubt,
			calls: ['create', 'wait 1000', 'look'],
		});
		const signal = AbortSignal.abort();
		const cancelled = await run(draft, false, { create: [refused(500)], signal }).catch(() => undefined);
		expect(cancelled?.calls).not.toContain('look');
		const revoked = await run(draft, false, { create: [refused(500)], looks: [refused(401)] });
		expect(revoked.creation).toMatchObject({ status: 401 });
	});

	it('that Oplead says it has is found, or refused', async () => {
		expect(await run(draft, false, { create: [refused(409)], looks: [[lead]] })).toEqual({
			creation: { kind: 'there', record: lead },
			calls: ['create', 'look'],
		});
		expect((await run(draft, false, { create: [refused(409)] })).creation).toMatchObject({ status: 409 });
	});

	it('that is refused is not looked for', async () => {
		const { creation, calls } = await run(draft, false, { create: [refused(400)] });
		expect(creation).toMatchObject({ status: 400 });
		expect(calls).toEqual(['create']);
	});

	it('without an external ID is sent once, and in doubt where the answer is lost', async () => {
		const blind = { values: {} };
		expect((await run(blind, true, { create: [lead] })).calls).toEqual(['create']);
		expect(await run(blind, true, { create: [refused(500)] })).toMatchObject({
			creation: { kind: 'rejected', code: 'MAY_BE_DONE', reason: `Refused (500). ${DOUBT}` },
			calls: ['create'],
		});
		expect((await run(blind, true, { create: [refused(400)] })).creation).toMatchObject({ status: 400 });
	});
});

it('tells an execution that is cancelled before its turn so', async () => {
	const { signal } = ((controller) => (controller.abort(new Error('stop')), controller))(new AbortController());
	await expect(inAccountTurn('t', async () => await Promise.resolve(1), signal)).rejects.toMatchObject({
		code: 'CANCELLED',
	});
	const own = refused(400);
	await expect(inAccountTurn('t', async () => await Promise.reject(own), undefined)).rejects.toBe(own);
	const error = new Error('odd');
	await expect(inAccountTurn('t', async () => await Promise.reject(error))).rejects.toBe(error);
});

describe('a trigger of n8n', () => {
	let tokens = 0;
	const hook = (
		parameters: Record<string, unknown>,
		{ url = 'https://n8n.example/webhook/1/oplead', keyKind = 'user', answers = [[]] as unknown[] } = {},
	) => {
		const sent: string[] = [];
		const credentials = { token: `trigger-token-${++tokens}`, baseUrl: 'https://api.example', keyKind };
		const context = {
			getNode: () => ({ name: 'Trigger', credentials: {} }),
			getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
			getNodeWebhookUrl: () => (url === '' ? undefined : url),
			getCredentials: async () => await Promise.resolve(credentials),
			helpers: {
				async httpRequestWithAuthentication(_type: string, { method, url: to }: IHttpRequestOptions) {
					sent.push(`${method} ${to.replace('https://api.example', '')}`);
					const body = JSON.stringify(answers[Math.min(sent.length, answers.length) - 1]);
					return await Promise.resolve({ statusCode: 200, headers: {}, body });
				},
			},
		};
		return { context: context as unknown as IHookFunctions, sent };
	};
	const events = { mode: 'events', events: ['a'] };

	it('subscribes what it lacks, and is ready then', async () => {
		const ready = hook(events);
		expect(await isReady(ready.context)).toBe(false);
		expect(ready.sent).toEqual(['GET /subscriptions?page=1&limit=100']);
		const making = hook(events, { answers: [[], [], { id: 'N' }] });
		expect(await makeReady(making.context)).toBe(true);
		expect(making.sent.at(-1)).toBe('POST /subscriptions');
	});

	it('unsubscribes', async () => {
		const own = { id: 'S1', event: 'a', url: 'https://n8n.example/webhook/1/oplead?token=x' };
		const { context, sent } = hook(events, { answers: [[own], [], ''] });
		expect(await cleanUp(context)).toBe(true);
		expect(sent.at(-1)).toBe('DELETE /subscriptions/S1');
	});

	it('subscribes to nothing for feedback', async () => {
		const { context, sent } = hook({ mode: 'feedback' });
		expect([await isReady(context), await makeReady(context), await cleanUp(context)]).toEqual([true, true, true]);
		expect(sent).toEqual([]);
	});

	it.each([
		[{ ...events, events: [] }, {}, 'No event is chosen. Choose at least one under Events.'],
		[
			events,
			{ keyKind: 'provider' },
			'The key of this credential is a provider key, which cannot subscribe to events. Choose a credential with a user key, or the mode "Lead Feedback".',
		],
		[events, { url: '' }, 'n8n gives this trigger no address. Save the workflow, and try again.'],
		[events, { url: 'http://localhost:5678/webhook/1/oplead' }, 'Oplead cannot reach n8n at "localhost:5678"'],
	])('is not ready with %j and %j', async (parameters, settings, message) => {
		for (const act of [isReady, makeReady]) {
			await expect(act(hook(parameters, settings).context)).rejects.toMatchObject({
				message,
				name: 'NodeOperationError',
			});
		}
	});

	it('says what to do about a private address, and goes on where that is allowed', async () => {
		const url = 'http://localhost/webhook/1/oplead';
		await expect(isReady(hook({ mode: 'feedback' }, { url }).context)).rejects.toMatchObject({
			description:
				'This is an address of a private network. Ask the person who runs n8n to set WEBHOOK_URL to its public https address, and to restart it. For a test with a stand-in of Oplead switch on "Allow Local Address" in the options.',
		});
		const allowed = { mode: 'feedback', 'options.allowLocalAddress': true };
		expect(await isReady(hook(allowed, { url }).context)).toBe(true);
	});

	const passing = async (
		received: object[],
		options: Record<string, unknown> = {},
		mode = 'webhook',
		known: string[] = [],
	) => {
		const memory: string[][] = [];
		const context = {
			getInputData: () => received.map((json) => ({ json })),
			getMode: () => mode,
			getNode: () => ({ id: `node ${++tokens}`, name: 'Trigger' }),
			getWorkflow: () => ({ id: 'w' }),
			getWorkflowStaticData: () => ({}),
			getNodeParameter: (name: string, _item: number, fallback: unknown) => options[name] ?? fallback,
			helpers: {
				checkProcessedAndRecord: async (keys: string[], ...more: unknown[]) => {
					memory.push([...keys, JSON.stringify(more)]);
					return await Promise.resolve({ new: keys.filter((_key, index) => !known.includes(String(index))) });
				},
			},
		};
		const items = await letUpdatesThrough(context as unknown as IExecuteFunctions);
		return { passed: items.map(({ json }) => json.n), memory };
	};
	const update = (n: number, at: string | null, original: object = { n }) => {
		return { n, event: 'e', leadId: 'L', leadKey: null, externalId: null, deliveryId: null, occurredAt: at, original };
	};

	it('lets each update through once, and those that cannot be told apart always', async () => {
		const [first, second] = ['2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z'];
		const received = [
			update(1, first),
			update(2, first, { n: 1 }),
			update(3, second),
			update(4, null),
			update(5, null),
		];
		const { passed, memory } = await passing(received);
		expect(passed).toEqual([1, 3, 4, 5]);
		expect(memory[0]).toHaveLength(3);
		expect(memory[0][2]).toBe('["node",{"mode":"entries","maxEntries":10000}]');
		expect((await passing(received, {}, 'webhook', ['0'])).passed).toEqual([3, 4, 5]);
		expect((await passing(received, { 'options.repeats': 'keep' })).passed).toEqual([1, 2, 3, 4, 5]);
		expect((await passing(received, {}, 'manual')).passed).toEqual([1, 2, 3, 4, 5]);
		expect((await passing(received, { 'options.olderUpdates': 'drop' })).passed).toEqual([1, 4, 5]);
	});
});

it.each([
	['http://localhost/', true],
	['http://n8n/', true],
	['http://127.0.0.1:5678/', true],
	['http://10.1.2.3/', true],
	['http://100.64.0.1/', true],
	['http://100.128.0.1/', false],
	['http://169.254.1.1/', true],
	['http://172.16.0.1/', true],
	['http://172.32.0.1/', false],
	['http://192.168.1.1/', true],
	['http://0.0.0.0/', true],
	['http://11.0.0.1/', false],
	['http://[::1]/', true],
	['http://[fd00::1]/', true],
	['http://[fe80::1]/', true],
	['http://[2001:db8::1]/', false],
	['http://n8n.local/', true],
	['http://n8n.lan./', true],
	['http://n8n.internal/', true],
	['http://n8n.home.arpa/', true],
	['http://n8n.localdomain/', true],
	['http://n8n.test/', true],
	['http://n8n.example.com/', false],
	['http://local.example.com/', false],
	['http://notlocal.xlocal/', false],
])('takes %s for private: %s', (address, expected) => {
	expect(isPrivateAddress(address)).toBe(expected);
});

it('takes addresses for the same however they are written', () => {
	expect(isSameAddress('https://x.example:443/a?b=1', 'https://X.example/a?b=1')).toBe(true);
	expect(isSameAddress('https://x.example/a?b=1', 'https://x.example/a?b=2')).toBe(false);
	expect(isSameAddress('https://x.example/a', 'http://x.example/a')).toBe(false);
	expect(isSameAddress('x', 'x')).toBe(false);
});

it.each<[Record<string, unknown>, object | string]>([
	[{ token: ' t ' }, { current: 't' }],
	[{ token: 't', callbackSecret: ' a-long-secret-of-16 ' }, { current: 'a-long-secret-of-16' }],
	[{ token: 't', callbackSecret: 'exactly-16-signs' }, { current: 'exactly-16-signs' }],
	[
		{ token: 't', previousCallbackSecret: 'exactly-16-signs' },
		{ current: 't', previous: 'exactly-16-signs' },
	],
	[{ token: 't', callbackSecret: 'only-15-signs--' }, 'shorter than 16 characters'],
	[{ token: 't', previousCallbackSecret: 'short' }, 'shorter than 16 characters'],
	[{ token: ' ', callbackSecret: 7 }, 'The Oplead credential has no token. Enter it there.'],
])('reads the secrets of %j', async (credential, secrets) => {
	const reading = readCallbackSecrets({ getCredentials: async () => await Promise.resolve(credential as never) });
	if (typeof secrets === 'object') expect(await reading).toEqual(secrets);
	else
		await expect(reading).rejects.toMatchObject({
			code: 'CREDENTIAL_INVALID',
			message: expect.stringContaining(secrets) as string,
		});
});
