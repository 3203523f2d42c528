import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { INode, INodeParameters, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { useAccount } from './account';
import { load, type EditorState } from './editor';

const account = useAccount();

/** The fields of the mapping, as the editor gets them for a node with these parameters. */
const fieldsFor = async (parameters: INodeParameters = {}, state: EditorState = {}): Promise<ResourceMapperField[]> => {
	const keyProperty = parameters.resource === undefined ? 'email' : '';
	const { fields } = await load<ResourceMapperFields>(account, 'getMappableProperties', {
		...state,
		parameters: { matchBy: 'uniqueProperty', keyProperty, ...parameters },
	});
	return fields;
};

const shown = (fields: ResourceMapperField[]) => fields.filter(({ removed }) => !removed).map(({ id }) => id);
const required = (fields: ResourceMapperField[]) => fields.filter((field) => field.required).map(({ id }) => id);
const field = (fields: ResourceMapperField[], id: string) => fields.find((one) => one.id === id);

it('offers the properties that can be written, the key first and what is usual shown', async () => {
	const fields = await fieldsFor();
	const ids = fields.map(({ id }) => id);
	expect(shown(fields)).toEqual(['email', 'firstname', 'lastname', 'phone']);
	expect(required(fields)).toEqual(['email']);
	expect(ids).toEqual(expect.arrayContaining(['kontaktkategorie', 'last_booking']));
	for (const kept of ['hs_object_id', 'lastmodifieddate', 'hs_unique_creation_key']) expect(ids).not.toContain(kept);
	expect(fields.some(({ canBeUsedToMatch }) => canBeUsedToMatch)).toBe(false);
});

it('tells the editor the type of each, and the choices where there is one', async () => {
	const fields = await fieldsFor();
	const types = ['firstname', 'bookings_count', 'newsletter', 'last_booking', 'last_contacted_at', 'kontaktkategorie'];
	expect(types.map((id) => field(fields, id)?.type)).toEqual([
		'string',
		'number',
		'options',
		'dateTime',
		'dateTime',
		'string',
	]);
	expect(field(fields, 'lead_source')).toMatchObject({
		type: 'options',
		displayName: 'Lead-Quelle',
		options: expect.arrayContaining([{ name: 'Ici Formation', value: 'ici_formation' }]) as unknown,
	});
});

it('offers yes or no as a list, which can be left empty: a switch would write false although nobody touched it', async () => {
	const newsletter = field(await fieldsFor(), 'newsletter');
	expect(newsletter?.options).toEqual([
		{ name: 'True', value: 'true' },
		{ name: 'False', value: 'false' },
	]);
	expect(newsletter).not.toHaveProperty('defaultValue');
});

it('offers owners, pipelines and stages to choose from', async () => {
	const fields = await fieldsFor({ resource: 'deal', keyProperty: 'invoice_number' });
	expect(field(fields, 'hubspot_owner_id')?.options).toContainEqual({
		name: 'nadine.huber@lead-relay.example',
		value: '81200101',
	});
	expect(field(fields, 'pipeline')?.options).toContainEqual({ name: 'Formations', value: '758210' });
	expect(field(fields, 'dealstage')?.options).toContainEqual({ name: 'Formations: Inscription', value: '1204503' });
});

it('offers the properties all the same where the token may not read the owners', async () => {
	account.settings.tokens = [{ token: 'no-owners', scopes: ['crm.objects.contacts.read'] }];
	const fields = await fieldsFor({}, { token: 'no-owners' });
	expect(field(fields, 'hubspot_owner_id')).toMatchObject({ type: 'string' });
});

it.each<[INodeParameters, string[]]>([
	[{ keyProperty: 'lead_key' }, ['lead_key']],
	[{ matchBy: 'recordId' }, []],
	[{ resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' }, ['domain']],
	[{ resource: 'company' }, []],
	[
		{ resource: 'ticket', matchBy: 'otherProperty', searchProperty: 'content' },
		['content', 'subject', 'hs_pipeline_stage'],
	],
	[{ resource: 'note', matchBy: 'otherProperty' }, ['hs_timestamp']],
	[
		{
			resource: 'customObject',
			customObject: { __rl: true, mode: 'id', value: '2-3453932' },
			keyProperty: 'session_code',
		},
		['session_code', 'session_name'],
	],
])('requires the key, and what HubSpot wants of a new record: %j', async (parameters, expected) => {
	expect(required(await fieldsFor(parameters)).sort()).toEqual(expected.sort());
});

it('shows the unique properties where none is chosen yet', async () => {
	expect(shown(await fieldsFor({ resource: 'deal' }))).toContain('invoice_number');
});

it('puts what is mapped before the others', async () => {
	const value = { zip: '={{ $json.zip }}', email: '=x', city: '=y' };
	const fields = await fieldsFor({ fields: { mappingMode: 'defineBelow', value } });
	const ids = fields.map(({ id }) => id);
	expect(ids.slice(0, 6)).toEqual(['email', 'firstname', 'lastname', 'phone', 'zip', 'city']);
});

it('does not require a property that was taken off the list, which would keep the node from being run', async () => {
	const schema = [{ id: 'email', removed: true }];
	const fields = await fieldsFor({ fields: { mappingMode: 'defineBelow', value: {}, schema } as INodeParameters });
	expect(required(fields)).toEqual([]);
});

it('says in place of the fields why they cannot be loaded, and throws where something is mapped', async () => {
	const state = { token: 'a-revoked-token' };
	const reason = 'did not accept the token';
	const fresh = await load<ResourceMapperFields>(account, 'getMappableProperties', state);
	expect(fresh).toEqual({ fields: [], emptyFieldsNotice: expect.stringContaining(reason) as string });
	const stored = { fields: { value: { email: '=x' }, schema: [{ id: 'email' }] } as INodeParameters };
	await expect(fieldsFor(stored, state)).rejects.toThrow(reason);
});

it('asks for the object first where none is chosen', async () => {
	const parameters = { resource: 'customObject', customObject: { __rl: true, mode: 'list', value: '' } };
	const answer = await load<ResourceMapperFields>(account, 'getMappableProperties', { parameters });
	expect(answer).toEqual({
		fields: [],
		emptyFieldsNotice: 'No custom object is chosen. Choose one under "Custom Object".',
	});
});

it('shows the template’s mapping as the editor would store it, so that nothing is out of date at first sight', async () => {
	const file = path.join(process.cwd(), 'templates', 'ici-formation-to-hubspot.json');
	const { nodes } = JSON.parse(await readFile(file, 'utf8')) as { nodes: INode[] };
	const { parameters } = nodes.find(({ name }) => name === 'HubSpot Upsert')!;
	const { value, schema } = parameters.fields as unknown as { value: object; schema: ResourceMapperField[] };
	const { fields } = await load<ResourceMapperFields>(account, 'getMappableProperties', { parameters });
	expect(schema).toEqual(fields.map((one) => ({ ...one, removed: !(one.id in value) })));
});
