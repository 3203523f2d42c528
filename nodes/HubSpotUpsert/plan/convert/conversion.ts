import type { DateOrder } from '../../../shared/values/moments';

export interface ConvertibleOption {
	/** HubSpot's internal name of the option. */
	value: string;
	label: string;
	/** Other names by which it may be called, e.g. an owner's e-mail address. */
	aliases?: readonly string[];
}

/** What a conversion has to know of a property; the SDK's Property fits. */
export interface ConvertibleProperty {
	type: string;
	fieldType: string;
	options: readonly ConvertibleOption[];
	/** HubSpot keeps the options elsewhere (owners, pipelines). */
	externalOptions?: boolean;
}

export interface ConversionSettings {
	/**
	 * The IANA zone, or `local`, in which dates with a time but without an offset are meant, and in which a moment
	 * becomes a calendar day.
	 */
	timeZone: string;
	decimalSign: 'detect' | 'comma' | 'point';
	dateOrder: DateOrder;
	/** What happens to the options that a multi-checkbox of the record holds. */
	checkboxes: 'replace' | 'append';
}

export type Conversion =
	| { kind: 'text'; text: string }
	/** No value: null, white space, NaN, an invalid date, an empty list … */
	| { kind: 'empty' }
	/** A value that the property cannot hold; `expected` says what it can, e.g. `a number such as 1234.56`. */
	| { kind: 'unreadable'; expected: string }
	| {
			kind: 'unknownOptions';
			/** The internal values of the options that were found, in the order given. */
			known: string[];
			/** The texts that name no option, in the order given. */
			unknown: string[];
			/** The text began with HubSpot's own mark for appending, whatever the setting says: join with `append`. */
			append?: true;
	  };

export const EMPTY: Conversion = { kind: 'empty' };

/** The conversion that succeeded with this text. */
export function converted(text: string): Conversion {
	return { kind: 'text', text };
}

/** The conversion that failed; takes what was expected, for instance `a number such as 12.5`. */
export function unreadable(expected: string): Conversion {
	return { kind: 'unreadable', expected };
}
