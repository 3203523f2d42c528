import type { FastifyPluginAsync } from 'fastify';
import type { LeadStore } from './store.ts';
import { monthsBefore, parisDay, parisTime } from './parisTime.ts';

export interface PullAccess {
	token: string;
	now: () => number;
	/** The store as it is now: a reset replaces it. */
	store: () => LeadStore;
}

const MONTHS_BY_DEFAULT = 3;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Their API for reading leads afterwards: `GET /api/webservice/leads`. */
export function pullApi({ token, now, store }: PullAccess): FastifyPluginAsync {
	return async (app) => {
		app.get<{ Querystring: Record<string, string | undefined> }>('/api/webservice/leads', async (request, reply) => {
			const { settings, leads, pulls } = store();
			if (request.headers.authorization !== `Bearer ${token}`) return reply.code(401).send({ error: 'Unauthorized' });
			if (!settings.pullEnabled) return reply.code(403).send({ error: 'API désactivée' });
			if (pulls.countAt(now()) >= settings.pullsPerMinute) return reply.code(429).send({ error: 'Too many requests' });
			pulls.add(now());

			const today = parisDay(now());
			const { dateStart = monthsBefore(today, MONTHS_BY_DEFAULT), dateEnd = today } = request.query;
			if (![dateStart, dateEnd].every(isDay)) return reply.code(500).send({ error: 'Invalid date' });
			// Whether dateEnd is included is not published; here it is.
			return leads
				.filter(({ createdAt }) => dateStart <= parisDay(createdAt) && parisDay(createdAt) <= dateEnd)
				.map(({ lead, createdAt }) => ({ ...lead, date_creation: parisTime(createdAt) }));
		});
	};
}

function isDay(text: unknown): boolean {
	if (typeof text !== 'string' || !ISO_DAY.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
