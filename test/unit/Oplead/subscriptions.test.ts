import { ensureSubscription, listSubscriptions, removeSubscription } from '../../../nodes/Oplead/write/subscriptions';
import type { Patience } from '../../../nodes/shared/vendor/persistence';
import type { Fault, FaultAct } from '../../../sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { sandboxApi } from './sandboxApi';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Its time passes at once. */
function opened() {
	let time = 0;
	const wait = async (ms: number) => await Promise.resolve(void (time += ms));
	const patience: Patience = { totalMs: 60_000, outage: {}, now: () => time, wait };
	return { api: sandboxApi(sandbox.url, { patience }), account: 'one', patience };
}

const WANTED = { event: 'lead.assigned', url: 'https://n8n.example.com/webhook/1/oplead?token=right' };
const LOST: FaultAct = { kind: 'reset', when: 'after' };
const UNSENT: FaultAct = { kind: 'reset', when: 'before' };

const striking = (method: string, act: FaultAct, more: Partial<Fault> = {}) =>
	sandbox.faults.plan({ vendor: 'oplead', method, act, ...more });
const calls = (method: string) => sandbox.calls.list('oplead').filter((call) => call.method === method).length;
const registered = () => sandbox.oplead.subscriptions.map(({ event, url }) => ({ event, url }));

describe('a subscription that is wanted', () => {
	it('is created, and then present, also where its address is written in another way', async () => {
		const here = opened();
		const first = await ensureSubscription(WANTED, here);
		expect(first).toMatchObject({ kind: 'created', subscription: { id: 'SUB-1', ...WANTED } });
		const again = { ...WANTED, url: WANTED.url.replace('n8n.example', 'N8N.example') };
		expect(await ensureSubscription(again, here)).toMatchObject({ kind: 'present', subscription: { id: 'SUB-1' } });
		expect(registered()).toEqual([WANTED]);
	});

	it.each([
		['another event', { ...WANTED, event: 'lead.status_changed' }],
		['another address', { ...WANTED, url: 'https://n8n.example.com/webhook/2/oplead?token=right' }],
		['another token', { ...WANTED, url: WANTED.url.replace('right', 'left') }],
	])('is created beside one of %s', async (_what, other) => {
		const here = opened();
		await ensureSubscription(other, here);
		expect(await ensureSubscription(WANTED, here)).toMatchObject({ kind: 'created' });
		expect(registered()).toEqual([other, WANTED]);
	});

	it.each([
		['lost, and looked for', LOST, 1],
		['lost before it was done, and sent again', UNSENT, 2],
	])('is there once where the answer was %s', async (_what, act, posts) => {
		striking('POST', act);
		expect(await ensureSubscription(WANTED, opened())).toMatchObject({
			kind: 'created',
			subscription: { id: 'SUB-1' },
		});
		expect(registered()).toEqual([WANTED]);
		expect(calls('POST')).toBe(posts);
	});

	it('gets its ID from the list where the answer has none', async () => {
		const here = opened();
		striking('POST', { kind: 'malformed', body: '"OK"' });
		expect(await ensureSubscription(WANTED, here)).toMatchObject({ kind: 'created', subscription: { id: 'SUB-1' } });
	});

	it('is created once by four at the same time', async () => {
		const here = opened();
		const results = await Promise.all([1, 2, 3, 4].map(async () => await ensureSubscription(WANTED, here)));
		expect(results.map(({ kind }) => kind)).toEqual(['created', 'present', 'present', 'present']);
	});
});

describe('a subscription that is deleted', () => {
	it('is gone, and absent the next time', async () => {
		const here = opened();
		await ensureSubscription(WANTED, here);
		expect(await removeSubscription('SUB-1', here)).toBe('deleted');
		expect(await removeSubscription('SUB-1', here)).toBe('absent');
		expect(registered()).toEqual([]);
	});

	it('is deleted, not absent, where only the answer was lost', async () => {
		const here = opened();
		await ensureSubscription(WANTED, here);
		striking('DELETE', LOST);
		expect(await removeSubscription('SUB-1', here)).toBe('deleted');
		expect(calls('DELETE')).toBe(2);
	});

	it('is not taken for gone where Oplead refuses', async () => {
		const here = opened();
		await ensureSubscription(WANTED, here);
		striking('DELETE', { kind: 'status', status: 403, body: { message: 'No.' } });
		await expect(removeSubscription('SUB-1', here)).rejects.toMatchObject({ code: 'SCOPE_MISSING' });
		expect(registered()).toEqual([WANTED]);
	});
});

it('reads events and addresses whatever Oplead calls them', async () => {
	const body = [
		{ id: 1, eventType: 'a', callback: 'https://one.example/' },
		{ id: 2, type: { name: 'b' }, self: 'https://api.example/2', url: 'https://two.example/' },
		{ id: 3, topic: 'c' },
	];
	striking('GET', { kind: 'status', status: 200, body }, { times: 2 });
	expect(await listSubscriptions(opened())).toMatchObject([
		{ id: '1', event: 'a', url: 'https://one.example/' },
		{ id: '2', event: 'b', url: 'https://two.example/', addresses: ['https://api.example/2', 'https://two.example/'] },
		{ id: '3', event: 'c', url: undefined },
	]);
});
