// A real n8n that reads CSV files, for the bench `csv-peer`: each way of reading is a workflow behind a webhook.
import type { JsonObject, WorkflowDraft, WorkflowNode } from '../../../host/n8nTypes.ts';
import { waitForWebhook } from '../../../host/webhooks.ts';
import { startRealN8n, type RealN8n } from '../../e2e/realN8n.ts';
import type { NodeDraft } from '../csvNodes.ts';
import { watchResidentMemory } from '../overhead/memory.ts';
import { groupCpuSeconds } from '../processGroup.ts';

/** What one reading has taken. */
export interface ReadingSpent {
	/** From before the first node of the reading until the next node has its rows, by n8n's own clock, in ms. */
	nodesMs: number;
	/** Processor time of n8n for the whole workflow, in seconds. */
	cpuSeconds: number;
	/** The most memory of the machine that n8n has held meanwhile, in bytes. */
	residentBytes: number;
	/** The last row that was read: it tells that the file was read to its end. */
	lastRow: JsonObject;
}

/** The end of a workflow, and what of its items n8n answers. */
interface Ending {
	nodes: Array<NodeDraft & { name: string }>;
	answer: 'firstEntryJson' | 'allEntries';
}

const spentEnding: Ending = {
	nodes: [
		// It keeps one row of them all.
		{ name: 'Last Row', type: 'n8n-nodes-base.limit', typeVersion: 1, parameters: { maxItems: 1, keep: 'lastItems' } },
		set('Spent', { ms: '={{ Date.now() - $("Begin").first().json.begun }}', lastRow: '={{ $json }}' }),
	],
	answer: 'firstEntryJson',
};

const rowsEnding: Ending = {
	nodes: [{ name: 'Rows', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} }],
	answer: 'allEntries',
};

const countEnding: Ending = {
	nodes: [
		{
			name: 'Count',
			type: 'n8n-nodes-base.aggregate',
			typeVersion: 1,
			parameters: { aggregate: 'aggregateAllItemData', destinationFieldName: 'rows', options: {} },
		},
		set('Counted', { rows: '={{ $json.rows.length }}' }),
	],
	answer: 'firstEntryJson',
};

/** Beside a folder with files that it may read. */
export class ReadingN8n {
	readonly #real: RealN8n;

	constructor(real: RealN8n) {
		this.#real = real;
	}

	/**
	 * Reads the file of each way in turn, the small ones first: n8n loads a node at its first use.
	 * @returns what the last one has taken
	 */
	async spent(small: NodeDraft[], large: NodeDraft[]): Promise<ReadingSpent> {
		await this.#answer(await this.#activate(small, spentEnding));
		const address = await this.#activate(large, spentEnding);
		const { pid } = this.#real.n8n;
		const mostResident = watchResidentMemory(pid);
		const cpuBefore = await groupCpuSeconds(pid);
		const { ms, lastRow } = await this.#answer<{ ms: number; lastRow: JsonObject }>(address);
		const cpuSeconds = (await groupCpuSeconds(pid)) - cpuBefore;
		return { nodesMs: ms, cpuSeconds, residentBytes: mostResident(), lastRow };
	}

	/** All rows of a small file. Throws what n8n answers where the workflow ends with an error. */
	async rows(nodes: NodeDraft[]): Promise<JsonObject[]> {
		return await this.#answer<JsonObject[]>(await this.#activate(nodes, rowsEnding));
	}

	async count(nodes: NodeDraft[]): Promise<number> {
		const { rows } = await this.#answer<{ rows: number }>(await this.#activate(nodes, countEnding));
		return rows;
	}

	async stop(): Promise<void> {
		await this.#real.stop();
	}

	/** @returns the address that starts the workflow */
	async #activate(reading: NodeDraft[], ending: Ending): Promise<string> {
		const path = crypto.randomUUID();
		await this.#real.activate(await this.#real.createWorkflow(workflow(path, reading, ending)));
		const address = `${this.#real.n8n.url}/webhook/${path}`;
		await waitForWebhook(address);
		return address;
	}

	async #answer<Answer>(address: string): Promise<Answer> {
		const answer = await fetch(address, { method: 'POST' });
		const text = await answer.text();
		if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text}`);
		return JSON.parse(text) as Answer;
	}
}

/** Starts an n8n that may read a folder. */
export async function startReadingN8n(folder: string): Promise<ReadingN8n> {
	return new ReadingN8n(await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: folder }));
}

/** Executions are not saved: what n8n takes to write 100,000 rows to its database is the same for every way. */
function workflow(path: string, reading: NodeDraft[], { nodes: ending, answer }: Ending): WorkflowDraft {
	const webhook = { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: answer, options: {} };
	const nodes: WorkflowNode[] = [
		{ name: 'Webhook', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, parameters: webhook },
		set('Begin', { begun: '={{ Date.now() }}' }),
		...reading.map((node, index) => ({ ...node, name: `Reading ${index + 1}` })),
		...ending,
	].map((node, index) => ({ ...node, id: crypto.randomUUID(), position: [200 * index, 0] }));
	const connections: WorkflowDraft['connections'] = {};
	for (const [index, { name }] of nodes.slice(1).entries()) {
		connections[nodes[index].name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	}
	const settings = { saveDataSuccessExecution: 'none', saveExecutionProgress: false };
	return { name: path, nodes, connections, settings };
}

/** n8n's node "Edit Fields": these fields and no others. */
function set(name: string, fields: Record<string, string>): NodeDraft & { name: string } {
	const assignments = Object.entries(fields).map(([field, value]) => {
		const type = field === 'lastRow' ? 'object' : 'number';
		return { id: field, name: field, value, type };
	});
	const parameters = { mode: 'manual', assignments: { assignments }, includeOtherFields: false, options: {} };
	return { name, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
}
