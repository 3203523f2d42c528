import { waitFor } from '../../host/polling.ts';
import { waitForWebhook } from '../../host/webhooks.ts';
import { ALL_EVENTS, OpleadWorkflows, STATUS_CHANGED, tokenOf } from './opleadWorkflows.ts';
import { outputItems, startLimit, startRealN8n, type RealN8n } from './realN8n.ts';

let real: RealN8n;
let oplead: OpleadWorkflows;
beforeAll(async () => {
	real = await startRealN8n();
	oplead = new OpleadWorkflows(real);
}, startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(() => real?.stop());

const REPAIR = { resource: 'subscription', operation: 'repair', events: ALL_EVENTS };

test('publishing subscribes each event once, unpublishing leaves nothing, and others are left alone', async () => {
	await oplead.call('POST', '/subscriptions', { event: 'lead.assigned', url: 'http://127.0.0.1:9/somebody' });
	const workflow = await oplead.create({ events: ALL_EVENTS });
	for (let round = 0; round < 2; round++) {
		await oplead.switchOn(workflow, ALL_EVENTS);
		await oplead.switchOff(workflow);
		expect(oplead.subscribed(workflow)).toEqual([]);
	}
	expect(real.sandbox.oplead.subscriptions.map(({ url }) => url)).toEqual(['http://127.0.0.1:9/somebody']);
});

test('other events in a new version replace those of the former', async () => {
	const workflow = await oplead.switchOn(await oplead.create());
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: { ...node.parameters, events: ['lead.assigned'] },
	}));
	await real.rest.updateWorkflow(workflow.id, { nodes });
	await oplead.switchOn(workflow, ['lead.assigned']);
	await oplead.switchOff(workflow);
	expect(real.sandbox.oplead.subscriptions).toEqual([]);
});

test('two workflows with one event have a subscription each, and one goes without the other', async () => {
	const [first, second] = [await oplead.switchOn(await oplead.create()), await oplead.switchOn(await oplead.create())];
	const lead = await oplead.lead();
	real.sandbox.oplead.setStatus(lead, 'Nurserie');
	for (const workflow of [first, second]) {
		expect(await oplead.nextUpdates(workflow)).toMatchObject([{ leadId: lead, status: 'Nurserie' }]);
	}
	await oplead.switchOff(first);
	expect([oplead.subscribed(first), oplead.subscribed(second)]).toEqual([[], STATUS_CHANGED]);
	await oplead.switchOff(second);
	expect(real.sandbox.oplead.subscriptions).toEqual([]);
});

test('a crash in the midst of subscribing leaves nothing doubled and nothing leaked', async () => {
	const workflow = await oplead.create({ events: ALL_EVENTS });
	// The first is created, then n8n dies while it waits for the second.
	real.sandbox.faults.plan({ vendor: 'oplead', method: 'POST', skip: 1, act: { kind: 'delay', ms: 5_000 } });
	await real.rest.activate(workflow.id);
	await waitFor({ what: 'the first subscription', limit: 30_000, interval: 5 }, () =>
		oplead.subscribed(workflow).length > 0 ? true : undefined,
	);
	await real.crashAndRestart();
	real.sandbox.faults.clear();

	// n8n had noted the webhook before, and takes the workflow for published: Repair subscribes what is missing.
	await oplead.runNode({ ...REPAIR, triggerUrl: real.opleadAddress(workflow) });
	expect(oplead.subscribed(workflow)).toEqual(ALL_EVENTS);
	const lead = await oplead.lead();
	expect(await oplead.nextUpdates(workflow)).toMatchObject([{ event: 'lead.assigned', leadId: lead }]);
	// So does publishing anew, with whatever was left.
	real.sandbox.oplead.deleteSubscription(real.sandbox.oplead.subscriptions[0]?.id ?? '');
	await oplead.switchOff(workflow);
	await oplead.switchOn(workflow, ALL_EVENTS);
	await oplead.switchOff(workflow);
	expect(real.sandbox.oplead.subscriptions).toEqual([]);
}, 480_000);

test('a restart keeps the subscription as it is, and updates arrive', async () => {
	const workflow = await oplead.switchOn(await oplead.create());
	const [before] = real.sandbox.oplead.subscriptions;
	await real.crashAndRestart();
	await waitForWebhook(real.opleadAddress(workflow));
	const lead = await oplead.lead();
	real.sandbox.oplead.setStatus(lead, 'Perdu');
	expect(await oplead.nextUpdates(workflow)).toMatchObject([{ leadId: lead, status: 'Perdu' }]);
	expect(real.sandbox.oplead.subscriptions).toEqual([before]);
	await oplead.switchOff(workflow);
}, 240_000);

test('with Oplead down during activation, it comes up with one of n8n’s later tries', async () => {
	const workflow = await oplead.create({ events: ALL_EVENTS });
	const down = { vendor: 'oplead', path: '/subscriptions', times: 1_000 };
	real.sandbox.faults.plan({ ...down, act: { kind: 'reset', when: 'before' } });
	const activation = real.rest.activate(workflow.id).catch((error: unknown) => error);
	await waitFor({ what: 'two tries to fail', limit: 90_000 }, () =>
		real.sandbox.calls.list('oplead').length > 8 && real.n8n.log.has('Oplead did not answer') ? true : undefined,
	);
	expect(oplead.subscribed(workflow)).toEqual([]);
	real.sandbox.faults.clear();

	await activation;
	await oplead.waitForSubscriptions(workflow, ALL_EVENTS, 120_000);
	await waitForWebhook(real.opleadAddress(workflow));
	await oplead.switchOff(workflow);
	expect(real.sandbox.oplead.subscriptions).toEqual([]);
}, 240_000);

test('an answer that is lost leaves one subscription', async () => {
	const workflow = await oplead.create();
	real.sandbox.faults.plan({ vendor: 'oplead', method: 'POST', times: 2, act: { kind: 'reset', when: 'after' } });
	await oplead.switchOn(workflow);
	await oplead.switchOff(workflow);
	expect(real.sandbox.oplead.subscriptions).toEqual([]);
});

test('Repair restores what was deleted at Oplead, deletes what is doubled, and leaves others alone', async () => {
	const workflow = await oplead.switchOn(await oplead.create({ events: ALL_EVENTS }), ALL_EVENTS);
	const [gone, kept] = real.sandbox.oplead.subscriptions;
	real.sandbox.oplead.deleteSubscription(gone?.id ?? '');
	await oplead.call('POST', '/subscriptions', { event: kept?.event, url: kept?.url });
	await oplead.call('POST', '/subscriptions', {
		event: kept?.event,
		url: `${real.opleadAddress(workflow)}?token=old`,
	});
	await oplead.call('POST', '/subscriptions', { event: kept?.event, url: 'http://127.0.0.1:9/somebody' });

	const execution = await oplead.runNode({ ...REPAIR, triggerUrl: real.opleadAddress(workflow) });
	const items = outputItems(execution, 'Oplead').map(({ json }) => json);
	expect(items.map(({ outcome, reason, event }) => [outcome, reason, event])).toEqual([
		['created', 'missing', gone?.event],
		['deleted', 'doubled', kept?.event],
		['deleted', 'oldSecret', kept?.event],
		['present', undefined, expect.any(String)],
		['present', undefined, expect.any(String)],
		['left', 'otherAddress', kept?.event],
	]);
	expect(JSON.stringify(items)).not.toContain(tokenOf(kept?.url));

	expect(oplead.subscribed(workflow)).toEqual(ALL_EVENTS);
	await oplead.switchOff(workflow);
	expect(real.sandbox.oplead.subscriptions.map(({ url }) => url)).toEqual(['http://127.0.0.1:9/somebody']);
});
