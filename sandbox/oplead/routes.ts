import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../query.ts';
import { authenticate, requireUser } from './access.ts';
import type { Account } from './account.ts';
import { takeMultipart } from './documents/receive.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { OpleadError, errorBody, notFound, refusalStatus } from './errors.ts';
import type { Settings, TokenSettings } from './settings.ts';

/** Oplead's REST API, below whatever prefix it is registered. */
export function opleadRoutes(account: Account): FastifyPluginAsync {
	return async (app) => {
		await takeMultipart(app);
		app.setErrorHandler((error, _request, reply) => sendError(account, reply, asOpleadError(error)));
		app.addHook('onClose', async () => account.courier.reset());
		for (const endpoint of ENDPOINTS) {
			addRoute(app, account, { endpoint, base: '/v1', shutBy: 'withoutVersion' });
			if (endpoint.version === 'asSet') addRoute(app, account, { endpoint, base: '', shutBy: 'withVersion' });
		}
		app.all('/*', () => {
			throw notFound('This path');
		});
	};
}

interface Route {
	endpoint: Endpoint;
	base: string;
	/** The reading of the paths of leads in which this one is not there. */
	shutBy: Settings['leadPaths'];
}

/** Who is calling is settled, and the request counted, before the body is read. */
function addRoute(app: FastifyInstance, account: Account, route: Route): void {
	const { endpoint, base } = route;
	const callers = new WeakMap<FastifyRequest, TokenSettings>();
	app.route({
		method: endpoint.method,
		url: `${base}${endpoint.path}`,
		onRequest: async (request) => {
			const caller = authenticate(account, request.headers);
			account.limit.take(account, caller.token);
			requireOpen(account, route);
			if (endpoint.usersOnly) requireUser(account, caller);
			callers.set(request, caller);
		},
		handler: async (request, reply) => {
			const caller = callers.get(request) ?? authenticate(account, request.headers);
			const params = request.params as Record<string, string>;
			const query = queryOf(request);
			const answer = await endpoint.answer({ account, caller, params, query, body: request.body, request });
			return reply.code(answer.status).send(answer.body);
		},
	});
}

function requireOpen({ settings }: Account, { endpoint, shutBy }: Route): void {
	if (endpoint.version === 'asSet' && settings.leadPaths === shutBy) throw notFound('This path');
	const refusal = endpoint.closed?.(settings);
	if (refusal) throw refusal;
}

/** What Fastify itself refuses, for instance malformed JSON, in Oplead's shape. */
function asOpleadError(error: unknown): OpleadError {
	if (error instanceof OpleadError) return error;
	const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
	const code = statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR';
	return new OpleadError(statusCode, { code, message });
}

function sendError({ settings }: Account, reply: FastifyReply, error: OpleadError): FastifyReply {
	if (['text', 'sentence'].includes(settings.errorBody)) reply.type('text/plain; charset=utf-8');
	const status = refusalStatus(error.status, settings);
	return reply.code(status).headers(error.headers).send(errorBody(error, settings.errorBody));
}
