import type { FastifyPluginAsync } from 'fastify';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const files = {
	'/': ['index.html', 'text/html; charset=utf-8'],
	'/page.css': ['page.css', 'text/css; charset=utf-8'],
	'/page.js': ['page.js', 'text/javascript; charset=utf-8'],
};

interface PageOptions {
	/** Where the page's files lie. */
	folder?: string;
}

/** The page in the browser: three files, as they are. */
export function sandboxPage({ folder = path.join(process.cwd(), 'sandbox/page') }: PageOptions): FastifyPluginAsync {
	return async (app) => {
		for (const [url, [file, type]] of Object.entries(files)) {
			app.get(url, async (_request, reply) => {
				reply.type(type).headers({
					'cache-control': 'no-cache',
					'content-security-policy': "default-src 'self'",
				});
				return await readFile(path.join(folder, file));
			});
		}
	};
}
