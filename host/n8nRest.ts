import { readExecution, type StoredExecution } from './executionData.ts';
import type {
	Credential,
	CredentialDraft,
	Execution,
	ExecutionSummary,
	NodeTypeDescription,
	Owner,
	Workflow,
	WorkflowDraft,
	WorkflowNode,
	WorkflowSummary,
} from './n8nTypes.ts';

/** n8n has refused a request; `status` is the HTTP status. */
export class N8nRefusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** n8n's REST interface, as its editor uses it: log in first. Every method throws N8nRefusal when n8n says no. */
export class N8nRest {
	/** `http://127.0.0.1:<port>` */
	readonly url: string;
	#cookie = '';

	constructor(url: string) {
		this.url = url;
	}

	/** The value of the cookie `n8n-auth`: a browser that has it is logged in. */
	get loginCookie(): string {
		return this.#cookie.replace(/^n8n-auth=/, '');
	}

	/** Whether nobody owns this n8n yet. */
	async isNew(): Promise<boolean> {
		const settings = await this.#ask<{ userManagement: { showSetupOnFirstLoad: boolean } }>('GET', 'settings');
		return settings.userManagement.showSetupOnFirstLoad;
	}

	/** Makes the owner of a new n8n, and logs in. */
	async setUpOwner(owner: Owner): Promise<void> {
		await this.#ask('POST', 'owner/setup', { ...owner, firstName: 'Lead', lastName: 'Relay' });
		await this.logIn(owner);
	}

	async logIn({ email, password }: Owner): Promise<void> {
		await this.#ask('POST', 'login', { emailOrLdapLoginId: email, password });
	}

	/** The descriptions of node types, each in one version; unknown ones are left out. */
	nodeTypes(nodes: Array<Pick<WorkflowNode, 'type' | 'typeVersion'>>): Promise<NodeTypeDescription[]> {
		const nodeInfos = nodes.map(({ type, typeVersion }) => ({ name: type, version: typeVersion }));
		return this.#ask('POST', 'node-types', { nodeInfos });
	}

	credentials(): Promise<Array<Omit<Credential, 'data'>>> {
		return this.#ask('GET', 'credentials');
	}

	credential(id: string): Promise<Credential> {
		return this.#ask('GET', `credentials/${id}?includeData=true`);
	}

	createCredential(draft: CredentialDraft): Promise<Credential> {
		return this.#ask('POST', 'credentials', draft);
	}

	updateCredential({ id, name, type, data }: Credential): Promise<Credential> {
		return this.#ask('PATCH', `credentials/${id}`, { name, type, data });
	}

	deleteCredential(id: string): Promise<boolean> {
		return this.#ask('DELETE', `credentials/${id}`);
	}

	workflows(): Promise<WorkflowSummary[]> {
		return this.#ask('GET', 'workflows');
	}

	workflow(id: string): Promise<Workflow> {
		return this.#ask('GET', `workflows/${id}`);
	}

	createWorkflow(draft: WorkflowDraft): Promise<Workflow> {
		return this.#ask('POST', 'workflows', draft);
	}

	/** Changes what is given; an active workflow goes on as before until it is activated again. */
	updateWorkflow(id: string, changes: Partial<WorkflowDraft>): Promise<Workflow> {
		return this.#ask('PATCH', `workflows/${id}`, changes);
	}

	/** Publishes the current version. Its webhooks answer a moment later: see `waitForWebhook`. */
	async activate(id: string): Promise<Workflow> {
		const { versionId } = await this.workflow(id);
		return await this.#ask('POST', `workflows/${id}/activate`, { versionId });
	}

	deactivate(id: string): Promise<Workflow> {
		return this.#ask('POST', `workflows/${id}/deactivate`, {});
	}

	/** Ends a workflow for good, also an active one. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.#ask('POST', `workflows/${id}/archive`, {});
		await this.#ask('DELETE', `workflows/${id}`);
	}

	/** The latest executions of a workflow, newest first, at most 100. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.#ask<{ results: ExecutionSummary[] }>(
			'GET',
			`executions?limit=100&filter=${filter}`,
		);
		return results;
	}

	/** An execution with what every node put out. */
	async execution(id: string): Promise<Execution> {
		return readExecution(await this.#ask<StoredExecution>('GET', `executions/${id}`));
	}

	/** Any other request of the editor, below `/rest`. */
	request<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<T> {
		return this.#ask(method, path, body);
	}

	async #ask<T>(method: string, path: string, body?: object): Promise<T> {
		const answer = await fetch(`${this.url}/rest/${path}`, {
			method,
			// n8n closes a connection that rests for some seconds: a request sent at that moment would be lost.
			headers: { connection: 'close', cookie: this.#cookie, ...(body && { 'content-type': 'application/json' }) },
			body: body && JSON.stringify(body),
		});
		const login = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (login) this.#cookie = login.split(';')[0] ?? '';
		const text = await answer.text();
		if (!answer.ok) throw new N8nRefusal(answer.status, `n8n refused ${method} /rest/${path}: ${reason(text)}`);
		return (JSON.parse(text) as { data: T }).data;
	}
}

function reason(text: string): string {
	try {
		const { message, description } = JSON.parse(text) as { message?: string; description?: string };
		return [message, description].filter(Boolean).join(' ') || text;
	} catch {
		return text.slice(0, 500);
	}
}
