import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { AUTOMATIC, mapped, reasons, useAccount } from './account';

const account = useAccount();

const TRAINING_SESSIONS: INodeParameters = {
	resource: 'customObject',
	customObject: { __rl: true, mode: 'id', value: '2-3453932' },
};

interface Case {
	resource: string;
	/** HubSpot's name of the object. */
	type: string;
	plural: string;
	/** The property that finds the record. */
	key: string;
	parameters: INodeParameters;
	item: IDataObject;
	/** What the record holds then. */
	first: Record<string, string>;
	/** What a second item holds beside the key. */
	second: Record<string, string>;
	/** What the record holds of that; left out, the same. */
	becomes?: Record<string, string>;
}

describe.each<Case>([
	{
		resource: 'company',
		type: 'companies',
		plural: 'Companies',
		key: 'domain',
		parameters: { resource: 'company', matchBy: 'otherProperty', searchProperty: 'domain' },
		item: { name: 'McArena GmbH', domain: 'mcarena.example', numberofemployees: '1’200' },
		first: { name: 'McArena GmbH', domain: 'mcarena.example', numberofemployees: '1200' },
		second: { phone: '+49 7181 1234' },
	},
	{
		resource: 'contact',
		type: 'contacts',
		plural: 'Contacts',
		key: 'email',
		parameters: { resource: 'contact' },
		item: { email: 'Max@Example.com', newsletter: 'ja', last_booking: '31.12.2025' },
		first: { email: 'max@example.com', newsletter: 'true', last_booking: '2025-12-31' },
		second: { city: 'Schorndorf' },
	},
	{
		resource: 'deal',
		type: 'deals',
		plural: 'Deals',
		key: 'invoice_number',
		parameters: { resource: 'deal', keyProperty: 'invoice_number' },
		item: { invoice_number: 'R-17', dealname: 'Halle', pipeline: 'Formations', dealstage: 'conseil donné' },
		first: { invoice_number: 'R-17', dealname: 'Halle', pipeline: '758210', dealstage: '1204502' },
		second: { amount: '1.234,56' },
		becomes: { amount: '1234.56' },
	},
	{
		resource: 'ticket',
		type: 'tickets',
		plural: 'Tickets',
		key: 'subject',
		parameters: { resource: 'ticket', matchBy: 'otherProperty', searchProperty: 'subject' },
		item: { subject: 'Rückfrage', hs_pipeline_stage: 'Waiting on us', hs_ticket_category: ['Billing Issue'] },
		first: { subject: 'Rückfrage', hs_pipeline: '0', hs_pipeline_stage: '3', hs_ticket_category: 'BILLING_ISSUE' },
		second: { content: 'Es eilt' },
	},
	{
		resource: 'note',
		type: 'notes',
		plural: 'Notes',
		key: 'hs_note_body',
		parameters: { resource: 'note', matchBy: 'otherProperty', searchProperty: 'hs_note_body' },
		item: { hs_timestamp: '2026-05-01T10:00:00Z', hs_note_body: 'Angerufen' },
		first: { hs_timestamp: '2026-05-01T10:00:00.000Z', hs_note_body: 'Angerufen' },
		second: { hubspot_owner_id: 'Luc Favre' },
		becomes: { hubspot_owner_id: '81200102' },
	},
	{
		resource: 'custom object',
		type: 'training_sessions',
		plural: 'Records',
		key: 'session_code',
		parameters: { ...TRAINING_SESSIONS, keyProperty: 'session_code' },
		item: { session_code: 'ANG-1', session_name: 'Anglais', session_language: 'Français', seats: 12 },
		first: { session_code: 'ANG-1', session_name: 'Anglais', session_language: 'fr', seats: '12' },
		second: { starts_on: '2026-09-01T00:00:00+02:00' },
		becomes: { starts_on: '2026-09-01' },
	},
])('$resource', ({ type, plural, key, parameters, item, first, second, becomes = second }) => {
	it('is created, and updated when its key comes again', async () => {
		const settings = { ...parameters, ...AUTOMATIC };
		const created = await account.upsert([item], settings);
		expect(reasons(created)).toEqual([]);
		expect(created.done[0].json.outcome).toBe('created');
		expect(created.hints).toEqual([`${plural}: 1 created, 0 updated, 0 rejected`]);
		expect(account.held(type)).toMatchObject([first]);

		const again = { [key]: first[key], ...second };
		const updated = await account.upsert([again], settings);
		expect(updated.done[0].json).toMatchObject({ id: created.done[0].json.id, outcome: 'updated' });
		expect(updated.hints).toEqual([`${plural}: 0 created, 1 updated, 0 rejected`]);
		expect(account.held(type)).toMatchObject([{ ...first, ...becomes }]);
	});
});

it('tells the address of a record of any object', async () => {
	const { done } = await account.upsert([{ session_code: '1', session_name: 'A' }], {
		...TRAINING_SESSIONS,
		keyProperty: 'session_code',
		...AUTOMATIC,
	});
	expect(done[0].json.url).toMatch(/^https:\/\/app\.hubspot\.com\/contacts\/24601000\/record\/2-3453932\/\d+$/);
});

it('takes the custom object from an expression', async () => {
	const { done } = await account.upsert([{ object: '2-3453932', session_code: '1', session_name: 'A' }], {
		resource: 'customObject',
		customObject: { __rl: true, mode: 'id', value: '={{ $json.object }}' },
		keyProperty: 'session_code',
		...mapped({ session_code: '={{ $json.session_code }}', session_name: '={{ $json.session_name }}' }),
	});
	expect(done).toHaveLength(1);
});

it('treats one of HubSpot’s own objects as such where its type id is given', async () => {
	const { done, hints } = await account.upsert([{ email: 'A@example.com' }], {
		resource: 'customObject',
		customObject: { __rl: true, mode: 'id', value: '0-1' },
		keyProperty: 'email',
		...AUTOMATIC,
	});
	expect(done[0].json.properties).toEqual({ email: 'a@example.com' });
	expect(hints).toEqual(['Contacts: 1 created, 0 updated, 0 rejected']);
});

it('rejects every item for an object that the account does not have', async () => {
	const customObject = { __rl: true, mode: 'id', value: '2-999' };
	const parameters = { resource: 'customObject', customObject, keyProperty: 'code', ...AUTOMATIC };
	const run = await account.upsert([{ code: '1' }, { code: '2' }], parameters);
	expect(run.done).toEqual([]);
	expect(new Set(reasons(run))).toEqual(
		new Set([
			'HubSpot refused this: Unable to infer object type from: 2-999. Choose the object anew, or correct its type ID.',
		]),
	);
	expect(run.errors.map(({ json }) => json.code)).toEqual(['1', '2']);
});

it('rejects every item where an expression gives no object', async () => {
	const customObject = { __rl: true, mode: 'id', value: '={{ $json.nothing }}' };
	const run = await account.upsert([{ code: '1' }], {
		resource: 'customObject',
		customObject,
		keyProperty: 'session_code',
		...AUTOMATIC,
	});
	expect(reasons(run)).toEqual(['No custom object is chosen. Choose one under "Custom Object".']);
});

describe('what holds for all items of a run', () => {
	const OTHER = (label: string) => `"${label}" holds for all items of a run, but its expression gives something else`;
	const customObject = { __rl: true, mode: 'id', value: '={{ $json.type }}' };

	it.each<[string, INodeParameters, IDataObject, IDataObject]>([
		[
			'Custom Object',
			{ resource: 'customObject', customObject, keyProperty: 'email' },
			{ type: 'contacts' },
			{ type: '2-3453932' },
		],
		['Property to Match On', { keyProperty: '={{ $json.by }}' }, { by: 'email' }, { by: 'lead_key' }],
		['Dry Run', { options: { dryRun: '={{ $json.dry }}' } }, { dry: false }, { dry: true }],
	])('is not taken from the first item for others: %s', async (label, parameters, mine, others) => {
		const items = [mine, others, mine].map((fields, row) => ({ ...fields, email: `${row}@example.com` }));
		const run = await account.upsert(items, { ...mapped({ email: '={{ $json.email }}' }), ...parameters });
		expect(run.done.map(({ json }) => json.outcome)).toEqual(['created', 'created']);
		expect(reasons(run)).toEqual([expect.stringContaining(OTHER(label))]);
		expect(run.errors[0].json.email).toBe('1@example.com');
		expect(account.held('contacts').map(({ email }) => email)).toEqual(['0@example.com', '2@example.com']);
	});

	it('may come from an expression that gives the same, or in a field that is not shown', async () => {
		const items = ['a', 'b'].map((name) => ({ email: `${name}@example.com`, name, by: 'email' }));
		const run = await account.upsert(items, {
			...mapped({ email: '={{ $json.email }}' }),
			keyProperty: '={{ $json.by }}',
			searchProperty: '={{ $json.name }}',
		});
		expect(run.errors).toEqual([]);
		expect(account.held('contacts')).toHaveLength(2);
	});
});

it('passes nothing on as written for a resource that it does not know', async () => {
	const { done, errors } = await account.upsert([{ email: 'a@example.com' }], { ...AUTOMATIC, resource: 'invoice' });
	expect([done.length, errors.length]).toEqual([0, 1]);
});

it('names the scope that the token lacks', async () => {
	const run = await account.upsert([{ email: 'a@example.com' }], AUTOMATIC, { token: 'sandbox-hubspot-read-only' });
	expect(reasons(run)).toEqual([expect.stringContaining('it lacks crm.objects.contacts.write. Add the scope')]);
});

it('says what a new ticket lacks, in HubSpot’s words', async () => {
	const parameters = { resource: 'ticket', matchBy: 'otherProperty', searchProperty: 'subject', ...AUTOMATIC };
	const run = await account.upsert([{ subject: 'Rückfrage' }], parameters);
	expect(reasons(run)).toEqual([
		'HubSpot refused this: Error writing TICKET. Some required properties were not set (hs_pipeline_stage). Map the property that is missing, or fill it in at the source.',
	]);
});
