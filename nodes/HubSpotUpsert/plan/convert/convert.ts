import { convertBoolean, isYesOrNo } from './booleans';
import {
	converted,
	EMPTY,
	unreadable,
	type Conversion,
	type ConversionSettings,
	type ConvertibleProperty,
} from './conversion';
import { convertDate, convertDatetime } from './dates';
import { convertNumber } from './numbers';
import { convertOptions } from './options';
import { writtenText } from './text';

export type { Conversion, ConversionSettings, ConvertibleOption, ConvertibleProperty } from './conversion';
export { addOptions, findOption, joinOptions } from './options';
export { plainText, shown } from './text';

/**
 * Converts any value of n8n to the text that HubSpot wants for the property (hubspot.md, Properties). A property that
 * is not known, or of any other type than those below, gets plain text. Never throws.
 */
export function convert(
	value: unknown,
	property: ConvertibleProperty | undefined,
	settings: ConversionSettings,
): Conversion {
	try {
		return convertByType(value, property, settings);
	} catch {
		// An object that contains itself, or that throws when it is read.
		return unreadable('a text, a number, a date or a list of them');
	}
}

function convertByType(
	value: unknown,
	property: ConvertibleProperty | undefined,
	settings: ConversionSettings,
): Conversion {
	if (property === undefined) return convertText(value);
	if (isYesOrNo(property)) return convertOne(value, (text) => convertBoolean(text, property));
	switch (property.type) {
		case 'number':
			return convertOne(value, (text, isNumber) => convertNumber(text, isNumber ? 'point' : settings.decimalSign));
		case 'date':
			return convertOne(value, (text) => convertDate(text, settings));
		case 'datetime':
			return convertOne(value, (text) => convertDatetime(text, settings));
		case 'enumeration':
			return convertOptions(value, property, settings);
		default:
			return convertText(value);
	}
}

function convertText(value: unknown): Conversion {
	const text = writtenText(value);
	return text === undefined ? EMPTY : converted(text);
}

/** Reads the text of a value that may stand alone in a list; `isNumber` says that JavaScript wrote it. */
function convertOne(value: unknown, read: (text: string, isNumber: boolean) => Conversion): Conversion {
	if (Array.isArray(value)) {
		const values = value.filter((part) => writtenText(part) !== undefined);
		return values.length > 1 ? unreadable('one value only') : convertOne(values[0], read);
	}
	if (value === Infinity || value === -Infinity) return unreadable('a finite number');
	const text = writtenText(value);
	return text === undefined ? EMPTY : read(text, typeof value === 'number');
}
