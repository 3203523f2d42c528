/** Towns, products, first names: more different texts than this are hardly repeated. */
const MOST_SHARED = 2_000;

/** After so many texts it shows whether a column repeats itself. */
const TRIAL = 2_000;

/**
 * A function that answers the same text for the same text: in a column whose texts are often repeated, each is then kept
 * in memory once, and not once for every row. A column whose texts differ costs no more than a try.
 */
export function sharedTexts(): (text: string) => string {
	const known = new Map<string, string>();
	let left = TRIAL;
	let isWorthIt = true;
	return (text) => {
		if (!isWorthIt || !text) return text;
		if (left-- === 0) {
			isWorthIt = known.size < TRIAL / 2;
			if (!isWorthIt) known.clear();
		}
		const found = known.get(text);
		if (found !== undefined) return found;
		if (known.size < MOST_SHARED) known.set(text, text);
		return text;
	};
}
