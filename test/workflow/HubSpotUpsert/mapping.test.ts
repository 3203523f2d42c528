import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount } from './account';

const account = useAccount();

const written = async (item: IDataObject, parameters: INodeParameters) => {
	const run = await account.upsert([item], parameters);
	expect(reasons(run)).toEqual([]);
	return run.done[0].json.properties;
};

describe('mapped automatically', () => {
	it('takes the fields that are called like a property or its label, and leaves out the others', async () => {
		const item = {
			email: 'a@example.com',
			'Last Name': 'Muster',
			'ANZAHL Buchungen': 7,
			'letzte-buchung': '1.2.2026',
			'Préférence de rappel': 'matin',
			unknown_field: 'x',
			// HubSpot keeps these two itself, and the third is hidden.
			createdate: '2020-01-01',
			'Record ID': '5',
			'Unique creation key': '6',
		};
		expect(await written(item, AUTOMATIC)).toEqual({
			email: 'a@example.com',
			lastname: 'Muster',
			bookings_count: '7',
			last_booking: '2026-02-01',
			ici_formation_callback: 'matin',
		});
	});

	it('tells above the output which fields it has left out', async () => {
		const items = [
			{ email: 'a@example.com', Hobby: 'Chess', empty: '', createdate: '2020-01-01' },
			{ email: 'b@example.com', 'Größe (cm)': 180, Hobby: 'Go' },
		];
		const { hints } = await account.upsert(items, AUTOMATIC);
		expect(hints).toEqual([
			'Not mapped, since they fit no property by name or label: "Hobby", "Größe (cm)". To write them, too, map them by hand, or add the option Unknown Property.',
			'Contacts: 2 created, 0 updated, 0 rejected',
		]);
		const chosen = await account.upsert(items, { ...AUTOMATIC, options: { unknownProperty: 'drop' } });
		expect(chosen.hints).toHaveLength(1);
		const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`f${index}`.repeat(60), 'x']));
		const [hint] = (await account.upsert([{ email: 'a@example.com', ...many }], AUTOMATIC)).hints;
		expect(hint).toMatch(/ and 3 more\. To write them/);
		expect(hint.length).toBeLessThan(1_000);
	});

	it('prefers the field that is called like the property to one that is called like its label', async () => {
		const item = { 'E-Mail': 'label@example.com', email: 'name@example.com', firstname: 'Name', 'First Name': 'Label' };
		expect(await written(item, AUTOMATIC)).toEqual({ email: 'name@example.com', firstname: 'Name' });
	});

	it('leaves out a field whose label several properties have', async () => {
		const email = account.definition('contacts', 'email')!;
		account.sandbox.hubspot.portal.properties.put('0-1', {
			...email,
			name: 'town',
			label: 'City',
			hasUniqueValue: false,
		});
		expect(await written({ email: 'a@example.com', City: 'Bern' }, AUTOMATIC)).toEqual({ email: 'a@example.com' });
		expect(await written({ email: 'a@example.com', town: 'Bern' }, AUTOMATIC)).toMatchObject({ town: 'Bern' });
	});

	it('takes fields with the names of JavaScript’s own properties for what they are', async () => {
		const item = JSON.parse('{"email":"a@example.com","__proto__":{"lastname":"P"},"constructor":"x"}') as IDataObject;
		expect(await written(item, AUTOMATIC)).toEqual({ email: 'a@example.com' });
		expect(await written(item, { ...AUTOMATIC, options: { unknownProperty: 'create' } })).toMatchObject({
			constructor: 'x',
		});
	});
});

describe('mapped below', () => {
	it('leaves out what was taken off the list, and what was left blank', async () => {
		const value = {
			email: '={{ $json.email }}',
			lastname: '={{ $json.name }}',
			city: '',
			zip: null as unknown as string,
			phone: 'stale',
			// An older editor has stored false for the switch of a property that was never shown.
			newsletter: false,
		};
		const parameters = { ...mapped(value, ['phone', 'newsletter']), options: { emptyValues: 'clear' } };
		await account.create('contacts', { email: 'a@example.com', newsletter: 'true', phone: '1', city: 'Bern' });
		expect(await written({ email: 'a@example.com', name: 'Muster' }, parameters)).toEqual({
			email: 'a@example.com',
			lastname: 'Muster',
		});
		expect(account.held('contacts')).toMatchObject([{ newsletter: 'true', phone: '1', city: 'Bern' }]);
	});

	it.each<[unknown, object]>([
		['true', { newsletter: 'true' }],
		['false', { newsletter: 'false' }],
		// From the switch that the editor showed in older versions.
		[false, { newsletter: 'false' }],
		['', {}],
		[null, {}],
	])('writes of yes or no what was chosen, and nothing where nothing was: %j', async (chosen, expected) => {
		const parameters = mapped({ email: '={{ $json.email }}', newsletter: chosen as string });
		expect(await written({ email: 'a@example.com' }, parameters)).toEqual({ email: 'a@example.com', ...expected });
	});

	it.each([
		['a DateTime', '={{ DateTime.fromISO("2026-03-01T23:30Z", { zone: "utc" }) }}', '2026-03-01T23:30:00.000Z'],
		['a list', "={{ ['Anna', '', null, 'Maria'] }}", 'Anna, Maria'],
		['an object', '={{ ({ a: 1 }) }}', '{"a":1}'],
		['a number', '={{ 0.1 + 0.2 }}', '0.30000000000000004'],
		['yes', '={{ true }}', 'true'],
		['nought', '={{ 0 }}', '0'],
		['a field with a blank in its name', "={{ $json['Full Name'] }}", 'Anna M.'],
		['text around a field', '=Dr. {{ $json.name }}!', 'Dr. Anna!'],
	])('writes what an expression gives as text: %s', async (_what, firstname, text) => {
		const item = { email: 'a@example.com', name: 'Anna', 'Full Name': 'Anna M.' };
		const properties = await written(item, mapped({ email: '={{ $json.email }}', firstname }));
		expect(properties).toMatchObject({ firstname: text });
	});

	it.each([
		'={{ undefined }}',
		'={{ null }}',
		'={{ NaN }}',
		'={{ [] }}',
		'={{ ({}) }}',
		'={{ DateTime.fromISO("x") }}',
	])('leaves the property as it is where an expression gives nothing: %s', async (firstname) => {
		const parameters = mapped({ email: '={{ $json.email }}', firstname });
		expect(await written({ email: 'a@example.com' }, parameters)).toEqual({ email: 'a@example.com' });
	});

	it('rejects only the items for which an expression fails', async () => {
		const lastname = "={{ $json.name === 5 ? $('Nowhere').item.json.name : $json.name }}";
		const items = ['A', 5, 'C'].map((name, index) => ({ email: `${index}@example.com`, name }));
		const run = await account.upsert(items, mapped({ email: '={{ $json.email }}', lastname }));
		expect(account.held('contacts')).toMatchObject([{ lastname: 'A' }, { lastname: 'C' }]);
		expect(reasons(run)).toEqual([expect.stringContaining('A parameter of the node cannot be read')]);
	});

	it('rejects the items where the mapping is of another object', async () => {
		const parameters = { resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' };
		const run = await account.upsert([{}], { ...parameters, ...mapped({ domain: 'x.example', firstname: 'F' }) });
		expect(reasons(run)).toEqual([
			'HubSpot has no property "firstname". Create it there, take it out of the mapping, or set Unknown Property to something else.',
		]);
	});

	it('rejects a value for a property that HubSpot keeps itself', async () => {
		const run = await account.upsert([{}], mapped({ email: 'a@example.com', createdate: '2020-01-01' }));
		expect(reasons(run)).toEqual(['HubSpot keeps the property "Create Date" itself. Take it out of the mapping.']);
	});

	it.each([null, undefined, 'x', { mappingMode: 'defineBelow', value: null }, { mappingMode: 'defineBelow' }])(
		'rejects the items where nothing is mapped: %j',
		async (fields) => {
			const run = await account.upsert([{ email: 'a@example.com' }], { fields });
			expect(reasons(run)).toEqual([expect.stringContaining('The item has no value for "Email"')]);
		},
	);
});

describe('a property that HubSpot does not have', () => {
	const items = [
		{ email: 'a@example.com', 'Größe (cm)': 180, hobby: 'Chess', geboren: '01.02.1990', vip: true, nothing: '' },
		{ email: 'b@example.com', 'Größe (cm)': '1.5', hobby: 'Go', geboren: '31.12.1999', vip: 'false' },
	];
	const named = mapped({ email: '={{ $json.email }}', hobby: '={{ $json.hobby }}' });

	it('rejects the item, unless the item has nothing for it', async () => {
		const run = await account.upsert([...items, { email: 'c@example.com' }], named);
		expect(reasons(run)).toEqual(items.map(() => expect.stringContaining('HubSpot has no property "hobby"') as string));
		expect(account.held('contacts')).toMatchObject([{ email: 'c@example.com' }]);
	});

	it('is left out where that is wanted, and named in the output', async () => {
		const { done } = await account.upsert(items, { ...named, options: { unknownProperty: 'drop' } });
		expect(done.map(({ json }) => json.dropped)).toEqual(items.map(() => ['hobby: there is no such property']));
	});

	it('counts among the fields that are mapped automatically as soon as the option is set', async () => {
		const [item] = items;
		const rejected = await account.upsert([item], { ...AUTOMATIC, options: { unknownProperty: 'reject' } });
		expect(reasons(rejected)).toEqual([expect.stringContaining('HubSpot has no property "Größe (cm)"')]);
		const { done } = await account.upsert([item], { ...AUTOMATIC, options: { unknownProperty: 'drop' } });
		expect(done[0].json.dropped).toEqual(
			['Größe (cm)', 'hobby', 'geboren', 'vip'].map((name) => `${name}: there is no such property`),
		);
	});

	it('is created with a type that fits all the values, where that is wanted', async () => {
		const run = await account.upsert(items, { ...AUTOMATIC, options: { unknownProperty: 'create' } });
		expect(reasons(run)).toEqual([]);
		expect(run.done[1].json.newProperties).toEqual(['grosse_cm', 'hobby', 'geboren', 'vip']);
		expect(account.held('contacts')).toMatchObject([
			{ grosse_cm: '180', hobby: 'Chess', geboren: '1990-02-01', vip: 'true' },
			{ grosse_cm: '1.5', hobby: 'Go', geboren: '1999-12-31', vip: 'false' },
		]);
		expect(account.definition('contacts', 'grosse_cm')).toMatchObject({ label: 'Größe (cm)', type: 'number' });
		expect(account.definition('contacts', 'geboren')).toMatchObject({ label: 'Geboren', type: 'date' });
		expect(account.definition('contacts', 'vip')).toMatchObject({ fieldType: 'booleancheckbox' });
		expect(account.definition('contacts', 'nothing')).toBeUndefined();
		// By their labels they are found without the option, too.
		const again = await account.upsert(items, AUTOMATIC);
		expect(again.done.map(({ json }) => json.properties)).toEqual(run.done.map(({ json }) => json.properties));
		expect(again.done[0].json.newProperties).toBeUndefined();
		expect(account.calls('/crm/properties/', 'POST')).toHaveLength(4);
	});

	it('rejects only the items that need it where it cannot be created', async () => {
		const scopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];
		account.settings.tokens = [{ token: 'no-schemas', scopes }];
		const all = [...items, { email: 'c@example.com' }];
		const run = await account.upsert(
			all,
			{ ...AUTOMATIC, options: { unknownProperty: 'create' } },
			{ token: 'no-schemas' },
		);
		expect(reasons(run)).toEqual(
			items.map(() => expect.stringContaining('it lacks crm.schemas.contacts.write') as string),
		);
		expect(account.held('contacts')).toMatchObject([{ email: 'c@example.com' }]);
	});
});
