import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runWorkflow, templateWith } from './csvTemplates.ts';
import { failures, outputItems, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

let folder: string;
let real: RealN8n;
let workflow: Workflow;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-quotes-'));
	real = await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: folder });
	workflow = await real.createWorkflow(
		await templateWith('quote-to-oplead.json', { files: path.join(folder, '*.pdf') }),
	);
	await real.rest.activate(workflow.id);
}, startLimit);
afterAll(async () => {
	await real?.stop();
	if (folder) await rm(folder, { recursive: true, force: true });
});

async function someLead(): Promise<string> {
	const answer = await fetch(`${real.sandbox.url}/oplead/v1/leads`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-oplead-user-key', 'content-type': 'application/json' },
		body: JSON.stringify({ provider: { name: 'Test' }, leadData: { lastname: 'Durand', email: 'claire@example.com' } }),
	});
	return ((await answer.json()) as { id: string }).id;
}

const leadOf = (id: string) => real.sandbox.oplead.leads.find((lead) => lead.id === id);

test('each quote is attached to its lead once, the lead moves on, and a quote without a lead is listed', async () => {
	const [first, second] = [await someLead(), await someLead()];
	await writeFile(path.join(folder, `${first}_devis.pdf`), '%PDF-1.4 first');
	await writeFile(path.join(folder, 'LD-999_devis.pdf'), '%PDF-1.4 nobody');
	await writeFile(path.join(folder, 'notes.txt'), 'no quote');

	const execution = await runWorkflow(real, workflow, 'Schedule Trigger');
	expect(leadOf(first)).toMatchObject({
		status: 'Devis à relancer',
		documents: [{ name: `${first}_devis.pdf`, size: 14 }],
	});
	expect(leadOf(second)).toMatchObject({ status: 'En cours', documents: [] });
	expect(outputItems(execution, 'Not Done').map(({ json }) => json)).toEqual([
		{ Reason: expect.stringContaining('LD-999') as string, File: 'LD-999_devis.pdf' },
	]);

	await writeFile(path.join(folder, `${second}_devis.pdf`), '%PDF-1.4 second');
	const next = await runWorkflow(real, workflow, 'Schedule Trigger');
	expect(failures(next)).toEqual([]);
	expect(leadOf(first)?.documents).toHaveLength(1);
	expect(leadOf(second)).toMatchObject({ status: 'Devis à relancer', documents: [{ name: `${second}_devis.pdf` }] });
}, 120_000);
