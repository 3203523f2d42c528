import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesIn, leaveAlone, runWorkflow, templateWith } from './csvTemplates.ts';
import { outputItems, startLimit, startRealN8n, type RealN8n, type Workflow, type WorkflowNode } from './realN8n.ts';

const rows = 950;
const recordsPerSlice = 100;

let folder: string;
let real: RealN8n;
let workflow: Workflow;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-large-'));
	real = await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: folder });
	workflow = await imported((node) => {
		if (node.name === 'Split') node.parameters.recordsPerSlice = recordsPerSlice;
	});
}, startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(async () => {
	await real?.stop();
	if (folder) await rm(folder, { recursive: true, force: true });
});

async function put(name: string, lines: string[]): Promise<void> {
	await writeFile(path.join(folder, name), ['E-Mail;Vorname;Name;Ort', ...lines, ''].join('\r\n'));
	await leaveAlone();
}

/** The template with other nodes; switched on. */
async function imported(change: (node: WorkflowNode) => void): Promise<Workflow> {
	const template = await templateWith('large-csv-in-slices.json', { folder });
	template.nodes.forEach(change);
	return await real.activate(await real.createWorkflow(template));
}

/** The main run: those of the slices are executions of the same workflow, and may be listed before it. */
async function runMain(its = workflow) {
	let execution = await runWorkflow(real, its, 'Schedule Trigger');
	while (!execution.runs['Schedule Trigger']) execution = await real.nextExecution(its);
	return execution;
}

test('every row of every slice arrives, and the file is filed away with what was rejected', async () => {
	const lines = Array.from({ length: rows }, (_, index) => `lead${index}@example.com;Anna;"Groß; ${index}";Aarau`);
	lines[150] = 'nobody;Nie;Mand;Zug';
	lines[820] = 'zu;viele;Felder;in;dieser;Zeile';
	await put('large.csv', lines);
	const execution = await runMain();

	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	expect(outputItems(execution, 'Split')).toHaveLength(Math.ceil(rows / recordsPerSlice));
	// No row comes back into this execution.
	expect(execution.runs['Import Slice']?.flatMap(({ data }) => data?.main.flat() ?? [])).toHaveLength(10);
	expect(real.sandbox.hubspot.records('contacts')).toHaveLength(rows - 2);
	expect(outputItems(execution, 'Archive').map(({ json }) => json)).toMatchObject([
		{ file: 'large.csv', outcome: 'errorprocessed', rows, delivered: rows - 2, rejected: 2 },
	]);
	expect(await filesIn(folder)).toEqual([
		'errorprocessed/large.csv',
		'errorprocessed/large.rejects.csv',
		'errorprocessed/large.report.txt',
	]);
	const rejects = await readFile(path.join(folder, 'errorprocessed', 'large.rejects.csv'), 'utf8');
	expect(rejects).toMatch(/\n152;.*nobody;Nie;Mand;Zug\r?\n822;.*zu;viele;Felder/);
}, 180_000);

test('rows that HubSpot refuses in a slice are in the rejects file, too', async () => {
	real.sandbox.hubspot.portal.settings.revokedTokens = ['sandbox-hubspot-token'];
	await put('refused.csv', ['one@example.com;Anna;Groß;Aarau', 'two@example.com;Eva;Weiß;Bern']);
	const execution = await runMain();
	expect(outputItems(execution, 'Archive').map(({ json }) => json)).toMatchObject([
		{ file: 'refused.csv', outcome: 'errorprocessed', rows: 2, delivered: 0, rejected: 2 },
	]);
	const rejects = await readFile(path.join(folder, 'errorprocessed', 'refused.rejects.csv'), 'utf8');
	expect(rejects.match(/HubSpot did not accept the token/g)).toHaveLength(2);
}, 180_000);

test('a file whose sub-workflow has failed is not taken for processed', async () => {
	const broken = await imported((node) => {
		if (node.name !== 'HubSpot Upsert') return;
		const parameters = { errorMessage: 'broken on purpose' };
		Object.assign(node, { type: 'n8n-nodes-base.stopAndError', onError: 'stopWorkflow', parameters });
	});
	await put('broken.csv', ['one@example.com;Anna;Groß;Aarau']);
	const execution = await runMain(broken);
	expect(outputItems(execution, 'Archive').map(({ json }) => json)).toMatchObject([
		{ file: 'broken.csv', outcome: 'errorprocessed', failure: 'broken on purpose' },
	]);
}, 180_000);
