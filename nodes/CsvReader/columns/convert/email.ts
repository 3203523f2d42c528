import isEmail from 'validator/lib/isEmail';

import { unfit, type Conversion } from './conversion';

/** Reads an e-mail address. In lower case, since CRMs compare them so, and a second spelling would be a second contact. */
export function emailConverter(): (text: string) => Conversion {
	return (text) => {
		// Invisible characters come with copied addresses.
		const address = text.replace(/\p{Cf}/gu, '').toLowerCase();
		return isEmail(address) ? address : unfit(text, 'is not an e-mail address such as name@example.com');
	};
}
