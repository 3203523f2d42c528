import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

import { unfit, type Conversion } from './conversion';

/**
 * Reads a phone number, and gives it in E.164.
 * @param country of numbers that have no country code, as ISO 3166 alpha-2
 */
export function phoneConverter(country: CountryCode): (text: string) => Conversion {
	return (text) => {
		const number = parsePhoneNumberFromString(text, country);
		if (!number?.isValid()) {
			return unfit(text, `is not a phone number of ${country}, nor one with a country code such as +49`);
		}
		// E.164 has no place for it.
		if (number.ext) return unfit(text, `has the extension "${number.ext}", which the international format cannot hold`);
		return number.number;
	};
}
