import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { filesIn, runWorkflow, templateWith } from './csvTemplates.ts';
import { startFtpServer, type FtpServer } from './ftpServer.ts';
import { startMailbox, type Mailbox } from './mailbox.ts';
import { failures, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

let real: RealN8n;
let ftp: FtpServer;
let mailbox: Mailbox;
let workflow: Workflow;
beforeAll(async () => {
	real = await startRealN8n();
	ftp = await startFtpServer();
	mailbox = await startMailbox();
	const credentials = {
		ftp: await real.createCredential(ftp.credential),
		smtp: await real.createCredential(mailbox.credential),
	};
	const template = await templateWith('csv-from-ftp-to-hubspot.json', { folder: ftp.folder });
	for (const node of template.nodes) {
		if (node.type.endsWith('.ftp')) node.credentials = { ftp: credentials.ftp };
		if (node.name === 'Send Email') node.credentials = { smtp: credentials.smtp };
	}
	workflow = await real.createWorkflow(template);
}, startLimit);
afterAll(async () => {
	await real?.stop();
	await ftp?.stop();
	await mailbox?.stop();
});

const put = async (name: string, text: string) => await writeFile(path.join(ftp.folder, name), text, 'latin1');

const withoutTime = (file: string) => file.replace(/\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d /, '');

test('the files of a server arrive in HubSpot, and are moved by what became of them', async () => {
	await put(
		'good.csv',
		'E-Mail;Vorname;Name;Ort\r\nanna@example.com;Anna;Groß;Aarau\r\nuwe@example.com;Uwe;Weiß;Bern\r\n',
	);
	await put('bad.csv', 'E-Mail;Vorname;Name;Ort\r\neva@example.com;Eva;Müller;Chur\r\nnobody;Nie;Mand;Zug\r\n');
	await put('empty.csv', '');
	await put('notes.txt', 'no CSV');
	const execution = await runWorkflow(real, workflow, 'Schedule Trigger');

	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	expect(failures(execution).filter((text) => !/nobody|empty/.test(text))).toEqual([]);
	const contacts = real.sandbox.hubspot.records('contacts').map(({ properties }) => properties);
	expect(contacts.map(({ email, lastname }) => [email, lastname]).sort()).toEqual([
		['anna@example.com', 'Groß'],
		['eva@example.com', 'Müller'],
		['uwe@example.com', 'Weiß'],
	]);
	expect((await filesIn(ftp.folder)).map(withoutTime)).toEqual([
		'errorprocessed/bad.csv',
		'errorprocessed/empty.csv',
		'notes.txt',
		'processed/good.csv',
	]);
	expect(mailbox.mails).toHaveLength(1);
	expect(mailbox.mails[0]?.subject).toBe('CSV import: 3 files, 2 rows rejected');
	expect(mailbox.mails[0]?.text).toMatch(/bad\.csv: errorprocessed, 1 rejected\n {2}Line 3: .*nobody/);
	expect(mailbox.mails[0]?.text).toContain('good.csv: processed, 0 rejected');
});

test('without files nothing happens, and there is no e-mail', async () => {
	const execution = await runWorkflow(real, workflow, 'Schedule Trigger');
	expect(execution.status).toBe('success');
	expect(failures(execution)).toEqual([]);
	expect(mailbox.mails).toHaveLength(1);
});
