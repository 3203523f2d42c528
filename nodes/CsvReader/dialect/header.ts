import { typeOf, VALUES, YEAR } from './cellTypes';

const ROWS = 200;
const COLUMNS = 200;

/** Words that name columns in English, German, French, Spanish and Italian, and hardly ever stand in them. */
const NAMES = new Set(
	(
		'id nr no num number nummer numéro numero key code name names nom nome nombre vorname nachname prénom prenom firma company société ' +
		'title titel titre type typ kind category kategorie catégorie status state statut date datum day tag jour year jahr année ' +
		'time zeit heure uhrzeit start end beginn ende début fin email e-mail mail telefon phone téléphone tel mobile mobil fax ' +
		'address adresse straße strasse street rue plz zip postcode ort city stadt ville land country pays region value wert ' +
		'valeur amount betrag montant price preis prix total summe somme quantity menge quantité anzahl count description ' +
		'beschreibung bezeichnung libellé comment kommentar bemerkung notes note url link latitude longitude lat lon lng user ' +
		'kunde customer client kundennummer vertrag iban bic currency währung devise gender geschlecht sexe age alter âge'
	).split(' '),
);

/**
 * Whether the first record names the columns. What speaks for it: words above numbers, dates or times; names that are
 * known, differ from each other, and do not come again in their column. What speaks against it: values, gaps, repeats.
 * Takes the records of the table from its first on.
 */
export function firstIsHeader([first, ...others]: string[][]): boolean {
	if (first === undefined) return false;
	const names = first.slice(0, COLUMNS).map((cell) => cell.trim());
	// A header that comes again, above a second table or at a page's top, is no row.
	const body = others.slice(0, ROWS).filter((row) => row.some((cell, column) => cell !== first[column]));
	const filled = names.filter((name) => name !== '');
	if (filled.length === 0) return false;
	let evidence = 0.5;
	const scale = isScale(names) && body.filter(isScale).length <= body.length * 0.2;
	for (const [column, name] of names.entries()) {
		if (name !== '' && !(scale && isNumber(name)))
			evidence += evidenceOf(
				name,
				body.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== ''),
			);
	}
	const gaps = names.slice(1).filter((name) => name === '').length;
	const repeats = filled.length - new Set(filled).size;
	return evidence - 0.5 * repeats - 0.3 * gaps > 0;
}

/** So many numbers in a row rise by chance in one of 120 records. */
const SCALE = 5;

/** Numbers that rise name columns, as years do: "speed;0,0;0,5;1,0;1,5;2,0" above what was measured at each. */
function isScale(cells: string[]): boolean {
	const numbers = cells.filter(isNumber).map((cell) => Number(cell.trim().replace(',', '.')));
	const rises = numbers.every((number, index) => index === 0 || number > numbers[index - 1]);
	return numbers.length >= SCALE && rises && cells[0].trim() !== '' && !isNumber(cells[0]);
}

function isNumber(cell: string): boolean {
	return /^-?\d+(?:[.,]\d+)?$/.test(cell.trim());
}

function evidenceOf(name: string, column: string[]): number {
	const type = typeOf(name, true);
	const values = column.filter((cell) => VALUES.includes(typeOf(cell, true))).length;
	const mostlyValues = values > column.length * 0.6;
	if (VALUES.includes(type))
		return YEAR.test(name) && !column.some((cell) => YEAR.test(cell)) ? 0.1 : mostlyValues ? -2 : -1;
	const known =
		NAMES.has(name.toLowerCase()) || name.split(/[\s_.:/()-]+/).some((word) => NAMES.has(word.toLowerCase()));
	if (column.includes(name)) return -1;
	if (column.length > 0 && mostlyValues) return type === 'empty' ? 0.2 : 1.5;
	return (known ? 1 : 0) + looksAlike(name, column);
}

/** Text above text: a name that is written as the cells are is hardly a name. */
function looksAlike(name: string, column: string[]): number {
	if (column.length < 2) return 0.1;
	const lengths = column.map((cell) => cell.length);
	const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
	const digits = column.filter((cell) => /\d/.test(cell)).length / column.length;
	if (shortest === longest && name.length !== shortest) return 0.6;
	if (digits > 0.8) return /\d/.test(name) ? -0.5 : 0.6;
	if (name.length > 60 || name.length > longest * 2) return name.length > 60 ? -0.3 : 0.2;
	return 0.05;
}
