import { forgedAddress } from '../../../sandbox/oplead/deliveries/forgedAddress.ts';
import { accounts, bodiesOf } from './testAccount.ts';

const openAccount = accounts();
const controls = '/sandbox/oplead';

/** An account whose three events go to one receiver. */
async function subscribed() {
	const account = openAccount();
	const receiver = await account.receiver();
	for (const event of ['lead.assigned', 'lead.status_changed', 'appointment.updated']) {
		await account.subscribe(event, `${receiver.url}?secret=s3cret`);
	}
	return { account, receiver };
}

describe('what subscribers are told', () => {
	it('a new lead, a changed status, an appointment, each with an id and a time', async () => {
		const { account, receiver } = await subscribed();
		const id = await account.newLead({ externalID: 'key-1' }, { url: `${receiver.url}/private` });
		await account.settledDeliveries();
		account.now += 60_000;
		account.oplead.setStatus(id, 'Gagné');
		await account.settledDeliveries();
		receiver.received.splice(1, 1);
		const appointment = account.oplead.makeAppointment(id, { note: 'Visite' });
		await account.settledDeliveries();
		account.oplead.makeAppointment(id, { id: appointment.id, state: 'cancelled' });
		await account.settledDeliveries();
		const lead = { id, externalID: 'key-1', status: 'Gagné', leadData: { lastname: 'Dupont' } };
		const bodies = bodiesOf(receiver);
		expect(bodies).toMatchObject([
			{ event: 'lead.assigned', occurredAt: '2026-11-26T09:00:00.000Z', lead: { ...lead, status: 'En cours' } },
			{ event: 'lead.status_changed', occurredAt: '2026-11-26T09:01:00.000Z', lead },
			{ event: 'appointment.updated', lead, appointment: { id: appointment.id, state: 'planned', note: 'Visite' } },
			{ event: 'appointment.updated', lead, appointment: { id: appointment.id, state: 'cancelled' } },
		]);
		expect(new Set(bodies.map((body) => body.id)).size).toBe(4);
		// The provider's address may hold a secret of its own.
		expect(JSON.stringify(bodies)).not.toContain('/private');
		expect(receiver.received[0]?.url).toBe('/webhook/leads?secret=s3cret');
	});

	it('an assignment by hand', async () => {
		const { account, receiver } = await subscribed();
		account.oplead.set({ assignment: 'byHand' });
		const id = await account.newLead();
		expect(await account.settledDeliveries()).toEqual([]);
		account.oplead.assign(id, 'A-001');
		await account.settledDeliveries();
		expect(bodiesOf(receiver)).toMatchObject([{ event: 'lead.assigned', lead: { id, assignedTo: 'A-001' } }]);
	});

	it('nothing after the subscription is deleted', async () => {
		const { account } = await subscribed();
		for (const { id } of account.oplead.subscriptions) account.oplead.deleteSubscription(id);
		await account.newLead();
		expect(await account.settledDeliveries()).toEqual([]);
	});
});

describe('feedback', () => {
	it('goes out as a form, if so set', async () => {
		const account = openAccount();
		const receiver = await account.receiver();
		account.oplead.set({ feedbackEncoding: 'form' });
		const id = await account.newLead({ externalID: 'clé & co' }, { url: receiver.url });
		account.oplead.setStatus(id, 'Devis à relancer');
		await account.settledDeliveries();
		const [{ headers, body }] = receiver.received;
		expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
		const fields = { leadIdentifier: id, externalID: 'clé & co', status: 'Devis à relancer' };
		expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject(fields);
	});
});

describe('the way of a delivery', () => {
	it('is tried again until it arrives, and every try is listed', async () => {
		const { account, receiver } = await subscribed();
		receiver.answer.status = 500;
		account.oplead.set({ deliveryTries: 5, deliverySpacingMs: 40 });
		await account.newLead();
		while (account.oplead.deliveries[0].attempts.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
		receiver.answer.status = 200;
		const [delivery] = await account.settledDeliveries();
		expect(delivery?.state).toBe('delivered');
		expect(delivery?.attempts.map(({ status }) => status)).toEqual([500, 500, 200]);
		expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
	});

	it('ends with the reason where nobody listens', async () => {
		const account = openAccount();
		await account.subscribe('lead.assigned', 'http://127.0.0.1:1/');
		await account.newLead();
		const [delivery] = await account.settledDeliveries();
		expect(delivery?.state).toBe('failed');
		expect(delivery?.attempts[0]).toMatchObject({ status: null, reason: expect.any(String) as string });
	});

	it.each([
		'https://n8n.example.org/webhook',
		'http://192.168.1.10/',
		'http://0.0.0.0/',
		'http://127.0.0.1.example.org/',
	])('never leads to %s', async (url) => {
		const account = openAccount();
		await account.subscribe('lead.assigned', url);
		await account.newLead();
		expect(await account.settledDeliveries()).toMatchObject([{ state: 'refused', attempts: [] }]);
	});

	it('does not follow a redirect', async () => {
		const { account, receiver } = await subscribed();
		const other = await account.receiver();
		Object.assign(receiver.answer, { status: 307, headers: { location: other.url } });
		await account.newLead();
		await account.settledDeliveries();
		expect(other.received).toEqual([]);
	});

	it('can be repeated, and delayed, by settings', async () => {
		const { account, receiver } = await subscribed();
		account.oplead.set({ deliveryCopies: 3, deliveryDelayMs: 60 });
		const startedAt = performance.now();
		await account.newLead();
		await account.settledDeliveries();
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
		expect(receiver.received).toHaveLength(3);
		expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
	});

	it('is cut off by a reset', async () => {
		const { account, receiver } = await subscribed();
		account.oplead.set({ deliveryDelayMs: 50 });
		await account.newLead();
		account.oplead.reset();
		await new Promise((resolve) => setTimeout(resolve, 120));
		expect([receiver.received, account.oplead.deliveries]).toEqual([[], []]);
	});
});

describe('controls of deliveries', () => {
	it('hold back, and release in the order asked for', async () => {
		const { account, receiver } = await subscribed();
		await account.send('POST', `${controls}/deliveries/hold`);
		const id = await account.newLead();
		for (const status of ['Nurserie', 'Perdu']) account.oplead.setStatus(id, status);
		expect(account.oplead.deliveries.map(({ state }) => state)).toEqual(['held', 'held', 'held']);
		await account.send('POST', `${controls}/deliveries/release`, { body: { order: 'reversed' } });
		const statuses = bodiesOf(receiver).map(({ lead }) => (lead as { status: string }).status);
		expect(statuses).toEqual(['Perdu', 'Nurserie', 'En cours']);
		await account.newLead();
		await account.settledDeliveries();
		expect(receiver.received).toHaveLength(4);
	});

	it('deliver once more, byte for byte', async () => {
		const { account, receiver } = await subscribed();
		await account.newLead();
		const [delivery] = await account.settledDeliveries();
		const { status, body } = await account.send('POST', `${controls}/deliveries/${delivery?.id}/again`);
		expect([status, body.status]).toEqual([200, 200]);
		expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
		expect((await account.send('POST', `${controls}/deliveries/DLV-99/again`)).status).toBe(404);
	});

	it('forge: another id, and another secret in the address', async () => {
		const { account, receiver } = await subscribed();
		await account.newLead();
		const [delivery] = await account.settledDeliveries();
		receiver.answer.status = 401;
		const { body } = await account.send('POST', `${controls}/deliveries/${delivery?.id}/forge`);
		expect(body.status).toBe(401);
		expect(receiver.received[1]?.url).toBe('/webhook/leads?secret=000000');
		const [real, forged] = bodiesOf(receiver);
		expect(forged).toEqual({ ...real, id: expect.not.stringMatching(`^${String(real?.id)}$`) as string });
		expect(account.oplead.deliveries).toMatchObject([
			{ state: 'delivered' },
			{ state: 'forged', attempts: [{ status: 401 }] },
		]);
	});

	it('change the status, the assignment and the appointments of a lead', async () => {
		const account = openAccount();
		const lead = `${controls}/leads/${await account.newLead()}`;
		expect((await account.send('PUT', `${lead}/status`, { body: { status: 'Gagné' } })).status).toBe(200);
		expect((await account.send('PUT', `${lead}/assignment`, { body: { accountNumber: 'A-001' } })).status).toBe(200);
		expect((await account.send('POST', `${lead}/appointments`, { body: { note: 'Visite' } })).status).toBe(200);
		const appointments = [{ note: 'Visite', state: 'planned' }];
		expect(account.oplead.leads).toMatchObject([{ status: 'Gagné', assignedTo: 'A-001', appointments }]);
		expect((await account.send('PUT', `${lead}/status`, { body: { status: 'Autre' } })).status).toBe(400);
		expect((await account.send('PUT', `${lead}/assignment`, { body: { accountNumber: 'X' } })).status).toBe(404);
		expect((await account.send('PUT', `${controls}/leads/LD-1/status`, { body: { status: 'Gagné' } })).status).toBe(
			404,
		);
		expect((await account.send('POST', `${lead}/appointments`, { body: { startsAt: 'demain' } })).status).toBe(400);
	});
});

describe('a forged address', () => {
	it.each([
		['http://localhost/webhook/a1/x?secret=abc&lead=k0', 'http://localhost/webhook/a1/x?secret=000&lead=01'],
		['http://localhost/webhook/a1/s00/', 'http://localhost/webhook/a1/011/'],
	])('of %s is %s', (address, forged) => {
		expect(forgedAddress(address)).toBe(forged);
	});
});
