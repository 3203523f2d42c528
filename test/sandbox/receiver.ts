import http from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
	/** The address with its query. */
	url: string;
	headers: http.IncomingHttpHeaders;
	body: string;
	/** How many requests were under way when this one came, itself included. */
	underWay: number;
}

/** A webhook on this machine that keeps what it is sent and answers as told. */
export async function startReceiver(answer = { status: 200, body: '', afterMs: 0, headers: {} }) {
	const received: Received[] = [];
	let underWay = 0;
	const server = http.createServer((request, response) => void receive(request, response));

	async function receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		underWay++;
		const entry = { url: request.url ?? '', headers: request.headers, body: '', underWay };
		received.push(entry);
		request.setEncoding('utf8');
		for await (const chunk of request) entry.body += chunk;
		await new Promise((resolve) => setTimeout(resolve, answer.afterMs));
		underWay--;
		response.writeHead(answer.status, answer.headers).end(answer.body);
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/webhook/leads`,
		received,
		answer,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
