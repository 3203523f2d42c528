/**
 * Makes a function that hides a secret in whatever quotes it: as it is, with the escapes of JSON (some write `\/`, or
 * `\u002f`), or as in an address.
 */
export function hiding(secret: string): (text: string) => string {
	if (secret === '') return (text) => text;
	const forms = new RegExp([...secret].map(formsOf).join(''), 'giu');
	return (text) => text.replace(forms, '***');
}

function formsOf(character: string): string {
	if (/\w/.test(character)) return character;
	const [code, inAddress] = [character.charCodeAt(0).toString(16).padStart(4, '0'), encodeURIComponent(character)];
	return `(?:\\\\?${literal(character)}|\\\\u${code}|%${code.slice(2)}|${literal(inAddress)})`;
}

function literal(text: string): string {
	return text.replace(/\W/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
