import type { VendorAnswer } from '../../shared/vendor/transport';
import { unreadableAnswer } from './errors';

/** What an answer said, for as long as anybody holds the answer: it is parsed once, by whoever comes first. */
const parsed = new WeakMap<VendorAnswer, object>();

/** What a 204 says: that it is done, and nothing more. */
export const NO_CONTENT: object = Object.freeze({});

/**
 * What an answer says, as the object that it is; `NO_CONTENT` for a 204, which has no body. Only the whole of it tells whether
 * a gateway has cut it off: the beginning and the end may look well.
 * @throws HubSpotError for anything else, such as a list or the page of a gateway
 */
export function jsonBody<Body extends object>(answer: VendorAnswer): Body {
	const known = parsed.get(answer) ?? parse(answer);
	parsed.set(answer, known);
	return known as Body;
}

function parse({ status, body }: VendorAnswer): object {
	if (status === 204 && body.trim() === '') return NO_CONTENT;
	const json = parsedOrNothing(body);
	if (typeof json !== 'object' || json === null || Array.isArray(json)) throw unreadableAnswer();
	return json;
}

function parsedOrNothing(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
