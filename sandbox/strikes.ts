import type { FastifyReply } from 'fastify';

/** Resets the connection (TCP RST): the caller sees ECONNRESET and no answer. */
export function resetConnection(reply: FastifyReply): FastifyReply {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
	return reply;
}

/** Announces the whole body, sends half of it and ends the connection. */
export function sendTruncated(reply: FastifyReply, payload: unknown): void {
	const body = bytesOf(payload);
	reply.hijack();
	const { raw } = reply;
	raw.statusCode = reply.statusCode;
	for (const [name, value] of Object.entries(reply.getHeaders())) raw.setHeader(name, value ?? '');
	raw.setHeader('content-length', Math.max(body.length, 1));
	raw.write(body.subarray(0, Math.floor(body.length / 2)), () => raw.socket?.destroySoon());
}

/** The first half of a JSON answer, which is no JSON. */
export function cutJson(payload: unknown): Buffer {
	const body = bytesOf(payload);
	return body.length > 2 ? body.subarray(0, Math.floor(body.length / 2)) : Buffer.from('{"results":[');
}

function bytesOf(payload: unknown): Buffer {
	if (typeof payload === 'string') return Buffer.from(payload);
	return Buffer.isBuffer(payload) ? payload : Buffer.alloc(0);
}
