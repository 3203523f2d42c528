import { readUpdates } from '../../../nodes/Oplead/trigger/body';
import { repeatKey, toUpdate, type Update } from '../../../nodes/Oplead/trigger/update';
import { LARGEST_BODY, MOST_OBJECTS } from '../../../nodes/shared/requestBody';

const read = (body: string | Buffer, type = 'application/json') => readUpdates(Buffer.from(body), type);

describe('reading a call', () => {
	it('takes an object, an array, a form, and JSON of no stated type', () => {
		expect(read('{"a":1}')).toEqual([{ a: 1 }]);
		expect(read('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
		expect(read('status=Gagn%C3%A9+!&a=', 'application/x-www-form-urlencoded')).toEqual([{ status: 'Gagné !', a: '' }]);
		expect(read('\uFEFF{"a":1}', '')).toEqual([{ a: 1 }]);
		expect(read(Buffer.from('{"a":"Gagn\xe9"}', 'latin1'))).toEqual([{ a: 'Gagné' }]);
		expect(read(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`)).toHaveLength(1);
	});

	it('takes names that are traps as plain fields', () => {
		const [sent] = read('{"__proto__":{"event":"x"},"status":"Perdu"}');
		expect(toUpdate(sent, arrival)).toMatchObject({ event: 'lead.feedback', status: 'Perdu' });
	});

	it.each<[string, string, string, number]>([
		['nothing', '', 'application/json', 400],
		['broken JSON', '{', 'application/json', 400],
		['a form of nothing', ' ', 'application/x-www-form-urlencoded', 400],
		['what is deeper than a hundred levels', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'application/json', 400],
		['a text', '"a"', 'application/json', 400],
		['null', 'null', 'application/json', 400],
		['an empty array', '[]', 'application/json', 400],
		['an array of texts', '["a"]', 'application/json', 400],
		['a multipart form', '--x', 'multipart/form-data', 415],
		['more than the largest body', ' '.repeat(LARGEST_BODY + 1), 'application/json', 413],
		['more than the most updates', JSON.stringify(new Array(MOST_OBJECTS + 1).fill({})), 'application/json', 413],
	])('refuses %s', (_name, body, type, status) => {
		expect(() => read(body, type)).toThrow(expect.objectContaining({ status }) as Error);
	});
});

const arrival = { leadKey: null, receivedAt: '2026-11-22T10:00:00.000Z' };

describe('an update', () => {
	it('is read from an event', () => {
		const sent = {
			id: 'DLV-7',
			event: 'appointment.updated',
			occurredAt: '2026-11-22T10:59:00+01:00',
			lead: { id: 'LEAD-1', externalID: 'key-1', status: 'Rendez-vous' },
			appointment: { id: 'RDV-1' },
		};
		expect(toUpdate(sent, arrival)).toEqual({
			event: 'appointment.updated',
			occurredAt: '2026-11-22T09:59:00.000Z',
			leadId: 'LEAD-1',
			externalId: 'key-1',
			leadKey: null,
			status: 'Rendez-vous',
			lead: sent.lead,
			appointment: sent.appointment,
			deliveryId: 'DLV-7',
			receivedAt: arrival.receivedAt,
			original: sent,
		});
	});

	it('is read from feedback, whose lead is known by the address', () => {
		const sent = { id: 'DLV-8', leadIdentifier: 'LEAD-1', externalID: 'key-1', status: 'Gagné', occurredAt: '' };
		expect(toUpdate(sent, { ...arrival, leadKey: 'the-key' })).toMatchObject({
			event: 'lead.feedback',
			occurredAt: null,
			leadId: 'LEAD-1',
			leadKey: 'the-key',
			externalId: 'key-1',
			status: 'Gagné',
			lead: null,
			deliveryId: 'DLV-8',
		});
	});

	it.each<[unknown, string | null]>([
		['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
		['2026-11-22 10:00:00', '2026-11-22T10:00:00.000Z'],
		[1795341600, '2026-11-22T10:00:00.000Z'],
		['1795341600000', '2026-11-22T10:00:00.000Z'],
		['1795341600.25', '2026-11-22T10:00:00.250Z'],
		// As everywhere in this package: from ten thousand million on, milliseconds.
		[10_000_000_000, '1970-04-26T17:46:40.000Z'],
		[9_999_999_999, '2286-11-20T17:46:39.000Z'],
		// Too short to be since 1970: the basic form of ISO 8601.
		['20261122', '2026-11-22T00:00:00.000Z'],
		[12345, null],
		[1795341600000000, null],
		['yesterday', null],
		[1e300, null],
		['', null],
		[null, null],
	])('happened at %s: %s', (occurredAt, expected) => {
		expect(toUpdate({ occurredAt }, arrival).occurredAt).toBe(expected);
	});

	it.each<[keyof Update, string[]]>([
		['event', ['event', 'eventType', 'event_type', 'type', 'topic']],
		['leadId', ['leadIdentifier', 'leadId', 'lead_id', 'identifier']],
		['status', ['status', 'newStatus', 'new_status', 'statut', 'leadStatus']],
		['deliveryId', ['deliveryId', 'delivery_id', 'eventId', 'event_id', 'notificationId']],
		['externalId', ['externalID', 'externalId', 'externalid', 'external_id']],
	])('finds its %s under each of the usual names', (field, names) => {
		for (const name of names) expect(toUpdate({ [name]: 'text' }, arrival)).toMatchObject({ [field]: 'text' });
		expect(toUpdate({ another: 'text' }, arrival)[field]).not.toBe('text');
	});

	it.each(['occurredAt', 'occurred_at', 'eventDate', 'date', 'timestamp', 'updatedAt', 'updated_at'])(
		'finds its moment under %s',
		(name) => {
			const { occurredAt } = toUpdate({ [name]: '2026-11-22T11:00:00+01:00' }, arrival);
			expect(occurredAt).toBe('2026-11-22T10:00:00.000Z');
		},
	);

	it('takes a bare id, and the moment of a creation beside it, for those of the lead', () => {
		const bare = { id: 'L-1', status: 'Perdu', createdAt: '2026-11-22T10:00:00Z' };
		expect(toUpdate(bare, arrival)).toMatchObject({ leadId: 'L-1', deliveryId: null, occurredAt: null });
		const { id, createdAt, ...lead } = bare;
		const message = { id, createdAt, event: 'lead.status_changed', lead: { ...lead, id: 'L-2' } };
		expect(toUpdate(message, arrival)).toMatchObject({
			leadId: 'L-2',
			deliveryId: 'L-1',
			occurredAt: '2026-11-22T10:00:00.000Z',
		});
	});

	it('finds its lead and its appointment under each of the usual names', () => {
		for (const name of ['lead', 'leadData', 'data', 'payload']) {
			const lead = { id: 'LEAD-1', new_status: 'Perdu' };
			const expected = { lead, leadId: 'LEAD-1', status: 'Perdu', appointment: null };
			expect(toUpdate({ [name]: lead }, arrival)).toMatchObject(expected);
		}
		for (const name of ['appointment', 'rendezVous', 'rdv', 'meeting']) {
			expect(toUpdate({ [name]: { id: 'RDV-1' } }, arrival)).toMatchObject({
				appointment: { id: 'RDV-1' },
				lead: null,
			});
		}
	});

	it('takes its own status and ID before those of its lead', () => {
		const sent = { leadId: 'L-1', newStatus: 'Gagné', lead: { id: 'L-2', leadId: 'L-3', status: 'Perdu' } };
		expect(toUpdate(sent, arrival)).toMatchObject({ leadId: 'L-1', status: 'Gagné' });
		expect(toUpdate({ lead: sent.lead }, arrival)).toMatchObject({ leadId: 'L-3', status: 'Perdu' });
	});

	it('may name its status by an object', () => {
		expect(toUpdate({ status: { id: 3, label: 'Perdu' } }, arrival).status).toBe('Perdu');
	});
});

describe('a repeat', () => {
	const keyOf = (sent: Record<string, unknown>, leadKey: string | null = null) =>
		repeatKey(toUpdate(sent, { ...arrival, leadKey }));
	const sent = { id: 'DLV-1', leadIdentifier: 'L1', status: 'Perdu', occurredAt: '2026-11-22T10:00:00Z' };

	it('has the key of the first, and no other update has', () => {
		const others = [
			{ ...sent, id: 'DLV-2' },
			{ ...sent, status: 'Gagné' },
			{ ...sent, occurredAt: '2026-11-22' },
		];
		expect(keyOf({ ...sent })).toBe(keyOf(sent));
		expect(new Set([sent, ...others].map((one) => keyOf(one))).size).toBe(4);
		expect(keyOf(sent, 'lead-1')).not.toBe(keyOf(sent, 'lead-2'));
	});

	it('is one whichever attempt it is', () => {
		for (const name of ['attempt', 'attemptNumber', 'retryCount']) {
			expect(keyOf({ ...sent, [name]: 2 })).toBe(keyOf({ ...sent, [name]: 1 }));
		}
	});

	it('is none where a lead comes back to a status', () => {
		const bare = { id: 'L1', status: 'En cours', createdAt: '2026-11-22T10:00:00Z' };
		expect(keyOf(bare)).toBeUndefined();
	});

	it('has no key where a change made again would look the same', () => {
		expect(keyOf({ leadIdentifier: 'L1', status: 'Perdu' })).toBeUndefined();
		expect(keyOf({ leadIdentifier: 'L1', id: 'L1', status: 'Perdu' })).toBeUndefined();
		expect(keyOf({ leadIdentifier: 'L1', id: 'DLV-1', status: 'Perdu' })).toBeDefined();
	});
});
