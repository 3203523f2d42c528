import type { Scenario, Scenarios } from './scenario.ts';
import { CONTACTS, contactInput, type TestPortal } from './testPortal.ts';

const EMAIL = 'anna@example.ch';

/** Refuses the values of a property with HubSpot's code, and keeps nothing of them. */
function refuses(property: string, values: readonly string[], code: string): Scenario {
	return async (portal) => {
		for (const value of values) {
			const { status, body } = await portal.upsertContacts({ email: EMAIL, [property]: value });
			expect([value, status, body.errors?.[0]?.code]).toEqual([value, 400, code]);
			expect(body.errors[0]?.context).toEqual({ propertyName: [property] });
		}
		expect(portal.contacts).toBe(0);
	};
}

/** Keeps each value in the form given. */
async function keeps(portal: TestPortal, property: string, forms: Record<string, string>): Promise<void> {
	for (const [value, kept] of Object.entries(forms)) {
		expect((await portal.upsertContacts({ email: EMAIL, [property]: value })).status).toBe(200);
		expect(portal.held(EMAIL, property)).toBe(kept);
	}
}

export const valueScenarios: Scenarios = {
	'values-are-strings': async (portal) => {
		for (const value of [7, true, null, ['a'], { a: 'b' }]) {
			expect((await portal.upsertContacts({ email: EMAIL, firstname: value })).status).toBe(400);
		}
		expect(portal.contacts).toBe(0);
	},

	'empty-string-clears': async (portal) => {
		await portal.upsertContacts({ email: EMAIL, firstname: 'Anna', newsletter: 'true' });
		const { status } = await portal.upsertContacts({ email: EMAIL, firstname: '', newsletter: '' });
		expect([status, portal.held(EMAIL, 'firstname'), portal.held(EMAIL, 'newsletter')]).toEqual([
			200,
			undefined,
			undefined,
		]);
	},

	'unknown-property': refuses('shoe_size', ['41'], 'PROPERTY_DOESNT_EXIST'),

	'unknown-option': async (portal) => {
		await refuses('lead_source', ['McArena', 'MCARENA', ' mcarena', 'mcarena;oplead'], 'INVALID_OPTION')(portal);
		await refuses(
			'kontaktkategorie',
			['McArena Aspach', 'mcarena_aspach;x', 'mcarena_aspach;'],
			'INVALID_OPTION',
		)(portal);
		await refuses('hubspot_owner_id', ['1', 'nadine.huber@lead-relay.example'], 'INVALID_OPTION')(portal);
		const { body } = await portal.upsertContacts({ email: EMAIL, lead_source: 'McArena' });
		expect(body.errors[0]?.message).toBe(
			'McArena was not one of the allowed options: [ici_formation, mcarena, oplead]',
		);
	},

	'read-only-value': async (portal) => {
		await refuses('hs_object_id', ['1'], 'READ_ONLY_VALUE')(portal);
		await refuses('createdate', ['2026-01-01T00:00:00Z'], 'READ_ONLY_VALUE')(portal);
	},

	'date-is-midnight': async (portal) => {
		const wrong = ['31.12.2026', '2026-02-30', '2026-12-31T00:00:00Z', '1798675200001', ' 2026-12-31'];
		await refuses('last_booking', wrong, 'INVALID_DATE')(portal);
		await keeps(portal, 'last_booking', { '2026-12-31': '2026-12-31', '1798675200000': '2026-12-31' });
	},

	'datetime-format': async (portal) => {
		const wrong = ['yesterday', '2026-12-31', '2026-12-31 10:00', '2026-12-31T10:00:00', '2026-02-30T10:00:00Z'];
		await refuses('last_contacted_at', wrong, 'INVALID_LONG')(portal);
		await keeps(portal, 'last_contacted_at', {
			'2026-12-31T10:00:00+01:00': '2026-12-31T09:00:00.000Z',
			'1798675200001': '2026-12-31T00:00:00.001Z',
		});
	},

	'number-format': async (portal) => {
		await refuses('bookings_volume', ["1'200.50", '1,5', 'CHF 10', ' 7', 'NaN'], 'INVALID_INTEGER')(portal);
		await keeps(portal, 'bookings_volume', { '1200.50': '1200.50', '-3': '-3' });
	},

	'bool-format': refuses('newsletter', ['yes', '1', 'TRUE', 'wahr'], 'INVALID_OPTION'),

	'phone-number-format': async (portal) => {
		await refuses('hs_whatsapp_phone_number', ['none', '+41 79 abc'], 'INVALID_PHONE_NUMBER')(portal);
		await keeps(portal, 'hs_whatsapp_phone_number', { '+41791234567': '+41791234567' });
	},

	'checkbox-appends': async (portal) => {
		await portal.upsertContacts({ email: EMAIL, kontaktkategorie: 'mcarena_aspach;formation_sante' });
		await portal.upsertContacts({ email: EMAIL, kontaktkategorie: ';formation_sante;formation_langues' });
		expect(portal.held(EMAIL, 'kontaktkategorie')).toBe('mcarena_aspach;formation_sante;formation_langues');
		await portal.upsertContacts({ email: EMAIL, kontaktkategorie: 'autre_formation' });
		expect(portal.held(EMAIL, 'kontaktkategorie')).toBe('autre_formation');
	},

	'valid-email': async (portal) => {
		for (const email of ['anna', 'anna@', 'anna@example', 'a b@example.ch', ' anna@example.ch', 'a@b@example.ch']) {
			const { status, body } = await portal.upsertContacts({ email });
			expect([email, status, body.errors?.[0]?.code]).toEqual([email, 400, 'INVALID_EMAIL']);
		}
		expect(portal.contacts).toBe(0);
	},

	'unique-values': async (portal) => {
		await portal.upsertContacts({ email: EMAIL, lead_key: 'K-1' });
		const { status, body } = await portal.upsertContacts({ email: 'beat@example.ch', lead_key: 'k-1' });
		expect([status, body.errors?.[0]?.code, portal.contacts]).toEqual([400, 'CONFLICTING_UNIQUE_VALUE', 1]);
		const both = await portal.upsertContacts(
			{ email: 'c@example.ch', lead_key: 'K-2', traceId: '1' },
			{ email: 'd@example.ch', lead_key: 'K-2', traceId: '2' },
		);
		expect([both.status, both.body.numErrors, portal.contacts]).toEqual([207, 1, 2]);
	},

	'unique-email': async (portal) => {
		await portal.upsertContacts({ email: EMAIL });
		const { status, body } = await portal.post(CONTACTS, { properties: { email: 'Anna@example.ch' } });
		expect([status, body.category]).toEqual([409, 'CONFLICT']);
		expect(body.message).toBe('Contact already exists. Existing ID: 30110000001');
		const { properties } = contactInput({ email: EMAIL, traceId: '1' });
		const inputs = [{ properties, objectWriteTraceId: '1' }];
		const batch = await portal.post(`${CONTACTS}/batch/create`, { inputs });
		expect([batch.status, batch.body.errors[0]?.category, portal.contacts]).toEqual([207, 'CONFLICT', 1]);
	},

	'required-properties': async (portal) => {
		const notes = '/crm/objects/2026-03/notes';
		const { status, body } = await portal.post(notes, { properties: { hs_note_body: 'Called' } });
		expect([status, body.context]).toEqual([400, { properties: ['hs_timestamp'] }]);
		const properties = { hs_note_body: 'Called', hs_timestamp: '1798675200001' };
		expect((await portal.post(notes, { properties })).status).toBe(201);
	},
};
