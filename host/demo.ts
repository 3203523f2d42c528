// What a home shows: an owner, credentials for the sandbox, and every template as a workflow. Those that wait for leads
// are switched on.
import { readState, writeState, type DemoState } from './demoState.ts';
import { connectFeedback } from './feedback.ts';
import { N8nRefusal, type N8nRest } from './n8nRest.ts';
import type { CredentialDraft, JsonObject, Owner, Workflow, WorkflowDraft, WorkflowSummary } from './n8nTypes.ts';
import { PACKAGE_NAME } from './places.ts';
import { importTemplate, readTemplate, templateFiles, type CredentialChoice } from './templates.ts';
import { leadAddress, waitForWebhook } from './webhooks.ts';

/** The token that the sandbox's HubSpot takes. */
export const SANDBOX_TOKEN = 'sandbox-hubspot-token';

/** The administrator's key that the sandbox's Oplead takes. */
const OPLEAD_KEY = 'sandbox-oplead-user-key';

const LEADS_TO_HUBSPOT = 'ici-formation-to-hubspot.json';
const LEADS_TO_OPLEAD = 'ici-formation-to-oplead.json';
const STATUS_OF_OPLEAD = 'oplead-status-to-hubspot.json';

export const TRIGGER_TYPE = `${PACKAGE_NAME}.iciFormationTrigger`;

/** Where leads can be sent, and the header that proves who sends them. */
export interface LeadReceiver {
	workflow: Workflow;
	/** The production address. */
	address: string;
	headerName: string;
	headerValue: string;
}

export interface Demo {
	owner: Owner;
	/** The workflow that takes in leads of Ici Formation, unless its user has deleted it. */
	receiver?: LeadReceiver;
	/** What a person should know, in whole sentences. */
	notes: string[];
}

/** A home of n8n that is being set up. */
export interface Setting {
	/** Logged in once there is access. */
	rest: N8nRest;
	/** The folder that n8n got as N8N_USER_FOLDER. */
	home: string;
	sandboxUrl: string;
	state: DemoState;
	notes: string[];
}

/**
 * Sets a home up. What was set up at an earlier start is left as its user has made it: only templates and kinds of
 * credentials that are new since then are added.
 * @param home the folder that n8n got as N8N_USER_FOLDER
 */
export async function setUpDemo(rest: N8nRest, home: string, sandboxUrl: string): Promise<Demo> {
	const setting = await openHome(rest, home, sandboxUrl);
	const { notes, state } = setting;
	const { owner } = state;
	if (!(await setUpAccess(setting))) return { owner, notes };
	await importTemplates(setting);
	const receiver = await findReceiver(setting);
	return { owner, receiver, notes };
}

/** What is known of a home before anything is done in it. */
export async function openHome(rest: N8nRest, home: string, sandboxUrl: string): Promise<Setting> {
	return { rest, home, sandboxUrl, state: await readState(home), notes: [] };
}

/**
 * Logs in, as an owner who is made if there is none yet, and creates the credentials for the sandbox.
 * @returns false when the login was changed by hand
 */
export async function setUpAccess(setting: Setting): Promise<boolean> {
	if (!(await logIn(setting))) return false;
	await mendAddresses(setting);
	await createCredentials(setting);
	return true;
}

async function logIn({ rest, state, notes }: Setting): Promise<boolean> {
	try {
		if (await rest.isNew()) await rest.setUpOwner(state.owner);
		else await rest.logIn(state.owner);
		return true;
	} catch (error) {
		if (!(error instanceof N8nRefusal) || error.status !== 401) throw error;
		notes.push('The login was changed in n8n. Use yours; nothing new was imported.');
		return false;
	}
}

/** The sandbox may be on another port this time: our credentials that still point to the former one follow it. */
async function mendAddresses(setting: Setting): Promise<void> {
	const { rest, home, sandboxUrl, state } = setting;
	if (state.sandboxUrl === sandboxUrl) return;
	if (state.sandboxUrl) {
		const existing = await chosenCredentials(setting);
		for (const { id } of Object.values(existing)) {
			const credential = await rest.credential(id);
			const data = movedAddresses(credential.data, state.sandboxUrl, sandboxUrl);
			if (data) await rest.updateCredential({ ...credential, data });
		}
	}
	state.sandboxUrl = sandboxUrl;
	await writeState(home, state);
}

/** The data with addresses below the former one moved; undefined when there are none. */
function movedAddresses(data: JsonObject, former: string, current: string): JsonObject | undefined {
	const isFormer = (value: unknown): value is string =>
		typeof value === 'string' && (value === former || value.startsWith(`${former}/`));
	if (!Object.values(data).some(isFormer)) return undefined;
	return Object.fromEntries(
		Object.entries(data).map(([field, value]) => [
			field,
			isFormer(value) ? current + value.slice(former.length) : value,
		]),
	);
}

async function createCredentials({ rest, home, state, sandboxUrl, notes }: Setting): Promise<void> {
	for (const draft of demoCredentials(sandboxUrl, state.secret)) {
		if (state.credentials[draft.type]) continue;
		try {
			state.credentials[draft.type] = (await rest.createCredential(draft)).id;
			await writeState(home, state);
		} catch (error) {
			if (!(error instanceof N8nRefusal)) throw error;
			notes.push(`The credential "${draft.name}" could not be created. ${error.message}`);
		}
	}
}

/** Credentials with which the templates work against the sandbox. */
function demoCredentials(sandboxUrl: string, secret: string): CredentialDraft[] {
	return [
		{
			type: 'leadRelayIciFormationWebhookApi',
			name: 'Ici Formation (sandbox)',
			data: { scheme: 'bearer', headerName: '', prefix: '', secret, previousSecret: '' },
		},
		{
			type: 'leadRelayHubSpotApi',
			name: 'HubSpot (sandbox)',
			data: { token: SANDBOX_TOKEN, baseUrl: `${sandboxUrl}/hubspot` },
		},
		{
			type: 'leadRelayOpleadApi',
			name: 'Oplead (sandbox)',
			data: {
				token: OPLEAD_KEY,
				keyKind: 'user',
				baseUrl: `${sandboxUrl}/oplead/v1`,
				headerName: 'Authorization',
				prefix: 'Bearer ',
				callbackSecret: secret,
				previousCallbackSecret: '',
			},
		},
		{
			type: 'leadRelayOpleadImportApi',
			name: 'Oplead import (sandbox)',
			data: {
				address: `${sandboxUrl}/oplead-import/addlead/`,
				form: 'sandbox-form',
				token: 'sandbox-oplead-import-token',
			},
		},
	];
}

async function importTemplates(setting: Setting): Promise<void> {
	const { rest, home, state, notes } = setting;
	const files = (await templateFiles()).filter((file) => !state.workflows[file]);
	const credentials = await chosenCredentials(setting);
	for (const file of files) {
		try {
			const template = await readTemplate(file);
			const { id } = await importTemplate(rest, template, credentials);
			state.workflows[file] = id;
			await writeState(home, state);
			if (!isScheduled(template)) await rest.activate(id);
		} catch (error) {
			if (!(error instanceof N8nRefusal)) throw error;
			notes.push(`The template ${file} could not be imported and switched on. ${error.message}`);
		}
	}
	await closeLoop(setting, files);
}

/** Of the templates that are new, leads that go to Oplead get the address that hears of their status. */
async function closeLoop({ rest, state, notes }: Setting, files: string[]): Promise<void> {
	const [sender, receiver] = [LEADS_TO_OPLEAD, STATUS_OF_OPLEAD].map(
		(file) => files.includes(file) && state.workflows[file],
	);
	if (!sender || !receiver) return;
	try {
		await connectFeedback(rest, await rest.workflow(sender), await rest.workflow(receiver));
		await rest.activate(sender);
	} catch (error) {
		if (!(error instanceof N8nRefusal)) throw error;
		notes.push(`The templates for Oplead could not be connected. ${error.message}`);
	}
}

/** It would look again and again into folders, and on servers, that only its user can name. */
function isScheduled({ nodes }: WorkflowDraft): boolean {
	return nodes.some(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
}

/** Of the credentials that were created here, those that still exist. */
export async function chosenCredentials({ rest, state }: Setting): Promise<CredentialChoice> {
	const existing = await rest.credentials();
	const ours = Object.entries(state.credentials).flatMap(([type, id]) => {
		const credential = existing.find((one) => one.id === id);
		return credential ? [[type, { id, name: credential.name }] as const] : [];
	});
	return Object.fromEntries(ours);
}

/** The imported workflow that takes leads to HubSpot, or, when that is gone, any other, preferably one that is switched on. */
async function findReceiver({ rest, state, notes }: Setting): Promise<LeadReceiver | undefined> {
	const imported = Object.values(state.workflows);
	const worth = ({ id, active }: WorkflowSummary) =>
		id === state.workflows[LEADS_TO_HUBSPOT] ? 4 : Number(active) * 2 + Number(imported.includes(id));
	const candidates = (await rest.workflows())
		.filter(({ isArchived }) => !isArchived)
		.sort((a, b) => worth(b) - worth(a));
	for (const { id } of candidates) {
		const workflow = await rest.workflow(id);
		const trigger = workflow.nodes.find(({ type, disabled }) => type === TRIGGER_TYPE && !disabled);
		if (!trigger?.webhookId) continue;
		const address = leadAddress(rest.url, trigger);
		if (workflow.active) await waitForWebhook(address);
		else notes.push(`The workflow "${workflow.name}" is switched off: n8n refuses leads until you publish it.`);
		return { workflow, address, headerName: 'Authorization', headerValue: `Bearer ${state.secret}` };
	}
	return undefined;
}
