import type { INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount } from './account';

const account = useAccount();

/** Everything that can be written, so that it is seen that nothing is. */
const PARAMETERS: INodeParameters = {
	...mapped({
		email: '={{ $json.email }}',
		city: '={{ $json.city }}',
		lead_source: '={{ $json.source }}',
		hobby: '={{ $json.hobby }}',
	}),
	categoryMappings: {
		mappings: [
			{
				property: 'kontaktkategorie',
				sourceValue: '={{ $json.training }}',
				rules: { rule: [{ condition: 'contains', value: 'web', option: 'formation_numerique' }] },
				fallback: 'sourceValue',
				existingValues: 'append',
				missingOption: 'add',
			},
		],
	},
	associations: {
		association: [
			{ toObjectType: 'companies', findBy: 'search', property: 'domain', value: '={{ $json.domain }}', label: '' },
		],
	},
	note: { values: { body: '={{ $json.text }}', leadKey: '', timestamp: '' } },
	options: { dryRun: true, unknownOption: 'add', unknownProperty: 'create' },
};

const snapshot = () => {
	const { properties } = account.sandbox.hubspot.portal;
	return JSON.stringify([properties.all('0-1'), account.held('contacts'), account.held('notes')]);
};

it('writes nothing, and tells what would be created, updated, or rejected, and which rule applies', async () => {
	const id = await account.create('contacts', { email: 'a@example.com', city: 'Bern' });
	await account.create('companies', { domain: 'mcarena.example' });
	const before = snapshot();
	const items = [
		{ email: 'A@example.com', training: 'Développement Web', domain: 'mcarena.example', text: 'Hello' },
		{ email: 'b@example.com', training: 'Kochen', hobby: 'Chess', source: 'Messe' },
		{ email: '', training: 'Web' },
		{ email: 'c@example.com' },
	];
	const run = await account.upsert(items, PARAMETERS);
	expect(run.done.map(({ json }) => json)).toEqual([
		{
			id,
			outcome: 'updated',
			url: expect.stringContaining(id) as string,
			properties: { email: 'a@example.com', kontaktkategorie: ';formation_numerique' },
			associations: [{ objectType: 'companies' }],
			note: 'planned',
			categories: [
				{
					property: 'kontaktkategorie',
					sourceValue: 'Développement Web',
					category: 'Formation Numérique',
					because: 'Rule 1',
				},
			],
			dryRun: true,
		},
		{
			outcome: 'created',
			properties: { email: 'b@example.com', kontaktkategorie: ';Kochen', lead_source: 'Messe', hobby: 'Chess' },
			newProperties: ['hobby'],
			newOptions: { kontaktkategorie: ['Kochen'], lead_source: ['Messe'] },
			categories: [
				{ property: 'kontaktkategorie', sourceValue: 'Kochen', category: 'Kochen', because: 'Source Value' },
			],
			dryRun: true,
		},
		{ outcome: 'created', properties: { email: 'c@example.com' }, dryRun: true },
	]);
	expect(reasons(run)).toEqual([expect.stringContaining('The item has no value for "Email"')]);
	expect(run.hints).toEqual(['Dry run, nothing was written. Contacts: 2 created, 1 updated, 1 rejected']);
	expect(snapshot()).toBe(before);
	expect(account.calls('/batch/').map(({ path }) => path)).toEqual(['/crm/objects/2026-03/contacts/batch/read']);
	expect(account.sandbox.hubspot.portal.associations.count()).toBe(0);
});

it('does not stop the workflow for what would be rejected', async () => {
	const run = await account.upsert([{ email: '' }], PARAMETERS, { onError: 'stopWorkflow' });
	expect(run.error).toBeUndefined();
	const error = expect.stringContaining('no value for "Email"') as string;
	expect(run.done.map(({ json }) => json)).toEqual([
		{ outcome: 'rejected', error, details: { code: 'KEY_EMPTY' }, properties: {}, dryRun: true },
	]);
});

it('tells what would be skipped, and of several records with the same value', async () => {
	await account.create('companies', { domain: 'one.example', city: 'Bern' });
	await account.create('companies', { domain: 'two.example' });
	await account.create('companies', { domain: 'two.example' });
	const items = ['one.example', 'two.example', 'three.example'].map((domain) => ({ domain, city: 'Aarau' }));
	const run = await account.upsert(items, {
		resource: 'company',
		matchBy: 'otherProperty',
		searchProperty: 'domain',
		...AUTOMATIC,
		options: { dryRun: true, existingValues: 'keep' },
	});
	expect(run.done.map(({ json }) => json.outcome)).toEqual(['skipped', 'created']);
	expect(reasons(run)).toEqual([expect.stringContaining('more than one company with "two.example"')]);
	expect(account.held('companies')).toHaveLength(3);
});

it('tells of a record id that is not there', async () => {
	const id = await account.create('contacts', { email: 'a@example.com' });
	const parameters = { matchBy: 'recordId', recordId: '={{ $json.id }}', ...mapped({ city: 'Bern' }) };
	const run = await account.upsert([{ id }, { id: '5' }], { ...parameters, options: { dryRun: true } });
	expect(run.done.map(({ json }) => json.outcome)).toEqual(['updated']);
	expect(reasons(run)).toEqual([
		'HubSpot has no contact with the record ID "5". It may have been deleted or merged: look it up there.',
	]);
});

it('foresees what the run then does', async () => {
	await account.create('contacts', { email: 'a@example.com' });
	const items = ['a', 'b', 'b', 'c'].map((name, index) => ({
		email: `${name}@example.com`,
		city: `City ${index}`,
		training: 'web',
		source: name === 'c' ? 'Nowhere' : 'Oplead',
	}));
	const options = { unknownOption: 'reject' };
	const rehearsed = await account.upsert(items, { ...PARAMETERS, options: { ...options, dryRun: true } });
	const done = await account.upsert(items, { ...PARAMETERS, options });
	const [told, happened] = [rehearsed, done].map((run) =>
		run.done.map(({ json: { outcome, properties }, pairedItem }) => ({ outcome, properties, pairedItem })),
	);
	expect(told).toEqual(happened);
	expect(reasons(rehearsed)).toEqual(reasons(done));
	expect(rehearsed.hints).toEqual(done.hints.map((hint) => `Dry run, nothing was written. ${hint}`));
});

it.each([
	['whose options nobody may add to', 'hs_language', 'Spanish'],
	['that takes no options', 'city', 'Bern'],
	['whose options come from elsewhere', 'hubspot_owner_id', 'Nobody'],
	['that HubSpot keeps itself', 'hs_analytics_source', 'Referrals'],
])('foresees that no category is added to a property %s', async (_what, property, sourceValue) => {
	const mapping = { property, sourceValue, rules: {}, fallback: 'sourceValue', existingValues: 'replace' };
	const parameters = {
		...mapped({ email: 'a@example.com' }),
		categoryMappings: { mappings: [{ ...mapping, missingOption: 'add' }] },
	};
	const rehearsed = await account.upsert([{}], { ...parameters, options: { dryRun: true } });
	expect(rehearsed.done).toEqual([]);
	expect(reasons(rehearsed)).toEqual(reasons(await account.upsert([{}], parameters)));
	expect(account.held('contacts')).toEqual([]);
});

it('sees the account as it is now, not as an earlier run knew it', async () => {
	await account.upsert([{ email: 'a@example.com' }], AUTOMATIC);
	const options = [{ label: 'Messe', value: 'messe', description: '', displayOrder: 0, hidden: false }];
	account.sandbox.hubspot.portal.properties.put('0-1', { ...account.definition('contacts', 'lead_source')!, options });
	const item = { email: 'a@example.com', lead_source: 'Oplead' };
	const run = await account.upsert([item], { ...AUTOMATIC, options: { dryRun: true } });
	expect(reasons(run)).toEqual([expect.stringContaining('The property "Lead-Quelle" has no option "Oplead"')]);
});
