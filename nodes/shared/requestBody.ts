import iconv from 'iconv-lite';

import { isObject } from './json';

/** The largest request body that is taken, in bytes: what the vendors send has some hundreds. */
export const LARGEST_BODY = 1024 * 1024;

/** The most objects that one request may carry. */
export const MOST_OBJECTS = 1_000;

/** How deep lists and objects may lie in each other: n8n could not keep what is much deeper. */
export const DEEPEST_JSON = 100;

/** Why a request is refused. A code is stable: words may change, whoever watches n8n's log searches for the code. */
export type RefusalCode =
	| 'SECRET_WRONG'
	| 'BODY_EMPTY'
	| 'BODY_UNREADABLE'
	| 'BODY_TOO_DEEP'
	| 'BODY_TOO_LARGE'
	| 'TOO_MANY'
	| 'TYPE_UNSUPPORTED'
	| 'LEAD_INCOMPLETE'
	| 'CENTRE_UNWANTED';

const STATUSES: Readonly<Record<RefusalCode, number>> = {
	SECRET_WRONG: 401,
	BODY_EMPTY: 400,
	BODY_UNREADABLE: 400,
	BODY_TOO_DEEP: 400,
	BODY_TOO_LARGE: 413,
	TOO_MANY: 413,
	TYPE_UNSUPPORTED: 415,
	LEAD_INCOMPLETE: 400,
	CENTRE_UNWANTED: 403,
};

/** A request that is refused; its message says what the sender should send instead. */
export class RefusedRequest extends Error {
	readonly code: RefusalCode;

	constructor(code: RefusalCode, message: string) {
		super(message);
		this.code = code;
	}

	/** The HTTP status of the answer. */
	get status(): number {
		return STATUSES[this.code];
	}
}

/** What an object of the body stands for, for the messages. */
export interface SentNoun {
	singular: string;
	plural: string;
}

/** The media type of a request: without parameters, in lower case; empty where it names none. */
export function mediaTypeOf(headers: Readonly<Record<string, unknown>>): string {
	const type = headers['content-type'];
	return typeof type === 'string' ? type.split(';')[0].trim().toLowerCase() : '';
}

/**
 * Reads the objects of a request: one JSON object, an array of them, or one URL-encoded form. Bytes that are not UTF-8 are
 * read as Windows-1252. Keys such as `__proto__` are plain data. Throws a `RefusedRequest` with status 400, 413 or 415.
 * @param mediaType without parameters, in lower case
 */
export function readObjects(body: Buffer, mediaType: string, noun: SentNoun): Array<Record<string, unknown>> {
	const { singular } = noun;
	if (body.length > LARGEST_BODY) {
		const message = `The body is larger than ${LARGEST_BODY} bytes. Send one ${singular} for each request.`;
		throw new RefusedRequest('BODY_TOO_LARGE', message);
	}
	if (mediaType.startsWith('multipart/')) {
		const message = `Send the ${singular} as JSON or as application/x-www-form-urlencoded.`;
		throw new RefusedRequest('TYPE_UNSUPPORTED', message);
	}
	const text = decoded(body);
	if (text.trim() === '') {
		throw new RefusedRequest('BODY_EMPTY', `The body is empty. Send the ${singular} as a JSON object.`);
	}
	return mediaType === 'application/x-www-form-urlencoded' ? [formIn(body)] : objectsIn(parsed(text, noun), noun);
}

function objectsIn(sent: unknown, { singular, plural }: SentNoun): Array<Record<string, unknown>> {
	const objects: unknown[] = Array.isArray(sent) ? sent : [sent];
	if (objects.length === 0) {
		throw new RefusedRequest('BODY_EMPTY', `The array is empty. Send the ${singular} as a JSON object.`);
	}
	if (objects.length > MOST_OBJECTS) {
		throw new RefusedRequest('TOO_MANY', `Send at most ${MOST_OBJECTS} ${plural} in one request.`);
	}
	if (objects.every(isObject)) return objects;
	throw new RefusedRequest(
		'BODY_UNREADABLE',
		`The body holds something else than a ${singular}. Send a JSON object, or an array of JSON objects.`,
	);
}

function parsed(text: string, { singular }: SentNoun): unknown {
	if (isTooDeep(text)) {
		const message = `The JSON is deeper than ${DEEPEST_JSON} levels. Send the ${singular} as a flat JSON object.`;
		throw new RefusedRequest('BODY_TOO_DEEP', message);
	}
	try {
		return JSON.parse(text);
	} catch {
		const message = `The body is not valid JSON. Send the ${singular} as a JSON object.`;
		throw new RefusedRequest('BODY_UNREADABLE', message);
	}
}

/** Looks at the text, so that a stranger's nested lists cost neither the memory nor the stack that parsing them takes. */
function isTooDeep(text: string): boolean {
	let depth = 0;
	let isQuoted = false;
	for (let index = 0; index < text.length; index++) {
		const sign = text[index];
		if (sign === '"') isQuoted = !isQuoted;
		else if (isQuoted) index += sign === '\\' ? 1 : 0;
		else if (sign === '{' || sign === '[') depth++;
		else if (sign === '}' || sign === ']') depth--;
		if (depth > DEEPEST_JSON) return true;
	}
	return false;
}

/** By bytes, since URLSearchParams loses what is not UTF-8 behind the percent signs. */
function formIn(body: Buffer): Record<string, unknown> {
	const pairs = body.toString('latin1').split('&').filter(Boolean);
	const decodePart = (part: string) => decoded(Buffer.from(percentDecoded(part.replaceAll('+', ' ')), 'latin1'));
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

function decoded(bytes: Buffer): string {
	try {
		// Leaves out a byte order mark, too.
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Not by TextDecoder: that of Node 20 takes Windows-1252 for Latin-1, and loses the euro sign.
		return iconv.decode(bytes, 'windows-1252');
	}
}
