import {
	createServer,
	request as httpRequest,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something between the node and the sandbox, on this machine. */
export interface OddServer {
	url: string;
	/** How many connections the node has closed before their answer was whole. */
	aborted: () => number;
	close: () => Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, server: Server) => void;

async function start(answer: Answer): Promise<OddServer> {
	let aborted = 0;
	const server = createServer((request, response) => {
		response.on('close', () => {
			if (!response.writableFinished) aborted++;
		});
		answer(request, response, server);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		aborted: () => aborted,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers each call with a byte every tenth of a second, for ever. */
export async function startTrickle(): Promise<OddServer> {
	return await start((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const timer = setInterval(() => response.write(' '), 100);
		response.on('close', () => clearInterval(timer));
	});
}

/** Passes calls on to the sandbox; once it has answered one whose path ends so, it refuses connections for some ms. */
export async function startInterrupted(sandboxUrl: string, pathEnd: string, downMs: number): Promise<OddServer> {
	let isDue = true;
	return await start((request, response, server) => {
		response.shouldKeepAlive = false;
		const address = new URL(request.url ?? '/', sandboxUrl);
		const passedOn = httpRequest(address, { method: request.method, headers: request.headers }, (answer) => {
			if (isDue && address.pathname.endsWith(pathEnd)) {
				isDue = false;
				const { port } = server.address() as AddressInfo;
				server.close();
				response.on('finish', () => setTimeout(() => server.listen(port, '127.0.0.1'), downMs));
			}
			response.writeHead(answer.statusCode ?? 500, { ...answer.headers, connection: 'close' });
			answer.pipe(response);
		});
		request.pipe(passedOn);
	});
}
