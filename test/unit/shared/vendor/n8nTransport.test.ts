import { Readable } from 'node:stream';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { n8nTransport, type Wire } from '../../../../nodes/shared/vendor/n8nTransport';
import { fakeN8n, nodeApiError, type FakeSend } from '../../fakeN8n';
import { MadeUpError } from './madeUp';

// Jest's fake clock moves the global timers; those of the nodes, by lint's rule, come from the module.
jest.mock('node:timers', () => globalThis);
afterEach(() => jest.useRealTimers());

const TOKEN = 'se/cr+et-token';
const CREDENTIALS = { token: TOKEN };
const GET = { method: 'GET' as const, url: 'http://localhost/a', headers: { accept: 'application/json' } };

const wire = (more: Partial<Wire> = {}): Wire => ({
	credentialType: 'madeUpApi',
	credentials: CREDENTIALS,
	secretsIn: ({ token }) => [token as string],
	timeoutMs: () => 60_000,
	unanswered: (detail, refusal) => new MadeUpError(`No answer (${detail}).`, refusal),
	cancelled: () => new MadeUpError('Cancelled.', { final: true }),
	...more,
});

const never: FakeSend = async () => await new Promise(() => undefined);

async function failure(send: FakeSend, more: Partial<Wire> = {}, cancel?: AbortSignal): Promise<MadeUpError> {
	const { context } = fakeN8n(CREDENTIALS, send, cancel);
	return await n8nTransport(
		context,
		wire(more),
	)(GET).then(
		() => Promise.reject(new Error('It was answered')),
		(error: MadeUpError) => error,
	);
}

it('sends a text as bytes, follows nobody, and minds no status', async () => {
	const { context, sent } = fakeN8n(CREDENTIALS, () => Promise.resolve({ statusCode: 418, body: 'tea' }));
	const answer = await n8nTransport(context, wire())({ ...GET, method: 'POST', body: '{"a":1}' });
	expect(answer).toEqual({ status: 418, headers: {}, body: 'tea' });
	expect(sent[0]).toMatchObject({
		...GET,
		method: 'POST',
		body: Buffer.from('{"a":1}'),
		encoding: 'text',
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
	});
});

it('tells names of headers in lower case, and a body that n8n has parsed as the text that it was', async () => {
	const headers = { 'Retry-After': '7', 'Set-Cookie': ['a', 'b'] as unknown as string };
	const { context } = fakeN8n(CREDENTIALS, () => Promise.resolve({ headers, body: { a: 1 } as never }));
	const answer = await n8nTransport(context, wire())(GET);
	expect(answer).toEqual({ status: 200, headers: { 'retry-after': '7', 'set-cookie': 'a, b' }, body: '{"a":1}' });
});

it('sends a stream with its length, and closes one that was not sent to its end', async () => {
	const stream = Readable.from(['abc']);
	const { context, sent } = fakeN8n(CREDENTIALS, () => Promise.reject(new Error('reset')));
	const body = { length: 3, open: () => Promise.resolve(stream) };
	await expect(n8nTransport(context, wire())({ ...GET, body })).rejects.toThrow('No answer (reset).');
	expect(sent[0]).toMatchObject({ body: stream, headers: { 'content-length': '3' } });
	expect(stream.destroyed).toBe(true);
});

describe('a call that does not end', () => {
	it('is ended by its time-out, and n8n is told to close the connection', async () => {
		jest.useFakeTimers();
		const signals: Array<AbortSignal | undefined> = [];
		const send: FakeSend = async (options, helper) => {
			signals.push(options.abortSignal as AbortSignal, helper.getExecutionCancelSignal?.());
			return await never(options, helper);
		};
		const failed = failure(send, { timeoutMs: () => 5_000 });
		await jest.advanceTimersByTimeAsync(4_000);
		expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
		await jest.advanceTimersByTimeAsync(2_000);
		expect(await failed).toMatchObject({ message: 'No answer (no whole answer came within 5 s).', code: 'NO_ANSWER' });
		expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
	});

	it('is ended at once when the execution is cancelled, before it begins or while it waits', async () => {
		const controller = new AbortController();
		const failed = failure(never, {}, controller.signal);
		controller.abort();
		expect(await failed).toMatchObject({ message: 'Cancelled.', final: true });
		expect(await failure(never, {}, AbortSignal.abort())).toMatchObject({ final: true });
	});
});

it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])('knows by %s that there was no connection', async (code) => {
	const error = await failure(() => Promise.reject(nodeApiError('offline', { code })));
	expect(error).toMatchObject({ unconnected: true, mayHaveBeenDone: false, wasNotBegun: true });
});

it('does not know it otherwise: the vendor may have begun', async () => {
	const error = await failure(() => Promise.reject(nodeApiError('reset', { code: 'ECONNRESET' })));
	expect(error).toMatchObject({ unconnected: false, mayHaveBeenDone: true });
});

it('answers with a status that n8n has to see, and that it throws', async () => {
	const { context, sent } = fakeN8n(CREDENTIALS, () =>
		Promise.reject(Object.assign(new Error('no'), { httpCode: '401' })),
	);
	const transport = n8nTransport(context, wire({ seenByN8n: [401] }));
	expect(await transport(GET)).toEqual({ status: 401, headers: {}, body: '' });
	expect(sent[0].ignoreHttpStatusErrors).toEqual({ ignore: true, except: [401] });
	await expect(n8nTransport(context, wire())(GET)).rejects.toThrow('No answer (no).');
});

describe('secrets', () => {
	it('are hidden in the body and the headers of an answer', async () => {
		const headers = { 'x-echo': `Bearer ${TOKEN}` };
		const { context } = fakeN8n(CREDENTIALS, () => Promise.resolve({ headers, body: `{"a":"${TOKEN}"}` }));
		const answer = await n8nTransport(context, wire())(GET);
		expect(answer).toMatchObject({ headers: { 'x-echo': 'Bearer ***' }, body: '{"a":"***"}' });
	});

	it('are hidden in what n8n throws, of which nothing but the words is kept', async () => {
		const thrown = nodeApiError(`Parse Error: ${TOKEN}`, { config: { headers: { authorization: `Bearer ${TOKEN}` } } });
		Object.assign(thrown, { description: TOKEN, context: { data: { token: TOKEN } }, messages: [TOKEN] });
		const error = await failure(() => Promise.reject(thrown));
		expect(error.message).toBe('No answer (Parse Error: ***).');
		expect(error.cause).toBeUndefined();
		const all = [error.stack, ...Object.getOwnPropertyNames(error).map((name) => String(Reflect.get(error, name)))];
		expect(all.join()).not.toContain(TOKEN);
	});

	it('are cut off only where they are hidden already', async () => {
		const error = await failure(() => Promise.reject(new Error('x'.repeat(995) + TOKEN + 'y'.repeat(995))));
		expect(error.message).not.toContain(TOKEN.slice(0, 5));
		expect(error.message).toContain('more characters');
	});

	it('are hidden, too, where n8n has renewed them during the call', async () => {
		const read: ICredentialDataDecryptedObject = { token: 'first-token' };
		const send: FakeSend = async (_options, helper) => {
			const credentials = await helper.getCredentials('madeUpApi');
			credentials.token = 'renewed-token';
			return { body: '"first-token, renewed-token"' };
		};
		const { context } = fakeN8n(read, send);
		const transport = n8nTransport(context, wire({ credentials: { token: 'first-token' } }));
		expect((await transport(GET)).body).toBe('"***, ***"');
	});
});
