import type { Scenarios } from './scenario.ts';
import { bodiesOf } from './testAccount.ts';

const ASSIGNED = 'lead.assigned';

export const deliveryScenarios: Scenarios = {
	'known-events': async (account) => {
		const { url } = await account.receiver();
		for (const event of [ASSIGNED, 'lead.status_changed', 'appointment.updated']) await account.subscribe(event, url);
		for (const event of ['lead.created', '*', 7, undefined]) {
			expect((await account.post('/subscriptions', { event, url })).status).toBe(422);
		}
	},

	'subscription-address-form': async (account) => {
		for (const url of ['', 'n8n.example.org/webhook', 'ftp://example.org/', undefined]) {
			const { status, body } = await account.post('/subscriptions', { event: ASSIGNED, url });
			expect([status, body.error?.details?.map(({ field }) => field)]).toEqual([422, ['url']]);
		}
	},

	'subscriptions-double': async (account) => {
		const { url, received } = await account.receiver();
		const ids = [await account.subscribe(ASSIGNED, url), await account.subscribe(ASSIGNED, url)];
		expect(new Set(ids).size).toBe(2);
		await account.newLead();
		await account.settledDeliveries();
		expect(received).toHaveLength(2);
	},

	'delivered-by-2xx': async (account) => {
		const receiver = await account.receiver();
		await account.subscribe(ASSIGNED, receiver.url);
		for (const status of [500, 401, 307]) {
			receiver.answer.status = status;
			await account.newLead();
			expect((await account.settledDeliveries()).at(-1)).toMatchObject({
				state: 'failed',
				attempts: [{ status }, {}, {}],
			});
		}
		receiver.answer.status = 204;
		await account.newLead();
		expect((await account.settledDeliveries()).at(-1)).toMatchObject({
			state: 'delivered',
			attempts: [{ status: 204 }],
		});
	},

	'delivered-in-time': async (account) => {
		account.oplead.set({ deliveryPatienceMs: 80, deliveryTries: 1 });
		const receiver = await account.receiver();
		receiver.answer.afterMs = 400;
		await account.subscribe(ASSIGNED, receiver.url);
		await account.newLead();
		const [delivery] = await account.settledDeliveries();
		expect(delivery).toMatchObject({
			state: 'failed',
			attempts: [{ status: null, reason: 'no answer within 0.08 seconds' }],
		});
	},

	'delivery-tried-again': async (account) => {
		const receiver = await account.receiver();
		receiver.answer.status = 503;
		await account.subscribe(ASSIGNED, receiver.url);
		await account.newLead();
		const [delivery] = await account.settledDeliveries();
		expect([delivery?.state, delivery?.attempts.length]).toEqual(['failed', 3]);
		// Every try is the same delivery.
		expect(new Set(bodiesOf(receiver).map(({ id }) => id))).toEqual(new Set([delivery?.id]));
	},

	feedback: async (account) => {
		const receiver = await account.receiver();
		const id = await account.newLead({ externalID: 'key-1' }, { url: `${receiver.url}?lead=key-1` });
		await account.settledDeliveries();
		expect(receiver.received).toEqual([]);
		await account.put(`/leads/${id}/status`, { status: 'Nurserie' });
		const deliveries = await account.settledDeliveries();
		expect(deliveries).toMatchObject([{ kind: 'feedback', state: 'delivered' }]);
		expect(receiver.received.map(({ url }) => url)).toEqual(['/webhook/leads?lead=key-1']);
		expect(bodiesOf(receiver)).toEqual([
			{
				id: deliveries[0]?.id,
				leadIdentifier: id,
				externalID: 'key-1',
				status: 'Nurserie',
				occurredAt: '2026-11-26T09:00:00.000Z',
			},
		]);
	},

	'unchanged-status-is-silent': async (account) => {
		const { url } = await account.receiver();
		const id = await account.newLead({}, { url });
		await account.put(`/leads/${id}/status`, { status: 'En cours' });
		expect(await account.settledDeliveries()).toEqual([]);
	},
};
