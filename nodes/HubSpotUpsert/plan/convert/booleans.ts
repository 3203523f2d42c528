import { LONGEST_READ } from '../../../shared/values/fold';
import { readYesOrNo } from '../../../shared/values/booleans';
import { converted, unreadable, type Conversion, type ConvertibleProperty } from './conversion';
import { findOption } from './options';

const EXPECTED = 'yes or no (also oui/non, ja/nein, true/false, 1/0)';

/** Whether the property is a single checkbox, which HubSpot describes as a bool or as an enumeration of true and false. */
export function isYesOrNo({ type, fieldType, options }: ConvertibleProperty): boolean {
	if (type === 'bool') return true;
	return type === 'enumeration' && fieldType === 'booleancheckbox' && options.every(isTrueOrFalse);
}

/** Reads yes or no in English, French, German and Italian, or by the property's own labels; gives `true` or `false`. */
export function convertBoolean(text: string, { options }: ConvertibleProperty): Conversion {
	if (text.length > LONGEST_READ) return unreadable(EXPECTED);
	const said = readYesOrNo(text);
	if (said !== undefined) return converted(String(said));
	const option = findOption(text, options);
	const found = typeof option === 'object' && isTrueOrFalse(option);
	return found ? converted(option.value) : unreadable(EXPECTED);
}

function isTrueOrFalse({ value }: { value: string }): boolean {
	return value === 'true' || value === 'false';
}
