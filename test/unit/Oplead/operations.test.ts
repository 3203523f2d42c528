import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import { Oplead } from '../../../nodes/Oplead/Oplead.node';
import { testImportCredential } from '../../../nodes/Oplead/methods/credentialTest';

interface Answer {
	status?: number;
	body?: unknown;
}

interface Run {
	parameters: Record<string, unknown>;
	items?: Array<Record<string, unknown>>;
	answers?: Answer[];
	credentials?: ICredentialDataDecryptedObject;
	isStopped?: boolean;
}

let tokens = 0;

/** Runs the node over a made-up Oplead, whose nth call gets the nth answer, the last one ever after. */
async function run({ parameters, items = [{}], answers = [{}], credentials = {}, isStopped = false }: Run) {
	const sent: string[] = [];
	const hints: string[] = [];
	const all = { token: `token-${++tokens}`, baseUrl: 'https://api.example/v1', keyKind: 'user', ...credentials };
	const at = (name: string): unknown =>
		name.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], parameters);
	const context = {
		getNode: () => ({ name: 'Oplead', parameters, credentials: {} }),
		getNodeParameter: (name: string, item: number, fallback?: unknown) => {
			const value = at(name);
			return (typeof value === 'function' ? (value as (item: number) => unknown)(item) : value) ?? fallback;
		},
		getInputData: () => items.map((json) => ({ json })),
		getCredentials: async () => await Promise.resolve(all),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => !isStopped,
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
		helpers: {
			async httpRequestWithAuthentication(_type: string, { method, url, body }: IHttpRequestOptions) {
				const text = body === undefined ? '' : ` ${(body as Buffer).toString()}`;
				sent.push(`${method} ${url.replace('https://api.example/v1', '')}${text}`);
				const { status = 200, body: answer = { id: 'L1' } } = answers[Math.min(sent.length, answers.length) - 1];
				return await Promise.resolve({
					statusCode: status,
					headers: {},
					body: typeof answer === 'string' ? answer : JSON.stringify(answer),
				});
			},
		},
	};
	const [output] = await new Oplead().execute.call(context as unknown as IExecuteFunctions);
	return { output: output.map(({ json, pairedItem }: INodeExecutionData) => ({ json, pairedItem })), sent, hints };
}

const jsons = ({ output }: Awaited<ReturnType<typeof run>>) => output.map(({ json }) => json);
const errors = (result: Awaited<ReturnType<typeof run>>) =>
	jsons(result).map(({ error, details }) => [(details as { code?: string } | undefined)?.code, error]);

describe('a lead', () => {
	it('is read by its ID', async () => {
		const result = await run({
			parameters: { resource: 'lead', operation: 'get', leadId: (item: number) => ` L${item} ` },
			items: [{}, {}],
			answers: [{ body: { status: 'x' } }, { body: { uuid: 'U', status: 'y' } }],
		});
		expect(result).toEqual({
			output: [
				{ json: { id: 'L0', status: 'x' }, pairedItem: { item: 0 } },
				{ json: { id: 'U', uuid: 'U', status: 'y' }, pairedItem: { item: 1 } },
			],
			sent: ['GET /leads/L0', 'GET /leads/L1'],
			hints: ['2 leads: 2 read, 0 rejected'],
		});
	});

	it('is not read without an ID, nor where Oplead does not have it', async () => {
		const parameters = { resource: 'lead', operation: 'get', leadId: (item: number) => (item === 0 ? ' ' : 'L1') };
		const result = await run({ parameters, items: [{}, {}], answers: [{ status: 404, body: { message: 'Gone' } }] });
		expect(errors(result)).toEqual([
			[
				'VALUE_MISSING',
				'A parameter of the node cannot be read: Lead ID is empty. Fill it in, or correct its expression.',
			],
			['NOT_FOUND', expect.stringContaining('Oplead did not find this: Gone.')],
		]);
		expect(result.hints).toEqual(['2 leads: 2 rejected']);
	});

	it('stops the workflow where that is chosen', async () => {
		const parameters = { resource: 'lead', operation: 'get', leadId: 'L1' };
		const stopped = run({ parameters, answers: [{ status: 404 }], isStopped: true });
		await expect(stopped).rejects.toMatchObject({ context: { codes: ['NOT_FOUND'] } });
		const two = run({ parameters, items: [{}, {}], answers: [{ status: 404 }], isStopped: true });
		await expect(two).rejects.toThrow('2 of 2 leads could not be read');
	});

	it.each([
		[{ status: 'Nurserie' }, 'Nurserie'],
		[{ status: '', otherStatus: ' Perdu ' }, 'Perdu'],
		[{}, 'En cours'],
	])('is moved to a status: %j', async (chosen, status) => {
		const result = await run({
			parameters: { resource: 'lead', operation: 'updateStatus', leadId: 'L1', ...chosen },
			answers: [{ body: '' }],
		});
		expect(jsons(result)).toEqual([{ status, id: 'L1' }]);
		expect(result.sent).toEqual([`PUT /leads/L1/status {"status":"${status}"}`]);
		expect(result.hints).toEqual(['1 lead: 1 moved, 0 rejected']);
	});

	it('is created with what the fields say', async () => {
		const result = await run({
			parameters: {
				resource: 'lead',
				operation: 'create',
				externalIdFrom: 'own',
				externalId: ' k1 ',
				repeats: 'findFirst',
				contact: { lastname: 'Doe', city: ' ' },
				channel: 7,
				customFields: {
					field: [
						{ name: ' a ', value: 1 },
						{ name: '', value: 2 },
						{ name: 'b', value: '' },
					],
				},
				additionalJson: '{"leadData":{"extra":true}}',
				tracking: { trackingUrl: 'https://x?utm_source=s&utm_medium=m', utmMedium: 'own' },
			},
			answers: [{ body: { data: [], total: 0 } }, { body: { id: 'L9', status: 'new' } }],
		});
		expect(result.sent).toEqual([
			'GET /leads?page=1&limit=100&externalID=k1',
			'POST /leads {"leadData":{"externalID":"k1","lastname":"Doe","channel":"7","utm_source":"s","utm_medium":"own","customFields":{"a":1},"extra":true}}',
		]);
		expect(jsons(result)).toEqual([
			{ id: 'L9', outcome: 'created', externalId: 'k1', lead: { id: 'L9', status: 'new' } },
		]);
	});

	it('is found where it is there', async () => {
		const result = await run({
			parameters: {
				resource: 'lead',
				operation: 'create',
				externalId: 'k1',
				repeats: 'findFirst',
				contact: { lastname: 'Doe' },
			},
			answers: [{ body: [{ id: 'L9', externalID: 'k1' }] }],
		});
		expect(jsons(result)).toMatchObject([{ id: 'L9', outcome: 'found', externalId: 'k1' }]);
		expect(result.sent).toHaveLength(1);
		expect(result.hints).toEqual(['1 lead: 1 found, 0 rejected']);
	});

	it('of an Ici Formation node is created with its own values', async () => {
		const lead = {
			leadKey: 'key',
			title: 'Mme',
			firstName: 'Anna',
			lastName: 'Doe',
			email: 'a@x.com',
			phone: '+33',
			city: 'Lyon',
			postalCode: '69000',
			training: 'Web',
			callbackPreference: 'soon',
			source: 'iciFormation',
			original: { gclid: 'click' },
		};
		const result = await run({
			parameters: {
				resource: 'lead',
				operation: 'create',
				leadSource: 'lead',
				lead,
				externalIdFrom: (item: number) => ['leadKey', 'clickId', 'none'][item],
				repeats: 'sendAnyway',
			},
			items: [{}, {}, {}],
		});
		const body = {
			provider: { name: 'iciFormation' },
			leadData: {
				externalID: 'key',
				civility: 'Mme',
				firstname: 'Anna',
				lastname: 'Doe',
				email: 'a@x.com',
				phone: '+33',
				city: 'Lyon',
				postcode: '69000',
				message: 'Web\nsoon',
			},
		};
		expect(result.sent[0]).toBe(`POST /leads ${JSON.stringify(body)}`);
		expect(result.sent.map((call) => /"externalID":"(.*?)"/.exec(call)?.[1]).sort()).toEqual([
			'click',
			'key',
			undefined,
		]);
	});

	it.each<[Record<string, unknown>, string, string]>([
		[
			{ leadSource: 'lead', lead: {} },
			'VALUE_INVALID',
			'This is no lead of an Ici Formation node: it has no leadKey. Set Lead Source to "Fields Below", or give the whole item of the trigger.',
		],
		[
			{ additionalJson: '[1]' },
			'VALUE_INVALID',
			'Additional JSON is not a JSON object. Enter one such as {"name": "value"}.',
		],
		[{ channel: [1] }, 'VALUE_INVALID', '"channel" holds a list or an object. Give it a text.'],
	])('is not created of %j', async (changes, code, reason) => {
		const parameters = { resource: 'lead', operation: 'create', repeats: 'sendAnyway', ...changes };
		expect(errors(await run({ parameters }))).toEqual([[code, `A parameter of the node cannot be read: ${reason}`]]);
	});

	it('is not sent with a Feedback URL that is none', async () => {
		const parameters = {
			resource: 'lead',
			operation: 'create',
			repeats: 'sendAnyway',
			contact: { lastname: 'Doe' },
			feedbackUrl: (item: number) => [undefined, 'x', 'https://n8n.example/webhook/1/oplead'][item],
		};
		const result = await run({ parameters, items: [{}, {}, {}] });
		expect(errors(result)[1]).toEqual([
			'VALUE_INVALID',
			'The Feedback URL is no web address: "x". Copy the production URL of an Oplead Trigger.',
		]);
		expect(result.sent).toHaveLength(2);
		expect(result.sent[1]).toMatch(/"url":"https:\/\/n8n\.example\/webhook\/1\/oplead\?token=[\w-]{43}"/);
	});

	it('leaves its Feedback URL as it is where that is chosen, and is refused where a secret is short', async () => {
		const parameters = {
			resource: 'lead',
			operation: 'create',
			repeats: 'sendAnyway',
			feedbackUrl: 'https://x',
			contact: { lastname: 'Doe' },
		};
		const plain = await run({ parameters: { ...parameters, options: { addLeadKey: false } } });
		expect(plain.sent[0]).toContain('"url":"https://x"');
		const short = await run({ parameters, credentials: { callbackSecret: 'short' } });
		expect(errors(short)).toEqual([
			[
				'CREDENTIAL_INVALID',
				'A callback secret in the Oplead credential is shorter than 16 characters, and could be guessed. Enter a longer one.',
			],
		]);
	});
});

describe('many leads', () => {
	const listed = (...leads: object[]) => [{ body: leads }, { body: [] }];
	const parameters = { resource: 'lead', operation: 'getAll' };

	it('are listed, fifty or as many as are wanted', async () => {
		const many = Array.from({ length: 60 }, (_, id) => ({ id: String(id) }));
		const usual = await run({ parameters, answers: listed(...many) });
		expect(usual.output).toHaveLength(50);
		expect(usual.sent).toEqual(['GET /leads?page=1&limit=50']);
		expect(usual.hints).toEqual(['1 list: 1 read, 0 rejected']);
		const two = await run({ parameters: { ...parameters, limit: 2.7 }, answers: listed(...many) });
		expect(jsons(two)).toEqual([{ id: '0' }, { id: '1' }]);
		const all = await run({ parameters: { ...parameters, returnAll: true }, answers: listed(...many) });
		expect(all.output).toHaveLength(60);
		expect(all.sent).toEqual(['GET /leads?page=1&limit=100', 'GET /leads?page=2&limit=100']);
	});

	it('are narrowed down, although Oplead does not mind', async () => {
		const leads = [
			{ id: '1', externalID: 'k', status: 'x' },
			{ id: '2', externalID: 'j', status: 'x' },
			{ id: '3', externalID: 'k', status: 'y' },
			{ id: '4', status: 'x' },
			{ id: '5', externalID: 'k' },
		];
		const filters = { externalID: 'k', status: 'x' };
		const result = await run({ parameters: { ...parameters, filters }, answers: listed(...leads) });
		expect(jsons(result).map(({ id }) => id)).toEqual(['1', '4', '5']);
		expect(result.sent[0]).toBe('GET /leads?page=1&limit=50&externalID=k&status=x');
	});
});

describe('an import', () => {
	const credentials = { address: 'https://api.example/v1', form: 'f' };
	const contact = { lastname: 'Doe', postcode: '1', country: 'FR', email: 'a@x.com' };
	const parameters = { resource: 'lead', operation: 'import', contact, channel: 'c', channelVariable: 'ch' };
	const imported = async (body: unknown, status = 200) =>
		await run({ parameters, credentials, answers: [{ body, status }] });

	it('sends all, with the form and its token', async () => {
		const result = await imported({ id: 7 });
		expect(jsons(result)).toEqual([{ outcome: 'imported', id: 7 }]);
		expect(result.sent[0]).toMatch(
			/^POST (?:https:\/\/api\.example\/v1)? ?\{"form":"f","token":"token-\d+","ctc_lastname":"Doe","ctc_email":"a@x\.com","ctc_postcode":"1","ctc_country":"FR","ch":"c"\}$/,
		);
	});

	it('needs what the import API needs', async () => {
		const result = await run({ parameters: { ...parameters, contact: {}, channel: '' }, credentials });
		expect(errors(result)).toEqual([
			[
				'VALUE_MISSING',
				'Oplead’s import needs Last Name, Postal Code, Country, Email, Channel ID, and the item has none. Fill them in.',
			],
		]);
		expect(result.sent).toEqual([]);
	});

	it.each<[unknown, string]>([
		['KO: form', 'KO: form.'],
		[' Erreur', 'Erreur.'],
		[{ status: 'error', message: 'Bad form' }, 'Bad form.'],
		[{ result: 'refused' }, '{"result":"refused"}'],
		[{ success: false }, '{"success":false}'],
		[{ ok: '0' }, '{"ok":"0"}'],
		[{ success: 0 }, '{"success":0}'],
		[{ error: 'Bad' }, 'Bad.'],
		[{ errors: ['Bad'] }, 'Bad.'],
	])('is refused by %j', async (body, reason) => {
		expect(errors(await imported(body))).toEqual([['REFUSED', `Oplead refused this: ${reason}`]]);
	});

	it.each([
		'OK',
		'',
		{ success: true, error: '', errors: [] },
		{ error: null, errors: {} },
		{ error: false },
		{ error: 0 },
		{ error: '0' },
		{ status: 'no error' },
		{ ok: 1 },
	])('is taken with %j', async (body) => {
		expect(jsons(await imported(body))).toMatchObject([{ outcome: 'imported' }]);
	});

	it('that may have been done is not called refused', async () => {
		expect(errors(await imported('', 500))).toEqual([
			[
				'MAY_BE_DONE',
				'Oplead is out of order (500). Perhaps the lead is there all the same: look it up before you send it again.',
			],
		]);
		expect(errors(await imported('', 404))[0][0]).toBe('CREDENTIAL_INVALID');
	});
});

describe('subscriptions', () => {
	const url = 'https://n8n.example/webhook/1/oplead';

	it('are created once', async () => {
		const parameters = { resource: 'subscription', operation: 'create', event: '', otherEvent: 'e', url };
		const result = await run({ parameters, answers: [{ body: [] }, { body: { id: 'S1', a: 1 } }] });
		expect(jsons(result)).toEqual([{ outcome: 'created', id: 'S1', a: 1, event: 'e', url }]);
		expect(result.hints).toEqual(['1 subscription: 1 created, 0 rejected']);
		const there = await run({
			parameters: { ...parameters, event: 'chosen' },
			answers: [{ body: [{ id: 'S1', event: { name: 'chosen' }, target: url }] }],
		});
		expect(jsons(there)).toMatchObject([{ outcome: 'present', id: 'S1', event: 'chosen', url }]);
		expect(there.sent).toEqual(['GET /subscriptions?page=1&limit=100', 'GET /subscriptions?page=2&limit=100']);
	});

	it('are deleted by their ID', async () => {
		const parameters = { resource: 'subscription', operation: 'delete', subscriptionId: 'S1' };
		const result = await run({ parameters, answers: [{ body: '' }] });
		expect(jsons(result)).toEqual([{ id: 'S1', deleted: true }]);
		expect(result.hints).toEqual(['1 subscription: 1 deleted, 0 rejected']);
		expect(errors(await run({ parameters, answers: [{ status: 410 }] }))).toEqual([
			['NOT_FOUND', 'Oplead has no subscription "S1". Get Many lists those that it has.'],
		]);
	});

	it('are listed', async () => {
		const parameters = { resource: 'subscription', operation: 'getAll', limit: 1 };
		const body = [{ id: 1, type: 'e', url: 'https://x' }, { id: 2 }];
		expect(jsons(await run({ parameters, answers: [{ body }, { body: [] }] }))).toEqual([
			{ id: '1', type: 'e', event: 'e', url: 'https://x' },
		]);
	});

	it('need a user key', async () => {
		const parameters = { resource: 'subscription', operation: 'getAll' };
		expect(errors(await run({ parameters, credentials: { keyKind: 'provider' } }))).toEqual([
			[
				'SCOPE_MISSING',
				'The key of this credential is a provider key, which only sends leads, and reads its own leads and the configuration. Choose a credential with a user key, best that of the client administrator.',
			],
		]);
	});

	it('of a trigger are brought into order', async () => {
		const parameters = { resource: 'subscription', operation: 'repair', triggerUrl: url, events: ['a', 'b'] };
		const registered = [
			{ id: 'old', event: 'a', url: `${url}?token=old` },
			{ id: 'other', event: 'a', url: 'https://elsewhere.example/webhook/2/oplead' },
		];
		const answers = [
			{ body: registered },
			{ body: [] },
			{ body: registered },
			{ body: [] },
			{ body: { id: 'N1' } },
			{ body: [] },
			{ body: { id: 'N2' } },
			{ body: '' },
		];
		const result = await run({ parameters, answers });
		expect(jsons(result).map(({ outcome, reason, id, event }) => [outcome, reason, id, event])).toEqual([
			['created', 'missing', 'N1', 'a'],
			['created', 'missing', 'N2', 'b'],
			['deleted', 'oldSecret', 'old', 'a'],
			['left', 'otherAddress', 'other', 'a'],
		]);
		expect(result.sent.at(-1)).toBe('DELETE /subscriptions/old');
	});

	it.each([
		[{ triggerUrl: 'x' }, '"x" is not the URL of an Oplead Trigger; copy the production URL from the trigger’s panel'],
		[{ triggerUrl: 'https://n8n.example/webhook/1/other' }, '"https://n8n.example/webhook/1/other" is not the URL of'],
		[{ triggerUrl: 'https://n8n.example/oplead' }, 'is not the URL of an Oplead Trigger'],
		[
			{ triggerUrl: 'https://n8n.example/webhook-test/1/oplead' },
			'This is the test URL of a trigger; give its production URL',
		],
		[{ events: [] }, 'No event is chosen; choose those of the trigger'],
	])('are not repaired for %j', async (changes, words) => {
		const parameters = { resource: 'subscription', operation: 'repair', triggerUrl: url, events: ['a'], ...changes };
		expect(errors(await run({ parameters }))[0][1]).toContain(words);
	});
});

describe('the configuration', () => {
	const parameters = { resource: 'configuration', operation: 'getAll' };

	it.each<[Record<string, unknown>, string]>([
		[{}, 'GET /types/countries'],
		[{ setting: 'getCountry', code: 'FR' }, 'GET /types/country/FR'],
		[{ setting: 'listCustomFields' }, 'GET /settings/custom-fields'],
		[{ setting: 'other', path: '/settings/teams' }, 'GET /settings/teams'],
	])('%j is read', async (chosen, call) => {
		const result = await run({
			parameters: { ...parameters, limit: 2, ...chosen },
			answers: [{ body: { data: [{ a: 1 }, 'FR', { b: 2 }] } }],
		});
		expect(result.sent).toEqual([call]);
		expect(jsons(result)).toEqual([{ a: 1 }, { value: 'FR' }]);
	});

	it.each<[unknown, unknown[]]>([
		[{ a: 1 }, [{ a: 1 }]],
		['OK', [{ answer: 'OK' }]],
		['', [{}]],
		[{ items: [] }, []],
	])('%j is an item, or several', async (body, items) => {
		expect(jsons(await run({ parameters, answers: [{ body }] }))).toEqual(items);
	});

	it('is not read by an unknown name', async () => {
		expect(errors(await run({ parameters: { ...parameters, setting: 'getLead' } }))[0][1]).toContain(
			'"getLead" is no setting that the node knows',
		);
	});
});

describe('a call of one’s own', () => {
	const parameters = { resource: 'customCall', operation: 'send', path: '/users' };

	it('is made as it is written', async () => {
		const call = { method: 'POST', query: '{"a":1}', body: '{"b":[2]}' };
		const result = await run({ parameters: { ...parameters, ...call }, answers: [{ body: [{ c: 3 }, 4] }] });
		expect(result.sent).toEqual(['POST /users?a=1 {"b":[2]}']);
		expect(jsons(result)).toEqual([{ c: 3 }, { value: 4 }]);
		expect(result.hints).toEqual(['1 call: 1 answered, 0 rejected']);
	});

	it('that may have been done is called so, unless it only reads', async () => {
		const answers = [{ status: 500 }];
		const options = { retryTime: 0 };
		const write = await run({ parameters: { ...parameters, method: 'PUT', options }, answers });
		expect(errors(write)).toEqual([
			[
				'MAY_BE_DONE',
				'Oplead is out of order (500). Perhaps the change is there all the same: look it up before you send it again.',
			],
		]);
		const read = await run({ parameters: { ...parameters, method: 'GET', options }, answers });
		expect(errors(read)[0][0]).toBe('VENDOR_FAILED');
	});

	it.each([
		[{ query: '[]' }, 'Query is not a JSON object. Enter one such as {"name": "value"}.'],
		[{ body: '{' }, 'Body is not valid JSON ('],
	])('is not made with %j', async (changes, words) => {
		expect(errors(await run({ parameters: { ...parameters, ...changes } }))[0][1]).toContain(words);
	});
});

describe('calls that differ', () => {
	const parameters = { resource: 'lead', operation: 'get', leadId: 'L1' };
	const runWith = async (call: object) =>
		await run({ parameters: { ...parameters, options: { calls: { call: [call] } } } });

	it('are made in their own way', async () => {
		const call = { name: 'getLead', method: 'POST', path: '/lead/{leadIdentifier}', query: '{"x":"$leadIdentifier"}' };
		expect((await runWith(call)).sent).toEqual(['POST /lead/L1?x=L1']);
	});

	it.each<[object, string]>([
		[{ name: 'toString' }, '"toString" under Calls That Differ is no call of the node. Choose one of the list.'],
		[{ name: 'getLead', query: '{"x":"$odd"}' }, 'The call "Lead: Get" that differs has a place "$odd"'],
		[
			{ name: 'getLead', headers: '{"a b":"x"}' },
			'"a b" in the headers of a call that differs is no name of a header.',
		],
		[{ name: 'getLead', query: '[' }, 'is not valid JSON'],
	])('cannot be %j', async (call, words) => {
		const [[code, reason]] = errors(await runWith(call));
		expect([code, reason]).toEqual(['SETTING_INVALID', expect.stringContaining(words)]);
	});
});

describe('after a refusal that meets every call', () => {
	const parameters = { resource: 'lead', operation: 'get', leadId: 'L1' };
	const items = [{}, {}, {}];

	it.each([
		[401, 'TOKEN_REFUSED', 1],
		[403, 'SCOPE_MISSING', 1],
		[404, 'NOT_FOUND', 3],
	])('with %i nothing more is sent', async (status, code, calls) => {
		const result = await run({ parameters, items, answers: [{ status }] });
		expect(result.sent).toHaveLength(calls);
		expect(errors(result).map(([own]) => own)).toEqual([
			code,
			...Array<string>(2).fill(calls === 1 ? 'NOT_TRIED' : code),
		]);
	});

	it('of one lead only, the others are tried where one was let in', async () => {
		const result = await run({ parameters, items, answers: [{}, { status: 403 }] });
		expect(result.sent).toHaveLength(3);
	});

	it('because Oplead is out of order, the others are not sent', async () => {
		const result = await run({
			parameters: { ...parameters, options: { retryTime: 0 } },
			items,
			answers: [{ status: 500 }],
		});
		expect(result.sent).toHaveLength(1);
		expect(errors(result)[2]).toEqual([
			'NOT_TRIED',
			'Oplead is out of order (500). So this one was not sent. Run the workflow again later.',
		]);
	});
});

it.each([
	[{ baseUrl: 'x' }, '"x" in the credential is not a web address. Usually it is https://api.oplead.com/v1.'],
	[{ headerName: 'a b' }, '"a b" in the credential is no name of a header. Usually it is Authorization.'],
])('rejects all items where the credential is no good: %j', async (credentials, reason) => {
	const result = await run({ parameters: { resource: 'lead', operation: 'get' }, items: [{}, {}], credentials });
	expect(errors(result)).toEqual([1, 2].map(() => ['CREDENTIAL_INVALID', reason]));
});

describe('the test of the import credential', () => {
	const test = async (data: Record<string, string>) =>
		await testImportCredential.call({} as never, { id: '1', name: 'x', type: 'y', data });

	it('is content with what is complete', async () => {
		expect(await test({ address: ' https://x.example ', form: 'f', token: 't' })).toEqual({
			status: 'OK',
			message: 'The credential is complete. Import a test lead to see that Oplead takes it.',
		});
	});

	it('names all that is missing', async () => {
		expect(await test({ address: 'x', form: ' ' })).toEqual({
			status: 'Error',
			message:
				'The address is not a web address. Usually it is https://leadimport.oplead.com/addlead/. The form is missing. Enter the name that Oplead has given you. The token is missing. Enter that of the form.',
		});
	});
});
