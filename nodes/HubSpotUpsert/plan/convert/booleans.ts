import { converted, LONGEST_READ, unreadable, type Conversion, type ConvertibleProperty } from './conversion';
import { fold } from './fold';
import { findOption } from './options';

const WORDS = {
	true: ['true', '1', 'yes', 'y', 'oui', 'o', 'ja', 'j', 'si', 'vrai', 'wahr', 'on', 'x'],
	false: ['false', '0', 'no', 'n', 'non', 'nein', 'faux', 'falsch', 'off'],
};

const TEXT_BY_WORD = new Map(Object.entries(WORDS).flatMap(([text, words]) => words.map((word) => [word, text])));

const EXPECTED = 'yes or no (also oui/non, ja/nein, true/false, 1/0)';

/** Whether the property is a single checkbox, which HubSpot describes as a bool or as an enumeration of true and false. */
export function isYesOrNo({ type, fieldType, options }: ConvertibleProperty): boolean {
	if (type === 'bool') return true;
	return type === 'enumeration' && fieldType === 'booleancheckbox' && options.every(isTrueOrFalse);
}

/** Reads yes or no in English, French, German and Italian, or by the property's own labels; gives `true` or `false`. */
export function convertBoolean(text: string, { options }: ConvertibleProperty): Conversion {
	if (text.length > LONGEST_READ) return unreadable(EXPECTED);
	const word = TEXT_BY_WORD.get(fold(text));
	if (word !== undefined) return converted(word);
	const option = findOption(text, options);
	const found = typeof option === 'object' && isTrueOrFalse(option);
	return found ? converted(option.value) : unreadable(EXPECTED);
}

function isTrueOrFalse({ value }: { value: string }): boolean {
	return value === 'true' || value === 'false';
}
