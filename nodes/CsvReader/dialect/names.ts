import type { Encoding } from '../bytes/encoding';

/** How the encodings are called in the editor. */
export const ENCODING_NAMES: Record<Encoding, string> = {
	'utf-8': 'UTF-8',
	'utf-16le': 'UTF-16 LE',
	'utf-16be': 'UTF-16 BE',
	'windows-1252': 'Windows-1252',
	'iso-8859-15': 'ISO-8859-15',
};

const CHARACTER_NAMES: Record<string, string> = {
	',': 'comma',
	';': 'semicolon',
	'\t': 'tab',
	'|': 'vertical bar',
	' ': 'space',
	':': 'colon',
	"'": 'single quotes',
	'\u0001': 'control character 01',
	'\u001e': 'control character 1E',
	'\u001f': 'control character 1F',
};

/** The name of a delimiter or a quote for users. */
export function characterName(character: string): string {
	return CHARACTER_NAMES[character] ?? `"${character}"`;
}
