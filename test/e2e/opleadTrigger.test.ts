import { waitFor } from '../../host/polling.ts';
import { waitForWebhook, webhookExists } from '../../host/webhooks.ts';
import {
	failures,
	outputItems,
	startLimit,
	startRealN8n,
	type RealN8n,
	type Workflow,
	type WorkflowNode,
} from './realN8n.ts';

let real: RealN8n;
beforeAll(async () => {
	real = await startRealN8n();
}, startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(() => real?.stop());

const TRIGGER = 'Oplead Trigger';
const ALL_EVENTS = ['appointment.updated', 'lead.assigned', 'lead.status_changed'];

function triggerNode(parameters: WorkflowNode['parameters']): WorkflowNode {
	return {
		id: crypto.randomUUID(),
		name: TRIGGER,
		type: 'n8n-nodes-lead-relay.opleadTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: crypto.randomUUID(),
		parameters,
	};
}

/** A workflow that is only a trigger; not yet switched on. */
async function triggerWorkflow(parameters: WorkflowNode['parameters'] = { events: ['lead.status_changed'] }) {
	return await real.createWorkflow({ name: 'Trigger', nodes: [triggerNode(parameters)], connections: {} });
}

/** The events that a workflow's address is told of, in alphabetical order, with all repetitions. */
function subscribed(workflow: Workflow): string[] {
	const address = real.opleadAddress(workflow);
	return real.sandbox.oplead.subscriptions
		.filter(({ url }) => url.startsWith(address))
		.map(({ event }) => event)
		.sort();
}

async function waitForSubscriptions(workflow: Workflow, events: string[], limit = 60_000) {
	await waitFor({ what: `${events.length} subscriptions`, limit }, () =>
		JSON.stringify(subscribed(workflow)) === JSON.stringify(events) ? true : undefined,
	);
}

async function switchOn(workflow: Workflow, events = ['lead.status_changed']): Promise<Workflow> {
	const active = await real.rest.activate(workflow.id);
	await waitForSubscriptions(active, events);
	await waitForWebhook(real.opleadAddress(active));
	return active;
}

async function switchOff(workflow: Workflow): Promise<void> {
	await real.rest.deactivate(workflow.id);
	await waitFor({ what: 'the webhook to be gone', limit: 30_000 }, async () =>
		(await webhookExists(real.opleadAddress(workflow))) ? undefined : true,
	);
}

/** A lead in the sandbox's Oplead, made as by hand. */
async function someLead(feedbackUrl?: string): Promise<string> {
	const answer = await opleadCall('POST', '/leads', {
		provider: { name: 'Test', ...(feedbackUrl && { url: feedbackUrl }) },
		leadData: { lastname: 'Durand', email: 'claire.durand@example.com', externalID: 'key-1' },
	});
	return ((await answer.json()) as { id: string }).id;
}

async function opleadCall(method: string, path: string, body: object): Promise<Response> {
	return await fetch(`${real.sandbox.url}/oplead/v1${path}`, {
		method,
		headers: { authorization: 'Bearer sandbox-oplead-user-key', 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}

async function nextUpdates(workflow: Workflow) {
	const execution = await real.nextExecution(workflow);
	expect(failures(execution)).toEqual([]);
	return outputItems(execution, TRIGGER).map(({ json }) => json);
}

const executionCount = async (workflow: Workflow) => (await real.rest.executions(workflow.id)).length;

describe('the life of subscriptions', () => {
	test('publishing subscribes each event once, unpublishing leaves nothing, and others are left alone', async () => {
		await opleadCall('POST', '/subscriptions', { event: 'lead.assigned', url: 'http://127.0.0.1:9/somebody' });
		const workflow = await triggerWorkflow({ events: ALL_EVENTS });
		for (let round = 0; round < 2; round++) {
			await switchOn(workflow, ALL_EVENTS);
			await switchOff(workflow);
			expect(subscribed(workflow)).toEqual([]);
		}
		expect(real.sandbox.oplead.subscriptions.map(({ url }) => url)).toEqual(['http://127.0.0.1:9/somebody']);
	});

	test('other events in a new version replace those of the former', async () => {
		const workflow = await switchOn(await triggerWorkflow());
		const nodes = workflow.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, events: ['lead.assigned'] },
		}));
		await real.rest.updateWorkflow(workflow.id, { nodes });
		await switchOn(workflow, ['lead.assigned']);
		await switchOff(workflow);
		expect(real.sandbox.oplead.subscriptions).toEqual([]);
	});

	test('two workflows with one event have a subscription each, and one goes without the other', async () => {
		const [first, second] = [await switchOn(await triggerWorkflow()), await switchOn(await triggerWorkflow())];
		const lead = await someLead();
		real.sandbox.oplead.setStatus(lead, 'Nurserie');
		for (const workflow of [first, second]) {
			expect(await nextUpdates(workflow)).toMatchObject([{ leadId: lead, status: 'Nurserie' }]);
		}
		await switchOff(first);
		expect([subscribed(first), subscribed(second)]).toEqual([[], ['lead.status_changed']]);
		await switchOff(second);
		expect(real.sandbox.oplead.subscriptions).toEqual([]);
	});

	test('a crash in the midst of subscribing leaves nothing doubled and nothing leaked', async () => {
		const workflow = await triggerWorkflow({ events: ALL_EVENTS });
		// The first is created, then n8n dies while it waits for the second.
		real.sandbox.faults.plan({ vendor: 'oplead', method: 'POST', skip: 1, act: { kind: 'delay', ms: 5_000 } });
		await real.rest.activate(workflow.id);
		await waitFor({ what: 'the first subscription', limit: 30_000, interval: 5 }, () =>
			subscribed(workflow).length > 0 ? true : undefined,
		);
		await real.crashAndRestart();
		real.sandbox.faults.clear();

		await switchOn(workflow, ALL_EVENTS);
		real.sandbox.oplead.setStatus(await someLead(), 'Nurserie');
		await waitFor({ what: 'an execution', limit: 30_000 }, async () =>
			(await executionCount(workflow)) > 0 ? true : undefined,
		);
		await switchOff(workflow);
		expect(real.sandbox.oplead.subscriptions).toEqual([]);
	}, 240_000);

	test('a restart keeps the subscription as it is, and updates arrive', async () => {
		const workflow = await switchOn(await triggerWorkflow());
		const [before] = real.sandbox.oplead.subscriptions;
		await real.crashAndRestart();
		await waitForWebhook(real.opleadAddress(workflow));
		const lead = await someLead();
		real.sandbox.oplead.setStatus(lead, 'Perdu');
		expect(await nextUpdates(workflow)).toMatchObject([{ leadId: lead, status: 'Perdu' }]);
		expect(real.sandbox.oplead.subscriptions).toEqual([before]);
		await switchOff(workflow);
	}, 240_000);

	test('with Oplead down during activation, it comes up with one of n8n’s later tries', async () => {
		const workflow = await triggerWorkflow({ events: ALL_EVENTS });
		const down = { vendor: 'oplead', path: '/subscriptions', times: 1_000 };
		real.sandbox.faults.plan({ ...down, act: { kind: 'reset', when: 'before' } });
		const activation = real.rest.activate(workflow.id).catch((error: unknown) => error);
		await waitFor({ what: 'two tries to fail', limit: 90_000 }, () =>
			real.sandbox.calls.list('oplead').length > 8 && real.n8n.log.has('Oplead did not answer') ? true : undefined,
		);
		expect(real.sandbox.oplead.subscriptions).toEqual([]);
		real.sandbox.faults.clear();

		await activation;
		await waitForSubscriptions(workflow, ALL_EVENTS, 120_000);
		await waitForWebhook(real.opleadAddress(workflow));
		await switchOff(workflow);
		expect(real.sandbox.oplead.subscriptions).toEqual([]);
	}, 240_000);

	test('an answer that is lost leaves one subscription', async () => {
		const workflow = await triggerWorkflow();
		real.sandbox.faults.plan({ vendor: 'oplead', method: 'POST', times: 2, act: { kind: 'reset', when: 'after' } });
		await switchOn(workflow);
		await switchOff(workflow);
		expect(real.sandbox.oplead.subscriptions).toEqual([]);
	});

	test('Repair restores what was deleted at Oplead, deletes what is doubled, and leaves others alone', async () => {
		const workflow = await switchOn(await triggerWorkflow({ events: ALL_EVENTS }), ALL_EVENTS);
		const [gone, kept] = real.sandbox.oplead.subscriptions;
		real.sandbox.oplead.deleteSubscription(gone?.id ?? '');
		await opleadCall('POST', '/subscriptions', { event: kept?.event, url: kept?.url });
		await opleadCall('POST', '/subscriptions', {
			event: kept?.event,
			url: `${real.opleadAddress(workflow)}?token=old`,
		});
		await opleadCall('POST', '/subscriptions', { event: kept?.event, url: 'http://127.0.0.1:9/somebody' });

		const repair = await repairWorkflow({ triggerUrl: real.opleadAddress(workflow), events: ALL_EVENTS });
		const execution = await real.nextExecution(repair);
		expect(failures(execution)).toEqual([]);
		const items = outputItems(execution, 'Repair').map(({ json }) => json);
		expect(items.map(({ outcome, reason, event }) => [outcome, reason, event])).toEqual([
			['created', 'missing', gone?.event],
			['deleted', 'doubled', kept?.event],
			['deleted', 'oldSecret', kept?.event],
			['present', undefined, expect.any(String)],
			['present', undefined, expect.any(String)],
			['left', 'otherAddress', kept?.event],
		]);
		expect(JSON.stringify(items)).not.toContain(tokenOf(kept?.url));

		expect(subscribed(workflow)).toEqual(ALL_EVENTS);
		await switchOff(workflow);
		expect(real.sandbox.oplead.subscriptions.map(({ url }) => url)).toEqual(['http://127.0.0.1:9/somebody']);
	});
});

/** A workflow that repairs when its webhook is called, called once. */
async function repairWorkflow(parameters: WorkflowNode['parameters']): Promise<Workflow> {
	const path = crypto.randomUUID();
	const workflow = await real.createWorkflow({
		name: 'Repair',
		nodes: [
			{
				name: 'Start',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: path,
				parameters: { httpMethod: 'POST', path, options: {} },
			},
			{
				name: 'Repair',
				type: 'n8n-nodes-lead-relay.oplead',
				typeVersion: 1,
				position: [300, 0],
				parameters: { resource: 'subscription', operation: 'repair', ...parameters },
			},
		],
		connections: { Start: { main: [[{ node: 'Repair', type: 'main', index: 0 }]] } },
	});
	await real.rest.activate(workflow.id);
	const address = `${real.n8n.url}/webhook/${path}`;
	await waitForWebhook(address);
	expect((await fetch(address, { method: 'POST' })).status).toBe(200);
	return workflow;
}

function tokenOf(url = ''): string {
	return new URL(url).searchParams.get('token') ?? '';
}

describe('what Oplead sends', () => {
	let workflow: Workflow;
	let strict: Workflow;
	let feedback: Workflow;
	beforeAll(async () => {
		real.sandbox.reset();
		workflow = await triggerWorkflow({ events: ALL_EVENTS });
		strict = await triggerWorkflow({ events: ['lead.status_changed'], options: { olderUpdates: 'drop' } });
		feedback = await triggerWorkflow({ mode: 'feedback' });
		for (const one of [workflow, strict, feedback]) {
			await real.rest.activate(one.id);
			await waitForWebhook(real.opleadAddress(one));
		}
		await waitForSubscriptions(workflow, ALL_EVENTS);
		await waitForSubscriptions(strict, ['lead.status_changed']);
		registered = [...real.sandbox.oplead.subscriptions];
	}, 90_000);
	let registered: Array<{ event: string; url: string }>;

	/** The sandbox begins anew with each test. */
	beforeEach(async () => {
		for (const { event, url } of registered) await opleadCall('POST', '/subscriptions', { event, url });
	});

	const addressOf = (one: Workflow) => registered.find(({ url }) => url.startsWith(real.opleadAddress(one)))?.url ?? '';

	async function post(url: string, body: string, contentType = 'application/json'): Promise<Response> {
		return await fetch(url, { method: 'POST', body, headers: { 'content-type': contentType } });
	}

	const update = (id: string, status = 'Perdu') =>
		JSON.stringify({
			id,
			event: 'lead.status_changed',
			occurredAt: '2026-11-22T10:00:00Z',
			lead: { id: 'L-1', status },
		});

	test('each event becomes an item, and the answer has not one byte of body', async () => {
		const lead = await someLead();
		expect(await nextUpdates(workflow)).toMatchObject([{ event: 'lead.assigned', leadId: lead, externalId: 'key-1' }]);
		real.sandbox.oplead.makeAppointment(lead);
		expect(await nextUpdates(workflow)).toMatchObject([
			{ event: 'appointment.updated', appointment: { state: 'planned' } },
		]);
		const answer = await post(addressOf(workflow), update('wire'));
		expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
		expect(await nextUpdates(workflow)).toMatchObject([{ status: 'Perdu', occurredAt: '2026-11-22T10:00:00.000Z' }]);
	});

	test('a forged call is answered 401, and starts nothing', async () => {
		const lead = await someLead();
		await real.sandbox.oplead.deliveriesDone();
		await nextUpdates(workflow);
		const before = await executionCount(workflow);
		const genuine = real.sandbox.oplead.deliveries.find(({ leadId }) => leadId === lead);
		expect(await real.sandbox.oplead.forgeDelivery(genuine?.id ?? '')).toMatchObject({ status: 401 });
		for (const wrong of [
			real.opleadAddress(workflow),
			`${real.opleadAddress(workflow)}?token=`,
			`${real.opleadAddress(workflow)}?token=${tokenOf(addressOf(strict))}`,
			`${addressOf(workflow)}&token=${tokenOf(addressOf(workflow))}`,
		]) {
			expect((await post(wrong, update('forged'))).status).toBe(401);
		}
		expect(await executionCount(workflow)).toBe(before);
	});

	test('a replay is let through once, also with 20 at the same time', async () => {
		const lead = await someLead();
		await real.sandbox.oplead.deliveriesDone();
		expect(await nextUpdates(workflow)).toHaveLength(1);
		const [delivery] = real.sandbox.oplead.deliveries.filter(({ leadId }) => leadId === lead);
		expect(await real.sandbox.oplead.deliverAgain(delivery?.id ?? '')).toMatchObject({ status: 200 });
		expect(await nextUpdates(workflow)).toHaveLength(0);

		const answers = await Promise.all(Array.from({ length: 20 }, () => post(addressOf(workflow), update('twenty'))));
		expect(answers.map(({ status }) => status)).toEqual(new Array(20).fill(200));
		let outputs = 0;
		for (let execution = 0; execution < 20; execution++) outputs += (await nextUpdates(workflow)).length;
		expect(outputs).toBe(1);
	});

	test('what arrives in another order is all there with its moments; with Older Updates: Drop only the newest', async () => {
		real.sandbox.oplead.set({ assignment: 'byHand' });
		const lead = await someLead();
		real.sandbox.oplead.holdDeliveries();
		for (const status of ['Nurserie', 'Devis à faire', 'Gagné']) {
			real.sandbox.oplead.setStatus(lead, status);
			// The sandbox tells moments in milliseconds.
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		await real.sandbox.oplead.releaseDeliveries('reversed');

		const updates = [await nextUpdates(workflow), await nextUpdates(workflow), await nextUpdates(workflow)].flat();
		expect(updates.map(({ status }) => status)).toEqual(['Gagné', 'Devis à faire', 'Nurserie']);
		const sorted = updates.toSorted((a, b) => String(a.occurredAt).localeCompare(String(b.occurredAt)));
		expect(sorted.map(({ status }) => status)).toEqual(['Nurserie', 'Devis à faire', 'Gagné']);

		const strictly = [await nextUpdates(strict), await nextUpdates(strict), await nextUpdates(strict)].flat();
		expect(strictly.map(({ status }) => status)).toEqual(['Gagné']);
	});

	test.each<[string, () => string, string, number]>([
		['10 MB', () => JSON.stringify({ status: 'x'.repeat(10_000_000) }), 'application/json', 413],
		['nothing', () => '', 'application/json', 400],
		['a text', () => '"text"', 'application/json', 400],
		['broken JSON (n8n answers this itself)', () => '{"status":', 'application/json', 422],
	])('%s is refused, and starts nothing', async (_name, body, contentType, status) => {
		const before = await executionCount(workflow);
		expect((await post(addressOf(workflow), body(), contentType)).status).toBe(status);
		expect(await executionCount(workflow)).toBe(before);
	});

	test('10 MB again and again leave n8n as large as it was', async () => {
		const body = JSON.stringify({ status: 'x'.repeat(10_000_000) });
		const flood = async (count: number) => {
			for (let n = 0; n < count; n++) expect((await post(addressOf(workflow), body)).status).toBe(413);
			return await memoryOf(real.n8n.pid);
		};
		const first = await flood(10);
		expect((await flood(40)) - first).toBeLessThan(150_000_000);
	}, 120_000);

	test('feedback comes back with the lead’s key, as JSON and as a form; with another key it is refused', async () => {
		const created = await createLead(feedback);
		const { url } = created.provider;
		expect(new URL(url).searchParams.get('lead')).toBe('key-of-the-lead');
		for (const [encoding, status] of [
			['json', 'Nurserie'],
			['form', 'Gagné'],
		] as const) {
			real.sandbox.oplead.set({ feedbackEncoding: encoding });
			real.sandbox.oplead.setStatus(created.id, status);
			expect(await nextUpdates(feedback)).toMatchObject([
				{ event: 'lead.feedback', leadKey: 'key-of-the-lead', leadId: created.id, status },
			]);
		}
		const other = new URL(url);
		other.searchParams.set('lead', 'key-of-another-lead');
		expect((await post(other.href, '{"status":"Perdu"}')).status).toBe(401);
		expect((await post(real.opleadAddress(feedback), '{"status":"Perdu"}')).status).toBe(401);
		expect(
			(await post(addressOf(workflow).replace(real.opleadAddress(workflow), real.opleadAddress(feedback)), '{}'))
				.status,
		).toBe(401);
	});

	/** Has the Oplead node create a lead with the trigger's address as its Feedback URL; answers what Oplead holds. */
	async function createLead(trigger: Workflow): Promise<{ id: string; provider: { url: string } }> {
		const path = crypto.randomUUID();
		const creating = await real.createWorkflow({
			name: 'Create',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					position: [0, 0],
					webhookId: path,
					parameters: { httpMethod: 'POST', path, options: {} },
				},
				{
					name: 'Create',
					type: 'n8n-nodes-lead-relay.oplead',
					typeVersion: 1,
					position: [300, 0],
					parameters: {
						resource: 'lead',
						operation: 'create',
						contact: { lastname: 'Durand', email: 'claire.durand@example.com' },
						externalId: 'key-of-the-lead',
						feedbackUrl: real.opleadAddress(trigger),
					},
				},
			],
			connections: { Start: { main: [[{ node: 'Create', type: 'main', index: 0 }]] } },
		});
		await real.rest.activate(creating.id);
		await waitForWebhook(`${real.n8n.url}/webhook/${path}`);
		await fetch(`${real.n8n.url}/webhook/${path}`, { method: 'POST' });
		const execution = await real.nextExecution(creating);
		expect(failures(execution)).toEqual([]);
		const lead = real.sandbox.oplead.leads.find(({ leadData }) => leadData.externalID === 'key-of-the-lead');
		const { id = '', provider } = lead ?? {};
		const url = provider?.url ?? '';
		expect(JSON.stringify(outputItems(execution, 'Create'))).not.toContain(tokenOf(url));
		return { id, provider: { url } };
	}

	test('no token gets into n8n’s log', () => {
		for (const { url } of registered) expect(real.n8n.log.has(tokenOf(url))).toBe(false);
	});
});

/** Resident memory of a process, in bytes. */
async function memoryOf(pid: number): Promise<number> {
	const { readFile } = await import('node:fs/promises');
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
