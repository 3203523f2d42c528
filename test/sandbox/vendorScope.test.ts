import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import net from 'node:net';
import { CallLog } from '../../sandbox/callLog.ts';
import { Events } from '../../sandbox/events.ts';
import { FaultPlan } from '../../sandbox/faults.ts';
import type { SandboxEvent } from '../../sandbox/vendor.ts';
import { addVendorRoutes } from '../../sandbox/vendorScope.ts';

let app: FastifyInstance;
let url: string;
let calls: CallLog;
let faults: FaultPlan;
let announced: SandboxEvent[];
let worked: number;

beforeEach(async () => {
	calls = new CallLog(Date.now);
	faults = new FaultPlan();
	announced = [];
	worked = 0;
	const events = new Events();
	events.subscribe((event) => announced.push(event));
	app = fastify({ forceCloseConnections: true });
	addVendorRoutes(
		app,
		{
			name: 'acme',
			routes: async (scope) => {
				scope.post('/things/:id', async () => {
					worked++;
					return { answer: 'a body of some length' };
				});
				scope.get('/crash', () => {
					throw new Error('a mistake in the vendor');
				});
			},
			controls: async () => {},
			reset() {},
		},
		{ calls, faults, events },
	);
	app.get('/elsewhere', async () => ({ ok: true }));
	url = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterEach(() => app.close());

const post = (path = '/acme/things/7') => fetch(url + path, { method: 'POST', body: '{}', headers: json });
const json = { 'content-type': 'application/json', authorization: 'Bearer very-secret' };

/** The cause of a failed fetch: undici's own error is always "fetch failed" or "terminated". */
async function causeOf(attempt: Promise<unknown>): Promise<unknown> {
	const error = await attempt.then(
		() => undefined,
		(reason: Error) => reason,
	);
	return (error?.cause as NodeJS.ErrnoException | undefined)?.code;
}

describe('the log of a vendor’s calls', () => {
	it('has method, path, template, status and duration, and no authorization', async () => {
		await post('/acme/things/7?archived=false&token=abc');
		const [call] = calls.list();
		expect(call).toEqual({
			time: expect.any(Number) as number,
			vendor: 'acme',
			method: 'POST',
			path: '/things/7?archived=false&token=***',
			template: '/things/:id',
			status: 200,
			ms: expect.any(Number) as number,
		});
		expect(JSON.stringify(calls.list())).not.toContain('very-secret');
		expect(announced).toEqual([{ vendor: 'acme', kind: 'call', data: call }]);
	});

	it('has unknown paths, unreadable bodies and the vendor’s own mistakes', async () => {
		expect((await fetch(`${url}/acme/nothing/here`)).status).toBe(404);
		expect((await fetch(`${url}/acme/things/7`, { method: 'POST', body: '{"', headers: json })).status).toBe(400);
		expect((await fetch(`${url}/acme/crash`)).status).toBe(500);
		expect(calls.list().map(({ template, status }) => [template, status])).toEqual([
			['(no such path)', 404],
			['/things/:id', 400],
			['/crash', 500],
		]);
	});

	it('has nothing of paths that belong to no vendor, and no fault strikes them', async () => {
		faults.plan({ act: { kind: 'status', status: 500 } });
		expect((await fetch(`${url}/elsewhere`)).status).toBe(200);
		expect(calls.list()).toEqual([]);
		expect(faults.list()).toHaveLength(1);
	});
});

describe('a planned fault', () => {
	it('status: answers with body and headers in the vendor’s place', async () => {
		const body = { status: 'error', policyName: 'TEN_SECONDLY_ROLLING' };
		faults.plan({ act: { kind: 'status', status: 429, body, headers: { 'retry-after': '1' } } });
		const response = await post();
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('1');
		expect(await response.json()).toEqual(body);
		expect(worked).toBe(0);
		expect(calls.list()).toMatchObject([{ status: 429, fault: 'status 429' }]);
		expect((await post()).status).toBe(200);
	});

	it('delay: the vendor works after the wait', async () => {
		faults.plan({ act: { kind: 'delay', ms: 150 } });
		const startedAt = performance.now();
		const response = post();
		expect(worked).toBe(0);
		expect((await response).status).toBe(200);
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145);
		expect(worked).toBe(1);
		expect(calls.list()[0].ms).toBeGreaterThanOrEqual(145);
	});

	it('delay: does not hold up the end of the sandbox', async () => {
		faults.plan({ act: { kind: 'delay', ms: 60_000 } });
		const outcome = causeOf(post());
		while (calls.list().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
		const startedAt = performance.now();
		await app.close();
		await outcome;
		expect(performance.now() - startedAt).toBeLessThan(2_000);
	});

	it('reset before: the connection breaks and the vendor has done nothing', async () => {
		faults.plan({ act: { kind: 'reset', when: 'before' } });
		expect(await causeOf(post())).toBe('ECONNRESET');
		expect(worked).toBe(0);
		expect(calls.list()).toMatchObject([{ status: null, fault: 'reset before the work' }]);
		expect((await post()).status).toBe(200);
	});

	it('reset after: the connection breaks and the vendor has done the work', async () => {
		faults.plan({ act: { kind: 'reset', when: 'after' } });
		expect(await causeOf(post())).toBe('ECONNRESET');
		expect(worked).toBe(1);
		expect(calls.list()).toMatchObject([
			{ status: null, ms: expect.any(Number) as number, fault: 'reset after the work' },
		]);
	});

	it('truncated: announces more than it sends', async () => {
		faults.plan({ act: { kind: 'truncated' } });
		const wire = await rawAnswer('POST /acme/things/7 HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n');
		const [head, body] = wire.split('\r\n\r\n');
		const announcedLength = Number(/content-length: (\d+)/i.exec(head)?.[1]);
		expect(head).toContain('200 OK');
		expect(announcedLength).toBe('{"answer":"a body of some length"}'.length);
		expect(body).toBe('{"answer":"a body'.slice(0, announcedLength / 2));
		expect(worked).toBe(1);

		faults.plan({ act: { kind: 'truncated' } });
		await expect(post().then((response) => response.json())).rejects.toThrow('terminated');
		expect(calls.list()).toMatchObject([{ fault: 'truncated answer' }, { fault: 'truncated answer' }]);
	});

	it('malformed: status 200 with half of the JSON, after the work', async () => {
		faults.plan({ act: { kind: 'malformed' } });
		const response = await post();
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain('application/json');
		const text = await response.text();
		expect('{"answer":"a body of some length"}'.startsWith(text)).toBe(true);
		expect(() => JSON.parse(text) as unknown).toThrow();
		expect(worked).toBe(1);
	});

	it('malformed: with a body of one’s own', async () => {
		faults.plan({ act: { kind: 'malformed', body: '<html>Bad gateway</html>' } });
		const response = await post();
		expect(await response.text()).toBe('<html>Bad gateway</html>');
		expect(calls.list()).toMatchObject([{ status: 200, fault: 'malformed answer' }]);
	});
});

function rawAnswer(request: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		const socket = net.connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request));
		socket.on('data', (chunk) => (text += chunk.toString()));
		socket.on('end', () => socket.end());
		socket.on('close', () => resolve(text));
		socket.on('error', reject);
	});
}
