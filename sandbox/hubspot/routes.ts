import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { queryOf } from '../query.ts';
import { authenticate, requireScopes } from './access.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { HubSpotError, notFound, validationError } from './errors.ts';
import { OBJECT_TYPES, fullyQualifiedName, type ObjectType } from './objectTypes.ts';
import type { Portal } from './portal.ts';
import { APIS, type Bases, datedVersion, laxVersion, type Version } from './versions.ts';

/** HubSpot's protocol, below whatever prefix it is registered. */
export function hubSpotRoutes(portal: Portal): FastifyPluginAsync {
	return (app) => {
		app.setErrorHandler((error, _request, reply) => sendError(portal, reply, asHubSpotError(error)));
		for (const endpoint of ENDPOINTS) mount(app, portal, endpoint);
		app.all('/*', () => {
			throw notFound('The requested resource does not exist.');
		});
		return Promise.resolve();
	};
}

function mount(app: FastifyInstance, portal: Portal, endpoint: Endpoint): void {
	const { dated, numbered }: Bases = APIS[endpoint.api];
	if (dated !== undefined) addRoute(app, portal, { endpoint, url: `${dated}${endpoint.path}` });
	for (const { version, base } of numbered) {
		addRoute(app, portal, { endpoint, url: `${base}${endpoint.path}`, version: laxVersion(version) });
	}
}

interface Place {
	endpoint: Endpoint;
	url: string;
	/** Where the path does not name a dated one. */
	version?: Version;
}

/** Who is calling is settled before the body is read: HubSpot refuses a token whatever the body. */
function addRoute(app: FastifyInstance, portal: Portal, place: Place): void {
	const { endpoint, url } = place;
	app.route({
		method: endpoint.method,
		url,
		onRequest: async (request, reply) => {
			const token = authenticate(portal, request.headers.authorization);
			count(portal, endpoint, token.token, reply);
			requireScopes(token, endpoint.scopes(targetOf(portal, request, place).types, portal.rules));
		},
		preHandler: async (request, reply) => {
			if (isRefusedOnTheWay(portal, request.body)) await reply.code(403).type('text/html').send(PAGE);
		},
		handler: async (request, reply) => {
			const target = targetOf(portal, request, place);
			const answer = endpoint.answer({ portal, ...target, query: queryOf(request), body: request.body });
			return reply.code(answer.status).send(answer.body);
		},
	});
}

const PAGE = '<html><head><title>Attention Required!</title></head><body>Sorry, you have been blocked</body></html>';

function isRefusedOnTheWay({ settings, rules }: Portal, body: unknown): boolean {
	const { contentNetworkRefuses: text } = settings;
	if (text === null || !rules.has('content-network-page')) return false;
	return (JSON.stringify(body) ?? '').includes(text);
}

/** Counts a call against the limits, and says in the headers what is left, but for the search. */
function count(portal: Portal, { limit }: Endpoint, app: string, reply: FastifyReply): void {
	if (limit === 'search') portal.quota.takeSearch(portal);
	try {
		portal.quota.take(portal, app);
	} finally {
		const silent = limit === 'search' && portal.rules.has('search-no-rate-headers');
		if (!silent) reply.headers(portal.quota.headers(portal, app));
	}
}

type Target = Pick<Call, 'version' | 'types' | 'params'>;

function targetOf(portal: Portal, request: FastifyRequest, { endpoint, version: fixed }: Place): Target {
	const params = request.params as Record<string, string>;
	const version = fixed ?? versionOf(portal, params.version ?? '');
	const named = [params.objectType, params.fromObjectType, params.toObjectType].filter((name) => name !== undefined);
	const types = (endpoint.objectTypes ?? named).map((name) => typeNamed(portal, name));
	return { version, params, types };
}

function versionOf({ rules }: Portal, name: string): Version {
	const version = datedVersion(name);
	if (version) return version;
	if (rules.has('known-versions')) throw notFound('The requested resource does not exist.');
	return laxVersion(name);
}

/** A path accepts the type id; names work for the common ones, custom objects have a qualified one. */
function typeNamed({ settings, rules }: Portal, name: string): ObjectType {
	const type = OBJECT_TYPES.find((candidate) => {
		const plain = candidate.custom && rules.has('object-type-names') ? [] : [candidate.name, candidate.singular];
		const qualified = candidate.custom ? [fullyQualifiedName(candidate, settings.portalId)] : [];
		return [candidate.id, ...plain, ...qualified].includes(name);
	});
	if (!type) throw validationError(`Unable to infer object type from: ${name}`);
	return type;
}

/** What Fastify itself refuses, for instance malformed JSON, in HubSpot's shape. */
function asHubSpotError(error: unknown): HubSpotError {
	if (error instanceof HubSpotError) return error;
	const { statusCode = 500, message = '' } = error as { statusCode?: number; message?: string };
	if (statusCode === 400) return validationError(`Invalid input JSON: ${message}`);
	return new HubSpotError(statusCode, {
		message: statusCode < 500 ? message : `internal error: ${message}`,
		category: statusCode < 500 ? 'VALIDATION_ERROR' : 'INTERNAL_ERROR',
	});
}

function sendError(portal: Portal, reply: FastifyReply, { status, body, headers }: HubSpotError) {
	const correlationId = portal.nextCorrelationId();
	return reply
		.code(status)
		.headers(headers)
		.send({ status: 'error', ...body, correlationId });
}
