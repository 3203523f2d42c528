import { waitFor } from '../../host/polling.ts';
import type { JsonObject } from '../../host/n8nTypes.ts';
import { openEditorPage, type EditorPage } from './editorPage.ts';
import { createPanelWorkflow, previewed } from './hubSpotNodes.ts';
import { startLimit, startRealN8n, type RealN8n, type Workflow } from './realN8n.ts';

const usualProperties = ['Email', 'First Name', 'Last Name', 'Phone Number'];

let real: RealN8n;
let editor: EditorPage;
let workflow: Workflow;
beforeAll(async () => {
	real = await startRealN8n();
	editor = await openEditorPage(real);
	workflow = await createPanelWorkflow(real);
}, startLimit);
afterAll(() => real?.stop());

/** What n8n has stored of a mapping, as soon as it is what is waited for: the editor saves by itself. */
async function storedValue(name: string, isAwaited: (value: JsonObject) => boolean): Promise<JsonObject> {
	return await waitFor({ what: `"${name}" to be saved`, limit: 30_000, interval: 500 }, async () => {
		const { nodes } = await real.rest.workflow(workflow.id);
		const fields = nodes.find((node) => node.name === name)?.parameters.fields as JsonObject | undefined;
		const value = fields?.value as JsonObject | undefined;
		return value && isAwaited(value) ? value : undefined;
	});
}

test('a new node shows the usual properties of a contact, and what it needs', async () => {
	await editor.openNode(workflow, 'New', 1200);
	await editor.mapping(usualProperties);
	expect(await editor.issue('email')).toContain('is required');
	expect(await editor.choices('matchBy')).toEqual(['Unique Property', 'Record ID', 'Other Property (Search)']);
	await editor.picture('hubspot-new-node');
	expect(await editor.openList('keyProperty')).toEqual(['Email\nemail', 'Lead Key\nlead_key']);
	await editor.picture('hubspot-unique-properties');
});

test('yes or no is a list, of which nothing is written until something is chosen', async () => {
	await editor.openNode(workflow, 'New', 1200);
	await editor.mapping(usualProperties);
	await editor.map('email', 'list@example.com');
	await editor.addProperty('Newsletter');
	await editor.mapping([...usualProperties, 'Newsletter']);
	await storedValue('New', (value) => value.email === 'list@example.com');
	await editor.execute('Contacts: 1 created, 0 updated, 0 rejected');
	const [untouched] = real.sandbox.hubspot.records('contacts');
	expect(untouched?.properties).toMatchObject({ email: 'list@example.com' });
	expect(untouched?.properties).not.toHaveProperty('newsletter');
	expect(await editor.choices('newsletter')).toEqual(['True', 'False']);
	await editor.choose('newsletter', 'False');
	await storedValue('New', (value) => value.newsletter === 'false');
	await editor.panel.locator('[data-test-id="remove-field-button-newsletter"]').click();
	expect(await storedValue('New', (mapped) => !('newsletter' in mapped))).toEqual({ email: 'list@example.com' });
});

test('another way to match, and a fresh list, leave the mapping as it is', async () => {
	await editor.openNode(workflow, 'Rematched', 1200);
	await editor.mapping(['Email', 'First Name']);
	await editor.choose('matchBy', 'Record ID');
	await editor.mapping(['Email', 'First Name']);
	await editor.refreshMapping();
	// Who matches by record id may leave out what a new record would need.
	await editor.panel.locator('[data-test-id="remove-field-button-email"]').waitFor();
	await editor.mapping(['Email', 'First Name']);
	expect(await editor.panel.getByText('{{ $json.firstName }}').count()).toBe(1);
});

test('another resource begins a new mapping with its own properties', async () => {
	await editor.openNode(workflow, 'Switched', 1200);
	await editor.mapping(['Email', 'First Name']);
	await editor.choose('resource', 'Deal');
	await editor.mapping(['Rechnungsnummer', 'Deal Name', 'Pipeline', 'Deal Stage', 'Amount', 'Close Date']);
	await editor.choose('resource', 'Contact');
	await editor.mapping(usualProperties);
});

test('a company is found by a search, and the panel tells what to mind', async () => {
	await editor.openNode(workflow, 'Company', 1200);
	await editor.mapping(['Company Domain Name', 'Company name']);
	await editor.panel.getByText('HubSpot’s search sees a new record only after some seconds').waitFor();
	await editor.picture('hubspot-company-search');
	expect(await editor.choices('searchProperty')).toEqual(expect.arrayContaining(['Company name', 'Phone Number']));
});

test('a deal is found by its record id; pipeline, stage and owner are chosen from lists', async () => {
	await editor.openNode(workflow, 'Deal', 1300);
	await editor.mapping(['Deal Name', 'Pipeline', 'Deal Stage', 'Amount', 'Close Date']);
	await editor.addProperty('Deal owner');
	expect(await editor.choices('pipeline')).toEqual(['Sales Pipeline', 'Formations']);
	expect(await editor.choices('dealstage')).toContain('Formations: Demande reçue');
	expect(await editor.choices('hubspot_owner_id')).toContain('luc.favre@lead-relay.example');
	await editor.picture('hubspot-deal-record-id');
});

test('a ticket says that nothing tells tickets apart, and what a new one needs', async () => {
	await editor.openNode(workflow, 'Ticket', 1200);
	await editor.mapping(['Ticket name', 'Ticket status', 'Pipeline']);
	expect(await editor.issue('subject')).toContain('is required');
	await editor.picture('hubspot-ticket');
	expect(await editor.openList('keyProperty')).toEqual([expect.stringContaining('Your tickets have none.')]);
	await editor.picture('hubspot-no-unique-property');
});

test('a note has its time and its text, and no note of its own', async () => {
	await editor.openNode(workflow, 'Note');
	await editor.mapping(['Activity date', 'Note body']);
	expect(await editor.panel.getByText('Add Note', { exact: true }).count()).toBe(0);
	await editor.picture('hubspot-note');
});

test('a custom object is chosen by its name', async () => {
	await editor.openNode(workflow, 'Session', 1200);
	await editor.panel.getByText('No custom object is chosen. Choose one under "Custom Object".').waitFor();
	await editor.picture('hubspot-custom-object-open');
	await editor.panel.locator('[data-test-id="resource-locator-customObject"] input').last().click();
	await editor.page.getByText('Training Sessions', { exact: true }).click();
	await editor.mapping(['Session code', 'Session name']);
	expect(await editor.choices('keyProperty')).toEqual(['Session code']);
	await editor.picture('hubspot-custom-object');
});

test('a custom object can be named by its type id', async () => {
	await editor.openNode(workflow, 'Session by ID', 1200);
	await editor.mapping(['Session code', 'Session name']);
	await editor.shows('keyProperty', 'Session code');
	await editor.picture('hubspot-custom-object-by-id');
});

test('category mappings offer the live categories, each with its property', async () => {
	await editor.openNode(workflow, 'Categories', 2000);
	await editor.shows('option', 'Formation Numérique');
	await editor.shows('property', 'Lead-Quelle', 1);
	await editor.shows('defaultOption', 'Autre formation');
	await editor.shows('missingOption', 'Add It to the Property');
	expect(await editor.choices('fallback')).toEqual([
		'Leave the Category Unchanged',
		'Reject the Item',
		'Use a Default Category',
		'Use the Source Value',
	]);
	await editor.picture('hubspot-category-mappings');
	expect(await editor.openList('option')).toEqual(
		expect.arrayContaining(['McArena Schorndorf\nKontaktkategorie', 'Oplead\nLead-Quelle']),
	);
	await editor.picture('hubspot-category-choices');
});

test('the lists of an association follow the object that is chosen', async () => {
	await editor.openNode(workflow, 'Associated', 1200);
	await editor.shows('property', 'Company Domain Name');
	await editor.shows('label', 'Ansprechperson');
	expect(await editor.choices('label')).toEqual(['Without a Label', 'Primary', 'Ansprechperson']);
	await editor.picture('hubspot-association');
	expect(await editor.openList('toObjectType')).toEqual(expect.arrayContaining(['Companies', 'Training Sessions']));
	await editor.picture('hubspot-association-objects');
	await editor.closeList();
	await editor.choose('toObjectType', 'Training Sessions');
	// The editor joins a list that it still waits for to the next one.
	await waitFor({ what: 'the properties of the object to be listed', limit: 30_000 }, async () =>
		(await editor.choices('property')).includes('Session name') ? true : undefined,
	);
	await editor.choose('findBy', 'Unique Property');
	await waitFor({ what: 'only the unique property to be listed', limit: 30_000 }, async () =>
		(await editor.choices('property')).join() === 'Session code' ? true : undefined,
	);
	expect(await editor.choices('label')).toEqual(['Without a Label', 'Dozent']);
});

test('the note of a record has a text, a key and a time', async () => {
	await editor.openNode(workflow, 'Noted', 1200);
	await editor.mapping(['Email', 'First Name']);
	await editor.panel.getByText('Asked for Développement Web').waitFor();
	await editor.picture('hubspot-note-fields');
});

test('every option shows its choice', async () => {
	await editor.openNode(workflow, 'Options', 2000);
	await editor.shows('secondKeyProperty', 'Lead Key');
	await editor.shows('unknownProperty', 'Reject the Item');
	await editor.picture('hubspot-options');
});

test('lists say which scope the token lacks', async () => {
	await editor.openNode(workflow, 'No Scopes', 1200);
	await editor.panel.getByText('it lacks crm.schemas.contacts.read').waitFor();
	expect(await editor.issue('keyProperty')).toContain('it lacks crm.schemas.contacts.read');
	await editor.picture('hubspot-no-scopes');
	expect(await editor.openList('toObjectType')).toEqual([
		...['Companies', 'Contacts', 'Deals', 'Notes', 'Tickets'],
		expect.stringContaining('it lacks crm.schemas.custom.read'),
	]);
});

test('the fields of the output are there before the first run', async () => {
	await editor.openNode(workflow, 'After');
	const input = editor.panel.locator('[data-test-id="ndv-input-panel"]');
	for (const [index, [name, property]] of Object.entries(previewed).entries()) {
		// The first is open from the beginning; one that is opened closes the others.
		if (index > 0) await input.getByText(name, { exact: true }).click();
		for (const field of [property, 'associations']) {
			await waitFor({ what: `only "${name}" to show its field "${field}"`, limit: 30_000 }, async () =>
				(await input.getByText(field, { exact: true }).count()) === 1 ? true : undefined,
			);
		}
	}
	await editor.picture('hubspot-output-fields');
});

test('a dry run tells what would happen, and why each category', async () => {
	await editor.openNode(workflow, 'Dry Run');
	await editor.mapping(['Email', 'First Name']);
	const before = real.sandbox.hubspot.records('contacts').length;
	await editor.execute('Dry run, nothing was written. Contacts: 2 created, 0 updated, 2 rejected');
	await editor.showOutput('JSON');
	await editor.output.getByText('"Rule 1"').waitFor();
	await editor.picture('hubspot-dry-run');
	expect(real.sandbox.hubspot.records('contacts')).toHaveLength(before);
});

test('a key that is chosen later does not stop the node, though it is not mapped yet', async () => {
	await editor.openNode(workflow, 'Dry Run');
	await editor.mapping(['Email', 'First Name']);
	await editor.choose('keyProperty', 'Lead Key');
	await editor.refreshMapping();
	await editor.panel.locator('[data-test-id="remove-field-button-email"]').waitFor();
	await editor.execute('Dry run, nothing was written. Contacts: 0 created, 0 updated, 4 rejected');
});

test('a run counts what it wrote and rejected, and lists the reasons in the error output', async () => {
	await editor.openNode(workflow, 'Written');
	await editor.mapping(['Email', 'First Name']);
	await editor.execute('Contacts: 2 created, 0 updated, 2 rejected');
	await editor.showOutput('JSON');
	await editor.picture('hubspot-run');
	await editor.output.getByText('Error Branch (2 items)').click();
	await editor.output.getByText('The item has no value for').first().waitFor();
	await editor.picture('hubspot-run-rejected');
	for (const { properties } of real.sandbox.hubspot.records('contacts')) {
		expect(properties).not.toHaveProperty('newsletter');
	}
});

test('a run that stops says which items were rejected, and why', async () => {
	await editor.openNode(workflow, 'Stopped');
	await editor.mapping(['Email', 'First Name']);
	await editor.execute('2 of 4 contacts could not be written');
	await editor.output.getByText('set On Error to "Continue (using error output)"').waitFor();
	await editor.picture('hubspot-run-stopped');
});

test('Ensure Properties lists the properties, and tells what it did', async () => {
	await editor.openNode(workflow, 'Ensured', 1500);
	await editor.picture('hubspot-ensure-properties');
	await editor.execute(/^Properties: 1 created, 1 given options, 0 unchanged, \d rejected$/);
	await editor.picture('hubspot-ensure-run');
});
