import { isObject } from '../api/template';

/** The largest body that is taken, in bytes: an update has some hundreds. */
export const LARGEST_BODY = 1024 * 1024;

/** The most updates that one call may carry. */
export const MOST_UPDATES = 1_000;

/** How deep lists and objects may lie in each other; n8n could not keep what is much deeper. */
const DEEPEST = 50;

/** A call that is refused; its message is for whoever sent it. */
export class RefusedCallback extends Error {
	/** HTTP status. */
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** The fields of one update as they were sent. */
export type SentUpdate = Record<string, unknown>;

/**
 * Reads the updates of a call: a JSON object, an array of them, or a URL-encoded form. Which of these Oplead sends is not
 * published. Throws a `RefusedCallback` with status 400, 413 or 415.
 * @param contentType without parameters, in lower case
 */
export function readUpdates(body: Buffer, contentType: string): SentUpdate[] {
	if (body.length > LARGEST_BODY) throw new RefusedCallback(413, `The body is larger than ${LARGEST_BODY} bytes.`);
	if (contentType.startsWith('multipart/')) {
		throw new RefusedCallback(415, 'Send JSON or application/x-www-form-urlencoded.');
	}
	const text = body.toString('utf8').replace(/^\uFEFF/, '');
	if (text.trim() === '') throw new RefusedCallback(400, 'The body is empty.');
	if (contentType === 'application/x-www-form-urlencoded') return [Object.fromEntries(new URLSearchParams(text))];
	const sent = parsed(text);
	const updates = Array.isArray(sent) ? sent : [sent];
	if (updates.length > MOST_UPDATES) throw new RefusedCallback(413, `Send at most ${MOST_UPDATES} updates at once.`);
	if (updates.length === 0 || !updates.every(isObject)) {
		throw new RefusedCallback(400, 'The body is neither a JSON object nor an array of them.');
	}
	if (isDeeper(updates, DEEPEST)) throw new RefusedCallback(400, `The JSON is deeper than ${DEEPEST} levels.`);
	return updates;
}

function isDeeper(json: unknown, levels: number): boolean {
	if (typeof json !== 'object' || json === null) return false;
	return levels === 0 || Object.values(json).some((part) => isDeeper(part, levels - 1));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new RefusedCallback(400, 'The body is not valid JSON.');
	}
}
