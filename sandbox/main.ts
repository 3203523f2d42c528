import path from 'node:path';
import { startSandbox } from './sandbox.ts';

const DEFAULT_PORT = 4010;

function portFromEnvironment(): number {
	const text = process.env.SANDBOX_PORT || String(DEFAULT_PORT);
	const port = Number(text);
	if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
	throw new Error(`SANDBOX_PORT is "${text}"; it must be a port number such as ${DEFAULT_PORT}.`);
}

try {
	const sandbox = await startSandbox({
		port: portFromEnvironment(),
		pageFolder: path.join(import.meta.dirname, 'page'),
	});
	const { url } = sandbox;
	console.log(`The sandbox is at ${url} (page), ${url}/hubspot and ${url}/oplead/v1 (the APIs). Ctrl-C ends it.`);
	// What a stand-in vendor does wrong in the background must not take the others down.
	process.on('unhandledRejection', (reason) => console.error('Something failed in the background:', reason));
	process.on('uncaughtException', (error) => console.error('Something failed in the background:', error));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			void sandbox.close().finally(() => process.exit(0));
		});
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	if (error instanceof Error && error.message.includes('is taken')) {
		console.error('For instance: SANDBOX_PORT=4011 npm run sandbox');
	}
	process.exitCode = 1;
}
