import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

import { unfit, type Conversion } from './conversion';

/** A slip of the keyboard, or a word to be dialled: what is left without it would be another number. */
const HAS_LETTER_IN_IT = /\p{L}-?\p{N}|\p{N}-?\p{L}/u;

/**
 * Reads a phone number, and gives it in E.164.
 * @param country of numbers that have no country code, as ISO 3166 alpha-2
 */
export function phoneConverter(country: CountryCode): (text: string) => Conversion {
	return (text) => {
		const number = parsePhoneNumberFromString(text, country);
		// E.164 has no place for it.
		if (number?.isValid() && number.ext) {
			return unfit(text, `has the extension "${number.ext}", which the international format cannot hold`);
		}
		if (!number?.isValid() || HAS_LETTER_IN_IT.test(text)) {
			return unfit(text, `is not a phone number of ${country}, nor one with a country code such as +49`);
		}
		return number.number;
	};
}
