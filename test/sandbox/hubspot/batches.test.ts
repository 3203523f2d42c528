import { portals } from './testPortal.ts';

const openPortal = portals();

describe('batch upsert of contacts', () => {
	test('creates, then updates', async () => {
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

	test('answers 207 where inputs with trace ids are partly invalid', async () => {
		const portal = openPortal();
		const { status, body } = await portal.upsertContacts(
			{ email: 'a@example.ch', traceId: 'one' },
			{ email: 'b@example.ch', lead_source: 'Radio', traceId: 'two' },
		);
		expect(status).toBe(207);
		expect(body.results).toHaveLength(1);
		expect(body.numErrors).toBe(1);
		expect(Object.keys(body.errors[0] ?? {})).toEqual(['status', 'category', 'message', 'context']);
		expect(body.errors[0]).toMatchObject({
			status: 'error',
			category: 'VALIDATION_ERROR',
			message: expect.stringContaining('Radio was not one of the allowed options: [ici_formation, mcarena, oplead]'),
			context: { objectWriteTraceId: ['two'] },
		});
		expect(portal.contacts).toBe(1);
	});
});
