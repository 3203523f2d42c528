/**
 * Whether a file name fits one of the patterns; upper and lower case are the same. In a pattern, `*` stands for any
 * text and `?` for one character.
 * @param patterns one, or several with semicolons between, e.g. `*.csv; *.txt`
 */
export function fitsPattern(name: string, patterns: string): boolean {
	const folded = characters(name);
	return patterns
		.split(';')
		.map((pattern) => pattern.trim())
		.filter(Boolean)
		.some((pattern) => fits(folded, characters(pattern)));
}

/** A Mac writes "ü" as two characters. */
function characters(text: string): string[] {
	return [...text.normalize('NFC').toLowerCase()];
}

/** Goes back to the last star only, so the time is at most the product of the lengths: no pattern can hang n8n. */
function fits(name: readonly string[], pattern: readonly string[]): boolean {
	let at = 0;
	let next = 0;
	let star = -1;
	let afterStar = 0;
	while (at < name.length) {
		if (pattern[next] === '*') {
			star = next++;
			afterStar = at;
		} else if (pattern[next] === '?' || pattern[next] === name[at]) {
			at++;
			next++;
		} else if (star >= 0) {
			next = star + 1;
			at = ++afterStar;
		} else {
			return false;
		}
	}
	return pattern.slice(next).every((character) => character === '*');
}
