import { composed, LONGEST_COMPARED } from '../../shared/values/fold';

/** What nobody sees and nobody can type: byte-order marks, soft hyphens, zero-width spaces. */
const UNSEEN = /\p{Cf}/gu;

/** Line breaks, too, as headers in quotes may have some. */
const WHITE_SPACE = /[\s\p{Cc}]+/gu;

/** A UTF-8 byte-order mark that was read as Windows-1252. */
const MISREAD_MARK = /^ï»¿/;

/** Objects cannot have it as a field of their own without special care, which other nodes do not take. */
const NO_FIELD = '__proto__';

/**
 * The names of a file's columns, each once and none empty: trimmed, white space within collapsed, empty ones named
 * "Column 3" by their place, later ones of the same name numbered: "Name", "Name (2)". Names that differ by their Unicode
 * form only count as the same.
 * @param header the fields of the header, or how many columns there are where the file has none
 */
export function columnNames(header: readonly string[] | number): string[] {
	const fields = typeof header === 'number' ? new Array<string>(header).fill('') : header;
	const wanted = fields.map((field, index) => tidy(field) || `Column ${index + 1}`);
	// A name that the file itself has must not be given to a namesake of another.
	const taken = new Set(wanted.map(composed));
	const used = new Set<string>();
	const lastNumbers = new Map<string, number>();
	return wanted.map((name) => {
		const key = composed(name);
		if (!used.has(key)) {
			used.add(key);
			return name;
		}
		let number = lastNumbers.get(key) ?? 1;
		let numbered: string;
		do numbered = `${key} (${++number})`;
		while (taken.has(numbered));
		lastNumbers.set(key, number);
		taken.add(numbered);
		return numbered;
	});
}

/** What counts in a name: not capitals, blanks of any kind, unseen characters or the Unicode form. */
export function looseName(name: string): string {
	const oneForm = name.length > LONGEST_COMPARED ? name : name.normalize('NFKC');
	const seen = oneForm.replace(UNSEEN, '').replace(WHITE_SPACE, '');
	// First capitals: GRÖSSE is Größe.
	return seen.toUpperCase().toLowerCase();
}

function tidy(field: string): string {
	const name = field.replace(MISREAD_MARK, '').replace(UNSEEN, '').replace(WHITE_SPACE, ' ').trim();
	return name === NO_FIELD ? '' : name;
}
