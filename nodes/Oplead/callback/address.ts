import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What signs the addresses that Oplead calls. The previous one is still accepted, but signs nothing any more. */
export interface CallbackSecrets {
	current: string;
	previous?: string;
}

/** The names in the query of an address. */
const TOKEN = 'token';
const LEAD = 'lead';

/**
 * The address that a trigger subscribes: its own, with a token of 32 bytes that nobody can make without the secret. It is
 * computed and nowhere stored, so that a trigger knows its subscription again whatever a crash has left undone.
 */
export function subscriptionAddress(webhookUrl: string, { current }: CallbackSecrets): string {
	const address = new URL(webhookUrl);
	address.searchParams.set(TOKEN, subscriptionToken(webhookUrl, current));
	return address.href;
}

/** Whether a call to a trigger's address carries its token. Takes the same time whatever the answer is. */
export function isSubscriptionCall(webhookUrl: string, query: unknown, secrets: CallbackSecrets): boolean {
	return carriesToken(textIn(query, TOKEN), secrets, (secret) => subscriptionToken(webhookUrl, secret));
}

/**
 * The address for the status changes of one lead: that of a trigger, with the lead's key and a token over the key. It holds
 * for the trigger's test address, and behind a proxy with paths of its own, too.
 * @param leadKey empty where the lead has none
 */
export function feedbackAddress(webhookUrl: string, leadKey: string, { current }: CallbackSecrets): string {
	const address = new URL(webhookUrl);
	address.searchParams.delete(LEAD);
	if (leadKey !== '') address.searchParams.set(LEAD, leadKey);
	address.searchParams.set(TOKEN, feedbackToken(leadKey, current));
	return address.href;
}

/** The key of the lead that a call is about, empty where it has none; undefined for a call without the right token. */
export function leadKeyOfCall(query: unknown, secrets: CallbackSecrets): string | undefined {
	const leadKey = textIn(query, LEAD) ?? '';
	const isRight = carriesToken(textIn(query, TOKEN), secrets, (secret) => feedbackToken(leadKey, secret));
	return isRight ? leadKey : undefined;
}

/** Whether two addresses differ at most in their query: both are then the same trigger's. */
export function hasSamePath(one: string, other: string): boolean {
	if (!URL.canParse(one) || !URL.canParse(other)) return false;
	const [a, b] = [new URL(one), new URL(other)];
	return a.origin === b.origin && a.pathname === b.pathname;
}

/** Whether two addresses are the same, however they are written. */
export function isSameAddress(one: string, other: string): boolean {
	return hasSamePath(one, other) && new URL(one).search === new URL(other).search;
}

/** The end of the path names the trigger by its random id; what stands before it tells test from production. */
function subscriptionToken(webhookUrl: string, secret: string): string {
	const trigger = new URL(webhookUrl).pathname.split('/').filter(Boolean).slice(-2).join('/');
	return signature(['subscription', trigger], secret);
}

function feedbackToken(leadKey: string, secret: string): string {
	return signature(['feedback', leadKey], secret);
}

/** As JSON, so that no two lists of texts give the same bytes. */
function signature(texts: readonly string[], secret: string): string {
	return createHmac('sha256', secret).update(JSON.stringify(texts)).digest('base64url');
}

function carriesToken(
	presented: string | undefined,
	{ current, previous = '' }: CallbackSecrets,
	tokenFor: (secret: string) => string,
): boolean {
	const isCurrent = sameText(presented, tokenFor(current)) && current !== '';
	const isPrevious = sameText(presented, tokenFor(previous)) && previous !== '';
	return isCurrent || isPrevious;
}

/** Compares digests, so that neither the time nor a length tells anything of the token. */
function sameText(presented: string | undefined, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(presented ?? ''), digest(expected)) && presented !== undefined;
}

/** A name that comes twice, or with brackets, gives no text. */
function textIn(query: unknown, name: string): string | undefined {
	const value = typeof query === 'object' && query !== null ? (query as Record<string, unknown>)[name] : undefined;
	return typeof value === 'string' ? value : undefined;
}
