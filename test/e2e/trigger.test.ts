import { request } from 'node:http';
import { waitFor } from '../../host/polling.ts';
import { webhookExists } from '../../host/webhooks.ts';
import {
	DEMO_LEAD,
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
afterAll(() => real?.stop());

const triggerName = 'Ici Formation Trigger';

/** A workflow that is only a trigger, switched on. */
async function activeTrigger(parameters: WorkflowNode['parameters'] = {}, credentials?: WorkflowNode['credentials']) {
	const trigger: WorkflowNode = {
		id: crypto.randomUUID(),
		name: triggerName,
		type: 'n8n-nodes-lead-relay.iciFormationTrigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: crypto.randomUUID(),
		parameters,
		credentials,
	};
	return await real.activate(await real.createWorkflow({ name: 'Trigger', nodes: [trigger], connections: {} }));
}

interface Wire {
	status: number;
	body: Buffer;
}

/** Posts bytes, and gives what comes back over the wire. */
function post(workflow: Workflow, body: Buffer | string, headers: Record<string, string> = {}): Promise<Wire> {
	return new Promise((resolve, reject) => {
		const options = { method: 'POST', headers: { 'content-type': 'application/json', ...real.leadHeader, ...headers } };
		const sent = request(real.address(workflow), options, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

/** The lead that the next execution puts out. */
async function nextLead(workflow: Workflow) {
	const [item] = outputItems(await real.nextExecution(workflow), triggerName);
	return item?.json;
}

const executionCount = async (workflow: Workflow) => (await real.rest.executions(workflow.id)).length;

const SECRET = 'a-secret-of-the-test-4711';
const PREVIOUS = 'the-secret-of-last-year';

/** Node's fetch and HTTP both send one header of a name, so each scheme is one name and what stands before the secret. */
const SCHEMES = [
	{ scheme: 'bearer', header: 'Authorization', prefix: 'Bearer ' },
	{ scheme: 'apiKey', header: 'X-API-Key', prefix: '' },
	{ scheme: 'token', header: 'Authorization', prefix: 'Token ' },
	{ scheme: 'xToken', header: 'X-Token', prefix: '' },
	{ scheme: 'custom', header: 'X-Lead-Auth', prefix: 'Key ' },
];

describe.each(SCHEMES)('the scheme $scheme', ({ scheme, header, prefix }) => {
	let workflow: Workflow;
	beforeAll(async () => {
		const custom = scheme === 'custom' ? { headerName: header, prefix: prefix.trim() } : {};
		const credential = await real.createCredential({
			name: `Ici Formation ${scheme}`,
			type: 'leadRelayIciFormationWebhookApi',
			data: { scheme, secret: SECRET, previousSecret: PREVIOUS, ...custom },
		});
		workflow = await activeTrigger({ repeats: 'never' }, { leadRelayIciFormationWebhookApi: credential });
	}, 30_000);

	const send = async (value: string) => await real.postLead(workflow, DEMO_LEAD, { [header]: value });

	test('accepts the current and the previous secret with an empty 200', async () => {
		for (const secret of [SECRET, PREVIOUS]) {
			const answer = await send(prefix + secret);
			expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
			expect(await nextLead(workflow)).toMatchObject({ email: DEMO_LEAD.email });
		}
	});

	test('answers 401 to every wrong secret, and starts no execution', async () => {
		const before = await executionCount(workflow);
		for (const wrong of [
			'wrong',
			'',
			prefix.trim(),
			prefix + SECRET.slice(1),
			`${prefix + SECRET}0`,
			prefix + SECRET.toUpperCase(),
		]) {
			expect((await send(wrong)).status).toBe(401);
		}
		expect((await real.postLead(workflow, DEMO_LEAD, {})).status).toBe(401);
		expect((await real.postLead(workflow, DEMO_LEAD, { 'x-other': SECRET })).status).toBe(401);
		expect(await executionCount(workflow)).toBe(before);
	});
});

test('no secret gets into n8n’s log', () => {
	for (const secret of [SECRET, PREVIOUS]) expect(real.n8n.log.has(secret)).toBe(false);
});

describe('what is sent', () => {
	let workflow: Workflow;
	beforeAll(async () => {
		workflow = await activeTrigger({ repeats: 'never' });
	}, 30_000);

	test('the answer to a lead has not one byte of body on the wire', async () => {
		const { status, body } = await post(workflow, JSON.stringify(DEMO_LEAD));
		expect([status, body.length]).toEqual([200, 0]);
		expect(await nextLead(workflow)).toMatchObject({
			firstName: 'Claire',
			phone: '+33639981234',
			city: 'Saint-Denis',
			original: DEMO_LEAD,
		});
	});

	test('a form', async () => {
		const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
		expect((await post(workflow, new URLSearchParams(DEMO_LEAD).toString(), type)).status).toBe(200);
		expect(await nextLead(workflow)).toMatchObject({ training: 'Développement Web', original: DEMO_LEAD });
	});

	test('the schema of 2022', async () => {
		const { formation, client, ...rest } = DEMO_LEAD;
		expect(client).toBeDefined();
		expect((await post(workflow, JSON.stringify({ ...rest, formation_ou_client: formation }))).status).toBe(200);
		expect(await nextLead(workflow)).toMatchObject({ training: formation, issues: [{ problem: 'ambiguous' }] });
	});

	test('unknown fields, and fields with names that are traps', async () => {
		const body = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"utm_source":"ads",${JSON.stringify(DEMO_LEAD).slice(1)}`;
		expect((await post(workflow, body)).status).toBe(200);
		expect(await nextLead(workflow)).toMatchObject({ email: DEMO_LEAD.email, original: { utm_source: 'ads' } });
	});

	test('mojibake is repaired, and a true "Ã" is kept', async () => {
		const lead = { ...DEMO_LEAD, formation: 'DÃ©veloppement Web', nom: 'CONCEIÇÃO', ville: 'Ã©vry' };
		expect((await post(workflow, JSON.stringify(lead))).status).toBe(200);
		expect(await nextLead(workflow)).toMatchObject({
			training: 'Développement Web',
			lastName: 'CONCEIÇÃO',
			city: 'Évry',
		});
	});

	test('bytes that are Windows-1252', async () => {
		const body = Buffer.from(JSON.stringify({ ...DEMO_LEAD, nom: 'Lefèvre' }), 'latin1');
		expect((await post(workflow, body)).status).toBe(200);
		expect(await nextLead(workflow)).toMatchObject({ lastName: 'Lefèvre', training: 'Développement Web' });
	});

	test('an array of leads becomes as many items', async () => {
		const leads = ['a', 'b', 'c'].map((nom) => ({ ...DEMO_LEAD, nom }));
		expect((await post(workflow, JSON.stringify(leads))).status).toBe(200);
		const items = outputItems(await real.nextExecution(workflow), triggerName);
		expect(items.map(({ json }) => json.lastName)).toEqual(['a', 'b', 'c']);
	});

	test.each([
		['a text', '"text"', 400],
		['a number', '1', 400],
		['null', 'null', 400],
		['an empty array', '[]', 400],
		['an array of texts', '["a"]', 400],
		['nothing', '', 400],
		['broken JSON (n8n answers this itself)', '{"nom":', 422],
		['more than 1 MB', JSON.stringify({ ...DEMO_LEAD, nom: 'x'.repeat(1024 * 1024) }), 413],
	])('%s is refused, and starts no execution', async (_name, body, status) => {
		const before = await executionCount(workflow);
		expect((await post(workflow, body)).status).toBe(status);
		expect(await executionCount(workflow)).toBe(before);
	});

	test('a multipart form is refused', async () => {
		const form = new FormData();
		form.set('nom', 'Durand');
		const answer = await fetch(real.address(workflow), { method: 'POST', body: form, headers: real.leadHeader });
		expect(answer.status).toBe(415);
	});
});

test('50 concurrent repeats of one lead give one execution output', async () => {
	const workflow = await activeTrigger();
	const answers = await Promise.all(Array.from({ length: 50 }, () => real.postLead(workflow, DEMO_LEAD)));
	expect(answers.map(({ status }) => status)).toEqual(new Array(50).fill(200));

	const outputs: number[] = [];
	for (let execution = 0; execution < 50; execution++) {
		outputs.push(outputItems(await real.nextExecution(workflow), triggerName).length);
	}
	expect(outputs.reduce((sum, count) => sum + count)).toBe(1);

	await real.postLead(workflow, { ...DEMO_LEAD, nom: 'Another' });
	expect(await nextLead(workflow)).toMatchObject({ lastName: 'Another' });
}, 120_000);

test('nothing answers once the workflow is switched off', async () => {
	const workflow = await activeTrigger();
	await real.rest.deactivate(workflow.id);
	await waitFor({ what: 'the webhook to be gone', limit: 30_000 }, async () =>
		(await webhookExists(real.address(workflow))) ? undefined : true,
	);
	expect((await real.postLead(workflow, DEMO_LEAD)).status).toBe(404);

	await real.activate(workflow);
	expect((await real.postLead(workflow, DEMO_LEAD)).status).toBe(200);
}, 60_000);

test('both credentials are tested in the editor', async () => {
	const result = async (type: string, data: Record<string, string>) =>
		await real.rest.request<{ status: string; message: string }>('POST', 'credentials/test', {
			credentials: { id: '', name: 'Test', type, data },
		});
	const webhook = 'leadRelayIciFormationWebhookApi';
	expect(await result(webhook, { scheme: 'bearer', secret: SECRET })).toMatchObject({ status: 'OK' });
	expect(await result(webhook, { scheme: 'bearer', secret: 'short' })).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('shorter than 12') as string,
	});

	const baseUrl = `${real.sandbox.url}/hubspot/`;
	const hubspot = 'leadRelayHubSpotApi';
	expect(await result(hubspot, { token: 'sandbox-hubspot-token', baseUrl })).toMatchObject({ status: 'OK' });
	expect(await result(hubspot, { token: 'wrong', baseUrl })).toMatchObject({ status: 'Error' });
});
