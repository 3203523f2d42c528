import type { FastifyPluginAsync } from 'fastify';
import { z } from 'zod';
import { checked } from '../checked.ts';
import type { Account } from './account.ts';
import type { Delivery } from './deliveries/delivery.ts';
import { notFound } from './errors.ts';
import { assignLead, makeAppointment, setStatus } from './leads/changes.ts';
import { leadAnswer } from './leads/lead.ts';
import { STATUSES } from './leads/statuses.ts';
import { settingsSchema } from './settings.ts';

const statusBody = z.object({ status: z.enum(STATUSES) }).strict();
const assignmentBody = z.object({ accountNumber: z.string() }).strict();
const appointmentBody = z
	.object({
		id: z.string(),
		startsAt: z.string().datetime({ offset: true }),
		state: z.string(),
		note: z.string(),
	})
	.partial()
	.strict();
const releaseBody = z.object({ order: z.enum(['asHappened', 'reversed']).default('asHappened') }).strict();

/** What a test or a person may look at and set; none of it is Oplead's. */
export function opleadControls(account: Account): FastifyPluginAsync {
	const { courier } = account;

	function deliveryOf(id: string): Delivery {
		const delivery = courier.find(id);
		if (!delivery) throw notFound(`Delivery ${id}`);
		return delivery;
	}

	return async (app) => {
		app.get('/settings', async () => account.settings);
		app.patch('/settings', async ({ body }) =>
			Object.assign(account.settings, checked(settingsSchema.partial(), body)),
		);
		app.get('/limit', async () => account.limit.figures(account));
		app.get('/leads', async () => ({ leads: account.leads.list().map(leadAnswer) }));
		app.get('/users', async () => ({ users: account.users.list() }));
		app.get('/subscriptions', async () => ({ subscriptions: account.subscriptions.list() }));
		app.delete('/subscriptions', async (_request, reply) => {
			for (const { id } of account.subscriptions.list()) account.deleteSubscription(id);
			return reply.code(204).send();
		});

		app.put<{ Params: { id: string } }>('/leads/:id/status', async ({ params, body }) =>
			leadAnswer(setStatus(account, params.id, checked(statusBody, body).status)),
		);
		app.put<{ Params: { id: string } }>('/leads/:id/assignment', async ({ params, body }) =>
			leadAnswer(assignLead(account, params.id, checked(assignmentBody, body).accountNumber)),
		);
		app.post<{ Params: { id: string } }>('/leads/:id/appointments', async ({ params, body }) =>
			makeAppointment(account, params.id, checked(appointmentBody, body ?? {})),
		);

		app.get('/deliveries', async () => ({ deliveries: courier.list() }));
		app.post('/deliveries/hold', async (_request, reply) => {
			courier.hold();
			return reply.code(204).send();
		});
		app.post('/deliveries/release', async ({ body }, reply) => {
			await courier.release(checked(releaseBody, body ?? {}).order);
			return reply.code(204).send();
		});
		app.post<{ Params: { id: string } }>('/deliveries/:id/again', async ({ params }) =>
			courier.again(deliveryOf(params.id)),
		);
		app.post<{ Params: { id: string } }>('/deliveries/:id/forge', async ({ params }) =>
			courier.forge(deliveryOf(params.id)),
		);
	};
}
