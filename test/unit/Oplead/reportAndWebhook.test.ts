import { Readable } from 'node:stream';

import type { IBinaryData, IExecuteFunctions, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';

import { feedbackAddress, subscriptionAddress } from '../../../nodes/Oplead/callback/address';
import { execute as addDocument } from '../../../nodes/Oplead/document/add.operation';
import { binaryFile } from '../../../nodes/Oplead/document/binaryFile';
import { overridesFrom } from '../../../nodes/Oplead/fields/callFields';
import { eventsFrom } from '../../../nodes/Oplead/fields/eventFields';
import { itemsOf, outputOf, rejected, type Outcome } from '../../../nodes/Oplead/outcome';
import { leadFrom, valuesOfLead, withoutEmpty } from '../../../nodes/Oplead/plan/leadValues';
import { report } from '../../../nodes/Oplead/report';
import { answerCallback } from '../../../nodes/Oplead/trigger/webhook';

describe('the report', () => {
	const of = (outcomes: Outcome[], waitedMs = 0) => {
		const hints: string[] = [];
		const context = {
			continueOnFail: () => true,
			addExecutionHints: ({ message }: { message: string }) => hints.push(message),
		} as unknown as IExecuteFunctions;
		const noun = { singular: 'lead', plural: 'leads', done: 'created' };
		return { output: report(context, outcomes, { noun, waitedMs }), hint: hints[0] };
	};
	const done = (word: string, ...items: Array<Record<string, unknown>>): Outcome => ({ kind: 'done', word, items });

	it('gives the items of each outcome, linked to their input', () => {
		const { output, hint } = of([done('created', { a: 1 }, { b: 2 }), rejected('REFUSED', 'No.'), done('found')]);
		expect(output).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 0 } },
			{ json: { b: 2 }, pairedItem: { item: 0 } },
			{ json: { error: 'No.', details: { code: 'REFUSED' } }, pairedItem: { item: 1 } },
		]);
		expect(hint).toBe('3 leads: 1 created, 1 found, 1 rejected');
	});

	it('counts by words, in large numbers, too', () => {
		const many = Array.from({ length: 1_200 }, () => done('created'));
		expect(of([...many, done('found')]).hint).toBe('1,201 leads: 1,200 created, 1 found, 0 rejected');
	});

	it.each([
		[0, ''],
		[499, ''],
		[500, '; waited 1 s for Oplead’s limit'],
		[59_400, '; waited 59 s for Oplead’s limit'],
		[60_000, '; waited 1 min 0 s for Oplead’s limit'],
		[135_000, '; waited 2 min 15 s for Oplead’s limit'],
	])('tells of a wait of %i ms: "%s"', (waitedMs, words) => {
		expect(of([done('created')], waitedMs).hint).toBe(`1 lead: 1 created, 0 rejected${words}`);
	});

	it('hides tokens in what Oplead sends', () => {
		const { output } = of([done('read', { url: `https://x?token=${'x'.repeat(43)}` })]);
		expect(output[0].json).toEqual({ url: 'https://x?token=***' });
	});

	it('gives records their ID, and any answer as items', () => {
		expect(outputOf({ id: '1', fields: { a: 1 } }, '2')).toEqual({ id: '1', a: 1 });
		expect(outputOf({ fields: { a: 1 } }, '2')).toEqual({ id: '2', a: 1 });
		expect(outputOf({ id: '1', fields: { id: 1 } })).toEqual({ id: 1 });
		expect(outputOf({ fields: { a: 1 } })).toEqual({ a: 1 });
		expect(itemsOf([{ a: 1 }, 2, [3]])).toEqual([{ a: 1 }, { value: 2 }, { value: [3] }]);
		expect(itemsOf(undefined)).toEqual([{}]);
		expect(itemsOf(7)).toEqual([{ answer: 7 }]);
	});
});

describe('a document', () => {
	const binary = (more: Partial<IBinaryData> = {}): IBinaryData => {
		return { data: Buffer.from('abc').toString('base64'), mimeType: 'application/pdf', fileName: 'a.pdf', ...more };
	};

	let runs = 0;
	const run = async (
		file: IBinaryData | undefined,
		parameters: Record<string, unknown> = {},
		answer: { statusCode: number; body: string } = { statusCode: 200, body: '{"id":"D1"}' },
	) => {
		const sent: string[] = [];
		const context = {
			getNode: () => ({ name: 'Oplead', parameters: {}, credentials: {} }),
			getNodeParameter: (name: string, _item: number, fallback: unknown) => parameters[name] ?? fallback,
			getInputData: () => [{ json: {} }],
			getCredentials: async () =>
				await Promise.resolve({ token: `document-token-${++runs}`, baseUrl: 'https://api.example' }),
			getExecutionCancelSignal: () => undefined,
			continueOnFail: () => true,
			addExecutionHints: () => undefined,
			helpers: {
				assertBinaryData: (item: number, field: string) => {
					if (file !== undefined && item === 0 && field === 'data') return file;
					throw new Error('There is no such file');
				},
				getBinaryMetadata: async (id: string) => await Promise.resolve({ fileSize: id.length }),
				getBinaryStream: async (id: string, chunk: number) => await Promise.resolve(Readable.from([`${id} ${chunk}`])),
				async httpRequestWithAuthentication(_type: string, { method, url, body }: IHttpRequestOptions) {
					const chunks: Buffer[] = [];
					for await (const chunk of body as Readable) chunks.push(Buffer.from(chunk as Buffer));
					sent.push(`${method} ${url.replace('https://api.example', '')}`, Buffer.concat(chunks).toString());
					return await Promise.resolve({ headers: {}, ...answer });
				},
			},
		} as unknown as IExecuteFunctions;
		const all = { leadId: 'L1', binaryField: 'data', ...parameters };
		Object.assign(parameters, all);
		const [{ json }] = await addDocument(context);
		return { json, sent, context };
	};

	it('is added with its name, type and bytes', async () => {
		const { json, sent } = await run(binary());
		expect(json).toEqual({ leadId: 'L1', name: 'a.pdf', size: 3, id: 'D1' });
		expect(sent[0]).toBe('POST /leads/L1/document/add');
		expect(sent[1]).toContain('filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\nabc\r\n');
	});

	it('is added under another name, at another address', async () => {
		const { json, sent } = await run(binary(), {
			fileName: 'b.pdf',
			'options.documentPath': '/leads/{leadIdentifier}/attachments',
		});
		expect(json).toMatchObject({ name: 'b.pdf' });
		expect(sent[0]).toBe('POST /leads/L1/attachments');
	});

	it('is added by what a call that differs says, before the option', async () => {
		const call = [{ name: 'addDocument', path: '/own/{leadIdentifier}' }];
		const { sent } = await run(binary(), { 'options.calls.call': call, 'options.documentPath': '/x' });
		expect(sent[0]).toBe('POST /own/L1');
	});

	it.each<[string, IBinaryData | undefined, Record<string, unknown>, string, string]>([
		['that is not there', undefined, {}, 'FILE_NOT_FOUND', 'There is no such file'],
		['that is empty', binary({ data: '' }), {}, 'DOCUMENT_REFUSED', '"a.pdf" is empty. Check the node that made it.'],
		[
			'that is too large',
			binary({ data: Buffer.alloc(150_001).toString('base64') }),
			{ 'options.largestSize': 0.1 },
			'DOCUMENT_REFUSED',
			'"a.pdf" has 0.2 MB, and 0.1 MB are allowed. Send a smaller one; if your account takes larger ones, raise Largest Size in the options.',
		],
		[
			'of another kind',
			binary({ fileName: 'a.exe' }),
			{},
			'DOCUMENT_REFUSED',
			'"a.exe" (application/pdf) is no document that Oplead takes. It takes pdf, xls, xlsx, ppt, pptx, doc, docx, jpg, jpeg, gif, png, zip.',
		],
	])('%s is not sent', async (_what, file, parameters, code, error) => {
		const { json, sent } = await run(file, { ...parameters });
		expect(json).toEqual({ error, details: { code } });
		expect(sent).toEqual([]);
	});

	it.each([
		[413, 'DOCUMENT_REFUSED'],
		[415, 'DOCUMENT_REFUSED'],
		[404, 'NOT_FOUND'],
		[500, 'MAY_BE_DONE'],
	])('that Oplead answers with %i is rejected as %s', async (statusCode, code) => {
		const { json } = await run(binary(), { 'options.retryTime': 0 }, { statusCode, body: '' });
		expect(json.details).toEqual({ code });
	});

	it('is read from where n8n keeps it', async () => {
		const { context } = await run(binary());
		const small = await binaryFile(context, 'data', 0);
		expect(small).toMatchObject({ fileName: 'a.pdf', mimeType: 'application/pdf', size: 3 });
		const large = {
			...(context as object),
			helpers: { ...context.helpers, assertBinaryData: () => binary({ id: 'file:7' }) },
		};
		const { size, open } = await binaryFile(large as unknown as IExecuteFunctions, 'data', 0);
		expect([size, await (await open()).toArray()]).toEqual([6, ['file:7 65536']]);
	});
});

describe('a call of Oplead’s', () => {
	const WEBHOOK = 'https://n8n.example/webhook/1/oplead';
	const secrets = { current: 'a-long-callback-secret' };

	const call = async (mode: string, address: string, body: string | undefined, type = 'application/json') => {
		const answered: unknown[] = [];
		const warned: string[] = [];
		const response = {
			status: (status: number) => (answered.push(status), response),
			json: (json: object) => answered.push(json),
		};
		const context = {
			getNodeParameter: () => mode,
			getNodeWebhookUrl: () => WEBHOOK,
			getQueryData: () => Object.fromEntries(new URL(address).searchParams),
			getCredentials: async () => await Promise.resolve({ callbackSecret: secrets.current }),
			getRequestObject: () => ({
				rawBody: body === undefined ? undefined : Buffer.from(body),
				headers: { 'content-type': type },
			}),
			getResponseObject: () => response,
			logger: { warn: (message: string) => warned.push(message) },
		} as unknown as IWebhookFunctions;
		return { answer: await answerCallback(context), answered, warned };
	};

	it('starts an execution with its updates', async () => {
		const { answer, answered } = await call(
			'events',
			subscriptionAddress(WEBHOOK, secrets),
			'[{"event":"e"},{"status":"x"}]',
		);
		expect(answer).toEqual({
			workflowData: [
				[
					{ json: expect.objectContaining({ event: 'e', leadKey: null }) as unknown },
					{ json: expect.objectContaining({ event: 'lead.feedback', status: 'x' }) as unknown },
				],
			],
		});
		expect(answered).toEqual([]);
	});

	it('for feedback tells the key of its lead, and hides the token of the address', async () => {
		const address = feedbackAddress(WEBHOOK, 'key', secrets);
		const { answer } = await call('feedback', address, JSON.stringify({ url: address }));
		const [[{ json }]] = answer.workflowData ?? [];
		expect(json).toMatchObject({ leadKey: 'key', original: { url: expect.stringContaining('token=***') as string } });
		const without = await call('feedback', feedbackAddress(WEBHOOK, '', secrets), '{}');
		expect(without.answer.workflowData?.[0][0].json.leadKey).toBeNull();
	});

	it.each<[string, string, string, string | undefined, number, string, string]>([
		[
			'a wrong token',
			'events',
			`${WEBHOOK}?token=x`,
			'{}',
			401,
			'SECRET_WRONG',
			'The token in the address is missing or wrong.',
		],
		['no token', 'feedback', WEBHOOK, '{}', 401, 'SECRET_WRONG', 'The token in the address is missing or wrong.'],
		[
			'the token of the other mode',
			'feedback',
			subscriptionAddress(WEBHOOK, secrets),
			'{}',
			401,
			'SECRET_WRONG',
			'The token in the address is missing or wrong.',
		],
		[
			'no body',
			'events',
			subscriptionAddress(WEBHOOK, secrets),
			undefined,
			400,
			'BODY_EMPTY',
			'The body is empty. Send the update as a JSON object.',
		],
		[
			'too many updates',
			'events',
			subscriptionAddress(WEBHOOK, secrets),
			JSON.stringify(new Array(1_001).fill({})),
			413,
			'TOO_MANY',
			'Send at most 1000 updates in one request.',
		],
	])('with %s is refused', async (_what, mode, address, body, status, code, message) => {
		const { answer, answered, warned } = await call(mode, address, body);
		expect(answer).toEqual({ noWebhookResponse: true });
		expect(answered).toEqual([status, { message }]);
		expect(warned).toEqual([`Oplead Trigger refused a call (${code}): ${message}`]);
	});
});

it('takes events that were chosen and entered, each once', () => {
	expect(eventsFrom(['a', 'b'], ' b, c;d\n e ,')).toEqual(['a', 'b', 'c', 'd', 'e']);
	expect(eventsFrom('a', undefined)).toEqual([]);
	expect(eventsFrom([7], '')).toEqual(['7']);
});

it('takes from a lead what Oplead has a place for', () => {
	const lead = { leadKey: 'k', title: null, firstName: '', lastName: 'Doe', training: '', callbackPreference: 'soon' };
	expect(leadFrom(lead)).toBe(lead);
	expect(valuesOfLead({ ...lead, title: 'Mme', city: 'Lyon' })).toEqual({
		civility: 'Mme',
		lastname: 'Doe',
		city: 'Lyon',
		message: 'soon',
	});
	expect(valuesOfLead({})).toEqual({});
	expect(withoutEmpty({ a: undefined, b: null, c: '', d: 0, e: false })).toEqual({ d: 0, e: false });
	for (const none of [{ leadKey: '' }, { leadKey: 7 }, null, 'x']) expect(() => leadFrom(none)).toThrow('no leadKey');
});

describe('calls that differ', () => {
	it('are read, several of one call as one', () => {
		const calls = [
			{ name: 'getLead', method: ' PUT ', path: '', headers: { 'x-a': 7 } },
			{ name: 'getLead', path: '/x', query: '{"a":"$leadIdentifier"}', body: { b: 1 } },
			{ name: 'listLeads' },
		];
		expect(overridesFrom(calls)).toEqual({
			getLead: { method: 'PUT', path: '/x', query: { a: '$leadIdentifier' }, body: { b: 1 }, headers: { 'x-a': '7' } },
			listLeads: {},
		});
	});

	it.each([
		[
			{ name: 'updateStatus', body: '{"a":"$odd"}' },
			'The call "Lead: Update Status" that differs has a place "$odd", for which the node has no value. It knows $leadIdentifier, $status.',
		],
		[
			{ name: 'listCountries', body: '{"a":"$odd"}' },
			'The call "Configuration: Countries" that differs has a place "$odd", for which the node has no value. It knows none.',
		],
		[
			{ name: 'getLead', query: '[]' },
			'The query of a call that differs is not a JSON object. Enter one such as {"name": "value"}.',
		],
		[
			{ name: 'getLead', headers: '{"é":"x"}' },
			'"é" in the headers of a call that differs is no name of a header. Correct it.',
		],
	])('cannot be %j', (call, message) => {
		expect(() => overridesFrom([call])).toThrow(expect.objectContaining({ message, code: 'SETTING_INVALID' }) as Error);
	});
});
