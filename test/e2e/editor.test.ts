import { openEditorPage, type EditorPage } from './editorPage.ts';
import { DEMO_LEAD, startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

let real: RealN8n;
let workflow: Workflow;
let editor: EditorPage;
beforeAll(async () => {
	real = await startRealN8n();
	editor = await openEditorPage(real);
	workflow = await real.runTemplate('ici-formation-to-hubspot.json');
}, startLimit);
afterAll(() => real?.stop());

test('the canvas shows the template with its notes', async () => {
	await editor.openCanvas(workflow);
	const { page } = editor;
	for (const name of ['Ici Formation Trigger', 'HubSpot Upsert', 'Not Delivered']) {
		expect(await editor.node(name).isVisible()).toBe(true);
	}
	expect(await page.getByText('1. Receive').isVisible()).toBe(true);
	expect(await page.locator('[data-test-id="node-issues"]').count()).toBe(0);
	await real.screenshot(page, 'canvas');
});

test('the trigger shows its addresses and its settings', async () => {
	const { page, panel } = editor;
	await editor.openNode(workflow, 'Ici Formation Trigger');
	await panel.getByText('Webhook URLs').click();
	await panel.locator('[data-test-id="radio-button-production"]').click();
	const trigger = workflow.nodes.find(({ name }) => name === 'Ici Formation Trigger');
	await panel.getByText(`/webhook/${trigger?.webhookId}/ici-formation`).waitFor();
	await editor.shows('repeats', 'Drop on the Same Day');
	await real.screenshot(page, 'trigger-panel');
});

test('the test address takes a lead while the editor listens', async () => {
	const { page, panel } = editor;
	await editor.openNode(workflow, 'Ici Formation Trigger');
	await panel.getByText('Execute step').first().click();
	await panel.getByText('Listening for').first().waitFor();
	await real.screenshot(page, 'trigger-listening');
	const address = real.address(workflow).replace('/webhook/', '/webhook-test/');
	const answer = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...real.leadHeader },
		body: JSON.stringify(DEMO_LEAD),
	});
	expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
	await panel.getByText('Saint-Denis').first().waitFor();
	await real.screenshot(page, 'trigger-tested');
});

test('the canvas shows the way of a delivered lead, as on the picture of the README', async () => {
	const { page } = editor;
	await page.setViewportSize({ width: 1280, height: 560 });
	await editor.openCanvas(workflow);
	await page.locator('[data-test-id="execute-workflow-button"]').click();
	await page.getByText('Waiting for trigger event').last().waitFor();
	await fetch(real.address(workflow).replace('/webhook/', '/webhook-test/'), {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...real.leadHeader },
		body: JSON.stringify(DEMO_LEAD),
	});
	await editor.node('HubSpot Upsert').locator('[data-test-id="canvas-node-status-success"]').waitFor();
	expect(real.sandbox.hubspot.records('contacts')).toHaveLength(1);
	await page.locator('[data-test-id="zoom-to-fit"]').click();
	const success = page.getByText('Workflow executed successfully');
	await page.locator('.el-notification__closeBtn').first().click();
	await success.waitFor({ state: 'hidden' });
	// To be looked at, and copied to docs/pictures/workflow.png when the editor or the template has changed.
	await real.screenshot(page, 'workflow');
	real.sandbox.reset();
});

test('HubSpot Upsert shows the live properties and the live categories', async () => {
	const { page, panel } = editor;
	await editor.openNode(workflow, 'HubSpot Upsert');
	await panel.getByText('Préférence de rappel').waitFor();
	expect(await panel.getByText('Annual Revenue').isVisible()).toBe(false);
	await real.screenshot(page, 'hubspot-panel');

	await panel.getByText('Category Mappings', { exact: true }).scrollIntoViewIfNeeded();
	await editor.shows('property', 'Kontaktkategorie');
	await editor.shows('option', 'Formation Numérique');
	await real.screenshot(page, 'hubspot-categories');

	await panel.getByText('Add property to send').click();
	await page.getByRole('menu').getByText('Lead-Quelle').waitFor();
	await real.screenshot(page, 'hubspot-add-property');
});

test('leads sent from the sandbox page are contacts within two seconds of the click', async () => {
	real.sandbox.iciFormation.setTarget({
		url: real.address(workflow),
		headerName: 'Authorization',
		headerValue: real.leadHeader.authorization,
	});
	const page = await real.openEditor();
	await page.goto(real.sandbox.url);
	const buttons = page.locator('#trainings button');
	const rows = page.locator('#contact-rows tr');
	await buttons.first().waitFor();

	const times: number[] = [];
	for (let lead = 1; lead <= 10; lead++) {
		const clicked = Date.now();
		await buttons.nth((lead - 1) % (await buttons.count())).click();
		await rows.nth(lead - 1).waitFor();
		times.push(Date.now() - clicked);
	}
	await real.screenshot(page, 'sandbox-page');
	const median = times.sort((one, other) => one - other)[5];
	console.log(`Click to contact: median ${median} ms, slowest ${times[9]} ms`);
	// One in ten may meet a pause of this shared machine.
	expect(times[8]).toBeLessThan(2000);
	expect(await page.getByText('Formation Numérique').count()).toBeGreaterThan(0);
	expect(real.sandbox.hubspot.records('contacts')).toHaveLength(10);
});
