// A workflow with a HubSpot Upsert node for each thing that its panel can show.
import type { JsonObject, WorkflowNode } from '../../host/n8nTypes.ts';
import { PACKAGE_NAME } from '../../host/places.ts';
import type { RealN8n, Workflow } from './realN8n.ts';

const type = `${PACKAGE_NAME}.hubSpotUpsert`;

/** What all nodes get: two that can be written, one without a key, one with an unknown source. */
const leads = [
	{ email: 'Claire.Durand@example.com', firstName: 'Claire', training: 'Développement Web', source: 'Oplead' },
	{ email: 'luc.petit@example.com', firstName: 'Luc', training: 'Cuisine', source: 'Ici Formation' },
	{ email: '', firstName: 'Nobody', training: 'Cuisine', source: 'Ici Formation' },
	{ email: 'eva.meier@example.com', firstName: 'Eva', training: 'Anglais', source: 'Fax' },
].map((lead) => ({ ...lead, dealId: '30310000001', domain: 'xyz.example' }));

/** Categories by the training, and the lead's source by its own name. */
const categoryMappings: JsonObject = {
	mappings: [
		{
			property: 'kontaktkategorie',
			sourceValue: '={{ $json.training }}',
			rules: { rule: [{ condition: 'contains', value: 'web', option: 'formation_numerique' }] },
			fallback: 'defaultOption',
			defaultOption: 'autre_formation',
			existingValues: 'append',
			missingOption: 'add',
		},
		{
			property: 'lead_source',
			sourceValue: '={{ $json.source }}',
			fallback: 'sourceValue',
			existingValues: 'replace',
			missingOption: 'reject',
		},
	],
};

const everyOption: JsonObject = {
	apiVersion: '2026-03',
	dateOrder: 'dayFirst',
	decimalSign: 'detect',
	dryRun: true,
	emptyValues: 'leave',
	existingValues: 'overwrite',
	emptyKey: 'reject',
	duplicates: 'merge',
	checkboxes: 'replace',
	secondKeyProperty: 'lead_key',
	timeout: 60,
	retryTime: 90,
	unknownOption: 'reject',
	unknownProperty: 'reject',
};

/** A property that gets an option, one that is new, and one that is of another type. */
const wantedProperties: JsonObject = {
	property: [
		{ name: 'kontaktkategorie', label: 'Kontaktkategorie', type: 'checkbox', options: 'McArena Stuttgart' },
		{ name: 'booking_number', label: 'Buchungsnummer', type: 'text', unique: true },
		{ name: 'last_booking', label: 'Letzte Buchung', type: 'number' },
	],
};

/** Nodes that no test runs, and a field of the output of each; the node "After" comes after them. */
export const previewed = {
	Company: 'domain',
	Ticket: 'hs_pipeline_stage',
	Note: 'hs_note_body',
	'Session by ID': 'outcome',
	Rematched: 'lastname',
	Deal: 'dealstage',
};

export async function createPanelWorkflow(real: RealN8n): Promise<Workflow> {
	const nodes = (await hubSpotNodes(real)).map((node, index): WorkflowNode => ({
		...node,
		type,
		typeVersion: 1,
		position: [300, 200 * index],
	}));
	const links = (...names: string[]) => ({ main: [names.map((node) => ({ node, type: 'main' as const, index: 0 }))] });
	const { id } = await real.createWorkflow({
		name: 'The panel of HubSpot Upsert',
		nodes: [
			{ name: 'Leads', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			...nodes,
			{ name: 'After', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [600, 0], parameters: {} },
		],
		connections: {
			Leads: links(...nodes.map(({ name }) => name)),
			...Object.fromEntries(Object.keys(previewed).map((name) => [name, links('After')])),
		},
	});
	return await real.rest.updateWorkflow(id, { pinData: { Leads: leads.map((json) => ({ json })) } });
}

type NodeDraft = Pick<WorkflowNode, 'name' | 'parameters' | 'onError' | 'credentials'>;

async function hubSpotNodes(real: RealN8n): Promise<NodeDraft[]> {
	const noScopes = await real.createCredential({
		type: 'leadRelayHubSpotApi',
		name: 'A token without scopes',
		data: { token: 'sandbox-hubspot-no-scopes', baseUrl: `${real.sandbox.url}/hubspot` },
	});
	const fields = await mappingOf(real, { email: '={{ $json.email }}', firstname: '={{ $json.firstName }}' });
	const company = { toObjectType: 'companies', findBy: 'search', property: 'domain', value: '={{ $json.domain }}' };
	const association = [{ ...company, label: 'USER_DEFINED/11' }];
	const customObject = { __rl: true, mode: 'id', value: '2-3453932' };
	const node = (name: string, parameters: JsonObject, settings: Partial<NodeDraft> = {}) => {
		return { name, parameters, ...settings };
	};
	return [
		node('New', {}),
		node('Company', { resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' }),
		node('Deal', { resource: 'deal', matchBy: 'recordId', recordId: '={{ $json.dealId }}' }),
		node('Ticket', { resource: 'ticket' }),
		node('Note', { resource: 'note' }),
		node('Session', { resource: 'customObject' }),
		node('Session by ID', { resource: 'customObject', customObject, keyProperty: 'session_code' }),
		node('Rematched', { fields }),
		node('Switched', { fields }),
		node('Categories', { fields, categoryMappings }),
		node('Associated', { fields, associations: { association } }),
		node('Noted', { fields, note: { values: { body: '=Asked for {{ $json.training }}' } } }),
		node('Options', { fields, options: everyOption }),
		node('No Scopes', { associations: { association: [company] } }, { credentials: { leadRelayHubSpotApi: noScopes } }),
		node('Dry Run', { fields, categoryMappings, options: { dryRun: true } }),
		node('Written', { fields, categoryMappings }, { onError: 'continueErrorOutput' }),
		node('Stopped', { fields, categoryMappings }),
		node(
			'Ensured',
			{ operation: 'ensureProperties', properties: wantedProperties },
			{ onError: 'continueErrorOutput' },
		),
	];
}

/** A mapping for contacts as the editor stores it once these properties are mapped, and no others shown. */
async function mappingOf(real: RealN8n, value: JsonObject): Promise<JsonObject> {
	const credential = (await real.rest.credentials()).find((one) => one.type === 'leadRelayHubSpotApi');
	if (!credential) throw new Error('There is no credential for HubSpot.');
	const { fields } = await real.rest.request<{ fields: Array<JsonObject & { id: string }> }>(
		'POST',
		'dynamic-node-parameters/resource-mapper-fields',
		{
			path: 'parameters.fields',
			nodeTypeAndVersion: { name: type, version: 1 },
			methodName: 'getMappableProperties',
			currentNodeParameters: { authentication: 'leadRelayHubSpotApi', resource: 'contact' },
			credentials: { leadRelayHubSpotApi: { id: credential.id, name: credential.name } },
		},
	);
	const schema = fields.map((field) => ({ ...field, removed: !(field.id in value) }));
	return { mappingMode: 'defineBelow', value, matchingColumns: [], schema };
}
