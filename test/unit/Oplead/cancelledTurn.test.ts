import { settle } from '../../../nodes/Oplead/write/ownSubscriptions';
import { ensureSubscription, type SubscriptionPlace } from '../../../nodes/Oplead/write/subscriptions';

const URL = 'https://n8n.example.com/webhook/1/oplead?token=a';

const WORKS: Array<[string, (place: SubscriptionPlace) => Promise<unknown>]> = [
	['subscribes', async (place) => await ensureSubscription({ event: 'assigned', url: URL }, place)],
	['repairs', async (place) => await settle({ events: ['assigned'], address: URL }, [], place)],
];

it.each(WORKS)('says so where an execution is cancelled that %s, and waits for another', async (_what, work) => {
	const asked: Array<(list: []) => void> = [];
	const subscriptions = async () => await new Promise<[]>((resolve) => asked.push(resolve));
	const api = {
		subscriptions,
		createSubscription: () => Promise.resolve({ id: 'S1', fields: {} }),
		deleteSubscription: () => Promise.resolve(),
	};
	const cancel = new AbortController();
	const place = { api, account: 'one', patience: { totalMs: 0 } };
	const first = work(place);
	const second = work({ ...place, patience: { totalMs: 0, signal: cancel.signal } });
	cancel.abort(new Error('n8n’s own words'));
	await expect(second).rejects.toMatchObject({ message: 'The execution was cancelled.', final: true });
	while (asked.length > 0) {
		asked.shift()?.([]);
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	await expect(first).resolves.toBeDefined();
});
