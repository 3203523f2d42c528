import type { FastifyRequest } from 'fastify';

/** The query of a request's address; a name that is there several times has its values in one, with commas. */
export function queryOf(request: FastifyRequest): Record<string, string | undefined> {
	const entries = Object.entries(request.query as Record<string, string | string[]>);
	return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]));
}
