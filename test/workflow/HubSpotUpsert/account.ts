import type { IDataObject, INode, INodeExecutionData, INodeParameters, IWorkflowSettings } from 'n8n-workflow';

import type { Call } from '../../../sandbox/callLog.ts';
import { objectTypeOf } from '../../../sandbox/hubspot/objectTypes.ts';
import { ALL_SCOPES } from '../../../sandbox/hubspot/scopes.ts';
import type { PropertyDefinition } from '../../../sandbox/hubspot/properties/definition.ts';
import type { Settings } from '../../../sandbox/hubspot/settings.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { loadPackage, startNode, type CredentialData, type NodeRun, type StartedNode, type TestNode } from '../engine';

export interface RunSettings {
	onError?: INode['onError'];
	token?: string;
	credentialId?: string;
	workflow?: IWorkflowSettings;
}

/** A HubSpot account in the sandbox that begins anew with each test. */
export class Account {
	sandbox!: Sandbox;
	#tests = 0;

	get settings(): Settings {
		return this.sandbox.hubspot.portal.settings;
	}

	get credentialId(): string {
		return `test ${this.#tests}`;
	}

	/** To the node, another token is another account, as it is to another process: each test has its own. */
	tokenOf(process: string | number = this.#tests): string {
		return `sandbox-hubspot-token-${process}`;
	}

	credentials(token = this.tokenOf()): CredentialData {
		return { leadRelayHubSpotApi: { token, baseUrl: `${this.sandbox.url}/hubspot` } };
	}

	beginAnew(): void {
		this.#tests++;
		this.sandbox.reset();
		// Whoever searches right after writing would have to wait.
		this.settings.searchLagMs = 0;
		this.takeToken(this.tokenOf());
	}

	/** Lets a token do everything in the account. */
	takeToken(token: string): void {
		this.settings.tokens = [...this.settings.tokens, { token, scopes: ALL_SCOPES }];
	}

	/** Runs "Create or Update"; what is rejected leaves by the error output. */
	async upsert(items: IDataObject[], parameters: INodeParameters = {}, settings: RunSettings = {}): Promise<NodeRun> {
		return await this.start(items, parameters, settings).ended;
	}

	start(items: IDataObject[], parameters: INodeParameters = {}, settings: RunSettings = {}): StartedNode {
		const { onError = 'continueErrorOutput', token, credentialId = this.credentialId, workflow } = settings;
		const node: TestNode = { type: 'hubSpotUpsert', onError, credentialId, parameters };
		return startNode(node, items, this.credentials(token), workflow);
	}

	/** What the records of an object hold, in the order of their creation. */
	held(objectType: string): Array<Readonly<Record<string, string>>> {
		return this.sandbox.hubspot.records(objectType).map(({ properties }) => properties);
	}

	/** The calls of the node whose path holds the text. */
	calls(path: string, method?: string): Call[] {
		const calls = this.sandbox.calls.list('hubspot').filter((call) => call.path.includes(path));
		return method === undefined ? calls : calls.filter((call) => call.method === method);
	}

	definition(objectType: string, name: string): PropertyDefinition | undefined {
		return this.sandbox.hubspot.portal.properties.live(typeIdOf(objectType), name);
	}

	/** The options of a property, by label. */
	options(objectType: string, name: string): string[] {
		return (this.definition(objectType, name)?.options ?? []).map(({ label }) => label);
	}

	/** What hangs on a record, and how. */
	associated(objectType: string, id: string, toObjectType: string): Array<{ id: string; labels: string[] }> {
		const from = { typeId: typeIdOf(objectType), id };
		return this.sandbox.hubspot.portal.associations
			.of(from, typeIdOf(toObjectType))
			.map((link) => ({ id: link.id, labels: link.types.flatMap(({ label }) => label ?? []) }));
	}

	/** Puts a record into the account; answers its id. The call is not among those of the node. */
	async create(objectType: string, properties: Record<string, string>): Promise<string> {
		const address = `${this.sandbox.url}/hubspot/crm/objects/2026-03/${typeIdOf(objectType)}`;
		const answer = await fetch(address, {
			method: 'POST',
			headers: { authorization: 'Bearer sandbox-hubspot-token', 'content-type': 'application/json' },
			body: JSON.stringify({ properties }),
		});
		const { id, message } = (await answer.json()) as { id?: string; message?: string };
		if (id === undefined) throw new Error(message);
		this.sandbox.calls.clear();
		return id;
	}
}

/** For a test file: an account of its own, which begins anew with each test. */
export function useAccount(): Account {
	const account = new Account();
	beforeAll(async () => {
		await loadPackage();
		account.sandbox = await startSandbox();
	});
	beforeEach(() => account.beginAnew());
	afterAll(async () => await account.sandbox.close());
	return account;
}

/** A mapping as the editor stores it; values of properties that were removed stay stored. */
export function mapped(value: INodeParameters, removed: string[] = []): INodeParameters {
	const schema = Object.keys(value).map((id) => ({
		id,
		displayName: id,
		type: 'string',
		removed: removed.includes(id),
	}));
	return { fields: { mappingMode: 'defineBelow', value, schema } };
}

/** "Map Automatically" as the editor stores it. */
export const AUTOMATIC: INodeParameters = { fields: { mappingMode: 'autoMapInputData', value: null, schema: [] } };

/** The record id in an output item. */
export function idIn({ json }: INodeExecutionData): string {
	return json.id as string;
}

/** Only the reasons on the error output. */
export function reasons({ errors }: NodeRun): unknown[] {
	return errors.map(({ json }) => json.error);
}

function typeIdOf(objectType: string): string {
	const type = objectTypeOf(objectType);
	if (!type) throw new Error(`The sandbox has no object type ${objectType}`);
	return type.id;
}
