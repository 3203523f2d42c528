/** In characters. A screen of text; nobody reads more of a reason, and n8n keeps it with every item. */
const MOST = 1_000;

/** What a vendor says, cut off where it is too long, which it says. */
export function shortened(words: string): string {
	if (words.length <= MOST) return words;
	const kept = words.slice(0, MOST).replace(/[\uD800-\uDBFF]$/, '');
	return `${kept}… (${(words.length - kept.length).toLocaleString('en')} more characters)`;
}
