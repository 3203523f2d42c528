import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { call } from '../served.ts';
import { draft, fileForm } from './testAccount.ts';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(() => sandbox.close());

const authorization = 'Bearer sandbox-oplead-user-key';

function send(path: string, body: unknown = draft()): Promise<Response> {
	const isForm = body instanceof FormData;
	return fetch(sandbox.url + path, {
		method: 'POST',
		headers: { authorization, ...(isForm ? {} : { 'content-type': 'application/json' }) },
		body: isForm ? body : JSON.stringify(body),
	});
}

/** Whether there was an answer that could be read. */
async function outcome(answer: Promise<Response>): Promise<number | 'broken' | 'unreadable'> {
	const response = await answer.catch(() => undefined);
	if (response === undefined) return 'broken';
	return await response.json().then(
		() => response.status,
		() => 'unreadable' as const,
	);
}

describe('Oplead within the sandbox', () => {
	it('has its calls logged, those answered 429 included, and without the secrets of its tokens', async () => {
		sandbox.oplead.set({ limit: { requests: 2, windowMs: 60_000 } });
		for (let n = 0; n < 4; n++) await send('/oplead/v1/leads');
		const calls = sandbox.calls.list('oplead');
		expect(calls.map(({ status }) => status)).toEqual([201, 201, 429, 429]);
		expect(sandbox.calls.summary('oplead').counts).toEqual({ 'POST /v1/leads': 4 });
		expect(JSON.stringify(calls)).not.toContain('user-key');
		expect((await call('GET', `${sandbox.url}/sandbox/oplead/limit`)).body).toEqual({
			taken: 2,
			refused: 2,
			busiest: 2,
			limit: { requests: 2, windowMs: 60_000 },
			enforced: true,
		});
	});

	it('has the import API beside it', async () => {
		expect((await send('/oplead-import/addlead/', {})).status).toBe(400);
		expect(sandbox.calls.list('oplead-import')).toMatchObject([{ status: 400, template: '/addlead/' }]);
	});

	it.each([
		[{ kind: 'status', status: 503 }, 503, 0],
		[{ kind: 'delay', ms: 30 }, 201, 1],
		[{ kind: 'reset', when: 'before' }, 'broken', 0],
		[{ kind: 'reset', when: 'after' }, 'broken', 1],
		[{ kind: 'truncated' }, 'unreadable', 1],
		[{ kind: 'malformed' }, 'unreadable', 1],
	] as const)('is struck by the fault %j', async (act, answer, leads) => {
		sandbox.faults.plan({
			vendor: 'oplead',
			path: '/leads',
			act: act.kind === 'status' ? { ...act, body: { message: 'down' } } : act,
		});
		expect(await outcome(send('/oplead/v1/leads'))).toBe(answer);
		expect(sandbox.oplead.leads).toHaveLength(leads);
		expect(await outcome(send('/oplead/v1/leads'))).toBe(201);
	});

	it.each([
		[{ kind: 'reset', when: 'before' }, 0],
		[{ kind: 'reset', when: 'after' }, 1],
	] as const)('is struck during an upload by %j', async (act, documents) => {
		await send('/oplead/v1/leads');
		sandbox.faults.plan({ vendor: 'oplead', path: '/document/add', act });
		const form = fileForm('a.pdf', 'x'.repeat(2_000_000));
		expect(await outcome(send('/oplead/v1/leads/LD-410001/document/add', form))).toBe('broken');
		expect(sandbox.oplead.leads[0].documents).toHaveLength(documents);
	});

	it('begins anew at a reset', async () => {
		sandbox.oplead.set({ leadAnswer: 'wrapped' });
		await send('/oplead/v1/leads');
		await send('/oplead/v1/subscriptions', { event: 'lead.assigned', url: 'http://127.0.0.1:1/' });
		await call('POST', `${sandbox.url}/sandbox/reset`);
		const { leads, subscriptions, deliveries, settings, limit } = sandbox.oplead;
		expect([leads, subscriptions, deliveries, settings.leadAnswer, limit.taken]).toEqual([[], [], [], 'bare', 0]);
	});

	it('does not hold up the end while a delivery waits', async () => {
		await send('/oplead/v1/subscriptions', { event: 'lead.assigned', url: 'http://127.0.0.1:1/' });
		sandbox.oplead.set({ deliveryDelayMs: 60_000 });
		await send('/oplead/v1/leads');
		const startedAt = performance.now();
		await sandbox.close();
		expect(performance.now() - startedAt).toBeLessThan(2_000);
	});
});
