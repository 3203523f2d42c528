import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { LoadOptionsContext } from 'n8n-core';
import type {
	ILoadOptionsFunctions,
	INode,
	INodeParameters,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { additionalData, loadPackage, workflowOf, type CredentialData } from './engine';

let sandbox: Sandbox;
beforeAll(async () => {
	await loadPackage();
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

type Picker = (this: ILoadOptionsFunctions) => Promise<unknown>;

/** What the editor gets when it asks the node for a list. */
async function load<T>(method: string, settings: { token?: string; parameters?: INodeParameters } = {}) {
	const { token = 'sandbox-hubspot-token' } = settings;
	const credentials: CredentialData = { leadRelayHubSpotApi: { token, baseUrl: `${sandbox.url}/hubspot` } };
	const parameters = { authentication: 'leadRelayHubSpotApi', ...settings.parameters };
	const workflow = workflowOf({ type: 'hubSpotUpsert', parameters }, [], credentials);
	const data = { ...additionalData(credentials), currentNodeParameters: parameters };
	const context = new LoadOptionsContext(workflow, workflow.nodes.Node, data, '');
	const { methods } = workflow.nodeTypes.getByNameAndVersion(workflow.nodes.Node.type, 1);
	const pickers = { ...methods?.loadOptions, ...methods?.resourceMapping } as Record<string, Picker>;
	return (await pickers[method].call(context)) as T;
}

/** Parameters with a category mapping for each of the properties. */
const mapping = (...properties: string[]) => ({
	parameters: { categoryMappings: { mappings: properties.map((property) => ({ property })) } },
});

it('offers the properties that can be written, e-mail first', async () => {
	const { fields } = await load<ResourceMapperFields>('getContactProperties');
	const ids = fields.map(({ id }) => id);
	expect(fields[0]).toMatchObject({ id: 'email', defaultMatch: true, required: true });
	expect(ids).toEqual(expect.arrayContaining(['firstname', 'kontaktkategorie', 'last_booking']));
	expect(ids).not.toContain('hs_object_id');
	expect(ids).not.toContain('lastmodifieddate');
	expect(fields.find(({ id }) => id === 'last_booking')?.type).toBe('dateTime');
	const source = fields.find(({ id }) => id === 'lead_source');
	expect(source).toMatchObject({ type: 'options', displayName: 'Lead-Quelle' });
	expect(source?.options).toContainEqual({ name: 'Ici Formation', value: 'ici_formation' });
	expect(fields.filter(({ canBeUsedToMatch }) => canBeUsedToMatch).map(({ id }) => id)).toEqual(['email']);
});

it('puts the mapped properties before the others', async () => {
	const parameters = {
		fields: { mappingMode: 'defineBelow', value: { zip: '={{ $json.zip }}', email: '=x', city: '=y' } },
	};
	const { fields } = await load<ResourceMapperFields>('getContactProperties', { parameters });
	expect(fields.slice(0, 3).map(({ id }) => id)).toEqual(['email', 'zip', 'city']);
});

it('shows the template’s mapping as the editor would store it, so that nothing is out of date at first sight', async () => {
	const file = path.join(process.cwd(), 'templates', 'ici-formation-to-hubspot.json');
	const { nodes } = JSON.parse(await readFile(file, 'utf8')) as { nodes: INode[] };
	const parameters = nodes.find(({ name }) => name === 'HubSpot Upsert')!.parameters;
	const { value, schema } = parameters.fields as unknown as { value: object; schema: ResourceMapperField[] };
	const { fields } = await load<ResourceMapperFields>('getContactProperties', { parameters });
	expect(schema).toEqual(fields.map((field) => ({ ...field, removed: !(field.id in value) })));
});

it('offers the properties that have options', async () => {
	const properties = await load<INodePropertyOptions[]>('getCategoryProperties');
	expect(properties).toContainEqual({
		name: 'Kontaktkategorie',
		value: 'kontaktkategorie',
		description: 'Several choices',
	});
	expect(properties.map(({ value }) => value)).not.toContain('firstname');
});

it('offers the options of the property that was chosen', async () => {
	const options = await load<INodePropertyOptions[]>('getCategoryOptions', mapping('kontaktkategorie'));
	expect(options).toContainEqual({ name: 'McArena Schorndorf', value: 'mcarena_schorndorf' });
	expect(options.map(({ value }) => value)).not.toContain('ici_formation');
});

it('names the property beside each option when there are several mappings', async () => {
	const options = await load<INodePropertyOptions[]>('getCategoryOptions', mapping('kontaktkategorie', 'lead_source'));
	expect(options).toContainEqual({
		name: 'McArena Schorndorf',
		value: 'mcarena_schorndorf',
		description: 'Kontaktkategorie',
	});
	expect(options).toContainEqual({ name: 'Ici Formation', value: 'ici_formation', description: 'Lead-Quelle' });
});

it('offers nothing before a property is chosen', async () => {
	expect(await load('getCategoryOptions')).toEqual([]);
});

it('does not keep the editor waiting for long when HubSpot does not answer', async () => {
	sandbox.faults.plan({ times: 100, act: { kind: 'reset', when: 'before' } });
	const start = Date.now();
	await expect(load('getCategoryProperties')).rejects.toThrow('did not answer');
	sandbox.faults.clear();
	expect(Date.now() - start).toBeLessThan(15_000);
}, 20_000);

it('says in the editor why a list cannot be loaded', async () => {
	await expect(load('getCategoryProperties', { token: 'a-revoked-token' })).rejects.toThrow('did not accept the token');
});
