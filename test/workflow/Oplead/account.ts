import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Call } from '../../../sandbox/callLog.ts';
import type { Oplead } from '../../../sandbox/oplead/oplead.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { loadPackage, startNode, type CredentialData, type NodeRun, type StartedNode, type TestNode } from '../engine';
import { ProcessedItems } from '../processedItems';

const USER_KEY = 'sandbox-oplead-user-key';
export const PROVIDER_KEY = 'sandbox-oplead-provider-key';

export interface RunSettings {
	onError?: INode['onError'];
	/** Replaces what the credential holds. */
	credential?: IDataObject;
}

/** An Oplead account in the sandbox that begins anew with each test. */
export class Account {
	sandbox!: Sandbox;
	readonly processed = new ProcessedItems();
	/** The node keeps to the limit of a token: each test brings its own. */
	#tests = 0;

	get oplead(): Oplead {
		return this.sandbox.oplead;
	}

	get token(): string {
		return `${USER_KEY}-${this.#tests}`;
	}

	get providerToken(): string {
		return `${PROVIDER_KEY}-${this.#tests}`;
	}

	credentials(more: IDataObject = {}): CredentialData {
		const { url } = this.sandbox;
		return {
			leadRelayOpleadApi: {
				baseUrl: `${url}/oplead/v1`,
				headerName: 'Authorization',
				prefix: 'Bearer ',
				token: this.token,
				keyKind: 'user',
				...more,
			},
			leadRelayOpleadImportApi: {
				address: `${url}/oplead-import/addlead/`,
				form: 'sandbox-form',
				token: 'sandbox-oplead-import-token',
				...more,
			},
		};
	}

	beginAnew(): void {
		this.#tests++;
		this.sandbox.reset();
		this.processed.clear();
		this.oplead.set({
			tokens: [
				{ token: this.token, kind: 'user' },
				{ token: this.providerToken, kind: 'provider' },
			],
		});
	}

	/** Runs the node; what is rejected leaves by the error output. */
	async run(items: IDataObject[], parameters: INodeParameters, settings: RunSettings = {}): Promise<NodeRun> {
		return await this.start(items, parameters, settings).ended;
	}

	start(items: IDataObject[], parameters: INodeParameters, settings: RunSettings = {}): StartedNode {
		const { onError = 'continueErrorOutput', credential } = settings;
		const node: TestNode = { type: 'oplead', onError, parameters };
		return startNode(node, items, this.credentials(credential));
	}

	/** The calls of the node whose path holds the text. */
	calls(path = '', method?: string): Call[] {
		const calls = [...this.sandbox.calls.list('oplead'), ...this.sandbox.calls.list('oplead-import')];
		return calls.filter((call) => call.path.includes(path) && (method === undefined || call.method === method));
	}

	/** How many leads there are with each external ID, in the order of their creation. */
	held(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const { leadData } of this.oplead.leads) {
			const name = leadData.externalID ?? String(leadData.lastname);
			counts[name] = (counts[name] ?? 0) + 1;
		}
		return counts;
	}
}

/** For a test file: an account of its own, which begins anew with each test. */
export function useAccount(): Account {
	const account = new Account();
	beforeAll(async () => {
		await loadPackage();
		await DataDeduplicationService.init(account.processed);
		account.sandbox = await startSandbox();
	});
	beforeEach(() => account.beginAnew());
	afterAll(async () => await account.sandbox.close());
	return account;
}

/** Create, with fields that are read from the item. */
export function creating(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'lead',
		operation: 'create',
		contact: { lastname: '={{ $json.name }}', email: '={{ $json.email }}' },
		externalIdFrom: 'own',
		externalId: '={{ $json.key }}',
		...more,
	};
}

/** Rows that the sandbox takes. */
export function people(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, row) => ({
		row,
		key: `key-${row}`,
		name: `Lead ${row}`,
		email: `lead${row}@example.com`,
	}));
}

/** Only the reasons on the error output. */
export function reasons({ errors }: NodeRun): unknown[] {
	return errors.map(({ json }) => json.error);
}
