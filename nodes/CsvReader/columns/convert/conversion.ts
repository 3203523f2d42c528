/** What a text becomes, or why it cannot. */
export type Conversion = string | number | boolean | Unfit;

/** A text that is not what its column asks for. */
export interface Unfit {
	/** What happened and how to mend it; does not name the column. */
	reason: string;
}

/** How the fields of one column are converted. */
export interface Converter {
	/** Takes a trimmed text that is not empty. */
	convert: (text: string) => Conversion;
	/** What an empty field becomes. */
	empty: '' | null;
	/** What may well be meant otherwise in what was converted up to now, for the user. */
	doubt?: () => string | undefined;
}

/** In characters; more of a value tells nobody more. */
const LONGEST_QUOTED = 60;

/**
 * The conversion that failed.
 * @param problem follows the text, e.g. `is not a whole number such as 42`
 * @param advice what to do about it
 */
export function unfit(text: string, problem: string, advice = OTHERWISE_TEXT): Unfit {
	const shown = text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED)}…` : text;
	return { reason: `"${shown.toWellFormed()}" ${problem}. ${advice}` };
}

const OTHERWISE_TEXT = 'Correct the value in the file, or read the column as Text.';
