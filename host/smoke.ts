// `npm run smoke`: one lead through a real n8n with the package, from the production webhook to the sandbox's HubSpot.
// SMOKE_REFUSE_TOKEN=1 makes the sandbox refuse the token: the smoke test then has to fail, and to say why.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endOnSignal, wasInterrupted } from './children.ts';
import { SANDBOX_TOKEN, setUpDemo, type LeadReceiver } from './demo.ts';
import { DEMO_CATEGORY, DEMO_LEAD } from './demoLead.ts';
import { failures } from './executionData.ts';
import { startInstance, type Instance } from './instance.ts';
import { N8nRest } from './n8nRest.ts';
import { waitFor } from './polling.ts';
import { freePort } from './ports.ts';
import { shownStep } from './progress.ts';

interface Contact {
	id: string;
	properties: Record<string, string | null>;
}

/** The lead has to arrive within this time, in milliseconds. */
const ARRIVAL_LIMIT = 30_000;

let instance: Instance | undefined;

const work = inTemporaryHome(smoke);
endOnSignal(work, () => Promise.resolve(130));
work.then(
	(finding) => console.log(`smoke: ${finding}`),
	(error: unknown) => {
		// What fails while everything is being ended fails because of that.
		if (wasInterrupted()) return;
		console.error(`smoke: failed. ${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
	},
);

async function inTemporaryHome(test: (home: string) => Promise<string>): Promise<string> {
	const home = await mkdtemp(path.join(tmpdir(), 'lead-relay-smoke-'));
	try {
		return await test(home);
	} finally {
		await instance?.stop();
		await rm(home, { recursive: true, force: true });
	}
}

async function smoke(home: string): Promise<string> {
	instance = await startInstance({ home, port: await freePort(), sandboxPort: await freePort() }, shownStep);
	const { n8n, sandbox } = instance;
	// Before the first execution n8n has nothing to complain of but what it loads.
	const complaints = n8n.log.errors();
	if (complaints.length > 0) throw new Error(`n8n logged errors while starting:\n${complaints.join('\n')}`);

	const rest = new N8nRest(n8n.url);
	const { receiver, notes } = await shownStep('Setting up the demo', () => setUpDemo(rest, home, sandbox.url));
	if (!receiver || notes.length > 0) throw new Error(notes.join('\n') || 'No template takes in leads.');
	if (process.env.SMOKE_REFUSE_TOKEN) await refuseToken(sandbox.url);

	const posted = performance.now();
	await postLead(receiver);
	const contact = await arrival(rest, receiver.workflow.id, sandbox.url);
	const duration = Math.round(performance.now() - posted);
	const category = contact.properties.kontaktkategorie ?? '';
	if (!category.split(';').includes(DEMO_CATEGORY.value)) {
		throw new Error(`Contact ${contact.id} has the category "${category}" instead of "${DEMO_CATEGORY.value}".`);
	}
	return `lead arrived as contact ${contact.id} with category "${DEMO_CATEGORY.label}" in ${duration} ms`;
}

async function postLead({ address, headerName, headerValue }: LeadReceiver): Promise<void> {
	const answer = await fetch(address, {
		method: 'POST',
		headers: { [headerName]: headerValue, 'content-type': 'application/json' },
		body: JSON.stringify(DEMO_LEAD),
	});
	const body = await answer.text();
	if (!answer.ok) throw new Error(`The webhook refused the lead: ${answer.status} ${body}`);
}

/**
 * Waits until the lead stands in the sandbox's HubSpot.
 * @throws Error with what the workflow complained of when it has failed, or when the time is up
 */
async function arrival(rest: N8nRest, workflowId: string, sandboxUrl: string): Promise<Contact> {
	const patience = { what: 'the lead to arrive in the sandbox’s HubSpot', limit: ARRIVAL_LIMIT, interval: 20 };
	return await waitFor(patience, async () => {
		const contact = (await contacts(sandboxUrl)).find(({ properties }) => properties.email === DEMO_LEAD.email);
		if (contact) return contact;
		const ended = (await rest.executions(workflowId)).filter(({ status }) => status !== 'running' && status !== 'new');
		const reasons = (await Promise.all(ended.map(({ id }) => rest.execution(id)))).flatMap(failures);
		if (reasons.length > 0) throw new Error(`The lead did not arrive. ${reasons.join('\n')}`);
		return undefined;
	});
}

async function contacts(sandboxUrl: string): Promise<Contact[]> {
	const answer = await fetch(`${sandboxUrl}/sandbox/hubspot/records/contacts`);
	return ((await answer.json()) as { results: Contact[] }).results;
}

async function refuseToken(sandboxUrl: string): Promise<void> {
	const answer = await fetch(`${sandboxUrl}/sandbox/hubspot/portal`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ revokedTokens: [SANDBOX_TOKEN] }),
	});
	if (!answer.ok) throw new Error(`The sandbox could not be told to refuse the token: ${await answer.text()}`);
}
