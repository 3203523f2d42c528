import { fold, LONGEST_READ } from './fold';

const WORDS = {
	true: ['true', '1', 'yes', 'y', 'oui', 'o', 'ja', 'j', 'si', 'vrai', 'wahr', 'on', 'x'],
	false: ['false', '0', 'no', 'n', 'non', 'nein', 'faux', 'falsch', 'off'],
};

const BY_WORD = new Map([
	...WORDS.true.map((word) => [word, true] as const),
	...WORDS.false.map((word) => [word, false] as const),
]);

/** Reads yes or no in English, French, German and Italian; undefined for what says neither. */
export function readYesOrNo(text: string): boolean | undefined {
	return text.length > LONGEST_READ ? undefined : BY_WORD.get(fold(text));
}
