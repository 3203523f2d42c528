import iconv from 'iconv-lite';

import { isObject } from '../shared/json';

/** The largest request body that is taken, in bytes: a lead has some 500. */
export const LARGEST_BODY = 1024 * 1024;

/** The most leads that one request may carry. */
const MOST_LEADS = 1000;

/** A request that cannot be read; its message says what the sender should send instead. */
export class RefusedRequest extends Error {
	/** HTTP status. */
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

/** The fields of one lead as they were sent. */
export type SentFields = Record<string, unknown>;

/**
 * Reads the leads of a webhook request: one JSON object (what Ici Formation sends), an array of them, or one lead as a
 * URL-encoded form. Bytes that are not UTF-8 are read as Windows-1252. Keys such as `__proto__` are plain data.
 * Throws a `RefusedRequest` with status 400, 413 or 415.
 */
export function readLeads(body: Buffer, contentType: string): SentFields[] {
	if (body.length > LARGEST_BODY) {
		throw new RefusedRequest(413, `The body is larger than ${LARGEST_BODY} bytes. Send one lead for each request.`);
	}
	if (contentType.startsWith('multipart/')) {
		throw new RefusedRequest(415, 'Send the lead as JSON or as application/x-www-form-urlencoded.');
	}
	if (contentType === 'application/x-www-form-urlencoded' && body.length > 0) return [parseForm(body)];
	const text = decode(body);
	if (text.trim() === '') throw new RefusedRequest(400, 'The body is empty. Send the lead as a JSON object.');
	return leadsOf(parseJson(text));
}

function leadsOf(sent: unknown): SentFields[] {
	const leads: unknown[] = Array.isArray(sent) ? sent : [sent];
	if (leads.length === 0) throw new RefusedRequest(400, 'The array is empty. Send the lead as a JSON object.');
	if (leads.length > MOST_LEADS) throw new RefusedRequest(413, `Send at most ${MOST_LEADS} leads in one request.`);
	if (!leads.every(isObject)) {
		throw new RefusedRequest(400, 'The body is not a lead. Send a JSON object, or an array of JSON objects.');
	}
	return leads;
}

/** By bytes, since URLSearchParams loses what is not UTF-8 behind the percent signs. */
function parseForm(body: Buffer): SentFields {
	const pairs = body.toString('latin1').split('&').filter(Boolean);
	const decodePart = (part: string) => decode(Buffer.from(percentDecoded(part.replaceAll('+', ' ')), 'latin1'));
	return Object.fromEntries(
		pairs.map((pair) => {
			const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
			return [decodePart(pair.slice(0, end)), decodePart(pair.slice(end + 1))];
		}),
	);
}

/** One character for each byte. */
function percentDecoded(part: string): string {
	return part.replace(/%([0-9a-f]{2})/gi, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16)));
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new RefusedRequest(400, 'The body is not valid JSON. Send the lead as a JSON object.');
	}
}

function decode(body: Buffer): string {
	try {
		// Leaves out a byte order mark, too.
		return new TextDecoder('utf-8', { fatal: true }).decode(body);
	} catch {
		// Not by TextDecoder: that of Node 20 takes Windows-1252 for Latin-1, and loses the euro sign.
		return iconv.decode(body, 'windows-1252');
	}
}
