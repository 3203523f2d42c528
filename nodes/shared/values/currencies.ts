/** How currencies are written besides their codes (ISO 4217), in lower case; several may share a sign. */
export const CURRENCY_SIGNS: Readonly<Record<string, readonly string[]>> = {
	EUR: ['€', 'euro', 'euros'],
	CHF: ['fr', 'fr.', 'sfr', 'sfr.'],
	GBP: ['£'],
	USD: ['$', 'us$'],
	CAD: ['$'],
	AUD: ['$'],
	NZD: ['$'],
	JPY: ['¥'],
	CNY: ['¥'],
	PLN: ['zł'],
	CZK: ['kč'],
	DKK: ['kr', 'kr.'],
	NOK: ['kr', 'kr.'],
	SEK: ['kr', 'kr.'],
};

/**
 * The source of a pattern that fits these currencies, by their codes and their signs, in lower case.
 * @param codes ISO 4217
 */
export function currencyPattern(codes: readonly string[]): string {
	const written = new Set(codes.flatMap((code) => [code.toLowerCase(), ...(CURRENCY_SIGNS[code] ?? [])]));
	// The longest first: of "sfr." nothing is to be left over.
	const sorted = [...written].sort((one, other) => other.length - one.length);
	return sorted.map((text) => text.replace(/[$.]/g, '\\$&')).join('|');
}
