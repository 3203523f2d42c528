import type { IDataObject, INodeListSearchResult, INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { AUTOMATIC, useAccount } from './account';
import { load, type EditorState } from './editor';

const account = useAccount();

const lists = async (method: string, state?: EditorState) => await load<INodePropertyOptions[]>(account, method, state);

const values = (list: INodePropertyOptions[]) => list.map(({ value }) => value);

const TRAINING_SESSIONS: INodeParameters = {
	resource: 'customObject',
	customObject: { __rl: true, mode: 'list', value: '2-3453932' },
};

describe('Property to Match On', () => {
	it.each([
		['contact', ['email', 'lead_key']],
		['deal', ['invoice_number']],
	])('offers only the unique properties of a %s', async (resource, expected) => {
		expect(values(await lists('getUniqueProperties', { parameters: { resource } })).sort()).toEqual(expected);
	});

	it('offers those of a custom object, and none before one is chosen', async () => {
		expect(values(await lists('getUniqueProperties', { parameters: TRAINING_SESSIONS }))).toEqual(['session_code']);
		const customObject = { __rl: true, mode: 'list', value: '' };
		expect(await lists('getUniqueProperties', { parameters: { ...TRAINING_SESSIONS, customObject } })).toEqual([]);
	});

	it('says what to do where an object has none', async () => {
		expect(await lists('getUniqueProperties', { parameters: { resource: 'company' } })).toEqual([
			{
				name: 'There Is No Unique Property',
				value: ' ',
				description: expect.stringContaining('Create one with the operation Ensure Properties') as string,
			},
		]);
	});

	it('has that remark count as nothing chosen', async () => {
		const parameters = { resource: 'company', keyProperty: ' ', ...AUTOMATIC };
		const { errors } = await account.upsert([{ domain: 'x.example' }], parameters);
		expect(errors[0].json.error).toContain('No property tells the records apart');
	});
});

describe('Property to Search', () => {
	it('offers the properties that can be written, by label', async () => {
		const list = await lists('getSearchableProperties', { parameters: { resource: 'company' } });
		expect(list).toContainEqual({ name: 'Company Domain Name', value: 'domain', description: 'domain' });
		expect(values(list)).not.toContain('createdate');
		expect(values(await lists('getSearchableProperties', { parameters: {} }))).not.toContain('kontaktkategorie');
		expect(list.map(({ name }) => name)).toEqual(list.map(({ name }) => name).sort((a, b) => a.localeCompare(b)));
	});
});

describe('Custom Object', () => {
	const search = async (filter?: string) =>
		await load<INodeListSearchResult>(account, 'searchCustomObjects', { filter });

	it('lists the custom objects, and searches in them', async () => {
		const all = { results: [{ name: 'Training Sessions', value: '2-3453932' }] };
		expect(await search()).toEqual(all);
		expect(await search('SESSION')).toEqual(all);
		expect(await search('deal')).toEqual({ results: [] });
	});
});

describe('categories', () => {
	/** Parameters with a category mapping for each of the properties. */
	const mapping = (...properties: string[]): EditorState => ({
		parameters: { categoryMappings: { mappings: properties.map((property) => ({ property })) } },
	});

	it('offers the properties that have options', async () => {
		const properties = await lists('getCategoryProperties');
		expect(properties).toContainEqual({
			name: 'Kontaktkategorie',
			value: 'kontaktkategorie',
			description: 'Several choices',
		});
		expect(properties).toContainEqual({ name: 'Lead-Quelle', value: 'lead_source', description: 'One choice' });
		expect(values(properties)).not.toContain('firstname');
		expect(values(properties)).not.toContain('hs_analytics_source');
	});

	it('offers the options of the property that was chosen, but for hidden ones', async () => {
		const definition = account.definition('contacts', 'kontaktkategorie')!;
		const [first, ...others] = definition.options;
		const changed = { ...definition, options: [{ ...first, hidden: true }, ...others] };
		account.sandbox.hubspot.portal.properties.put('0-1', changed);
		const options = await lists('getCategoryOptions', mapping('kontaktkategorie'));
		expect(options).toContainEqual({ name: 'McArena Aspach', value: 'mcarena_aspach' });
		expect(options).toHaveLength(others.length);
	});

	it('names the property beside each option when there are several mappings', async () => {
		const options = await lists('getCategoryOptions', mapping('kontaktkategorie', 'lead_source'));
		const aspach = { name: 'McArena Aspach', value: 'mcarena_aspach', description: 'Kontaktkategorie' };
		expect(options).toContainEqual(aspach);
		expect(options).toContainEqual({ name: 'Ici Formation', value: 'ici_formation', description: 'Lead-Quelle' });
	});

	it('offers nothing before a property is chosen', async () => {
		expect(await lists('getCategoryOptions')).toEqual([]);
	});
});

describe('associations', () => {
	/** The second association of a node, in whose field the user looks. */
	const inAssociation = (fields: IDataObject, resource = 'contact'): EditorState => ({
		parameters: {
			resource,
			associations: { association: [{ toObjectType: 'deals', findBy: 'unique' }, fields] } as INodeParameters,
		},
		path: 'parameters.associations.association[1].property',
	});

	it('offers HubSpot’s objects and those of the account', async () => {
		const objects = await lists('getObjectTypes');
		expect(objects).toContainEqual({ name: 'Companies', value: 'companies' });
		expect(objects).toContainEqual({ name: 'Training Sessions', value: '2-3453932' });
	});

	it('offers HubSpot’s objects where the token may not read those of the account, and says so', async () => {
		const scopes = ['crm.objects.contacts.read'];
		account.settings.tokens = [{ token: 'no-custom', scopes }];
		const objects = await lists('getObjectTypes', { token: 'no-custom' });
		expect(values(objects)).toEqual(expect.arrayContaining(['contacts', 'companies', 'deals']));
		expect(objects.at(-1)).toEqual({
			name: 'Custom Objects Are Not Listed',
			value: ' ',
			description: expect.stringContaining('crm.schemas.custom.read') as string,
		});
	});

	it.each([
		[{ toObjectType: 'contacts', findBy: 'unique' }, ['email', 'lead_key']],
		[{ toObjectType: '2-3453932', findBy: 'unique' }, ['session_code']],
		[{ toObjectType: '', findBy: 'unique' }, []],
	])('offers the properties by which the other record is found: %j', async (fields, expected) => {
		expect(values(await lists('getAssociationKeys', inAssociation(fields))).sort()).toEqual(expected);
	});

	it('offers any property for a search', async () => {
		const state = inAssociation({ toObjectType: 'companies', findBy: 'search' });
		expect(values(await lists('getAssociationKeys', state))).toEqual(expect.arrayContaining(['domain', 'name']));
	});

	it('offers the labels between the two objects, in this direction', async () => {
		const fromContact = await lists('getAssociationLabels', inAssociation({ toObjectType: 'companies' }));
		expect(fromContact).toEqual([
			{ name: 'Without a Label', value: '' },
			{ name: 'Primary', value: 'HUBSPOT_DEFINED/1' },
			{ name: 'Ansprechperson', value: 'USER_DEFINED/11' },
		]);
		const fromCompany = await lists('getAssociationLabels', inAssociation({ toObjectType: 'contacts' }, 'company'));
		expect(values(fromCompany)).toEqual(['', 'HUBSPOT_DEFINED/2', 'USER_DEFINED/12']);
		expect(values(await lists('getAssociationLabels', inAssociation({ toObjectType: '' })))).toEqual(['']);
	});
});

it('asks HubSpot anew each time: somebody has perhaps just changed something there', async () => {
	await lists('getCategoryProperties');
	account.sandbox.hubspot.portal.properties.put('0-1', {
		...account.definition('contacts', 'lead_source')!,
		label: 'Quelle',
	});
	expect(await lists('getCategoryProperties')).toContainEqual(expect.objectContaining({ name: 'Quelle' }));
});

it('does not keep the editor waiting for long when HubSpot does not answer', async () => {
	account.sandbox.faults.plan({ times: 100, act: { kind: 'reset', when: 'before' } });
	const start = Date.now();
	await expect(lists('getCategoryProperties')).rejects.toThrow('did not answer');
	expect(Date.now() - start).toBeLessThan(15_000);
}, 20_000);

it('says in the editor why a list cannot be loaded', async () => {
	const state = { token: 'a-revoked-token' };
	await expect(lists('getCategoryProperties', state)).rejects.toThrow('did not accept the token');
});
