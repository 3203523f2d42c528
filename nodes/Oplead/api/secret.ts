/** 32 bytes in base64url (`callback/address.ts`), and nothing of the user's own; what stands before it may be written in several ways. */
const TOKENS = /(token(?:=|%3D))[\w-]{43}(?![\w-])/gi;

/**
 * JSON with the tokens of callback addresses hidden: whoever knows one can send updates, and items are kept. Oplead quotes
 * the addresses in leads, subscriptions and refusals.
 */
export function withoutTokens<T>(json: T): T {
	return tokensHidden(json) as T;
}

function tokensHidden(json: unknown): unknown {
	if (typeof json === 'string') return json.replace(TOKENS, '$1***');
	if (Array.isArray(json)) return json.map(tokensHidden);
	if (typeof json !== 'object' || json === null || Object.getPrototypeOf(json) !== Object.prototype) return json;
	return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, tokensHidden(value)]));
}
