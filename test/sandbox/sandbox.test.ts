import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startSandbox } from '../../sandbox/sandbox.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { SandboxEvent } from '../../sandbox/vendor.ts';
import { call } from './served.ts';

let sandbox: Sandbox;
let clock: number;

beforeEach(async () => {
	clock = 1_000_000;
	sandbox = await startSandbox({ clock: () => clock });
});

afterEach(() => sandbox.close());

const leads = () => call('GET', `${sandbox.url}/ici-formation/api/webservice/leads`);

describe('the call log over HTTP', () => {
	it('lists vendor calls with exact figures, and the controls’ own calls are not among them', async () => {
		await leads();
		await call('GET', `${sandbox.url}/hubspot/nothing`);
		const { body } = await call<unknown>('GET', `${sandbox.url}/sandbox/calls`);
		expect(body).toMatchObject({
			total: 2,
			lastTenSeconds: 2,
			busiestTenSeconds: 2,
			counts: { 'GET /api/webservice/leads': 1, 'GET (no such path)': 1 },
			calls: [
				{ vendor: 'ici-formation', status: 401 },
				{ vendor: 'hubspot', path: '/nothing', status: 404 },
			],
		});
	});

	it('lists one vendor’s, and the last so many', async () => {
		await leads();
		await leads();
		await call('GET', `${sandbox.url}/hubspot/nothing`);
		const one = await call('GET', `${sandbox.url}/sandbox/calls?vendor=ici-formation&limit=1`);
		expect(one.body).toMatchObject({ total: 2, calls: [{ vendor: 'ici-formation' }] });
		expect((await call('GET', `${sandbox.url}/sandbox/calls?limit=0`)).body).toMatchObject({ calls: [] });
	});

	it('goes by the sandbox’s clock', async () => {
		await leads();
		clock += 10_000;
		expect(sandbox.calls.summary()).toMatchObject({ total: 1, lastTenSeconds: 0 });
	});

	it('can be cleared', async () => {
		await leads();
		expect((await call('DELETE', `${sandbox.url}/sandbox/calls`)).status).toBe(204);
		expect(sandbox.calls.list()).toEqual([]);
	});

	it.each(['?vendor=salesforce', '?limit=many', '?limit=-1', '?vendors=hubspot'])('refuses %s', async (query) => {
		expect((await call('GET', `${sandbox.url}/sandbox/calls${query}`)).status).toBe(400);
	});
});

describe('faults over HTTP', () => {
	const faults = () => `${sandbox.url}/sandbox/faults`;
	const busy = {
		vendor: 'ici-formation',
		path: '/leads',
		times: 2,
		act: { kind: 'status', status: 429, body: 'wait' },
	};

	it('are planned, listed, strike, and are cleared', async () => {
		expect(await call('POST', faults(), busy)).toEqual({ status: 201, body: { ...busy, id: 1, skip: 0 } });
		expect(await leads()).toEqual({ status: 429, body: 'wait' });
		expect((await call('GET', faults())).body).toEqual({ faults: [{ ...busy, id: 1, skip: 0, times: 1 }] });
		expect((await call('DELETE', faults())).status).toBe(204);
		expect((await leads()).status).toBe(401);
	});

	it.each([
		[{}, 'act'],
		[{ act: { kind: 'explode' } }, 'act: kind'],
		[{ act: { kind: 'status' } }, 'act: status'],
		[{ act: { kind: 'status', status: 99 } }, 'act: status'],
		[{ act: { kind: 'status', status: 500, headers: { a: 1 } } }, 'act: headers: a'],
		[{ act: { kind: 'status', status: 500, headers: { 'a b': '1' } } }, 'act: headers'],
		[{ act: { kind: 'delay', ms: -1 } }, 'act: ms'],
		[{ act: { kind: 'reset' } }, 'act: when'],
		[{ times: 0, act: { kind: 'truncated' } }, 'times'],
		[{ skip: 1.5, act: { kind: 'truncated' } }, 'skip'],
		[{ vendor: 'salesforce', act: { kind: 'truncated' } }, 'salesforce'],
		[{ pfad: '/x', act: { kind: 'truncated' } }, 'pfad'],
	])('%j is refused with 400', async (fault, named) => {
		const response = await call<{ message: string }>('POST', faults(), fault);
		expect(response.status).toBe(400);
		expect(response.body.message).toContain(named);
		expect(sandbox.faults.list()).toEqual([]);
	});
});

describe('a reset', () => {
	it('empties the call log, the fault plan and every vendor', async () => {
		sandbox.iciFormation.setTarget({ url: 'http://127.0.0.1:1/' });
		await sandbox.iciFormation.send();
		await leads();
		sandbox.faults.plan({ act: { kind: 'truncated' } });
		expect((await call('POST', `${sandbox.url}/sandbox/reset`)).status).toBe(204);
		expect(sandbox.calls.summary().total).toBe(0);
		expect(sandbox.faults.list()).toEqual([]);
		expect(sandbox.iciFormation.sent).toEqual([]);
	});
});

describe('the event stream', () => {
	it('tells of calls, sent leads and resets', async () => {
		const response = await fetch(`${sandbox.url}/sandbox/events`);
		expect(response.headers.get('content-type')).toContain('text/event-stream');
		await leads();
		sandbox.iciFormation.setTarget({ url: 'http://127.0.0.1:1/' });
		sandbox.reset();
		const events = await readEvents(response, 3);
		expect(events).toMatchObject([
			{ vendor: 'ici-formation', kind: 'call', data: { status: 401, template: '/api/webservice/leads' } },
			{ vendor: 'ici-formation', kind: 'target' },
			{ vendor: 'sandbox', kind: 'reset' },
		]);
	});

	it('does not hold up the end', async () => {
		await fetch(`${sandbox.url}/sandbox/events`);
		const startedAt = performance.now();
		await sandbox.close();
		expect(performance.now() - startedAt).toBeLessThan(1_000);
	});
});

describe('the sandbox', () => {
	it('answers 404 outside of what it knows', async () => {
		for (const path of ['/nothing', '/sandbox/nothing', '/hubspot/nothing', '/ici-formation', '/hubspotx']) {
			expect([path, (await call('GET', sandbox.url + path)).status]).toEqual([path, 404]);
		}
	});

	it('says which port is taken', async () => {
		await expect(startSandbox({ port: sandbox.port })).rejects.toThrow(`Port ${sandbox.port} is taken`);
	});

	it('accepts bodies of several megabytes', async () => {
		const { status } = await call('POST', `${sandbox.url}/hubspot/nothing`, { text: 'x'.repeat(15_000_000) });
		expect(status).toBe(404);
	});

	it('started as a program, prints its address and ends at once on SIGTERM, with a reader of events', async () => {
		const program = spawn('node', ['sandbox/main.ts'], { env: { ...process.env, SANDBOX_PORT: '0' } });
		const [output] = (await once(program.stdout.setEncoding('utf8'), 'data')) as [string];
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
		expect((await fetch(`${url}/sandbox/events`)).status).toBe(200);
		const startedAt = performance.now();
		program.kill('SIGTERM');
		expect(await once(program, 'exit')).toEqual([0, null]);
		expect(performance.now() - startedAt).toBeLessThan(3_000);
	});

	it('started as a program on a taken port, says so and fails', async () => {
		const program = spawn('node', ['sandbox/main.ts'], { env: { ...process.env, SANDBOX_PORT: `${sandbox.port}` } });
		let complaint = '';
		program.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
		expect(await once(program, 'close')).toEqual([1, null]);
		expect(complaint).toContain(`Port ${sandbox.port} is taken`);
	});
});

async function readEvents(response: Response, count: number): Promise<SandboxEvent[]> {
	const events: SandboxEvent[] = [];
	let text = '';
	for await (const chunk of response.body ?? []) {
		text += Buffer.from(chunk).toString();
		const blocks = text.split('\n\n');
		text = blocks.pop() ?? '';
		for (const block of blocks) {
			if (block.startsWith('data: ')) events.push(JSON.parse(block.slice('data: '.length)) as SandboxEvent);
		}
		if (events.length >= count) break;
	}
	return events;
}
