import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount } from './account';

const account = useAccount();

const MAPPING: INodeParameters = {
	property: 'kontaktkategorie',
	sourceValue: '={{ $json.training }}',
	rules: { rule: [{ condition: 'contains', value: 'web', option: 'formation_numerique' }] },
	fallback: 'leave',
	existingValues: 'replace',
	missingOption: 'reject',
};

/** Parameters with the mappings, each an altered form of the one above. */
const categories = (...changes: INodeParameters[]): INodeParameters => ({
	...mapped({ email: '={{ $json.email }}' }),
	categoryMappings: { mappings: changes.map((change) => ({ ...MAPPING, ...change })) },
});

const rule = (condition: string, value: string, option = 'formation_langues') => ({
	rules: { rule: [{ condition, value, option }] },
});

const lead = (training: unknown, email = 'a@example.com'): IDataObject => ({ email, training }) as IDataObject;

/** The categories that the contacts hold, in the order of their creation. */
const held = () =>
	account.held('contacts').map(({ kontaktkategorie }) => (kontaktkategorie ?? '').split(';').sort().join(';'));

describe('a rule', () => {
	it.each([
		['contains', 'ANGLÀIS', 'Cours d’anglais', true],
		['contains', 'espagnol', 'Cours d’anglais', false],
		['equals', 'cours d’anglais', ' Cours d’Anglais ', true],
		['equals', 'anglais', 'Cours d’anglais', false],
		['startsWith', 'Cours', 'cours d’anglais', true],
		['startsWith', 'anglais', 'Cours d’anglais', false],
		['pattern', 'anglais|espagnol', 'Cours d’Espagnol', true],
		['pattern', '^anglais$', 'Cours d’anglais', false],
	])('that %s %s meets "%s": %s', async (condition, value, training, fits) => {
		await account.upsert([lead(training)], categories(rule(condition, value)));
		expect(held()).toEqual([fits ? 'formation_langues' : '']);
	});

	it('may name its option by the label, or by an expression, and the first one that fits decides', async () => {
		const rules = {
			rule: [
				{ condition: 'contains', value: 'web', option: 'Formation Santé' },
				{ condition: 'contains', value: '={{ $json.keyword }}', option: '={{ $json.category }}' },
			],
		};
		const items = ['Web', 'Cuisine'].map((training, index) => ({
			...lead(training, `${index}@example.com`),
			keyword: 'e',
			category: 'mcarena aspach',
		}));
		await account.upsert(items, categories({ rules }));
		expect(held()).toEqual(['formation_sante', 'mcarena_aspach']);
	});

	it('takes numbers for text, and rejects the items for which it has no value', async () => {
		const rules = { rule: [{ condition: 'contains', value: '={{ $json.keyword }}', option: 'formation_numerique' }] };
		const items = [42, undefined, 'web'].map((keyword, index) => ({
			...lead('Web 42', `${index}@example.com`),
			keyword,
		}));
		const run = await account.upsert(items, categories({ rules }));
		expect(held()).toEqual(['formation_numerique', 'formation_numerique']);
		expect(reasons(run)).toEqual([expect.stringContaining('has no value to compare with')]);
	});

	it.each([
		[rule('pattern', '('), 'has a pattern that is not a valid regular expression: ('],
		[rule('contains', ''), 'Rule 1 for the property "kontaktkategorie" has no value to compare with'],
		[rule('contains', 'web', ''), 'Rule 1 for the property "kontaktkategorie" has no option'],
		[rule('contains', 'web', 'nowhere'), 'The property "Kontaktkategorie" has no option "nowhere"'],
		[{ property: '' }, 'A category mapping has no property'],
		[{ property: 'training_kind' }, 'HubSpot has no property "training_kind"'],
		[{ fallback: 'defaultOption', defaultOption: '', ...rule('contains', 'x') }, 'has no default option'],
		[{ property: 'lead_source', existingValues: 'append' }, 'The property "Lead-Quelle" holds one category only'],
	])('or a mapping that cannot work rejects the item: %j', async (change, reason) => {
		const run = await account.upsert([lead('Web')], categories(change));
		expect(reasons(run)).toEqual([expect.stringContaining(reason)]);
		expect(account.held('contacts')).toEqual([]);
	});
});

describe('without a rule that fits', () => {
	const items = [lead('Formation Langues'), lead('', 'b@example.com')];

	it('the category stays as it is', async () => {
		await account.create('contacts', { email: 'a@example.com', kontaktkategorie: 'mcarena_aspach' });
		await account.upsert(items, categories({ fallback: 'leave' }));
		expect(held()).toEqual(['mcarena_aspach', '']);
	});

	it('the default category is taken', async () => {
		await account.upsert(items, categories({ fallback: 'defaultOption', defaultOption: 'autre_formation' }));
		expect(held()).toEqual(['autre_formation', 'autre_formation']);
	});

	it('the source value is the category itself, where there is one', async () => {
		await account.upsert(items, categories({ fallback: 'sourceValue', rules: {} }));
		expect(held()).toEqual(['formation_langues', '']);
	});

	it('the item is rejected', async () => {
		const run = await account.upsert(items, categories({ fallback: 'reject' }));
		expect(reasons(run)).toEqual([
			'No rule for the category "kontaktkategorie" matches "Formation Langues". Add a rule, or choose another fallback.',
			'There is no source value for the category "kontaktkategorie". Fill it in at the source, or choose another fallback.',
		]);
	});
});

describe('existing categories', () => {
	const before = { email: 'a@example.com', kontaktkategorie: 'mcarena_schorndorf;mcarena_aspach' };

	it.each([
		['replace', 'formation_numerique'],
		['append', 'formation_numerique;mcarena_aspach;mcarena_schorndorf'],
	])('%s', async (existingValues, expected) => {
		await account.create('contacts', before);
		await account.upsert([lead('Développement Web')], categories({ existingValues }));
		expect(held()).toEqual([expected]);
	});

	it('are kept beside those of several items and mappings, and of the field itself', async () => {
		await account.create('contacts', before);
		const append = { existingValues: 'append' };
		const items = [lead('Web'), lead('Anglais'), { ...lead('Web'), field: 'Formation Santé' }];
		const value = { email: '={{ $json.email }}', kontaktkategorie: '={{ $json.field }}' };
		const run = await account.upsert(items, {
			...categories(append, { ...append, ...rule('contains', 'a', 'autre_formation') }),
			...mapped(value),
			options: { checkboxes: 'append' },
		});
		expect(reasons(run)).toEqual([]);
		expect(held()).toEqual(['autre_formation;formation_numerique;formation_sante;mcarena_aspach;mcarena_schorndorf']);
	});

	it('give way to what the field says, and to what is added to that', async () => {
		await account.create('contacts', before);
		const item = { ...lead('Web'), kontaktkategorie: 'Formation Santé' };
		const options = { checkboxes: 'replace' };
		await account.upsert([item], { ...categories({ existingValues: 'append' }), ...AUTOMATIC, options });
		expect(held()).toEqual(['formation_numerique;formation_sante']);
	});

	it('give way to a mapping of a property with one choice', async () => {
		await account.create('contacts', { email: 'a@example.com', lead_source: 'mcarena' });
		const mapping = { property: 'lead_source', fallback: 'sourceValue', rules: {} };
		await account.upsert([lead('oplead')], categories(mapping));
		expect(account.held('contacts')).toMatchObject([{ lead_source: 'oplead' }]);
	});
});

describe('a category that HubSpot lacks', () => {
	const fromSource = { fallback: 'sourceValue', rules: {}, existingValues: 'append' };

	it('rejects the item', async () => {
		const run = await account.upsert([lead('McArena Stuttgart')], categories(fromSource));
		expect(reasons(run)).toEqual([
			'The property "Kontaktkategorie" has no option "McArena Stuttgart". Add it in HubSpot, or set what is to happen with unknown options.',
		]);
	});

	it('is added to the property where that is wanted, once however it is written', async () => {
		const before = account.options('contacts', 'kontaktkategorie');
		const items = ['McArena Stuttgart', 'MCARENA STUTTGART', 'McArena Ulm', 'mcarena aspach'].map((name, index) =>
			lead(name, `${index}@example.com`),
		);
		const { done, hints } = await account.upsert(items, categories({ ...fromSource, missingOption: 'add' }));
		expect(account.options('contacts', 'kontaktkategorie')).toEqual([...before, 'McArena Stuttgart', 'McArena Ulm']);
		expect(held()).toEqual(['McArena Stuttgart', 'McArena Stuttgart', 'McArena Ulm', 'mcarena_aspach']);
		expect(done.map(({ json }) => json.newOptions)).toEqual([
			{ kontaktkategorie: ['McArena Stuttgart'] },
			{ kontaktkategorie: ['McArena Stuttgart'] },
			{ kontaktkategorie: ['McArena Ulm'] },
			undefined,
		]);
		expect(hints).toEqual(['Contacts: 4 created, 0 updated, 0 rejected']);
		expect(account.calls('kontaktkategorie', 'PATCH')).toHaveLength(1);

		const again = await account.upsert(items, categories(fromSource));
		expect(again.done).toHaveLength(4);
		expect(account.options('contacts', 'kontaktkategorie')).toHaveLength(before.length + 2);
	}, 15_000);

	it('is added whatever it holds: semicolons, quotes, other scripts', async () => {
		const names = ['Ski; Snowboard', 'Größe "XL" & mehr', '体育', '=1+1'];
		const items = names.map((name, index) => lead(name, `${index}@example.com`));
		const run = await account.upsert(items, categories({ ...fromSource, missingOption: 'add' }));
		expect(reasons(run)).toEqual([]);
		expect(held()).toEqual(['Ski, Snowboard', 'Größe "XL" & mehr', '体育', '=1+1']);
	}, 15_000);

	it('rejects only the items that need it where the token may not add it', async () => {
		const scopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];
		account.settings.tokens = [{ token: 'no-schemas', scopes }];
		const items = [lead('McArena Stuttgart'), lead('McArena Aspach', 'b@example.com')];
		const parameters = categories({ ...fromSource, missingOption: 'add' });
		const run = await account.upsert(items, parameters, { token: 'no-schemas' });
		expect(reasons(run)).toEqual([expect.stringContaining('it lacks crm.schemas.contacts.write')]);
		expect(held()).toEqual(['mcarena_aspach']);
	});
});
