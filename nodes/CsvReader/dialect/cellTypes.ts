import { currencyPattern } from '../../shared/values/currencies';

/**
 * What a cell looks like. `text` is prose or words; `list` holds several short values that nothing protects from being
 * taken for cells; `odd` is what a cell of a well-read table hardly ever is: it has quotes around it, or separators in
 * it that nothing protects.
 */
export type CellType = 'empty' | 'number' | 'date' | 'time' | 'code' | 'text' | 'list' | 'odd';

/** What a header hardly ever has. */
export const VALUES: readonly CellType[] = ['number', 'date', 'time'];

/** Years are numbers that name columns. */
export const YEAR = /^(?:19|20)\d\d$/;

/** Nothing that has a type other than text is longer. */
const LONGEST_TYPED = 80;

const MISSING = /^(?:[-–—.?*]+|n[./]?a\.?|nan|null|none|nil|#n\/?[av]|\\n|k\.?a\.?|-?inf|''|"")$/i;

const CURRENCIES = currencyPattern(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN']);
const CURRENCY = String.raw`(?:${CURRENCIES}|r\$|rs\.?)`;
/** Digits in groups of three, or without groups; a decimal part after a point or a comma. */
const AMOUNT = String.raw`(?:\d{1,3}(?:([.,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d*)?|[.,]\d+)`;
const NUMBER = new RegExp(
	String.raw`^\(?[-+−<>≤≥~]?=? ?(?:${CURRENCY} ?)?[-+−]?${AMOUNT}(?:e[-+]?\d{1,3})?(?:[ \u00a0\u202f]?(?:%|‰|°[cf]?|${CURRENCY}|[,.]?[-–—]{1,2}))?\)?$`,
	'i',
);

const MONTH = String.raw`(?:jan|feb|fév|fev|m[aä]r|mrz|apr|avr|ma[iy]|jun|juin|jui|jul|aug|ao[uû]|sep|o[ck]t|nov|d[eéi][cz])[a-zéû]*\.?`;
const CLOCK = String.raw`\d{1,2}[:h.]\d{2}(?:[:.]\d{2}(?:[.,:]\d{1,9})?)?(?: ?[ap]\.?m\.?)?`;
const ZONE = String.raw`(?: ?(?:z|utc|gmt|cet|cest|[a-z]{3,4}|(?:utc|gmt)?[-+]\d{2}:?(?:\d{2})?))?`;
const DAY = [
	String.raw`\d{4}([-./])\d{1,2}\1\d{1,2}`,
	String.raw`\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2})`,
	String.raw`\d{1,2}\.? ?[-/ ]?${MONTH}[-/ ,]{0,2}(?:\d{4}|\d{2})?`,
	String.raw`${MONTH}[-/ ]?\d{1,2}(?:st|nd|rd|th)?,? ?(?:\d{4})?`,
	String.raw`${MONTH}[-/ ]\d{2,4}`,
	String.raw`\d{4}[-/ ](?:${MONTH}(?:[-/ ]\d{1,2})?|\d{2})`,
].join('|');
const WEEKDAY = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)[a-z]*[.,]? )?`;
const DATE = new RegExp(String.raw`^${WEEKDAY}(?:${DAY})(?:(?:[t,]? ?| - )${CLOCK}${ZONE})?$`, 'i');
const TIME = new RegExp(
	String.raw`^[-+]?(?:\d+ ?d(?:ays?)?,? )?(?:${CLOCK}|\d{1,4}:\d{2}(?::\d{2})?(?:[.,]\d+)?)${ZONE}$`,
	'i',
);
const EMAIL = /^[\w.+'-]+@[\w-]+(?:\.[\w-]+)+$/;
const ADDRESS = /^(?:[a-z][a-z+.-]{1,11}:\/\/|www\.|mailto:|\/\/?[\w.-]+\/)[^\s"<>|]+$/i;
/** Identifiers, phone numbers, versions, file names: no spaces, and not only letters. */
const CODE = /^(?=.*[\p{L}\d])(?=.*[\d_/\\.@#:+-])#?[\p{L}\d_./\\@+()[\]*&~-]+$|^(?:[\da-f]{2,4}:){3,7}[\da-f]{2,4}$/iu;
const PHONE = /^(?:\+\d|0\d|\()[\d ()/-]{5,20}\d$/;
const COORDINATES = /^(?=.*[°º'′])[\d°º'′"″., NSEWO+-]{3,}$/;
/** Pictures count as words. */
const LETTER = /\p{L}|\p{Extended_Pictographic}/u;

/**
 * The type of a cell. Takes its text, and whether quotes protected it: then separators in it are part of prose.
 */
export function typeOf(text: string, isQuoted: boolean): CellType {
	const cell = withoutApostrophe(text.trim());
	if (cell === '') return 'empty';
	if (cell.length <= LONGEST_TYPED) {
		const typed = shortType(cell);
		if (typed) return typed;
	}
	return isQuoted ? 'text' : untyped(cell);
}

/** Excel's apostrophe before what it shall take for a text is no part of that. */
function withoutApostrophe(cell: string): string {
	return cell.startsWith("'") && !cell.includes("'", 1) ? cell.slice(1) : cell;
}

function shortType(cell: string): CellType | undefined {
	const first = cell.charCodeAt(0);
	const mayBeNumber = first < 65 || first > 122 || cell.length < 24;
	if (MISSING.test(cell)) return 'empty';
	if (mayBeNumber && /\d/.test(cell)) {
		if (NUMBER.test(cell)) return 'number';
		if (TIME.test(cell)) return 'time';
		if (DATE.test(cell)) return 'date';
		if (PHONE.test(cell)) return 'code';
	} else if (DATE.test(cell)) return 'date';
	if (EMAIL.test(cell) || CODE.test(cell) || ADDRESS.test(cell)) return 'code';
	return undefined;
}

/** What would mostly be another dialect's separators or quotes. */
const SEPARATOR = /\t|[;,|]\S|[^#]#[^#]+#[^#]|\S {3,}\S/;

const LONGEST_VALUE = 30;

/** Several short values, separated by one and the same character. */
function isList(cell: string): boolean {
	const separators = [',', ';', '|', '\t'].filter((separator) => cell.includes(separator));
	if (separators.length !== 1) return false;
	const values = cell.split(separators[0]);
	return values.length > 2 && values.every((value) => value.length <= LONGEST_VALUE);
}

function untyped(cell: string): CellType {
	if (/^["'`]|["`]$/.test(cell)) return 'odd';
	if (SEPARATOR.test(cell.length > 2000 ? cell.slice(0, 2000) : cell)) return isList(cell) ? 'list' : 'odd';
	return LETTER.test(cell) || COORDINATES.test(cell) ? 'text' : 'odd';
}

/** The same, remembering what it has seen: many dialects make the same cells of a text. */
export function rememberingTypes(): typeof typeOf {
	const seen = [new Map<string, CellType>(), new Map<string, CellType>()];
	return (text, isQuoted) => {
		if (text.length > LONGEST_TYPED) return typeOf(text, isQuoted);
		const known = seen[isQuoted ? 1 : 0];
		const type = known.get(text) ?? typeOf(text, isQuoted);
		known.set(text, type);
		return type;
	};
}
