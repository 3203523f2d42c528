// n8n's editor as a person sees it: `const editor = await openEditorPage(real)`, `await editor.openNode(workflow, 'HubSpot')`.
import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../../host/polling.ts';
import type { RealN8n, Workflow } from './realN8n.ts';

/** How long something may take to show, in milliseconds. */
const patience = 30_000;

export async function openEditorPage(real: RealN8n): Promise<EditorPage> {
	const page = await real.openEditor();
	page.setDefaultTimeout(60_000);
	return new EditorPage(real, page);
}

export class EditorPage {
	readonly page: Page;
	/** The panel of the node that is open: input, parameters and output. */
	readonly panel: Locator;
	readonly #real: RealN8n;

	constructor(real: RealN8n, page: Page) {
		this.#real = real;
		this.page = page;
		this.panel = page.locator('[data-test-id="ndv"]');
	}

	/** Opens the canvas of a workflow that is switched on. */
	async openCanvas({ id }: Workflow): Promise<void> {
		await this.page.goto(`${this.#real.n8n.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await this.node('').first().waitFor();
		// n8n's advice for published workflows lies over the canvas; a click beside it closes it.
		const advice = this.page.getByText('Production Checklist', { exact: true });
		await advice.waitFor();
		await this.page.locator('.vue-flow__pane').click({ position: { x: 1000, y: 100 } });
		await advice.waitFor({ state: 'hidden' });
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator('[data-test-id="canvas-node"]', { hasText: name });
	}

	/**
	 * Opens the panel of a node.
	 * @param height of the window, in pixels: enough that nobody has to scroll
	 */
	async openNode({ id, name, nodes }: Workflow, nodeName: string, height = 900): Promise<void> {
		const node = nodes.find((one) => one.name === nodeName);
		if (!node?.id) throw new Error(`The workflow "${name}" has no node "${nodeName}".`);
		await this.page.setViewportSize({ width: 1440, height });
		await this.page.goto(`${this.#real.n8n.url}/workflow/${id}/${node.id}`, { waitUntil: 'domcontentloaded' });
		await this.panel.getByText('Parameters', { exact: true }).waitFor();
	}

	/** The field of a parameter. */
	field(parameter: string, index = 0): Locator {
		return this.panel.locator(idOf(parameter)).nth(index);
	}

	/** Waits until the list of a parameter shows a choice. */
	async shows(parameter: string, choice: string, index = 0): Promise<void> {
		const picker = this.field(parameter, index).locator('input').first();
		await waitFor({ what: `${parameter} to show "${choice}"`, limit: patience }, async () =>
			(await picker.inputValue()) === choice ? true : undefined,
		);
	}

	/** Opens the list of a parameter; answers its choices, each with its description in a second line. */
	async openList(parameter: string, index = 0): Promise<string[]> {
		await this.field(parameter, index).locator('input').first().click();
		await this.#listed.first().waitFor();
		return await this.#listed.allInnerTexts();
	}

	async closeList(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.#listed.first().waitFor({ state: 'hidden' });
	}

	/** The choices of the list that is open. */
	get #listed(): Locator {
		return this.page.locator('.el-select-dropdown__item:visible');
	}

	/** Opens the list of a parameter, and closes it again; answers the names of its choices. */
	async choices(parameter: string, index = 0): Promise<string[]> {
		const names = (await this.openList(parameter, index)).map((choice) => choice.split('\n')[0] ?? '');
		await this.closeList();
		return names;
	}

	async choose(parameter: string, choice: string, index = 0): Promise<void> {
		await this.openList(parameter, index);
		await this.#listed.filter({ hasText: choice }).first().click();
		await this.#listed.first().waitFor({ state: 'hidden' });
		await this.shows(parameter, choice, index);
	}

	/** Waits until the mapping shows these properties, in this order. */
	async mapping(labels: string[]): Promise<void> {
		const shown = this.panel.locator('[data-test-id="mapping-fields-container"] .parameter-item [class*="_title_"]');
		const wanted = labels.join(', ');
		let seen = '';
		await waitFor({ what: `the mapping to show ${wanted}`, limit: patience }, async () => {
			seen = (await shown.allInnerTexts()).map((text) => text.trim()).join(', ');
			return seen === wanted ? true : undefined;
		}).catch((error: unknown) => {
			throw new Error(`${(error as Error).message} It showed: ${seen}`);
		});
	}

	/** Writes a text into a property of the mapping. */
	async map(property: string, text: string): Promise<void> {
		const input = this.field(property).locator('input').first();
		await input.fill(text);
		await input.blur();
	}

	/** Adds a property to the mapping by its label. */
	async addProperty(label: string): Promise<void> {
		await this.panel.getByText('Add property to send').click();
		await this.page.getByRole('menu').getByText(label, { exact: true }).click();
	}

	/** Has the properties of the mapping fetched anew. */
	async refreshMapping(): Promise<void> {
		await this.panel
			.locator('[data-test-id="mapping-fields-container"] [data-test-id="action-toggle"]')
			.first()
			.click();
		await this.page.getByText('Refresh Property List').click();
	}

	/** What the red triangle beside a parameter, or beside a mapped property, says. */
	async issue(parameter: string, index = 0): Promise<string> {
		const field = this.field(parameter, index);
		const mapped = this.panel.locator('.parameter-item').filter({ has: this.page.locator(idOf(parameter)) });
		const triangle = field
			.locator('[data-test-id="parameter-issues"]')
			.or(mapped.locator('[class*="_parameterIssues_"]'));
		await triangle.first().locator('svg').hover();
		const words = this.page.locator('.n8n-tooltip:visible').last();
		await words.waitFor();
		return await words.innerText();
	}

	/** Runs the node that is open; answers what n8n shows above its output. */
	async execute(hint: string | RegExp): Promise<void> {
		await this.panel.getByText('Execute step').first().click();
		await this.output.getByText(hint).first().waitFor();
	}

	async showOutput(view: 'Schema' | 'Table' | 'JSON'): Promise<void> {
		await this.output.getByText(view, { exact: true }).click();
	}

	get output(): Locator {
		return this.panel.locator('[data-test-id="output-panel"]');
	}

	get #parameters(): Locator {
		return this.panel.locator('[data-test-id="node-parameters"]');
	}

	/** The labels of parameters that are not shown whole. */
	async cutOff(): Promise<string[]> {
		const labels = this.#parameters.locator('.n8n-input-label span, .n8n-input-label div');
		return await labels.evaluateAll((elements) =>
			(elements as unknown as Label[])
				.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
				.map(({ textContent }) => textContent),
		);
	}

	/** Keeps a picture, after a look at it: no label is cut off, and no value is missing. */
	async picture(name: string): Promise<void> {
		await this.#real.screenshot(this.page, name);
		const cutOff = await this.cutOff();
		const missing = await this.#parameters.getByText('undefined', { exact: true }).count();
		if (cutOff.length + missing > 0) {
			throw new Error(`${name}.png shows "undefined" ${missing} times, and cuts off: ${cutOff.join(', ')}`);
		}
	}
}

/** What a label is in the browser. */
interface Label {
	scrollWidth: number;
	clientWidth: number;
	textContent: string;
}

function idOf(parameter: string): string {
	return `[data-test-id="parameter-input-${parameter}"]`;
}
