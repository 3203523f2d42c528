import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { createPanelWorkflow, type PanelFolders } from './csvNodes.ts';
import { filesIn, leaveAlone } from './csvTemplates.ts';
import { openEditorPage, type EditorPage } from './editorPage.ts';
import { startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

/** As an office exports it: two rows are fine, one has a date that does not exist, one has a field too many. */
const bookings = [
	'Kundennummer;E-Mail;Telefon;Buchungsdatum;Betrag brutto;Bemerkung',
	'0017;Änne.Groß@example.com;07181 123456;03.02.2026;1.234,50 €;"Halle 2; abends"',
	'0018;uwe@example.com;0151 2345678;04.02.2026;89,00 €;',
	'0019;eva@example.com;07181 55555;31.02.2026;45,00 €;',
	'0020;kim@example.com;07181 66666;05.02.2026;45,00 €;;zu viel',
	'',
].join('\r\n');

let home: string;
let folders: PanelFolders;
let real: RealN8n;
let editor: EditorPage;
let workflow: Workflow;
beforeAll(async () => {
	home = await mkdtemp(path.join(tmpdir(), 'lead-relay-panel-'));
	folders = { files: `${home}/files`, read: `${home}/bookings`, stopped: `${home}/stopped`, done: `${home}/done` };
	for (const folder of Object.values<string>({ ...folders })) {
		await mkdir(folder);
		if (folder !== folders.done) await writeFile(`${folder}/bookings.csv`, iconv.encode(bookings, 'windows-1252'));
	}
	real = await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: home });
	editor = await openEditorPage(real);
	workflow = await createPanelWorkflow(real, folders);
}, startLimit);
afterAll(async () => {
	await real?.stop();
	if (home) await rm(home, { recursive: true, force: true });
});

/** Waits until the panel shows all of these texts. */
async function reads(...texts: string[]): Promise<void> {
	for (const text of texts) await editor.panel.getByText(text).first().waitFor();
}

/** Which of these labels the parameters have. */
async function labelled(...labels: string[]): Promise<string[]> {
	const parameters = editor.panel.locator('[data-test-id="node-parameters"]');
	const counts = await Promise.all(
		labels.map(async (label) => await parameters.getByText(label, { exact: true }).count()),
	);
	return labels.filter((_, index) => (counts[index] ?? 0) > 0);
}

test('a new node reads the binary field "data"', async () => {
	await editor.openNode(workflow, 'New');
	await editor.shows('operation', 'Read');
	await editor.shows('from', 'Binary Field');
	await reads('Input Binary Field', 'Columns', 'Format', 'Options');
	expect(await labelled('File Path', 'Folder', 'File Pattern', 'Rows per Item', 'Rows per Slice')).toEqual([]);
	expect(await editor.choices('operation')).toEqual(['Archive', 'Read', 'Split']);
	await editor.picture('csv-new-node');
	expect(await editor.openList('from')).toEqual([
		expect.stringContaining('Binary Field\n'),
		expect.stringContaining('File\n'),
		expect.stringContaining('Folder\n'),
		expect.stringContaining('Slice\n'),
	]);
	await editor.picture('csv-sources');
});

test('a file is read by its path', async () => {
	await editor.openNode(workflow, 'File');
	await editor.shows('from', 'File');
	expect(await labelled('File Path', 'Input Binary Field', 'Folder', 'File Pattern')).toEqual(['File Path']);
	await editor.picture('csv-file');
});

test('a folder comes with a pattern, and with the advice to archive', async () => {
	await editor.openNode(workflow, 'Folder');
	await reads('End the workflow with the operation Archive');
	expect(await labelled('Folder', 'File Pattern', 'File Path')).toEqual(['Folder', 'File Pattern']);
	await editor.picture('csv-folder');
});

test('a slice needs nothing but its item', async () => {
	await editor.openNode(workflow, 'Slice');
	await editor.shows('from', 'Slice');
	expect(await labelled('Folder', 'File Pattern', 'File Path', 'Input Binary Field')).toEqual([]);
	await editor.picture('csv-slice');
});

test('each column has a type, and what belongs to the type', async () => {
	await editor.openNode(workflow, 'Columns', 2600);
	await editor.shows('kind', 'Email');
	await editor.shows('kind', 'Money', 3);
	await editor.shows('style', 'German (1.234,56)');
	expect(await editor.choices('kind')).toEqual([
		...['Boolean', 'Date', 'Date and Time', 'Decimal Number', 'Email'],
		...['Money', 'Phone Number', 'Text', 'Whole Number'],
	]);
	await reads('Date Format', 'Country', 'Currency', 'Keep Other Columns');
	await editor.picture('csv-columns');
	await editor.openList('kind');
	await editor.picture('csv-column-types');
});

test('every format setting and every option shows its choice', async () => {
	await editor.openNode(workflow, 'Options', 2300);
	await editor.shows('delimiter', 'Other Character');
	await editor.shows('encoding', 'Windows-1252 (Also for ISO-8859-1)');
	await editor.shows('escape', 'The Quote Twice');
	await editor.shows('strayQuotes', 'Keep Them as Text');
	await reads('Maximum Number of Files', 'Return Files After (Minutes)', 'Unchanged For (Seconds)', 'Lines to Skip');
	await editor.picture('csv-options');
});

test('several rows can be one item', async () => {
	await editor.openNode(workflow, 'Batches');
	await editor.shows('output', 'One Item for Several Rows');
	await reads('Rows per Item');
	await editor.picture('csv-batches');
});

test('Split has a number of rows, and no columns', async () => {
	await editor.openNode(workflow, 'Split');
	await reads('Rows per Slice');
	expect(await labelled('Columns', 'Keep Other Columns', 'Output', 'Include Source')).toEqual([]);
	expect(await editor.choices('from')).toEqual(['File', 'Folder']);
	await editor.picture('csv-split');
	await editor.openNode(workflow, 'Split Folder');
	await reads('Rows per Slice', 'File Pattern');
	await editor.picture('csv-split-folder');
});

test('a split tells how many slices there are', async () => {
	await editor.openNode(workflow, 'Split');
	await editor.execute(/^1 file, \d rows, 0 rejected\. Slices: 2\./);
	await editor.picture('csv-split-run');
});

test('Archive says where it belongs', async () => {
	await editor.openNode(workflow, 'Archive');
	await reads('Put this at the end of the workflow', 'Folder for Files With Errors', 'Folder for Processed Files');
	await editor.picture('csv-archive');
});

test('the fields of the output are there before the first run', async () => {
	await editor.openNode(workflow, 'After');
	const input = editor.panel.locator('[data-test-id="ndv-input-panel"]');
	for (const field of ['outcome', 'rejected', 'rejectsFile']) await input.getByText(field, { exact: true }).waitFor();
	await editor.picture('csv-output-fields');
});

test('a run tells what was detected, and lists the rejected rows in the error output', async () => {
	await leaveAlone();
	await editor.openNode(workflow, 'Read');
	await editor.execute(/^1 file, 2 rows, 2 rejected/);
	await editor.output.getByText('Windows-1252').first().waitFor();
	await editor.showOutput('JSON');
	await editor.output.getByText('Halle 2; abends').first().waitFor();
	await editor.picture('csv-run');
	await editor.output.getByText('Error Branch (2 items)').click();
	await editor.output.getByText('31.02.2026').first().waitFor();
	await editor.picture('csv-run-rejected');
	expect(await filesIn(folders.read)).toEqual([
		expect.stringMatching(/^in-progress\/.*\.claim\.json$/),
		expect.stringMatching(/^in-progress\/.*\.read/),
		expect.stringMatching(/^in-progress\/.*bookings\.csv$/),
	]);
});

test('a run that stops says which rows were rejected, and gives the files back', async () => {
	await editor.openNode(workflow, 'Stopped');
	await editor.execute('2 of 4 rows could not be read');
	await editor.output.getByText('set On Error to "Continue (using error output)"').waitFor();
	await editor.picture('csv-run-stopped');
	expect(await filesIn(folders.stopped)).toEqual(['bookings.csv']);
});

test('a folder that n8n does not allow is refused with the name of the setting', async () => {
	await editor.openNode(workflow, 'Folder');
	const input = editor.field('folder').locator('input').first();
	await input.fill('/var/log');
	await input.blur();
	await editor.execute(/N8N_RESTRICT_FILE_ACCESS_TO/);
	await editor.picture('csv-refused');
});
