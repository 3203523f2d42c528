import type { FastifyReply } from 'fastify';
import type { Events } from './events.ts';

const HEARTBEAT_MS = 15_000;
const LARGEST_BACKLOG = 4_000_000;

/** Answers a request with server-sent events until the reader leaves; every `data` is one event as JSON. */
export function streamEvents(events: Events, reply: FastifyReply): void {
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, {
		'content-type': 'text/event-stream; charset=utf-8',
		'cache-control': 'no-store',
		connection: 'keep-alive',
	});
	raw.write('retry: 1000\n\n');
	const unsubscribe = events.subscribe((event) => {
		// A reader that has fallen far behind is sent away: it comes back and reads the whole state anew.
		if (raw.writableLength > LARGEST_BACKLOG) raw.destroy();
		else raw.write(`data: ${JSON.stringify(event)}\n\n`);
	});
	const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
	raw.on('error', () => raw.destroy());
	raw.on('close', () => {
		clearInterval(heartbeat);
		unsubscribe();
	});
}
