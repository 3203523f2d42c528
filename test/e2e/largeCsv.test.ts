import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesIn, leaveAlone, runWorkflow, templateWith } from './csvTemplates.ts';
import { outputItems, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

const rows = 950;
const recordsPerSlice = 100;

let folder: string;
let real: RealN8n;
let workflow: Workflow;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-large-'));
	real = await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: folder });
	const template = await templateWith('large-csv-in-slices.json', { folder });
	for (const node of template.nodes) if (node.name === 'Split') node.parameters.recordsPerSlice = recordsPerSlice;
	workflow = await real.activate(await real.createWorkflow(template));
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

/** The main run: those of the slices are executions of the same workflow, and may be listed before it. */
async function runMain() {
	let execution = await runWorkflow(real, workflow, 'Schedule Trigger');
	while (!execution.runs['Schedule Trigger']) execution = await real.nextExecution(workflow);
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
