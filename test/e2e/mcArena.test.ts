import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { BAD_CUSTOMERS, BAD_INVOICES } from '../../sandbox/mcarena/badRows.ts';
import { business } from '../../sandbox/mcarena/business.ts';
import { expectedFigures } from '../../sandbox/mcarena/figures.ts';
import { writeExports } from '../../sandbox/mcarena/writeExports.ts';
import { filesIn, leaveAlone, runWorkflow, templateWith } from './csvTemplates.ts';
import { startMailbox, type Mailbox } from './mailbox.ts';
import { outputItems, startLimit, startRealN8n, type Execution, type RealN8n, type Workflow } from './realN8n.ts';

const months = 12;

const customers = 'kundenstammdaten_2025-12-31';
const invoices = 'rechnungsausgangsjournal_2025-12-31';

let folder: string;
let real: RealN8n;
let mailbox: Mailbox;
let workflow: Workflow;
/** The first, of both exports. */
let execution: Execution;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'lead-relay-mcarena-'));
	real = await startRealN8n({ N8N_RESTRICT_FILE_ACCESS_TO: folder });
	mailbox = await startMailbox();
	const smtp = await real.createCredential(mailbox.credential);
	const settings = { folder, mailFrom: 'n8n@example.com', mailTo: 'office@mcarena.example', months };
	const template = await templateWith('mcarena-bookings-to-hubspot.json', settings);
	for (const node of template.nodes) if (node.name === 'Send Email') node.credentials = { smtp };
	workflow = await real.createWorkflow(template);
	await writeExports(folder);
	await leaveAlone();
	execution = await runWorkflow(real, workflow, 'Schedule Trigger');
}, startLimit);
afterAll(async () => {
	await real?.stop();
	await mailbox?.stop();
	if (folder) await rm(folder, { recursive: true, force: true });
});

/** The day so many months ago, as the workflow's clock in Berlin has it. */
function periodStart(): string {
	const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date());
	const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
	const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 - months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}

const figures = () => expectedFigures(business(), { from: periodStart(), to: '9999-12-31' });

test('every customer is a contact, with the category of the facility', () => {
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	const contacts = real.sandbox.hubspot.records('contacts').map(({ properties }) => properties);
	expect(contacts).toHaveLength(figures().contacts);
	const counts: Record<string, number> = {};
	for (const { kontaktkategorie = '' } of contacts) counts[kontaktkategorie] = (counts[kontaktkategorie] ?? 0) + 1;
	const expected = Object.entries(figures().contactsByFacility);
	expect(counts).toEqual(Object.fromEntries(expected.map(([facility, count]) => [categoryOf(facility), count])));
});

/** The options that the account had have internal values; the one that the template has added is its own. */
function categoryOf(facility: string): string {
	const name = facility.toLowerCase().replace(' ', '_');
	return name === 'mcarena_crailsheim' ? categoryAdded() : name;
}

function categoryAdded(): string {
	const property = real.sandbox.hubspot.portal.properties.live('0-1', 'kontaktkategorie');
	return property?.options.find(({ label }) => label === 'McArena Crailsheim')?.value ?? 'missing';
}

test('every customer has the last booking, and the bookings, hours and euros of the period', () => {
	const counted = real.sandbox.hubspot
		.records('contacts')
		.map(({ properties }) => properties)
		.filter(({ last_booking }) => last_booking)
		.map(({ email = '', last_booking, bookings_count, bookings_hours, bookings_volume }) => [
			email,
			{
				lastBooking: last_booking,
				bookings: Number(bookings_count),
				hours: Number(bookings_hours),
				grossEuros: Number(bookings_volume),
			},
		]);
	expect(Object.fromEntries(counted)).toEqual(figures().bookings);
});

test('every invoice is a deal of its customer', () => {
	const deals = real.sandbox.hubspot.records('deals');
	expect(new Set(deals.map(({ properties }) => properties.invoice_number)).size).toBe(figures().deals);
	const cents = deals.reduce((sum, { properties }) => sum + Math.round(Number(properties.amount) * 100), 0);
	expect(cents / 100).toBe(figures().totals.grossEuros);
	expect(real.sandbox.hubspot.portal.associations.count()).toBe(figures().deals);
});

test('the exports are moved, and the five bad rows lie in rejects files', async () => {
	expect(await filesIn(folder)).toEqual(
		[customers, invoices].flatMap((name) =>
			[`${name}.csv`, `${name}.rejects.csv`, `${name}.report.txt`].map((file) => `errorprocessed/${file}`),
		),
	);
	const rejects = async (name: string) => {
		const bytes = await readFile(path.join(folder, 'errorprocessed', `${name}.rejects.csv`));
		return iconv.decode(bytes, 'windows-1252').trim().split(/\r?\n/).slice(1);
	};
	expect(await rejects(customers)).toEqual(BAD_CUSTOMERS.map((row) => expect.stringContaining(row) as string));
	expect(await rejects(invoices)).toEqual(BAD_INVOICES.map((row) => expect.stringContaining(row) as string));
});

test('one e-mail tells what became of the files', () => {
	expect(mailbox.mails).toHaveLength(1);
	const [mail] = mailbox.mails;
	expect(mail?.subject).toBe('McArena: 2 files imported, 5 rows rejected');
	expect(mail?.to?.text).toBe('office@mcarena.example');
	expect(mail?.text).toContain(`${customers}.csv: errorprocessed, 63 rows, 60 delivered, 3 rejected`);
	expect(mail?.text).toContain(`${invoices}.csv: errorprocessed, 152 rows, 150 delivered, 2 rejected`);
	expect(mail?.text).toContain('31.02.1990');
});

test('without files there is no e-mail', async () => {
	const empty = await runWorkflow(real, workflow, 'Schedule Trigger');
	expect([empty.status, Object.keys(empty.runs)]).toEqual([
		'success',
		['Schedule Trigger', 'Settings', 'Read Customers', 'Read Invoices'],
	]);
	expect(mailbox.mails).toHaveLength(1);
});

test('rows that HubSpot refuses end in the rejects file, to be dropped back in', async () => {
	real.sandbox.hubspot.portal.settings.revokedTokens = ['sandbox-hubspot-token'];
	const header =
		'Kundennummer;Anrede;Vorname;Name;Straße;PLZ;Ort;E-Mail;Telefon;Mobil;Geburtsdatum;Anlage;Newsletter;Bemerkung';
	const row = '0000001;Frau;Änne;Neu;Große Gasse 1;73614;Schorndorf;aenne@example.com;;;;McArena Schorndorf;ja;';
	await writeFile(
		path.join(folder, 'kundenstammdaten_neu.csv'),
		iconv.encode(`${header}\r\n${row}\r\n`, 'windows-1252'),
	);
	await leaveAlone();
	const refused = await runWorkflow(real, workflow, 'Schedule Trigger');
	const [archived] = outputItems(refused, 'Archive');
	expect(archived?.json).toMatchObject({ outcome: 'errorprocessed', rows: 1, delivered: 0, rejected: 1 });
	const rejects = path.join(folder, 'errorprocessed', 'kundenstammdaten_neu.rejects.csv');
	expect(iconv.decode(await readFile(rejects), 'windows-1252')).toMatch(
		/HubSpot did not accept the token.*Große Gasse/,
	);

	real.sandbox.hubspot.portal.settings.revokedTokens = [];
	await rename(rejects, path.join(folder, path.basename(rejects)));
	await leaveAlone();
	const again = await runWorkflow(real, workflow, 'Schedule Trigger');
	expect(outputItems(again, 'Archive')[0]?.json).toMatchObject({ outcome: 'processed', rows: 1, delivered: 1 });
	expect(real.sandbox.hubspot.records('contacts').map(({ properties }) => properties.email)).toContain(
		'aenne@example.com',
	);
}, 90_000);
