import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTemplate } from '../../host/templates.ts';
import { waitFor } from '../../host/polling.ts';
import { runWorkflow, templateWith } from './csvTemplates.ts';
import { startImapMailbox } from './imapMailbox.ts';
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

/** A mail as programs write it: with a text, a picture in its signature, and a file. */
function mail(from: string, subject: string, attachment = 'devis.pdf'): string {
	const part = (headers: string[], content: string) => ['--cut', ...headers, '', content];
	const encoded = (content: string) => Buffer.from(content).toString('base64');
	const file = (name: string, type: string) => [
		`Content-Type: ${type}; name="${name}"`,
		`Content-Disposition: attachment; filename="${name}"`,
		'Content-Transfer-Encoding: base64',
	];
	return [
		`From: Somebody <${from}>`,
		'To: quotes@example.com',
		`Subject: ${subject}`,
		`Date: ${new Date().toUTCString()}`,
		'MIME-Version: 1.0',
		'Content-Type: multipart/mixed; boundary="cut"',
		'',
		...part(['Content-Type: text/plain; charset=utf-8'], 'Here it is.'),
		...part(file('logo.png', 'image/png'), encoded('picture')),
		...part(file(attachment, 'application/octet-stream'), encoded(`%PDF-1.4 ${subject}`)),
		'--cut--',
		'',
	].join('\n');
}

test('a quote that comes by mail is attached to the lead in its subject, from colleagues only', async () => {
	const mailbox = await startImapMailbox();
	const [first, second] = [await someLead(), await someLead()];
	const template = await readTemplate('quote-to-oplead.json');
	const credential = await real.createCredential(mailbox.credential);
	const byMail = JSON.parse(
		JSON.stringify(template).replace('@your-company.example', '@Colleagues.example'),
	) as typeof template;
	for (const node of byMail.nodes) {
		if (node.name === 'Quotes by Mail') Object.assign(node, { disabled: false, credentials: { imap: credential } });
		if (node.name === 'Schedule Trigger') Object.assign(node, { disabled: true });
	}
	const active = await real.createWorkflow(byMail);
	await real.rest.activate(active.id);
	await waitFor({ what: 'n8n to wait for mails', limit: 60_000 }, () =>
		Promise.resolve(mailbox.waiting > 0 ? true : undefined),
	);

	mailbox.deliver(mail('anna@colleagues.example', `Devis [${first}]`));
	expect(failures(await real.nextExecution(active))).toEqual([]);
	expect(leadOf(first)).toMatchObject({ status: 'Devis à relancer', documents: [{ name: 'devis.pdf' }] });
	expect(mailbox.seen).toBe(1);

	mailbox.deliver(mail('stranger@elsewhere.example', `Devis [${second}]`));
	expect(outputItems(await real.nextExecution(active), 'Not Done')).toEqual([]);
	expect(leadOf(second)).toMatchObject({ status: 'En cours', documents: [] });

	mailbox.deliver(mail('anna@colleagues.example', `Devis [${second}]`, 'devis.txt'));
	expect(outputItems(await real.nextExecution(active), 'Not Done').map(({ json }) => json)).toEqual([
		{ Reason: expect.stringContaining('no PDF') as string, File: `Devis [${second}]` },
	]);
	expect(leadOf(second)).toMatchObject({ status: 'En cours', documents: [] });
	await real.rest.deactivate(active.id);
	await mailbox.stop();
}, 180_000);
