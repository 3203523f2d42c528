import { createServer, type AddressInfo } from 'node:net';

const LOOPBACK = '127.0.0.1';

/**
 * Reads a port from an environment variable.
 * @throws Error that names the variable when its value is no port
 */
export function portFrom(variable: string, fallback: number): number {
	const text = process.env[variable]?.trim();
	if (!text) return fallback;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Error(`${variable} is "${text}", which is not a port. Set it to a number from 1 to 65535.`);
}

/** Whether nothing listens on the port of this machine's loopback address. */
function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
	});
}

/**
 * Makes sure that a port can be listened on.
 * @throws Error that names the variable which chooses another one
 */
export async function assertPortFree(port: number, variable: string): Promise<void> {
	if (await isPortFree(port)) return;
	throw new Error(
		`Port ${port} is taken by another program. End that one, or choose another port, for instance: ` +
			`${variable}=${port + 1} npm start`,
	);
}

/** A port that nothing listened on a moment ago. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, LOOPBACK, () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}
