import { tokenise, type Separators, type Tokens } from './tokenise';

const LIMITS = { records: Infinity, cells: 1 };

/**
 * Doubled quotes or a backslash? An escape is rare, and perhaps first seen far below the rows by which the other
 * characters were found; so all of the text is asked. The one that leaves fewer quotes astray is right; if both do
 * alike, the one that is used more.
 */
export function withEscape(text: string, separators: Separators): Separators {
	const { quote } = separators;
	if (quote === '' || !text.includes(`\\${quote}`)) return separators;
	const doubled = { ...separators, escape: quote };
	const backslash = { ...separators, escape: '\\' };
	const [byDoubled, byBackslash] = [doubled, backslash].map((each) => tokenise(text, each, LIMITS));
	const fewer = astray(byDoubled) - astray(byBackslash) || byBackslash.escapedQuotes - byDoubled.escapedQuotes;
	return fewer > 0 ? backslash : doubled;
}

function astray({ strayQuotes, unclosed }: Tokens): number {
	return strayQuotes + (unclosed ? 1 : 0);
}
