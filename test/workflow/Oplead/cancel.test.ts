import { setTimeout as sleep } from 'node:timers/promises';

import type { INodeParameters } from 'n8n-workflow';

import { waitFor } from '../../../host/polling.ts';
import type { FaultAct } from '../../../sandbox/faults.ts';
import type { StartedNode } from '../engine';
import { creating, people, useAccount } from './account';

const account = useAccount();

const SOON_MS = 1_000;

const BUSY: FaultAct = { kind: 'status', status: 503, headers: { 'retry-after': '60' } };
const TOO_MANY: FaultAct = { kind: 'status', status: 429, headers: { 'retry-after': '60' } };
const SLOW: FaultAct = { kind: 'delay', ms: 2_500 };
const LOST: FaultAct = { kind: 'reset', when: 'before' };

const SUBSCRIBE: INodeParameters = { resource: 'subscription', operation: 'create', url: 'https://example.com/' };

/** Cancels an execution that waits, and expects it to end at once and to send nothing more. */
async function expectCancelled(started: StartedNode): Promise<void> {
	const begun = Date.now();
	const callsBefore = account.calls().length;
	started.cancel();
	const run = await Promise.race([started.ended, sleep(2 * SOON_MS)]);
	expect(Date.now() - begun).toBeLessThan(SOON_MS);
	expect(run?.run.status).toBe('canceled');
	await sleep(50);
	expect(account.calls().length).toBe(callsBefore);
}

async function untilCalled(times: number): Promise<void> {
	const arrived = () => Promise.resolve(account.calls().length >= times ? true : undefined);
	await waitFor({ what: `${times} calls`, limit: 10_000 }, arrived);
	await sleep(50);
}

it.each<[string, INodeParameters, FaultAct]>([
	['creates a lead and is told to come again', creating(), TOO_MANY],
	['creates a lead and is not answered', creating(), SLOW],
	['waits to look whether a lead was created', creating(), LOST],
	['looks a lead up and is told to come again', creating({ repeats: 'findFirst' }), BUSY],
	['lists subscriptions and is told to come again', SUBSCRIBE, TOO_MANY],
])('ends within a second while it %s', async (_what, parameters, act) => {
	account.sandbox.faults.plan({ times: 100, act });
	const started = account.start(people(1), parameters);
	await untilCalled(1);
	await expectCancelled(started);
});

it('ends within a second while it keeps to Oplead’s limit', async () => {
	const started = account.start(people(150), creating());
	await untilCalled(100);
	await expectCancelled(started);
	expect(account.oplead.leads).toHaveLength(100);
}, 30_000);

it('ends within a second while it waits for another execution that repairs the same subscriptions', async () => {
	const repair: INodeParameters = {
		resource: 'subscription',
		operation: 'repair',
		triggerUrl: 'https://n8n.example.com/webhook/1/oplead',
		events: ['lead.assigned'],
	};
	account.sandbox.faults.plan({ act: SLOW });
	const first = account.start(people(1), repair);
	await untilCalled(1);
	const second = account.start(people(1), repair);
	await sleep(300);
	await expectCancelled(second);
	expect((await first.ended).done).toHaveLength(1);
}, 20_000);

it('ends within a second while it waits for another execution that creates the same lead, which goes on', async () => {
	account.sandbox.faults.plan({ act: SLOW });
	const first = account.start(people(1), creating());
	await untilCalled(1);
	const second = account.start(people(1), creating());
	await sleep(300);
	await expectCancelled(second);
	expect((await first.ended).done).toHaveLength(1);
	expect(account.held()).toEqual({ 'key-0': 1 });
}, 20_000);
