/** In characters; names of options, dates and trainings are far shorter. */
export const LONGEST_COMPARED = 2_000;

/** In characters; longer texts are no numbers, dates or yes and no, and to read them would only take time. */
export const LONGEST_READ = 200;

/**
 * The form in which texts are compared: without accents, in lower case, white space trimmed and collapsed. Of a text
 * longer than `LONGEST_COMPARED` only the beginning is compared.
 */
export function fold(text: string): string {
	// Taking accents off takes a time that grows with the square of the length.
	return withoutAccents(text.slice(0, LONGEST_COMPARED)).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The text with é as e, ü as u and so on. */
export function withoutAccents(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '');
}

/**
 * The text with é as one character, where it is an e and an accent: both look the same, and are meant to be the same.
 * Texts longer than `LONGEST_COMPARED` stay as they are.
 */
export function composed(text: string): string {
	// Some take a time that grows with the square of the length.
	return text.length > LONGEST_COMPARED ? text : text.normalize('NFC');
}
