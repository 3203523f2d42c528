import fastify from 'fastify';
import type { FastifyPluginAsync } from 'fastify';

interface Answer<Body> {
	status: number;
	body: Body;
}

/** Calls a server with a JSON body, and reads the answer as JSON where it is. */
export async function call<Body = unknown>(method: string, url: string, body?: unknown): Promise<Answer<Body>> {
	const response = await fetch(url, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
	return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body };
}

/** Serves plugins by their prefixes on a free port. */
export async function serve(plugins: Record<string, FastifyPluginAsync>) {
	const app = fastify({ forceCloseConnections: true });
	for (const [prefix, plugin] of Object.entries(plugins)) app.register(plugin, { prefix });
	const url = await app.listen({ port: 0, host: '127.0.0.1' });
	return { url, close: () => app.close() };
}
