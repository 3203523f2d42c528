import type { Page } from 'playwright-core';
import { connectFeedback } from '../../host/feedback.ts';
import { readTemplate } from '../../host/templates.ts';
import { waitForWebhook } from '../../host/webhooks.ts';
import { DEMO_LEAD, failures, outputItems, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

let real: RealN8n;
let leads: Workflow;
let statuses: Workflow;
beforeAll(async () => {
	real = await startRealN8n();
	statuses = await real.runTemplate('oplead-status-to-hubspot.json');
	await waitForWebhook(real.opleadAddress(statuses));
	const created = await real.createWorkflow(await readTemplate('ici-formation-to-oplead.json'));
	leads = await real.activate(await connectFeedback(real.rest, created, statuses));
}, startLimit);
beforeEach(() => real.sandbox.reset());
afterAll(() => real?.stop());

/** Ici Formation sends the lead, and its execution ends. */
async function iciFormationSends(lead = DEMO_LEAD): Promise<void> {
	const [sent] = await real.sandbox.iciFormation.send({
		url: real.address(leads),
		headerName: 'Authorization',
		headerValue: real.leadHeader.authorization,
		lead,
	});
	expect(sent?.status).toBe(200);
	expect(failures(await real.nextExecution(leads))).toEqual([]);
}

/** The sandbox's page with its leads of Oplead. */
async function opleadPage(): Promise<Page> {
	const page = await real.openEditor();
	await page.goto(`${real.sandbox.url}/#oplead`);
	await page.locator('#connection[data-state="live"]').waitFor();
	return page;
}

const contact = () => real.sandbox.hubspot.records('contacts')[0]?.properties;

test('a lead of Ici Formation goes to Oplead, and the status that a person clicks there to its HubSpot contact', async () => {
	await iciFormationSends();
	const [lead] = real.sandbox.oplead.leads;
	expect(lead).toMatchObject({ status: 'En cours', leadData: { email: DEMO_LEAD.email, lastname: 'Durand' } });
	const feedbackUrl = new URL(lead?.provider.url ?? '');
	expect(feedbackUrl.searchParams.get('lead')).toBe(lead?.leadData.externalID);

	const page = await opleadPage();
	for (const [status, leadStatus] of [
		['Nurserie', 'BAD_TIMING'],
		['Gagné', 'CONNECTED'],
	] as const) {
		await page.getByLabel('Status of Claire Durand').selectOption(status);
		const execution = await real.nextExecution(statuses);
		expect(failures(execution)).toEqual([]);
		expect(outputItems(execution, 'Oplead Trigger')).toMatchObject([
			{ json: { event: 'lead.feedback', leadId: lead?.id, leadKey: lead?.leadData.externalID, status } },
		]);
		expect(contact()).toMatchObject({ email: DEMO_LEAD.email, firstname: 'Claire', hs_lead_status: leadStatus });
		await page
			.locator('#delivery-rows tr', { hasText: `Feedback: ${status}` })
			.getByText('delivered')
			.waitFor();
	}
	expect(contact()?.lifecyclestage).toBe('customer');
	expect(real.sandbox.hubspot.records('contacts')).toHaveLength(1);

	await real.screenshot(page, 'oplead-loop-1-status-clicked');
	await page.goto(`${real.sandbox.url}/#contacts`);
	await page.getByText(DEMO_LEAD.email).first().waitFor();
	await real.screenshot(page, 'oplead-loop-2-hubspot-contact');
	const [latest] = await real.rest.executions(statuses.id);
	await page.goto(`${real.n8n.url}/workflow/${statuses.id}/executions/${latest?.id}`);
	await page.getByText('Succeeded').first().waitFor();
	await page.waitForTimeout(3_000);
	await real.screenshot(page, 'oplead-loop-3-feedback-execution');
	await page.close();
}, 180_000);

test('the same lead again makes no second one in Oplead', async () => {
	const lead = { ...DEMO_LEAD, nom: 'Twice' };
	await iciFormationSends(lead);
	await iciFormationSends(lead);
	expect(real.sandbox.oplead.leads).toHaveLength(1);
});

test('a lead that Oplead refuses, and a status that has no place in HubSpot, are listed with the reason', async () => {
	real.sandbox.faults.plan({
		vendor: 'oplead',
		method: 'POST',
		act: { kind: 'status', status: 422, body: { message: 'No channel' } },
	});
	await real.postLead(leads, { ...DEMO_LEAD, nom: 'Refused' });
	const [refused] = outputItems(await real.nextExecution(leads), 'Not Delivered');
	expect(refused?.json).toMatchObject({
		Reason: expect.stringContaining('No channel') as string,
		Name: 'Claire Refused',
	});

	await iciFormationSends({ ...DEMO_LEAD, nom: 'Other' });
	const [lead] = real.sandbox.oplead.leads;
	real.sandbox.hubspot.portal.settings.revokedTokens = ['sandbox-hubspot-token'];
	real.sandbox.oplead.setStatus(lead?.id ?? '', 'Perdu');
	const [listed] = outputItems(await real.nextExecution(statuses), 'Not Delivered');
	expect(listed?.json).toMatchObject({
		Reason: expect.stringContaining('HubSpot did not accept the token') as string,
		Lead: lead?.id,
		Status: 'Perdu',
	});
});
