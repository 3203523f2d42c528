import type { INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount } from './account';

const account = useAccount();

const BY_DOMAIN: INodeParameters = { resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' };
const BY_ID: INodeParameters = { matchBy: 'recordId', recordId: '={{ $json.id }}' };

describe('a unique property', () => {
	it('finds the record, and travels with it', async () => {
		const id = await account.create('contacts', { email: 'a@example.com', lead_key: 'L-1' });
		const { done } = await account.upsert([{ lead_key: 'L-1', email: 'new@example.com' }], {
			keyProperty: 'lead_key',
			...AUTOMATIC,
		});
		expect(done[0].json).toMatchObject({ id, outcome: 'updated' });
		expect(account.held('contacts')).toMatchObject([{ lead_key: 'L-1', email: 'new@example.com' }]);
	});

	it('finds an e-mail address whatever its capitals and blanks', async () => {
		const id = await account.create('contacts', { email: 'max@example.com' });
		const { done } = await account.upsert([{ email: ' MAX@Example.com ', city: 'Aarau' }], AUTOMATIC);
		expect(done[0].json).toMatchObject({ id, outcome: 'updated' });
	});

	it.each([
		['lastname', 'HubSpot does not keep the property "Last Name" unique. Choose a unique one, or set Match By to'],
		['nickname', 'HubSpot has no property "nickname" for contacts. Choose another property to match on.'],
		['={{ $json.nothing }}', 'No property tells the records apart. Choose one under "Property to Match On".'],
	])('is refused for every item at once where it is %s', async (keyProperty, reason) => {
		const items = [{ email: 'a@example.com', lastname: 'A' }, { email: 'b@example.com' }];
		const run = await account.upsert(items, { keyProperty, ...AUTOMATIC });
		expect(reasons(run)).toEqual([expect.stringContaining(reason), expect.stringContaining(reason)]);
		expect(account.calls('/crm/objects/')).toEqual([]);
	});
});

describe('a record id', () => {
	it('updates the record, with nothing else to find it by', async () => {
		const id = await account.create('contacts', { email: 'a@example.com', city: 'Aarau' });
		const { done } = await account.upsert([{ id, city: 'Bern' }], {
			...BY_ID,
			...mapped({ city: '={{ $json.city }}' }),
		});
		expect(done[0].json).toMatchObject({ id, outcome: 'updated', properties: { city: 'Bern' } });
		expect(account.held('contacts')).toMatchObject([{ email: 'a@example.com', city: 'Bern' }]);
	});

	it('may be a number', async () => {
		const id = await account.create('contacts', { email: 'a@example.com' });
		const parameters = { ...BY_ID, ...mapped({ city: 'Bern' }) };
		expect((await account.upsert([{ id: Number(id) }], parameters)).done[0].json.id).toBe(id);
	});

	it('creates nothing: an unknown one is rejected, and so is what is none', async () => {
		const items = [{ id: '5' }, { id: 'abc' }, { id: 1.5 }, { id: { a: 1 } }, { id: '' }, { id: null }];
		const run = await account.upsert(items, { ...BY_ID, ...mapped({ city: 'Bern' }) });
		expect(reasons(run)).toEqual([
			expect.stringContaining('Could not find the object of id 5'),
			expect.stringContaining('"abc" is no record ID'),
			expect.stringContaining('"1.5" is no record ID'),
			expect.stringContaining('is no record ID'),
			expect.stringContaining('no value for "Record ID"'),
			expect.stringContaining('no value for "Record ID"'),
		]);
		expect(account.held('contacts')).toEqual([]);
	});

	it('finds a record into which nothing is written, for instance to add a note', async () => {
		const id = await account.create('contacts', { email: 'a@example.com', city: 'Bern' });
		const note = { values: { body: 'Hello', leadKey: '', timestamp: '' } };
		const run = await account.upsert([{ id }], { ...BY_ID, ...mapped({}), note });
		expect(reasons(run)).toEqual([]);
		expect(run.done[0].json).toMatchObject({ id, note: 'added' });
		expect(account.held('contacts')).toMatchObject([{ email: 'a@example.com', city: 'Bern' }]);
		expect(account.associated('contacts', id, 'notes')).toHaveLength(1);
	});

	it('gives way to the second property where there is none', async () => {
		const id = await account.create('contacts', { email: 'a@example.com' });
		const options = { secondKeyProperty: 'email' };
		const parameters = { ...BY_ID, ...mapped({ email: '={{ $json.email }}', city: 'Bern' }), options };
		const { done } = await account.upsert([{ email: 'a@example.com' }, { email: 'b@example.com' }], parameters);
		expect(done.map(({ json }) => json.outcome)).toEqual(['updated', 'created']);
		expect(done[0].json.id).toBe(id);
	});
});

describe('a search', () => {
	it('finds a record by any property, whatever the capitals, and creates what is not there', async () => {
		const id = await account.create('companies', { domain: 'mcarena.example', name: 'McArena' });
		const items = [{ domain: 'McArena.example', city: 'Schorndorf' }, { domain: 'other.example' }];
		const { done } = await account.upsert(items, { ...BY_DOMAIN, ...AUTOMATIC });
		expect(done.map(({ json }) => json.outcome)).toEqual(['updated', 'created']);
		expect(done[0].json.id).toBe(id);
		expect(account.held('companies')).toMatchObject([
			{ name: 'McArena', city: 'Schorndorf' },
			{ domain: 'other.example' },
		]);
	});

	it('creates a record once, however often its key comes in one run', async () => {
		account.settings.searchLagMs = 60_000;
		const items = ['x.example', 'X.example ', 'x.example'].map((domain, index) => ({ domain, name: `Name ${index}` }));
		const { done } = await account.upsert(items, { ...BY_DOMAIN, ...AUTOMATIC });
		expect(new Set(done.map(({ json }) => json.id)).size).toBe(1);
		expect(account.held('companies')).toMatchObject([{ name: 'Name 2' }]);
	});

	it('takes an accented letter for the same whether it is one character or two', async () => {
		const [composed, apart] = ['Caf\u00e9', 'Cafe\u0301'];
		const byName = { resource: 'company', matchBy: 'otherProperty', searchProperty: 'name', ...AUTOMATIC };
		await account.upsert([{ name: apart }, { name: composed, city: 'Bern' }], byName);
		await account.upsert([{ name: apart, zip: '3000' }], byName);
		expect(account.held('companies')).toMatchObject([{ name: composed, city: 'Bern', zip: '3000' }]);
		const toCompany = { toObjectType: 'companies', findBy: 'search', property: 'name', value: apart, label: '' };
		const associations = { association: [toCompany] };
		const run = await account.upsert([{ email: 'a@example.com' }], { ...AUTOMATIC, associations });
		expect(reasons(run)).toEqual([]);
	});

	it('rejects an item to which several records belong, and names them', async () => {
		const ids = [
			await account.create('companies', { domain: 'twice.example' }),
			await account.create('companies', { domain: 'twice.example' }),
		];
		const run = await account.upsert([{ domain: 'twice.example', city: 'Bern' }], { ...BY_DOMAIN, ...AUTOMATIC });
		expect(reasons(run)).toEqual([
			expect.stringContaining(
				`HubSpot has more than one company with "twice.example": record ${ids[0]} and record ${ids[1]}`,
			),
		]);
		expect(account.held('companies').some(({ city }) => city)).toBe(false);
	});

	it('keeps to five searches a second', async () => {
		const items = Array.from({ length: 700 }, (_, index) => ({ domain: `company-${index}.example` }));
		const { done } = await account.upsert(items, { ...BY_DOMAIN, ...AUTOMATIC });
		expect(done).toHaveLength(700);
		expect(account.calls('/search').every(({ status }) => status === 200)).toBe(true);
		expect(account.calls('/search').length).toBeGreaterThan(5);
	}, 30_000);

	it('is refused for a property of several choices, by which an item would become a new record each time', async () => {
		const byCategory = { matchBy: 'otherProperty', searchProperty: 'kontaktkategorie', ...AUTOMATIC };
		const run = await account.upsert([{ kontaktkategorie: 'McArena Aspach', lastname: 'Muster' }], byCategory);
		expect(reasons(run)).toEqual([
			'The property "Kontaktkategorie" holds several choices, so that it does not tell records apart. Choose another property to match on.',
		]);
		expect(account.held('contacts')).toEqual([]);
	});

	it('is refused for a property that HubSpot does not have', async () => {
		const run = await account.upsert([{ domain: 'x.example' }], { ...BY_DOMAIN, searchProperty: 'web', ...AUTOMATIC });
		expect(reasons(run)).toEqual([expect.stringContaining('HubSpot has no property "web" for companies')]);
	});
});

describe('an empty key', () => {
	const items = [{ email: 'a@example.com' }, { email: '  ', lastname: 'B' }, { lastname: 'C' }];

	it('rejects the item', async () => {
		const run = await account.upsert(items, AUTOMATIC);
		const reason = 'The item has no value for "Email", which tells the records apart. Fill it in at the source.';
		expect(reasons(run)).toEqual([reason, reason]);
		expect(account.held('contacts')).toHaveLength(1);
	});

	it('creates a record each time where that is wanted', async () => {
		const parameters = { ...AUTOMATIC, options: { emptyKey: 'create' } };
		const { done } = await account.upsert(items, parameters);
		expect(done.map(({ json }) => json.outcome)).toEqual(['created', 'created', 'created']);
		await account.upsert(items, parameters);
		expect(account.held('contacts').map(({ email, lastname }) => email ?? lastname)).toEqual([
			'a@example.com',
			'B',
			'C',
			'B',
			'C',
		]);
	});

	it('creates nothing from an item without any value', async () => {
		const nothing = [{}, { email: '', lastname: null }, { email: [], unknown: 'x' }];
		for (const emptyValues of ['leave', 'clear']) {
			const run = await account.upsert(nothing, { ...AUTOMATIC, options: { emptyKey: 'create', emptyValues } });
			expect(reasons(run)).toEqual(nothing.map(() => expect.stringContaining('The item has no values') as string));
		}
		expect(account.held('contacts')).toEqual([]);
	});

	it('lets the second property decide', async () => {
		const id = await account.create('contacts', { lead_key: 'L-1' });
		const leads = [{ email: '', lead_key: 'L-1', city: 'Bern' }, { email: 'b@example.com', lead_key: 'L-2' }, {}];
		const run = await account.upsert(leads, { ...AUTOMATIC, options: { secondKeyProperty: 'lead_key' } });
		expect(run.done.map(({ json }) => json.outcome)).toEqual(['updated', 'created']);
		expect(run.done[0].json.id).toBe(id);
		expect(reasons(run)).toEqual([expect.stringContaining('The item has no value for "Email" or "Lead Key"')]);
	});

	it('counts a record as created that items have named by both properties', async () => {
		const leads = [
			{ email: 'a@example.com', lead_key: 'L-1' },
			{ lead_key: 'L-1', city: 'Bern' },
		];
		const run = await account.upsert(leads, { ...AUTOMATIC, options: { secondKeyProperty: 'lead_key' } });
		expect(run.done.map(({ json }) => json.outcome)).toEqual(['created', 'updated']);
		expect(run.hints).toEqual(['Contacts: 1 created, 0 updated, 0 rejected']);
	});
});

describe('items with the same key', () => {
	const items = [
		{ email: 'a@example.com', firstname: 'Anna', lastname: 'Alt' },
		{ email: 'A@example.com', lastname: 'Neu', city: 'Bern' },
		{ email: 'b@example.com', lastname: 'B' },
	];

	it.each([
		['merge', { firstname: 'Anna', lastname: 'Neu', city: 'Bern' }],
		['firstWins', { firstname: 'Anna', lastname: 'Alt' }],
		['lastWins', { lastname: 'Neu', city: 'Bern' }],
	])('are one record: %s', async (duplicates, expected) => {
		const { done } = await account.upsert(items, { ...AUTOMATIC, options: { duplicates } });
		const [{ firstname, lastname, city }, ...others] = account.held('contacts');
		expect({ firstname, lastname, city }).toEqual({ firstname: undefined, city: undefined, ...expected });
		expect(others).toHaveLength(1);
		expect(done.map(({ json }) => json.id)).toEqual([done[0].json.id, done[0].json.id, done[2].json.id]);
	});

	it('are rejected where that is wanted, each naming the other', async () => {
		const run = await account.upsert(items, { ...AUTOMATIC, options: { duplicates: 'reject' } });
		expect(reasons(run)).toEqual([
			expect.stringContaining('Several items name the same record, "a@example.com": this one and item 1.'),
			expect.stringContaining('this one and item 0.'),
		]);
		expect(account.held('contacts')).toMatchObject([{ email: 'b@example.com' }]);
	});

	it('are tried one by one where HubSpot refuses them together', async () => {
		const records = items
			.slice(0, 2)
			.map((item, index) => ({ ...item, hs_whatsapp_phone_number: ['+41791234567', 'x'][index] }));
		const run = await account.upsert(records, AUTOMATIC);
		expect(run.done).toHaveLength(1);
		expect(reasons(run)).toEqual([expect.stringContaining('x was not a valid phone_number')]);
		expect(account.held('contacts')).toMatchObject([{ lastname: 'Alt', hs_whatsapp_phone_number: '+41791234567' }]);
	});
});
