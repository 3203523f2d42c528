import type { FastifyPluginAsync } from 'fastify';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pageState } from './pageState.ts';
import type { PageSources } from './pageState.ts';

const STYLES = ['page.css', 'data.css', 'oplead.css', 'narrow.css'];
const SCRIPTS = ['page.js', 'dom.js', 'tabs.js', 'contacts.js', 'leads.js', 'deliveries.js', 'calls.js', 'sending.js'];

const TYPES: Record<string, string> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
};

interface PageOptions extends PageSources {
	/** Where the page's files lie. */
	folder?: string;
}

/** The page in the browser: its files as they are, and the state that the page begins with. */
export function sandboxPage({
	folder = path.join(process.cwd(), 'sandbox/page'),
	...sources
}: PageOptions): FastifyPluginAsync {
	return async (app) => {
		function serve(url: string, file: string): void {
			app.get(url, async (_request, reply) => {
				reply.type(TYPES[path.extname(file)]).headers({
					'cache-control': 'no-cache',
					'content-security-policy': "default-src 'self'; img-src data:",
				});
				return await readFile(path.join(folder, file));
			});
		}

		serve('/', 'index.html');
		for (const file of [...STYLES, ...SCRIPTS]) serve(`/${file}`, file);
		app.get('/sandbox/page/state', async (_request, reply) => {
			reply.header('cache-control', 'no-store');
			return pageState(sources);
		});
	};
}
