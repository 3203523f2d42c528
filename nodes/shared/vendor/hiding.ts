const STARS = '***';

/** Shorter parts of base64 stand in other texts by chance. */
const SHORTEST_BASE64 = 8;

/**
 * Makes a function that hides secrets in whatever quotes them: as they are, with the escapes of JSON (some write `\/`, or
 * `\u002f`, and JSON within JSON doubles them), as in an address, or within base64, alone or with what stood before them.
 */
export function hiding(secrets: readonly string[]): (text: string) => string {
	const hidden = [...new Set(secrets)]
		.filter((secret) => secret !== '')
		.sort((one, other) => other.length - one.length);
	if (hidden.length === 0) return (text) => text;
	const plain = new RegExp(hidden.map(plainForm).join('|'), 'giu');
	const encoded = hidden.flatMap(base64Forms);
	if (encoded.length === 0) return (text) => text.replace(plain, STARS);
	const base64 = new RegExp(encoded.join('|'), 'gu');
	return (text) => text.replace(plain, STARS).replace(base64, STARS);
}

function plainForm(secret: string): string {
	return [...secret].map(formsOf).join('');
}

function formsOf(character: string): string {
	if (/\w/.test(character)) return character;
	const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
	const escaped = units.map((unit) => `\\\\{1,7}u${unit.toString(16).padStart(4, '0')}`).join('');
	// What stands in an address within an address is encoded twice.
	const [inAddress, byte] = [percent(character), character.codePointAt(0) ?? 0];
	const ofOneByte = byte < 0x100 ? `|${literal('%')}(?:25)*${byte.toString(16).padStart(2, '0')}` : '';
	return `(?:\\\\{0,7}${literal(character)}|${escaped}|${inAddress}${ofOneByte})`;
}

function percent(character: string): string {
	const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
	return bytes.map((byte) => `%(?:25)*${byte}`).join('');
}

function literal(text: string): string {
	return text.replace(/\W/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/**
 * The characters of base64 that follow from the secret alone, for each of the three places at which it may begin within
 * what was encoded.
 */
function base64Forms(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].flatMap((offset) => {
		const all = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		const own = all.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
		return own.length < SHORTEST_BASE64 ? [] : [[...own].map(base64Form).join('')];
	});
}

/** In base64url, in JSON and in addresses, too. */
function base64Form(character: string): string {
	if (character === '+') return '(?:\\+|-|%2[Bb])';
	return character === '/' ? '(?:\\\\{0,7}/|_|%2[Ff])' : character;
}
