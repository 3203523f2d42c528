import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findChromium } from '../../host/chromium.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';

let sandbox: Sandbox;
let receiver: Server;
let browser: Browser;
let page: Page;
/** What the receiver answers from now on. */
let answer: number;

beforeAll(async () => {
	browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGUMENTS });
});

beforeEach(async () => {
	answer = 200;
	receiver = createServer((request, response) => {
		request.resume().on('end', () => response.writeHead(answer).end());
	}).listen(0, '127.0.0.1');
	sandbox = await startSandbox();
	sandbox.oplead.set({ deliverySpacingMs: 10 });
	page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
	await page.goto(`${sandbox.url}/#oplead`);
	await page.locator('#connection[data-state="live"]').waitFor();
});

afterEach(async () => {
	await page.close();
	await sandbox.close();
	receiver.close();
});

afterAll(() => browser.close());

async function createLead(firstname: string): Promise<void> {
	const { port } = receiver.address() as AddressInfo;
	const provider = { name: 'Ici Formation', url: `http://127.0.0.1:${port}/feedback?key=s3cret` };
	const response = await fetch(`${sandbox.url}/oplead/v1/leads`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-oplead-user-key', 'content-type': 'application/json' },
		body: JSON.stringify({ provider, leadData: { firstname, lastname: 'Dupont', email: 'anne@example.org' } }),
	});
	expect(response.status).toBe(201);
}

test('a lead appears, and choosing its status sends the feedback, whose answers are shown', async () => {
	await createLead('Anne');
	await page.getByLabel('Status of Anne Dupont').selectOption('Devis à relancer');
	const delivery = page.locator('#delivery-rows tr', { hasText: 'Feedback: Devis à relancer' });
	await delivery.getByText('delivered').waitFor();
	expect(await delivery.locator('.status').allTextContents()).toEqual(['200']);
	expect(sandbox.oplead.leads[0].status).toBe('Devis à relancer');

	answer = 500;
	await page.getByLabel('Status of Anne Dupont').selectOption('Perdu');
	const failed = page.locator('#delivery-rows tr', { hasText: 'Feedback: Perdu' });
	await failed.getByText('failed').waitFor();
	expect(await failed.locator('.status').allTextContents()).toEqual(['500', '500', '500']);
	expect(await page.content()).not.toContain('s3cret');
});

test('a status that is changed elsewhere is shown, and the keyboard stays where it was', async () => {
	await createLead('Anne');
	await page.getByLabel('Status of Anne Dupont').focus();
	sandbox.oplead.setStatus('LD-410001', 'Gagné');
	const chosen = page.locator('#lead-rows select:focus option:checked', { hasText: 'Gagné' });
	await chosen.waitFor({ state: 'attached' });
});

test('emptying the sandbox empties the list, and the tab stays open', async () => {
	await createLead('Anne');
	await page.getByLabel('Status of Anne Dupont').waitFor();
	await page.getByRole('button', { name: 'Empty the sandbox' }).click();
	await page.getByText('No leads yet').waitFor();
	expect(await page.locator('#lead-rows tr').count()).toBe(0);
	await page.getByRole('tab', { name: 'Oplead leads' }).press('ArrowLeft');
	await page.getByText('No contacts yet').waitFor();
});
