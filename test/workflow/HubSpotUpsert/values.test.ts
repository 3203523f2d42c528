import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount, type RunSettings } from './account';

const account = useAccount();

/** What the contact holds after an item for it was written. */
const heldAfter = async (item: IDataObject, options: INodeParameters = {}, settings: RunSettings = {}) => {
	const run = await account.upsert([{ email: 'a@example.com', ...item }], { ...AUTOMATIC, options }, settings);
	expect(reasons(run)).toEqual([]);
	return account.held('contacts')[0];
};

const reasonFor = async (item: IDataObject, options: INodeParameters = {}) => {
	const run = await account.upsert([{ email: 'a@example.com', ...item }], { ...AUTOMATIC, options });
	return reasons(run)[0];
};

describe('conversion', () => {
	it.each([
		['1.234', { decimalSign: 'comma' }, '1234'],
		['1.234', { decimalSign: 'point' }, '1.234'],
		['1.234,56', {}, '1234.56'],
		['CHF 60.–', {}, '60'],
		[0.5, { decimalSign: 'comma' }, '0.5'],
	])('reads the number %j with %j as %s', async (bookings_volume, options, expected) => {
		expect((await heldAfter({ bookings_volume }, options)).bookings_volume).toBe(expected);
	});

	it.each([
		['1.234', {}, 'may be 1234 or 1.234, and the option "Decimal Sign" decides'],
		['1.234,56', { decimalSign: 'point' }, 'the option "Decimal Sign" says point'],
	])('rejects the number %j with %j, and says why', async (bookings_volume, options, reason) => {
		expect(await reasonFor({ bookings_volume }, options)).toContain(reason);
	});

	it.each([
		['03/04/2026', {}, '2026-04-03'],
		['03/04/2026', { dateOrder: 'monthFirst' }, '2026-03-04'],
		['03.04.2026', { dateOrder: 'monthFirst' }, '2026-04-03'],
		['2026-04-03T23:30:00Z', {}, '2026-04-04'],
	])('reads the date %s with %j as %s', async (last_booking, options, expected) => {
		const held = await heldAfter({ last_booking }, options, { workflow: { timezone: 'Europe/Berlin' } });
		expect(held.last_booking).toBe(expected);
	});

	it('means times in the time zone of the workflow', async () => {
		const item = { last_contacted_at: '31.12.2025 14:30' };
		const berlin = await heldAfter(item, {}, { workflow: { timezone: 'Europe/Berlin' } });
		expect(berlin.last_contacted_at).toBe('2025-12-31T13:30:00.000Z');
		const montreal = await heldAfter(item, {}, { workflow: { timezone: 'America/Montreal' } });
		expect(montreal.last_contacted_at).toBe('2025-12-31T19:30:00.000Z');
	});

	it('finds an owner by name, e-mail address or number, and not one who has left', async () => {
		for (const owner of ['sven krämer', 'Sven.Kraemer@lead-relay.example', '81200103', 81_200_103]) {
			expect((await heldAfter({ hubspot_owner_id: owner })).hubspot_owner_id).toBe('81200103');
		}
		expect(await reasonFor({ hubspot_owner_id: 'maria.rossi@lead-relay.example' })).toContain(
			'HubSpot has no owner "maria.rossi@lead-relay.example" for "Contact owner". Correct it at the source',
		);
	});

	it('finds the other owners where one has neither an e-mail address nor a name', async () => {
		const [luc, queue] = [
			{ id: '81200102', firstName: 'Luc', lastName: 'Favre', email: 'luc.favre@lead-relay.example' },
			{ id: '81200103', firstName: null, lastName: null, email: null },
		];
		const body = JSON.stringify({ results: [queue, luc] });
		account.sandbox.faults.plan({ path: '/crm/owners', times: 9, act: { kind: 'malformed', body } });
		for (const [owner, id] of [
			['luc favre', luc.id],
			[queue.id, queue.id],
		]) {
			expect((await heldAfter({ hubspot_owner_id: owner })).hubspot_owner_id).toBe(id);
		}
	});

	it('says why an owner is not known where the token may not read them; a number is taken as it is', async () => {
		const scopes = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];
		account.settings.tokens = [{ token: 'no-owners', scopes }];
		const items = ['Luc Favre', '81200102', ''].map((owner, index) => ({
			email: `${index}@example.com`,
			hubspot_owner_id: owner,
		}));
		const run = await account.upsert(items, AUTOMATIC, { token: 'no-owners' });
		expect(reasons(run)).toEqual([
			'"Luc Favre" cannot be found for "Contact owner". HubSpot does not let this token do that: it lacks crm.objects.owners.read. Add the scope to the key in HubSpot.',
		]);
		expect(account.held('contacts').map(({ hubspot_owner_id }) => hubspot_owner_id)).toEqual(['81200102', undefined]);
	});

	it('finds a stage by its label, in the pipeline that the item names or, without one, in all', async () => {
		const deals = [
			{ invoice_number: '1', pipeline: 'Formations', dealstage: 'Inscription' },
			{ invoice_number: '2', dealstage: 'sans suite' },
			{ invoice_number: '3', dealstage: 'Sales Pipeline: Closed Won' },
			{ invoice_number: '4', pipeline: 'Formations', dealstage: 'Closed Won' },
			{ invoice_number: '5', pipeline: 'Vertrieb' },
		];
		const run = await account.upsert(deals, { resource: 'deal', keyProperty: 'invoice_number', ...AUTOMATIC });
		expect(account.held('deals')).toMatchObject([
			{ pipeline: '758210', dealstage: '1204503' },
			{ pipeline: '758210', dealstage: '1204504' },
			{ pipeline: 'default', dealstage: 'closedwon' },
		]);
		expect(reasons(run)).toEqual([
			'No "Deal Stage" is called "Closed Won" in the item\'s pipeline (without one, in any pipeline). Correct the stage or the pipeline at the source.',
			expect.stringContaining('The property "Pipeline" has no option "Vertrieb"'),
		]);
	});

	it('puts no deal into another pipeline than the one that it names, although a stage is called the same there', async () => {
		const parameters = { resource: 'deal', keyProperty: 'invoice_number', ...AUTOMATIC };
		await account.upsert([{ invoice_number: '1', pipeline: 'Formations', dealstage: 'Inscription' }], parameters);
		const options = { unknownOption: 'drop' };
		const deal = { invoice_number: '1', pipeline: 'Vertrieb', dealstage: 'Closed Won', amount: '12' };
		const run = await account.upsert([deal], { ...parameters, options });
		expect(account.held('deals')).toMatchObject([{ pipeline: '758210', dealstage: '1204503', amount: '12' }]);
		expect(run.done[0].json.dropped).toEqual([
			expect.stringContaining('Pipeline: there is no option "Vertrieb"'),
			'Deal Stage: its pipeline is left out, too',
		]);
	});

	it.each([
		[{ newsletter: 'vielleicht' }, '"vielleicht" does not fit the property "Newsletter". Expected: yes or no'],
		[{ last_booking: '31.02.2026' }, '"31.02.2026" does not fit the property "Letzte Buchung". Expected: a date'],
		[{ bookings_count: 'viele' }, '"viele" does not fit the property "Anzahl Buchungen". Expected: a number'],
		[{ lead_source: ['McArena', 'Oplead'] }, 'Expected: one choice only'],
		[{ kontaktkategorie: { a: 1 } }, 'Expected: the name of an option'],
	])('says what does not fit: %j', async (item, reason) => {
		expect(await reasonFor(item as IDataObject)).toContain(reason);
		expect(account.held('contacts')).toEqual([]);
	});
});

describe('Empty Values', () => {
	const empty = { city: '', lastname: null, bookings_count: '  ' };
	const before = { email: 'a@example.com', city: 'Bern', lastname: 'Muster', bookings_count: '3', zip: '3000' };

	it('leaves the properties as they are', async () => {
		await account.create('contacts', before);
		expect(await heldAfter(empty)).toMatchObject(before);
		expect(await heldAfter(empty, { emptyValues: 'leave' })).toMatchObject(before);
	});

	it('clears the properties where that is wanted, but for those that HubSpot keeps itself', async () => {
		await account.create('contacts', before);
		const { city, lastname, bookings_count, zip } = await heldAfter(empty, { emptyValues: 'clear' });
		expect([city, lastname, bookings_count, zip]).toEqual([undefined, undefined, undefined, '3000']);
		const kept = mapped({ email: 'a@example.com', createdate: '={{ $json.nothing }}', zip: '={{ $json.nothing }}' });
		const { done } = await account.upsert([{}], { ...kept, options: { emptyValues: 'clear' } });
		expect(done[0].json.properties).toEqual({ email: 'a@example.com', zip: '' });
	});

	it('never clears the pipeline of a stage', async () => {
		const run = await account.upsert([{ key: '1', stage: 'Inscription' }], {
			resource: 'deal',
			keyProperty: 'invoice_number',
			...mapped({
				invoice_number: '={{ $json.key }}',
				pipeline: '={{ $json.pipeline }}',
				dealstage: '={{ $json.stage }}',
			}),
			options: { emptyValues: 'clear' },
		});
		expect(reasons(run)).toEqual([]);
		expect(account.held('deals')).toMatchObject([{ pipeline: '758210', dealstage: '1204503' }]);
	});

	it('never clears what tells the records apart', async () => {
		await account.create('contacts', { email: 'a@example.com', lead_key: 'L-1' });
		const options = { emptyValues: 'clear', secondKeyProperty: 'lead_key' };
		await account.upsert([{ email: '', lead_key: 'L-1', city: 'Bern' }], { ...AUTOMATIC, options });
		await account.upsert([{ email: 'a@example.com', lead_key: '' }], { ...AUTOMATIC, options });
		expect(account.held('contacts')).toMatchObject([{ email: 'a@example.com', lead_key: 'L-1', city: 'Bern' }]);
	});
});

describe('Existing Values', () => {
	const before = { email: 'a@example.com', city: 'Bern', kontaktkategorie: 'mcarena_aspach' };
	const item = { city: 'Aarau', zip: '5000', kontaktkategorie: 'McArena Schorndorf' };

	it('are written over', async () => {
		await account.create('contacts', before);
		const options = { checkboxes: 'replace' };
		const held = await heldAfter(item, options);
		expect(held).toMatchObject({ city: 'Aarau', zip: '5000', kontaktkategorie: 'mcarena_schorndorf' });
		expect(account.calls('/batch/read')).toEqual([]);
	});

	it('are kept where that is wanted', async () => {
		await account.create('contacts', before);
		const options = { existingValues: 'keep', checkboxes: 'replace' };
		expect(await heldAfter(item, options)).toMatchObject({ ...before, zip: '5000' });
		expect(await heldAfter({ ...item, email: 'A@example.com' }, options)).toMatchObject({ ...before, zip: '5000' });
	});

	it('are kept beside the options that are added to them', async () => {
		await account.create('contacts', before);
		const options = { existingValues: 'keep', checkboxes: 'append' };
		const { kontaktkategorie } = await heldAfter(item, options);
		expect(kontaktkategorie.split(';').sort()).toEqual(['mcarena_aspach', 'mcarena_schorndorf']);
	});

	it('are told to be skipped where there is nothing to write', async () => {
		const id = await account.create('contacts', before);
		await account.create('contacts', { email: 'c@example.com', city: 'Bern' });
		const items = ['a', 'b', 'c'].map((name) => ({
			email: `${name}@example.com`,
			city: 'Aarau',
			zip: name === 'c' ? '5000' : '',
		}));
		const { done, hints } = await account.upsert(items, { ...AUTOMATIC, options: { existingValues: 'keep' } });
		expect(done.map(({ json }) => json.outcome)).toEqual(['skipped', 'created', 'updated']);
		expect(done[0].json).toMatchObject({ id, properties: {} });
		expect(done[2].json.properties).toEqual({ email: 'c@example.com', zip: '5000' });
		expect(hints).toEqual(['Contacts: 1 created, 1 updated, 1 skipped, 0 rejected']);
	});

	it('are kept of records that are found by their id or by a search, too', async () => {
		const id = await account.create('companies', { domain: 'x.example', city: 'Bern' });
		const options = { existingValues: 'keep' };
		const company = { ...AUTOMATIC, resource: 'company', options };
		const search = { ...company, matchBy: 'otherProperty', searchProperty: 'domain' };
		await account.upsert([{ domain: 'x.example', city: 'Aarau', zip: '5000' }], search);
		await account.upsert([{ id, city: 'Aarau', phone: '1' }], { ...company, matchBy: 'recordId', recordId: id });
		expect(account.held('companies')).toMatchObject([{ city: 'Bern', zip: '5000', phone: '1' }]);
	});
});

describe('Multiple Checkboxes', () => {
	it.each([
		[{}, ['formation_langues', 'mcarena_aspach', 'mcarena_schorndorf']],
		[{ checkboxes: 'append' }, ['formation_langues', 'mcarena_aspach', 'mcarena_schorndorf']],
		[{ checkboxes: 'replace' }, ['formation_langues', 'mcarena_schorndorf']],
	])('with %j', async (options, expected) => {
		await account.create('contacts', { email: 'a@example.com', kontaktkategorie: 'mcarena_aspach' });
		const item = { kontaktkategorie: 'McArena Schorndorf; formation langues' };
		const { kontaktkategorie } = await heldAfter(item, options);
		expect(kontaktkategorie.split(';').sort()).toEqual(expected);
	});

	it('makes no difference to a property with one choice', async () => {
		await account.create('contacts', { email: 'a@example.com', lead_source: 'mcarena' });
		expect((await heldAfter({ lead_source: 'Oplead' }, { checkboxes: 'append' })).lead_source).toBe('oplead');
	});
});

describe('Unknown Option', () => {
	const item = { kontaktkategorie: 'Turnier;McArena Aspach', lead_source: 'Messe' };

	it('rejects the item', async () => {
		expect(await reasonFor(item, { unknownOption: 'reject' })).toBe(
			'The property "Kontaktkategorie" has no option "Turnier". Add it in HubSpot, or set what is to happen with unknown options.',
		);
	});

	it('is left out where that is wanted, and named in the output', async () => {
		const { done } = await account.upsert([{ email: 'a@example.com', ...item }], {
			...AUTOMATIC,
			options: { unknownOption: 'drop' },
		});
		expect(done[0].json).toMatchObject({
			properties: { email: 'a@example.com', kontaktkategorie: ';mcarena_aspach' },
			dropped: ['Kontaktkategorie: there is no option "Turnier"', 'Lead-Quelle: there is no option "Messe"'],
		});
	});

	it('is added to the property where that is wanted, after those that are there', async () => {
		const before = account.options('contacts', 'kontaktkategorie');
		const { done } = await account.upsert([{ email: 'a@example.com', ...item }], {
			...AUTOMATIC,
			options: { unknownOption: 'add' },
		});
		expect(done[0].json).toMatchObject({
			properties: { kontaktkategorie: ';Turnier;mcarena_aspach', lead_source: 'Messe' },
			newOptions: { kontaktkategorie: ['Turnier'], lead_source: ['Messe'] },
		});
		expect(account.options('contacts', 'kontaktkategorie')).toEqual([...before, 'Turnier']);
		expect(account.held('contacts')[0].lead_source).toBe('Messe');
	}, 15_000);

	it('rejects the item where HubSpot lets nobody add options', async () => {
		const run = await account.upsert([{ email: 'a@example.com', hs_language: 'Spanish' }, { email: 'b@example.com' }], {
			...AUTOMATIC,
			options: { unknownOption: 'add' },
		});
		expect(reasons(run)).toEqual([
			expect.stringContaining('HubSpot does not let anybody add options to "Preferred language" through its API'),
		]);
		expect(run.done).toHaveLength(1);
	});
});
