import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** How a lead's sender proves who it is: the fields of the "Ici Formation Webhook" credential. */
export interface WebhookAuthorisation {
	scheme: Scheme;
	/** Only for the scheme `custom`. */
	headerName?: string;
	/** Only for the scheme `custom`: what stands before the secret, for instance `Bearer`. */
	prefix?: string;
	secret: string;
	/** Still accepted while Ici Formation changes over to `secret`. */
	previousSecret?: string;
}

export type Scheme = 'bearer' | 'apiKey' | 'token' | 'xToken' | 'custom';

interface SecretHeader {
	/** In lower case, as Node gives header names. */
	name: string;
	prefix: string;
}

/**
 * Ici Formation advises "Bearer Token, API Key, Token ou X Token" and publishes no header names (documentation V2.1).
 * Bearer is the one printed example; a public receiver of theirs reads X-API-Key; the other two are assumed.
 */
const PRESETS: Record<Exclude<Scheme, 'custom'>, SecretHeader> = {
	bearer: { name: 'authorization', prefix: 'Bearer' },
	apiKey: { name: 'x-api-key', prefix: '' },
	token: { name: 'authorization', prefix: 'Token' },
	xToken: { name: 'x-token', prefix: '' },
};

/** The shortest secret that is accepted, in characters: shorter ones can be guessed. */
const SHORTEST_SECRET = 12;

const NOT_IN_A_HEADER = /^\s|\s$|[^\x20-\x7e]/;

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function secretHeader(authorisation: WebhookAuthorisation): SecretHeader {
	if (authorisation.scheme !== 'custom') return PRESETS[authorisation.scheme];
	return {
		name: (authorisation.headerName ?? '').trim().toLowerCase(),
		prefix: (authorisation.prefix ?? '').trim(),
	};
}

/** Tells whether a request carries the current or the previous secret. Takes the same time whatever the answer is. */
export function isAuthorised(headers: IncomingHttpHeaders, authorisation: WebhookAuthorisation): boolean {
	const { name, prefix } = secretHeader(authorisation);
	const presented = withoutPrefix(headers[name], prefix);
	const current = sameSecret(presented, authorisation.secret);
	const previous = sameSecret(presented, authorisation.previousSecret ?? '');
	return current || previous;
}

/** What is wrong with an authorisation's settings, in words for a person; an empty list where nothing is. */
export function authorisationProblems(authorisation: WebhookAuthorisation): string[] {
	const problems: string[] = [];
	if (authorisation.scheme === 'custom' && !HEADER_NAME.test((authorisation.headerName ?? '').trim())) {
		problems.push('The header name is empty or has a character that header names cannot have.');
	}
	if (authorisation.secret.length < SHORTEST_SECRET) {
		problems.push(`The secret is shorter than ${SHORTEST_SECRET} characters and could be guessed.`);
	}
	const { secret, previousSecret = '' } = authorisation;
	if (previousSecret !== '' && previousSecret.length < SHORTEST_SECRET) {
		problems.push(`The previous secret is shorter than ${SHORTEST_SECRET} characters and could be guessed.`);
	}
	if ([secret, previousSecret].some((text) => NOT_IN_A_HEADER.test(text))) {
		problems.push('A secret has a space at its end, or a character that is not plain ASCII.');
	}
	return problems;
}

function withoutPrefix(header: string | string[] | undefined, prefix: string): string | undefined {
	if (typeof header !== 'string') return undefined;
	const value = header.trim();
	if (prefix === '') return value;
	const start = value.slice(0, prefix.length);
	const rest = value.slice(prefix.length);
	return start.toLowerCase() === prefix.toLowerCase() && /^\s/.test(rest) ? rest.trim() : undefined;
}

/** Compares digests, so that neither the time nor a length tells anything of the secret. */
function sameSecret(presented: string | undefined, secret: string): boolean {
	const equal = timingSafeEqual(digest(presented ?? ''), digest(secret));
	return equal && presented !== undefined && secret !== '';
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
