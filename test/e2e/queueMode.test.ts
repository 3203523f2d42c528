import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from '../../host/polling.ts';
import { readTemplate } from '../../host/templates.ts';
import { CREATION, startLeadBatches, timesHeld } from './leadBatches.ts';
import { startQueuedN8n, workersOf, type QueuedN8n } from './queuedN8n.ts';
import {
	DEMO_LEAD,
	failures,
	outputItems,
	startLimit,
	type Execution,
	type RealN8n,
	type Workflow,
} from './realN8n.ts';

const workers = 3;

/** What waits for Oplead's limit, or for n8n to notice a dead worker, has to end within this time, in milliseconds. */
const patience = 240_000;

/** n8n notices a dead worker after 20 s and not after 60 s. */
const soonNoticed = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '4000',
};

let queued: QueuedN8n;
let real: RealN8n;
beforeAll(async () => {
	queued = await startQueuedN8n(workers, soonNoticed);
	({ real } = queued);
}, 2 * startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(() => real?.stop());

/** The next executions of a workflow, without one that has failed or rejected an item. */
async function successes(workflow: Workflow, count: number): Promise<Execution[]> {
	const executions: Execution[] = [];
	for (let next = 0; next < count; next++) executions.push(await real.nextExecution(workflow, patience));
	expect(executions.flatMap(failures)).toEqual([]);
	return executions;
}

/** How many workers have begun these executions. */
function workersAtWork(executions: Execution[]): number {
	return new Set(executions.flatMap((execution) => workersOf(queued, execution))).size;
}

/** So many leads with the external IDs `lead-0`, `lead-1` and so on, each once. */
function onceEach(count: number): Map<string, number> {
	return new Map(Array.from({ length: count }, (_, number) => [`lead-${number}`, 1] as const));
}

test(
	'three workers with one token that is refused too many calls lose no lead and double none',
	async () => {
		// None can be done before the others have begun: each has more leads than Oplead takes in 5 s.
		const leads = 20;
		real.sandbox.oplead.set({ limit: { requests: 15, windowMs: 5_000 } });
		const batches = await startLeadBatches(real);
		await Promise.all([0, leads, 2 * leads].map((first) => batches.send(first, leads)));
		const executions = await successes(batches.workflow, workers);

		expect(executions.map((execution) => workersOf(queued, execution).length)).toEqual([1, 1, 1]);
		expect(workersAtWork(executions)).toBe(workers);
		const begun = executions.map(({ startedAt }) => Date.parse(startedAt));
		const ended = executions.map(({ stoppedAt }) => Date.parse(stoppedAt ?? ''));
		expect(Math.max(...begun)).toBeLessThan(Math.min(...ended));

		const { refused, taken } = real.sandbox.oplead.limit;
		console.log(`${taken} calls let in, ${refused} answered 429, in ${Math.max(...ended) - Math.min(...begun)} ms`);
		expect(refused).toBeGreaterThan(0);
		expect(executions.map((execution) => outputItems(execution, CREATION).length)).toEqual([leads, leads, leads]);
		expect(timesHeld(real.sandbox)).toEqual(onceEach(workers * leads));
	},
	patience + 60_000,
);

const burst = Array.from({ length: 12 }, (_, number) => ({ ...DEMO_LEAD, email: `lead${number}@example.com` }));

/** Ici Formation sends different leads at once; answers their executions. */
async function sendBurst(workflow: Workflow): Promise<Execution[]> {
	const answers = await Promise.all(burst.map((lead) => real.postLead(workflow, lead)));
	expect(answers.filter(({ ok }) => ok)).toHaveLength(burst.length);
	return await successes(workflow, burst.length);
}

function expectBurstOnce(): void {
	const emails = real.sandbox.oplead.leads.map(({ leadData }) => leadData.email);
	expect(emails.sort()).toEqual(burst.map(({ email }) => email).sort());
}

test('leads of Ici Formation that come at once reach Oplead once each, by several workers', async () => {
	const executions = await sendBurst(await real.runTemplate('ici-formation-to-oplead.json'));
	expectBurstOnce();
	expect(workersAtWork(executions)).toBeGreaterThan(1);
});

test('with Find First they reach it once each also when n8n’s memory has let their repeats through', async () => {
	const template = await readTemplate('ici-formation-to-oplead.json');
	const repeats: Record<string, string> = { 'Ici Formation Trigger': 'never', Oplead: 'findFirst' };
	for (const { name, parameters } of template.nodes) if (repeats[name]) parameters.repeats = repeats[name];
	const workflow = await real.activate(await real.createWorkflow(template));
	await sendBurst(workflow);
	const again = await sendBurst(workflow);
	expect(again.flatMap((execution) => outputItems(execution, 'Oplead')).map(({ json }) => json.outcome)).toEqual(
		burst.map(() => 'found'),
	);
	expectBurstOnce();
});

test('a lead that Ici Formation sends again a second later reaches Oplead once, whichever worker has it', async () => {
	const workflow = await real.runTemplate('ici-formation-to-oplead.json');
	const executions: Execution[] = [];
	for (let times = 0; times < 4; times++) {
		await real.postLead(workflow, DEMO_LEAD);
		executions.push(...(await successes(workflow, 1)));
		await delay(1_000);
	}
	// Redis gives an execution to the worker that has waited longest.
	expect(workersAtWork(executions)).toBeGreaterThan(1);
	expect(real.sandbox.oplead.leads).toHaveLength(1);
});

test('a worker brings a lead to HubSpot with its category', async () => {
	const workflow = await real.runTemplate('ici-formation-to-hubspot.json');
	await real.postLead(workflow, DEMO_LEAD);
	const [execution] = await successes(workflow, 1);
	expect(workersOf(queued, execution)).toHaveLength(1);
	expect(real.sandbox.hubspot.records('contacts').map(({ properties }) => properties)).toMatchObject([
		{ email: DEMO_LEAD.email, kontaktkategorie: 'formation_numerique' },
	]);
});

test(
	'leads of a worker that was killed in the midst are not sent by n8n, and once each when they are sent again',
	async () => {
		const leads = 20;
		real.sandbox.oplead.set({ limit: { requests: 5, windowMs: 5_000 } });
		const batches = await startLeadBatches(real);
		await batches.send(0, leads);
		const held = () => timesHeld(real.sandbox).size;
		await waitFor({ what: 'the first leads', limit: patience, interval: 20 }, () => (held() > 2 ? true : undefined));
		const [begun] = await real.rest.executions(batches.workflow.id);
		const [worker] = workersOf(queued, begun);
		process.kill(-worker.pid, 'SIGKILL');
		await worker.exited;
		// What had reached Oplead by then is done a second later.
		await delay(1_000);
		const before = held();
		expect(before).toBeLessThan(leads);

		const killed = await real.nextExecution(batches.workflow, patience);
		expect(killed.status).toBe('error');
		expect(workersOf(queued, killed)).toEqual([worker]);
		expect(held()).toBe(before);

		real.sandbox.oplead.set({ limit: null });
		await batches.send(0, leads);
		const [again] = await successes(batches.workflow, 1);
		expect(workersOf(queued, again)).not.toContain(worker);
		const outcomes = outputItems(again, CREATION).map(({ json }) => json.outcome);
		expect(outcomes.filter((outcome) => outcome === 'skipped')).toHaveLength(before);
		expect(timesHeld(real.sandbox)).toEqual(onceEach(leads));
	},
	patience + 60_000,
);
