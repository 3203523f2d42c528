import { readFile } from 'node:fs/promises';
import { waitForWebhook } from '../../host/webhooks.ts';
import { ALL_EVENTS, OpleadWorkflows, STATUS_CHANGED, tokenOf } from './opleadWorkflows.ts';
import { outputItems, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

let real: RealN8n;
let oplead: OpleadWorkflows;
beforeAll(async () => {
	real = await startRealN8n();
	oplead = new OpleadWorkflows(real);
}, startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(() => real?.stop());

let workflow: Workflow;
let strict: Workflow;
let feedback: Workflow;
beforeAll(async () => {
	real.sandbox.reset();
	workflow = await oplead.create({ events: ALL_EVENTS });
	strict = await oplead.create({ events: STATUS_CHANGED, options: { olderUpdates: 'drop' } });
	feedback = await oplead.create({ mode: 'feedback' });
	for (const one of [workflow, strict, feedback]) {
		await real.rest.activate(one.id);
		await waitForWebhook(real.opleadAddress(one));
	}
	await oplead.waitForSubscriptions(workflow, ALL_EVENTS);
	await oplead.waitForSubscriptions(strict, STATUS_CHANGED);
	registered = [...real.sandbox.oplead.subscriptions];
}, 90_000);
let registered: Array<{ event: string; url: string }>;

/** The sandbox begins anew with each test. */
beforeEach(async () => {
	for (const { event, url } of registered) await oplead.call('POST', '/subscriptions', { event, url });
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
	const lead = await oplead.lead();
	expect(await oplead.nextUpdates(workflow)).toMatchObject([
		{ event: 'lead.assigned', leadId: lead, externalId: 'key-1' },
	]);
	real.sandbox.oplead.makeAppointment(lead);
	expect(await oplead.nextUpdates(workflow)).toMatchObject([
		{ event: 'appointment.updated', appointment: { state: 'planned' } },
	]);
	const answer = await post(addressOf(workflow), update('wire'));
	expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
	expect(await oplead.nextUpdates(workflow)).toMatchObject([
		{ status: 'Perdu', occurredAt: '2026-11-22T10:00:00.000Z' },
	]);
});

test('a forged call is answered 401, and starts nothing', async () => {
	const lead = await oplead.lead();
	await real.sandbox.oplead.deliveriesDone();
	await oplead.nextUpdates(workflow);
	const before = await oplead.executionCount(workflow);
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
	expect(await oplead.executionCount(workflow)).toBe(before);
});

test('a replay is let through once, also with 20 at the same time', async () => {
	const lead = await oplead.lead();
	await real.sandbox.oplead.deliveriesDone();
	expect(await oplead.nextUpdates(workflow)).toHaveLength(1);
	const [delivery] = real.sandbox.oplead.deliveries.filter(({ leadId }) => leadId === lead);
	expect(await real.sandbox.oplead.deliverAgain(delivery?.id ?? '')).toMatchObject({ status: 200 });
	expect(await oplead.nextUpdates(workflow)).toHaveLength(0);

	const answers = await Promise.all(Array.from({ length: 20 }, () => post(addressOf(workflow), update('twenty'))));
	expect(answers.map(({ status }) => status)).toEqual(new Array(20).fill(200));
	let outputs = 0;
	for (let execution = 0; execution < 20; execution++) outputs += (await oplead.nextUpdates(workflow)).length;
	expect(outputs).toBe(1);
});

test('what arrives in another order is all there with its moments; with Older Updates: Drop only the newest', async () => {
	real.sandbox.oplead.set({ assignment: 'byHand' });
	const lead = await oplead.lead();
	real.sandbox.oplead.holdDeliveries();
	for (const status of ['Nurserie', 'Devis à faire', 'Gagné']) {
		real.sandbox.oplead.setStatus(lead, status);
		// The sandbox tells moments in milliseconds.
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
	await real.sandbox.oplead.releaseDeliveries('reversed');

	const updates = [
		await oplead.nextUpdates(workflow),
		await oplead.nextUpdates(workflow),
		await oplead.nextUpdates(workflow),
	].flat();
	expect(updates.map(({ status }) => status)).toEqual(['Gagné', 'Devis à faire', 'Nurserie']);
	const sorted = updates.toSorted((a, b) => (a.occurredAt as string).localeCompare(b.occurredAt as string));
	expect(sorted.map(({ status }) => status)).toEqual(['Nurserie', 'Devis à faire', 'Gagné']);

	const strictly = [
		await oplead.nextUpdates(strict),
		await oplead.nextUpdates(strict),
		await oplead.nextUpdates(strict),
	].flat();
	expect(strictly.map(({ status }) => status)).toEqual(['Gagné']);
});

test.each<[string, () => string, string, number]>([
	['10 MB', () => JSON.stringify({ status: 'x'.repeat(10_000_000) }), 'application/json', 413],
	['nothing', () => '', 'application/json', 400],
	['a text', () => '"text"', 'application/json', 400],
	['broken JSON (n8n answers this itself)', () => '{"status":', 'application/json', 422],
])('%s is refused, and starts nothing', async (_name, body, contentType, status) => {
	const before = await oplead.executionCount(workflow);
	expect((await post(addressOf(workflow), body(), contentType)).status).toBe(status);
	expect(await oplead.executionCount(workflow)).toBe(before);
});

test('10 MB again and again leave n8n as large as it was', async () => {
	const body = JSON.stringify({ status: 'x'.repeat(10_000_000) });
	const flood = async (count: number) => {
		for (let n = 0; n < count; n++) expect((await post(addressOf(workflow), body)).status).toBe(413);
		return await memoryOf(real.n8n.pid);
	};
	const first = await flood(5);
	expect((await flood(20)) - first).toBeLessThan(150_000_000);
}, 120_000);

test('feedback comes back with the lead’s key, as JSON and as a form; with another key it is refused', async () => {
	const { id, url } = await createLead(feedback);
	expect(new URL(url).searchParams.get('lead')).toBe('key-of-the-lead');
	for (const [encoding, status] of [
		['json', 'Nurserie'],
		['form', 'Gagné'],
	] as const) {
		real.sandbox.oplead.set({ feedbackEncoding: encoding });
		real.sandbox.oplead.setStatus(id, status);
		expect(await oplead.nextUpdates(feedback)).toMatchObject([
			{ event: 'lead.feedback', leadKey: 'key-of-the-lead', leadId: id, status },
		]);
	}
	const other = new URL(url);
	other.searchParams.set('lead', 'key-of-another-lead');
	expect((await post(other.href, '{"status":"Perdu"}')).status).toBe(401);
	expect((await post(real.opleadAddress(feedback), '{"status":"Perdu"}')).status).toBe(401);
	expect(
		(await post(addressOf(workflow).replace(real.opleadAddress(workflow), real.opleadAddress(feedback)), '{}')).status,
	).toBe(401);
});

/** Has the Oplead node create a lead with the trigger's address as its Feedback URL; answers what Oplead holds. */
async function createLead(trigger: Workflow): Promise<{ id: string; url: string }> {
	const execution = await oplead.runNode({
		resource: 'lead',
		operation: 'create',
		contact: { lastname: 'Durand', email: 'claire.durand@example.com' },
		externalId: 'key-of-the-lead',
		feedbackUrl: real.opleadAddress(trigger),
	});
	const lead = real.sandbox.oplead.leads.find(({ leadData }) => leadData.externalID === 'key-of-the-lead');
	const url = lead?.provider.url ?? '';
	expect(JSON.stringify(outputItems(execution, 'Oplead'))).not.toContain(tokenOf(url));
	return { id: lead?.id ?? '', url };
}

test('no token gets into n8n’s log', () => {
	for (const { url } of registered) expect(real.n8n.log.has(tokenOf(url))).toBe(false);
});
/** Resident memory of a process, in bytes. */
async function memoryOf(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}
