import { CONTACTS, portals } from './testPortal.ts';

const openPortal = portals();

test('an upsert creates, then updates', async () => {
	const portal = openPortal();
	const first = await portal.upsertContacts({ email: 'Anna@Example.ch', firstname: 'Anna' });
	expect(first.status).toBe(200);
	expect(first.body).toMatchObject({ status: 'COMPLETE', results: [{ new: true, archived: false }] });
	portal.clock.advance(60_000);
	const second = await portal.upsertContacts({ email: 'anna@example.ch', lastname: 'Muster' });
	expect(second.body.results).toEqual([
		{
			id: '30110000001',
			new: false,
			properties: {
				createdate: '2026-11-02T09:00:00.000Z',
				email: 'anna@example.ch',
				hs_object_id: '30110000001',
				lastmodifieddate: '2026-11-02T09:01:00.000Z',
				lastname: 'Muster',
			},
			createdAt: '2026-11-02T09:00:00.000Z',
			updatedAt: '2026-11-02T09:01:00.000Z',
			archived: false,
			url: 'https://app.hubspot.com/contacts/24601000/record/0-1/30110000001',
		},
	]);
	expect(portal.held('anna@example.ch', 'firstname')).toBe('Anna');
});

test('an error of a 207 has the four fields that HubSpot documents', async () => {
	const portal = openPortal();
	const { body } = await portal.upsertContacts({ email: 'b@example.ch', lead_source: 'Radio', traceId: 'two' });
	expect(body.results).toEqual([]);
	expect(Object.keys(body.errors[0] ?? {})).toEqual(['status', 'category', 'message', 'context']);
	expect(body.errors[0]).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
	expect(body.errors[0]?.message).toContain('Radio was not one of the allowed options');
});

test('an upsert by a unique property finds its record whatever the case', async () => {
	const portal = openPortal();
	const deals = '/crm/objects/2026-03/deals/batch/upsert';
	const input = { id: 'R-1', idProperty: 'invoice_number', properties: { dealname: 'Kurs', dealstage: '1204501' } };
	const created = await portal.post(deals, { inputs: [input] });
	expect(created.body.results[0]).toMatchObject({ new: true, properties: { invoice_number: 'R-1' } });
	const updated = await portal.post(deals, { inputs: [{ ...input, id: 'r-1' }] });
	expect(updated.body.results[0]).toMatchObject({ new: false, id: created.body.results[0]?.id });
});

test('batch update goes by record id or by a unique property', async () => {
	const portal = openPortal();
	await portal.upsertContacts({ email: 'anna@example.ch' });
	const inputs = [{ id: '30110000001', properties: { firstname: 'Anna' } }];
	const byId = await portal.post(`${CONTACTS}/batch/update`, { inputs });
	expect(byId.body.results[0]).not.toHaveProperty('new');
	const byEmail = [{ id: 'anna@example.ch', idProperty: 'email', properties: { lastname: 'Muster' } }];
	expect((await portal.post(`${CONTACTS}/batch/update`, { inputs: byEmail })).status).toBe(200);
	expect(portal.hubspot.records('0-1')[0]?.properties).toMatchObject({ firstname: 'Anna', lastname: 'Muster' });
});

test('batch read answers 207 where some are not found, and null for what a record does not hold', async () => {
	const portal = openPortal();
	await portal.upsertContacts({ email: 'anna@example.ch' });
	const body = {
		idProperty: 'email',
		properties: ['phone'],
		inputs: [{ id: 'anna@example.ch' }, { id: 'no@example.ch' }],
	};
	const reply = await portal.post(`${CONTACTS}/batch/read`, body);
	expect(reply.status).toBe(207);
	expect(reply.body.results[0]?.properties).toMatchObject({ phone: null, hs_object_id: '30110000001' });
	expect(reply.body.errors).toMatchObject([{ category: 'OBJECT_NOT_FOUND', context: { ids: ['no@example.ch'] } }]);
});

test('batch create answers 201 and associates', async () => {
	const portal = openPortal();
	const contact = (await portal.upsertContacts({ email: 'anna@example.ch' })).body.results[0]?.id;
	const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }];
	const inputs = [
		{ properties: { hs_timestamp: '2026-11-02T09:00:00Z' }, associations: [{ to: { id: contact }, types }] },
	];
	const note = await portal.post('/crm/objects/2026-03/0-46/batch/create', { inputs });
	expect(note.status).toBe(201);
	const read = { inputs: [{ id: note.body.results[0]?.id }] };
	const { body } = await portal.post('/crm/associations/2026-03/notes/contacts/batch/read', read);
	expect(body.results).toMatchObject([{ to: [{ toObjectId: contact, associationTypes: [{ typeId: 202 }] }] }]);
});

test('single records are created, read, changed and listed by page', async () => {
	const portal = openPortal();
	for (const email of ['a@example.ch', 'b@example.ch', 'c@example.ch']) {
		expect((await portal.post(CONTACTS, { properties: { email } })).status).toBe(201);
	}
	const path = `${CONTACTS}/30110000002`;
	expect((await portal.patch(path, { properties: { city: 'Bern' } })).body.properties.city).toBe('Bern');
	expect((await portal.get(`${path}?properties=city`)).body.properties).toMatchObject({ city: 'Bern' });
	expect((await portal.get(`${CONTACTS}/b@example.ch?idProperty=email`)).body.id).toBe('30110000002');
	expect((await portal.get(`${CONTACTS}/9`)).body.category).toBe('OBJECT_NOT_FOUND');
	const first = await portal.get(`${CONTACTS}?limit=2`);
	const rest = await portal.get(`${CONTACTS}?limit=2&after=${first.body.paging?.next.after}`);
	expect([first.body.results.length, rest.body.results.length, rest.body.paging]).toEqual([2, 1, undefined]);
});

test('a rule of the portal without a condition holds at creation only', async () => {
	const portal = openPortal();
	await portal.upsertContacts({ email: 'old@example.ch' });
	portal.set({ portalRules: [{ objectType: '0-1', required: ['lead_source'] }] });
	const upsert = (email: string) =>
		portal.post('/crm/objects/2026-09/contacts/batch/upsert', {
			inputs: [{ id: email, idProperty: 'email', properties: { email } }],
		});
	expect((await upsert('old@example.ch')).status).toBe(200);
	expect((await upsert('new@example.ch')).status).toBe(400);
});

test('the custom object has a unique property of its own', async () => {
	const portal = openPortal();
	const inputs = [
		{ id: 'S-1', idProperty: 'session_code', properties: { session_name: 'Excel', starts_on: '2027-01-11' } },
	];
	const { status, body } = await portal.post('/crm/objects/2026-09/2-3453932/batch/upsert', { inputs });
	expect([status, body.results[0]?.properties.session_code]).toEqual([200, 'S-1']);
	expect(portal.hubspot.records('training_sessions')).toHaveLength(1);
});
