import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { mapped, reasons, useAccount } from './account';

/** Source document 002: customers and invoices of a booking system become contacts and deals. */
const account = useAccount();

const workflow = { timezone: 'Europe/Berlin' };

/** A line of the export of customers. */
const MAX = {
	Name: 'Weißer',
	Vorname: 'Max',
	Straße: 'Künkelinstraße 1',
	PLZ: '73614',
	Ort: 'Schorndorf',
	'E-Mail': 'Max.Weisser@Example.com',
	Telefon: '07181 12345',
	Anlage: 'McArena Schorndorf',
	'Letzte Buchung': '31.12.2025',
	'Anzahl Buchungen': '12',
	Umsatz: '1.234,56',
	Betreuer: 'nadine.huber@lead-relay.example',
};
const ANNA = { ...MAX, Name: 'Groß', Vorname: 'Anna', 'E-Mail': 'anna@example.com', Anlage: 'McArena Fellbach' };

/** A line of the export of invoices. */
const INVOICE = {
	Rechnungsnummer: 'R-2025-0017',
	Kunde: 'max.weisser@example.com',
	Firma: 'mcarena.example',
	Anlage: 'McArena Schorndorf',
	Betrag: '1.234,56 €',
	Datum: '31.12.2025',
	Pipeline: 'Sales Pipeline',
	Phase: 'Appointment Scheduled',
	Betreuer: 'nadine.huber@lead-relay.example',
	Bezahlt: 'nein',
};

const CONTACTS: INodeParameters = {
	resource: 'contact',
	...mapped({
		email: "={{ $json['E-Mail'] }}",
		firstname: '={{ $json.Vorname }}',
		lastname: '={{ $json.Name }}',
		address: '={{ $json["Straße"] }}',
		zip: '={{ $json.PLZ }}',
		city: '={{ $json.Ort }}',
		phone: '={{ $json.Telefon }}',
		last_booking: "={{ $json['Letzte Buchung'] }}",
		bookings_count: "={{ $json['Anzahl Buchungen'] }}",
		bookings_volume: '={{ $json.Umsatz }}',
		hubspot_owner_id: '={{ $json.Betreuer }}',
	}),
	categoryMappings: {
		mappings: [
			{
				property: 'kontaktkategorie',
				sourceValue: '={{ $json.Anlage }}',
				rules: {},
				fallback: 'sourceValue',
				existingValues: 'append',
				missingOption: 'add',
			},
		],
	},
};

const TO_COMPANY = { toObjectType: 'companies', findBy: 'search', property: 'domain', value: '={{ $json.Firma }}' };
const TO_CONTACT = { toObjectType: 'contacts', findBy: 'unique', property: 'email', value: '={{ $json.Kunde }}' };
const TO_CONTACT_BY_ID = { toObjectType: 'contacts', findBy: 'recordId', value: '={{ $json.contactId }}' };

const deals = (toContact: IDataObject): INodeParameters => ({
	resource: 'deal',
	keyProperty: 'invoice_number',
	...mapped({
		invoice_number: '={{ $json.Rechnungsnummer }}',
		dealname: '={{ $json.Anlage }} {{ $json.Rechnungsnummer }}',
		pipeline: '={{ $json.Pipeline }}',
		dealstage: '={{ $json.Phase }}',
		hubspot_owner_id: '={{ $json.Betreuer }}',
		closedate: '={{ $json.Datum }}',
		amount: '={{ $json.Betrag }}',
		dealtype: 'newbusiness',
		booking_date: '={{ $json.Datum }}',
		booking_paid: '={{ $json.Bezahlt }}',
	}),
	associations: { association: [toContact, TO_COMPANY] } as INodeParameters,
});

const categories = (index: number) => account.held('contacts')[index].kontaktkategorie.split(';').sort();

let company: string;
let max: string;
beforeEach(async () => {
	company = await account.create('companies', { domain: 'mcarena.example', name: 'McArena' });
	const before = { email: 'max.weisser@example.com', kontaktkategorie: 'mcarena_aspach', mobilephone: '0170 1' };
	max = await account.create('contacts', before);
});

it('brings customers in, their category added to the one they have', async () => {
	const run = await account.upsert([MAX, ANNA], CONTACTS, { workflow });
	expect(reasons(run)).toEqual([]);
	expect(run.done.map(({ json }) => json.outcome)).toEqual(['updated', 'created']);
	expect(account.held('contacts')).toMatchObject([
		{
			hs_object_id: max,
			email: 'max.weisser@example.com',
			firstname: 'Max',
			lastname: 'Weißer',
			address: 'Künkelinstraße 1',
			zip: '73614',
			city: 'Schorndorf',
			phone: '07181 12345',
			mobilephone: '0170 1',
			last_booking: '2025-12-31',
			bookings_count: '12',
			bookings_volume: '1234.56',
			hubspot_owner_id: '81200101',
		},
		{ firstname: 'Anna', kontaktkategorie: 'mcarena_fellbach' },
	]);
	expect(categories(0)).toEqual(['mcarena_aspach', 'mcarena_schorndorf']);
});

it.each([
	['the contact’s e-mail address', TO_CONTACT],
	['the record id that the first node gave', TO_CONTACT_BY_ID],
])('brings an invoice in as a deal of the contact and the company, found by %s', async (_what, toContact) => {
	const contacts = await account.upsert([MAX], CONTACTS, { workflow });
	const item = { ...INVOICE, contactId: contacts.done[0].json.id };
	const run = await account.upsert([item], deals(toContact), { workflow });
	expect(reasons(run)).toEqual([]);
	const deal = account.sandbox.hubspot.records('deals')[0];
	expect(run.done[0].json).toMatchObject({
		id: deal.id,
		outcome: 'created',
		associations: [
			{ objectType: 'contacts', id: max },
			{ objectType: 'companies', id: company },
		],
	});
	expect(deal.properties).toMatchObject({
		invoice_number: 'R-2025-0017',
		dealname: 'McArena Schorndorf R-2025-0017',
		pipeline: 'default',
		dealstage: 'appointmentscheduled',
		hubspot_owner_id: '81200101',
		// Midnight where the workflow is.
		closedate: '2025-12-30T23:00:00.000Z',
		amount: '1234.56',
		dealtype: 'newbusiness',
		booking_date: '2025-12-31',
		booking_paid: 'false',
	});
	expect(account.associated('deals', deal.id, 'contacts')).toEqual([{ id: max, labels: [] }]);
	expect(account.associated('contacts', max, 'deals')).toEqual([{ id: deal.id, labels: [] }]);
	expect(account.associated('deals', deal.id, 'companies')).toEqual([{ id: company, labels: [] }]);
	expect(account.associated('companies', company, 'deals')).toEqual([{ id: deal.id, labels: [] }]);
	expect(categories(0)).toEqual(['mcarena_aspach', 'mcarena_schorndorf']);
});

it('changes nothing when the same export is read again, but what has changed', async () => {
	for (const Phase of ['Appointment Scheduled', 'Closed Won']) {
		await account.upsert([MAX, ANNA], CONTACTS, { workflow });
		const run = await account.upsert([{ ...INVOICE, Phase }], deals(TO_CONTACT), { workflow });
		expect(reasons(run)).toEqual([]);
	}
	expect(account.held('contacts')).toHaveLength(2);
	expect(categories(0)).toEqual(['mcarena_aspach', 'mcarena_schorndorf']);
	expect(account.held('deals')).toMatchObject([{ dealstage: 'closedwon', amount: '1234.56' }]);
	expect(account.sandbox.hubspot.portal.associations.count()).toBe(2);
});

it('takes the values of the document’s own example, a moment in milliseconds among them', async () => {
	const item = {
		Rechnungsnummer: 'R-1',
		Pipeline: 'default',
		Phase: 'appointmentscheduled',
		Betreuer: 81_200_102,
		Datum: 1_409_443_200_000,
		Betrag: '60000',
	};
	const run = await account.upsert([item], deals({ ...TO_CONTACT_BY_ID, value: Number(max) }), { workflow });
	expect(reasons(run)).toEqual([]);
	expect(account.held('deals')).toMatchObject([
		{ closedate: '2014-08-31T00:00:00.000Z', amount: '60000', hubspot_owner_id: '81200102' },
	]);
	expect(account.associated('contacts', max, 'deals')).toHaveLength(1);
});

it('lists the lines that cannot be brought in, and brings in all others', async () => {
	const lines = [
		INVOICE,
		{ ...INVOICE, Rechnungsnummer: 'R-2', Phase: 'Storniert' },
		{ ...INVOICE, Rechnungsnummer: 'R-3', Datum: '31.02.2025' },
		{ ...INVOICE, Rechnungsnummer: 'R-4', Betreuer: 'niemand@example.com' },
		{ ...INVOICE, Rechnungsnummer: '' },
		{ ...INVOICE, Rechnungsnummer: 'R-5', Kunde: 'unbekannt@example.com' },
	];
	const run = await account.upsert(lines, deals(TO_CONTACT), { workflow });
	expect(reasons(run)).toEqual([
		expect.stringContaining('No "Deal Stage" is called "Storniert" in the item\'s pipeline'),
		expect.stringContaining('"31.02.2025" does not fit the property "Close Date"'),
		expect.stringContaining('HubSpot has no owner "niemand@example.com" for "Deal owner"'),
		expect.stringContaining('The item has no value for "Rechnungsnummer"'),
		expect.stringContaining('There is no contact with email "unbekannt@example.com"'),
	]);
	expect(run.errors.map(({ json }) => json.Rechnungsnummer)).toEqual(['R-2', 'R-3', 'R-4', '', 'R-5']);
	expect(account.held('deals').map((deal) => deal.invoice_number)).toEqual(['R-2025-0017', 'R-5']);
});
