// A real n8n with the installed package, beside the sandbox, for end-to-end tests. Once per test file:
//
//     let real: RealN8n;
//     beforeAll(async () => { real = await startRealN8n(); }, startLimit);
//     afterAll(() => real?.stop());
//
//     test('a lead arrives', async () => {
//         const workflow = await real.runTemplate('ici-formation-to-hubspot.json');
//         await real.postLead(workflow, { ...demoLead, nom: 'Petit' });
//         const execution = await real.nextExecution(workflow);
//         expect(failures(execution)).toEqual([]);
//         expect(outputItems(execution, 'HubSpot Upsert')).toHaveLength(1);
//     });
//
// Workflows of a test's own: `real.createWorkflow(draft)`, whose nodes get the sandbox's credentials by type unless they
// name others (`real.createCredential`), and `real.activate(workflow)`. All that n8n's REST interface can do: `real.rest`.
// The editor, logged in: `const page = await real.openEditor('/workflow/' + workflow.id)`, `real.screenshot(page, 'name')`.
// HubSpot and Ici Formation: `real.sandbox`; `real.sandbox.reset()` clears them between tests.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../../host/chromium.ts';
import { chosenCredentials, openHome, setUpAccess, TRIGGER_TYPE, type Setting } from '../../host/demo.ts';
import { startInstance, type Instance, type InstanceOptions } from '../../host/instance.ts';
import { startN8n } from '../../host/n8nProcess.ts';
import { N8nRest } from '../../host/n8nRest.ts';
import type { CredentialDraft, Execution, Workflow, WorkflowDraft } from '../../host/n8nTypes.ts';
import { PACKAGE_NAME, screenshotsFolder } from '../../host/places.ts';
import { waitFor } from '../../host/polling.ts';
import { freePort } from '../../host/ports.ts';
import { silentStep, type Step } from '../../host/progress.ts';
import { importTemplate, OPLEAD_TRIGGER_TYPE, readTemplate } from '../../host/templates.ts';
import { leadAddress, opleadAddress, waitForWebhook } from '../../host/webhooks.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

export { DEMO_CATEGORY, DEMO_LEAD } from '../../host/demoLead.ts';
export { failures, outputItems } from '../../host/executionData.ts';
export type { Execution, Workflow, WorkflowDraft, WorkflowNode } from '../../host/n8nTypes.ts';

/** For `beforeAll`, in milliseconds: building, installing and starting take 40 s, several times that on a busy machine. */
export const startLimit = 300_000;

/** An execution has to end within this time, in milliseconds. */
const executionLimit = 60_000;

/**
 * Starts a sandbox and an n8n on free ports, with a temporary home, an owner who is logged in, and the sandbox's
 * credentials.
 * @param environment added to n8n's, for instance `{ NODE_OPTIONS: '--require …' }`
 * @param start starts the two; left out, n8n runs executions in its one process
 */
export async function startRealN8n(
	environment: Record<string, string> = {},
	start: (options: InstanceOptions, step: Step) => Promise<Instance> = startInstance,
): Promise<RealN8n> {
	const home = await mkdtemp(path.join(tmpdir(), 'lead-relay-e2e-'));
	let instance: Instance | undefined;
	try {
		const ports = { port: await freePort(), sandboxPort: await freePort() };
		instance = await start({ home, ...ports, environment }, silentStep);
		const setting = await openHome(new N8nRest(instance.n8n.url), home, instance.sandbox.url);
		await setUpAccess(setting);
		if (setting.notes.length > 0) throw new Error(setting.notes.join('\n'));
		return new RealN8n(instance, setting, environment);
	} catch (error) {
		await instance?.stop();
		await rm(home, { recursive: true, force: true });
		throw error;
	}
}

export class RealN8n {
	n8n: Instance['n8n'];
	readonly sandbox: Sandbox;
	/** Logged in as the owner. */
	readonly rest: N8nRest;
	readonly #instance: Instance;
	readonly #setting: Setting;
	readonly #seenExecutions = new Set<string>();
	readonly #environment: Record<string, string>;
	#browser?: Browser;

	constructor(instance: Instance, setting: Setting, environment: Record<string, string> = {}) {
		this.#environment = environment;
		this.#instance = instance;
		this.#setting = setting;
		this.n8n = instance.n8n;
		this.sandbox = instance.sandbox;
		this.rest = setting.rest;
	}

	/** Creates a workflow; nodes without credentials get the sandbox's, by type. It is not active. */
	async createWorkflow(draft: WorkflowDraft): Promise<Workflow> {
		return await importTemplate(this.rest, draft, await chosenCredentials(this.#setting));
	}

	/** Creates a workflow from a file of `templates/` and switches it on. */
	async runTemplate(file: string): Promise<Workflow> {
		return await this.activate(await this.createWorkflow(await readTemplate(file)));
	}

	/** Switches a workflow on; returns when the production webhook of its Ici Formation Trigger, if any, answers. */
	async activate(workflow: Workflow): Promise<Workflow> {
		const active = await this.rest.activate(workflow.id);
		if (triggerOf(active)) await waitForWebhook(this.address(active));
		return active;
	}

	/** The production address of a workflow's Oplead Trigger. */
	opleadAddress(workflow: Workflow): string {
		const trigger = workflow.nodes.find(({ type }) => type === OPLEAD_TRIGGER_TYPE);
		if (!trigger) throw new Error(`The workflow "${workflow.name}" has no Oplead Trigger.`);
		return opleadAddress(this.n8n.url, trigger);
	}

	/** A credential of a test's own, as a node's `credentials` entry names it. */
	async createCredential(draft: CredentialDraft): Promise<{ id: string; name: string }> {
		const { id, name } = await this.rest.createCredential(draft);
		return { id, name };
	}

	/** The folder in which n8n finds the package. */
	get installedPackage(): string {
		return path.join(this.#setting.home, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
	}

	/** The names of all credential types that n8n knows. */
	async credentialTypes(): Promise<string[]> {
		const answer = await fetch(`${this.n8n.url}/types/credentials.json`, {
			headers: { cookie: `n8n-auth=${this.rest.loginCookie}` },
		});
		return ((await answer.json()) as Array<{ name: string }>).map(({ name }) => name);
	}

	/** The production address of a workflow's Ici Formation Trigger. */
	address(workflow: Workflow): string {
		const trigger = triggerOf(workflow);
		if (!trigger) throw new Error(`The workflow "${workflow.name}" has no Ici Formation Trigger.`);
		return leadAddress(this.n8n.url, trigger);
	}

	/** The header that the sandbox's Ici Formation credential asks for. */
	get leadHeader(): Record<string, string> {
		return { authorization: `Bearer ${this.#setting.state.secret}` };
	}

	/**
	 * Posts a lead to a workflow's Ici Formation Trigger, as Ici Formation does.
	 * @param headers instead of the one that proves who sends it
	 */
	async postLead(workflow: Workflow, lead: unknown, headers = this.leadHeader): Promise<Response> {
		return await fetch(this.address(workflow), {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(lead),
		});
	}

	/**
	 * The oldest execution of a workflow that this has not answered before, as soon as it has ended.
	 * @param limit how long that may take, in ms
	 */
	async nextExecution({ id, name }: Workflow, limit = executionLimit): Promise<Execution> {
		const patience = { what: `an execution of "${name}" to end`, limit, interval: 50 };
		const ended = await waitFor(patience, async () => {
			const unseen = (await this.rest.executions(id)).filter((one) => !this.#seenExecutions.has(one.id));
			const oldest = unseen.sort((a, b) => Number(a.id) - Number(b.id))[0];
			return oldest && !['new', 'running', 'waiting'].includes(oldest.status) ? oldest : undefined;
		});
		this.#seenExecutions.add(ended.id);
		return await this.rest.execution(ended.id);
	}

	/**
	 * Opens n8n's editor in Chromium, logged in.
	 * @param place for instance `/workflow/<id>`
	 */
	async openEditor(place = '/'): Promise<Page> {
		this.#browser ??= await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
		const context = await this.#browser.newContext({
			viewport: { width: 1440, height: 900 },
			locale: 'en-GB',
			reducedMotion: 'reduce',
		});
		await context.addCookies([{ name: 'n8n-auth', value: this.rest.loginCookie, url: this.n8n.url }]);
		const page = await context.newPage();
		await page.goto(this.n8n.url + place, { waitUntil: 'domcontentloaded' });
		return page;
	}

	/** Keeps a picture of a page as `.lead-relay/screenshots/<name>.png`. */
	async screenshot(page: Page, name: string): Promise<string> {
		await mkdir(screenshotsFolder, { recursive: true });
		const file = path.join(screenshotsFolder, `${name}.png`);
		await page.screenshot({ path: file });
		return file;
	}

	/** Ends n8n at once, as a power cut does, and starts it again with what it has kept. Not for queue mode. */
	async crashAndRestart(): Promise<void> {
		process.kill(-this.n8n.pid, 'SIGKILL');
		await this.n8n.exited;
		const { home, state } = this.#setting;
		this.n8n = await startN8n({ home, port: Number(new URL(this.n8n.url).port), environment: this.#environment });
		await this.rest.logIn(state.owner);
	}

	/** Ends everything and removes the home. */
	async stop(): Promise<void> {
		await this.#browser?.close();
		await this.n8n.stop();
		await this.#instance.stop();
		await rm(this.#setting.home, { recursive: true, force: true });
	}
}

function triggerOf(workflow: Workflow) {
	return workflow.nodes.find(({ type }) => type === TRIGGER_TYPE);
}
