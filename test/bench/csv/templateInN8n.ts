// The whole template for large files, once, in a real n8n that writes to the sandbox's HubSpot: planning, a sub-workflow
// for each slice, HubSpot Upsert, n8n's database, and the filing away of the file.
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { outputItems } from '../../../host/executionData.ts';
import type { Execution, ExecutionSummary, JsonObject, WorkflowDraft } from '../../../host/n8nTypes.ts';
import { waitFor } from '../../../host/polling.ts';
import { templateWith } from '../../e2e/csvTemplates.ts';
import { startRealN8n, type RealN8n } from '../../e2e/realN8n.ts';
import { bookingValues } from '../hubSpotNodes.ts';
import { watchResidentMemory } from '../overhead/memory.ts';
import { writeBookings } from './bookingsFile.ts';

/** The execution has to end within this time, in milliseconds. */
const executionLimit = 1_800_000;

/**
 * The template leaves a file alone that was changed in any way within the last 10 seconds, since it may be incomplete, and
 * no program can set the time of that change. In milliseconds, with some to spare for coarse clocks.
 */
const leftAloneMs = 13_000;

/** What one run of the template has taken. */
export interface TemplateSpent {
	/** From the start of the execution until its end, by n8n's own record, in seconds. */
	seconds: number;
	/** The most memory of the machine that n8n's process has held meanwhile, in bytes. */
	residentBytes: number;
	/** How many sub-workflows there were. */
	slices: number;
}

/**
 * Imports new bookings with the template, all as it is but for its folder and the columns that go to HubSpot.
 * @param folder an existing one, for the file
 * @param count how many rows the file has
 * @throws Error when not all of them have arrived in HubSpot
 */
export async function spentByTemplate(folder: string, count: number): Promise<TemplateSpent> {
	const inbox = path.join(folder, 'inbox');
	await mkdir(inbox);
	const file = path.join(inbox, 'bookings.csv');
	await writeBookings(file, count);
	const real = await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: inbox });
	try {
		const { id } = await real.createWorkflow(await bookingsTemplate(inbox));
		await untilLeftAlone(file);
		const mostResident = watchResidentMemory(real.n8n.pid);
		const execution = await run(real, id);
		const residentBytes = mostResident();
		refuseMissing(execution, real, count);
		const { startedAt, stoppedAt } = execution;
		const seconds = (Date.parse(stoppedAt ?? '') - Date.parse(startedAt)) / 1_000;
		return { seconds, residentBytes, slices: outputItems(execution, 'Split').length };
	} finally {
		await real.stop();
	}
}

/** On a quick machine, n8n has started before the file is old enough. */
async function untilLeftAlone(file: string): Promise<void> {
	const { ctimeMs } = await stat(file);
	await sleep(Math.max(0, ctimeMs + leftAloneMs - Date.now()));
}

async function bookingsTemplate(folder: string): Promise<WorkflowDraft> {
	const template = await templateWith('large-csv-in-slices.json', { folder });
	const upsert = template.nodes.find(({ name }) => name === 'HubSpot Upsert');
	if (!upsert) throw new Error('The template has no node "HubSpot Upsert".');
	const fields = upsert.parameters.fields as JsonObject;
	fields.value = bookingValues;
	return template;
}

async function run(real: RealN8n, workflow: string): Promise<Execution> {
	const start = { triggerToStartFrom: { name: 'Schedule Trigger' } };
	const { executionId } = await real.rest.request<{ executionId: string }>('POST', `workflows/${workflow}/run`, start);
	await waitFor({ what: 'the template to end', limit: executionLimit, interval: 500 }, async () => {
		const { status } = await real.rest.request<ExecutionSummary>('GET', `executions/${executionId}`);
		return ['new', 'running', 'waiting'].includes(status) ? undefined : true;
	});
	return await real.rest.execution(executionId);
}

/** Half the rows would look quick. */
function refuseMissing(execution: Execution, { sandbox }: RealN8n, count: number): void {
	const arrived = sandbox.hubspot.records('contacts');
	const emails = new Set(arrived.map(({ properties }) => properties.email));
	const archived = outputItems(execution, 'Archive').map(({ json }) => json);
	const [{ outcome, delivered } = {}] = archived;
	if (outcome === 'processed' && delivered === count && emails.size === count) return;
	const reason = execution.error?.message ?? `the file's end is ${JSON.stringify(archived)}`;
	throw new Error(`${emails.size} of ${count} rows have arrived in HubSpot: ${reason}.`);
}
