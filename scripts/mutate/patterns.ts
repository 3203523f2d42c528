/** What stands for itself in a pattern, or is one unit: escapes, classes, groups' openings, anything else. */
const UNIT =
	/\\(?:[pPuk]\{[^}]*\}|k<[^>]*>|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)|\[\^?(?:\\.|[^\]\\])*\]|\(\?(?:<?[=!]|:|<\w+>)|./gsu;

const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/u;

const OPPOSITES: Record<string, string> = {
	d: 'D',
	D: 'd',
	w: 'W',
	W: 'w',
	s: 'S',
	S: 's',
	p: 'P',
	P: 'p',
	b: 'B',
	B: 'b',
};

const LOOKS: Record<string, string> = { '(?=': '(?!', '(?!': '(?=', '(?<=': '(?<!', '(?<!': '(?<=' };

/**
 * Patterns that differ from a regular expression's in one thing: an anchor or a quantifier taken out, a class or a look
 * turned into its opposite.
 */
export function changedPatterns(pattern: string): string[] {
	const changed: string[] = [];
	let end = 0;
	for (let at = 0; at < pattern.length; at = end) {
		const change = (unit: string) => changed.push(pattern.slice(0, at) + unit + pattern.slice(end));
		const quantifier = at === 0 ? undefined : QUANTIFIER.exec(pattern.slice(at))?.[0];
		if (quantifier !== undefined) {
			end = at + quantifier.length;
			change('');
			continue;
		}
		UNIT.lastIndex = at;
		const unit = UNIT.exec(pattern)?.[0] ?? pattern[at];
		end = at + unit.length;
		if (unit === '^' || unit === '$') change('');
		else if (unit in LOOKS) change(LOOKS[unit]);
		else if (unit.startsWith('[')) change(unit.startsWith('[^') ? `[${unit.slice(2)}` : `[^${unit.slice(1)}`);
		else if (unit.startsWith('\\') && unit[1] in OPPOSITES) change(`\\${OPPOSITES[unit[1]]}${unit.slice(2)}`);
	}
	return changed;
}
