import { stringify } from 'csv-stringify/sync';

/** Numbers from 0 up to 1 that look random, the same for the same seed. */
export type Chance = () => number;

/** Mulberry32: small, and even enough for tables. */
export function chanceOf(seed: number): Chance {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export const pick = <T>(chance: Chance, all: readonly T[]): T => all[Math.floor(chance() * all.length)];
export const between = (chance: Chance, least: number, most: number): number =>
	least + Math.floor(chance() * (most - least + 1));

const LAST_NAMES = 'Müller Schmidt Roth Weiß Groß Lefèvre Dubois Meyer Nowak Öztürk Lang Behrens Moreau Petit'.split(
	' ',
);
const FIRST_NAMES = 'Anna Jörg Zoé Karl Luise Émile Bernd Aylin Marie Paul Käthe Hugo'.split(' ');
const CITIES = ['Köln', 'Bonn', 'Genève', 'Saint-Étienne', 'Bad Homburg', 'Ulm', 'Lyon', 'Würzburg', 'Trier'];
const FIRMS = ['Roth GmbH', 'Lang & Söhne KG', 'Dubois SARL', 'Müller AG', 'Petit et Fils', 'Stadtwerke Ulm'];
const NOTES = ['ruft zurück', 'kommt wieder', 'kein Anschluss', 'à rappeler', 'bitte Angebot senden', '', 'VIP', ''];

const two = (value: number) => `${value}`.padStart(2, '0');
const digits = (chance: Chance, count: number) => Array.from({ length: count }, () => between(chance, 0, 9)).join('');

/** A column as offices have them: what it may be called, and how one of its cells is made. */
type Column = [names: string[], cell: (chance: Chance) => string];

const COLUMNS: Column[] = [
	[['Nr', 'Kundennummer', 'ID', 'N° client'], (chance) => `${between(chance, 1, 99_999)}`],
	[['Nachname', 'Name', 'Nom', 'Kunde'], (chance) => pick(chance, LAST_NAMES)],
	[['Vorname', 'Prénom', 'First Name'], (chance) => pick(chance, FIRST_NAMES)],
	[['Firma', 'Société', 'Company'], (chance) => pick(chance, FIRMS)],
	[['Ort', 'Ville', 'Stadt', 'City'], (chance) => pick(chance, CITIES)],
	[['PLZ', 'Code postal', 'Postleitzahl'], (chance) => digits(chance, 5)],
	[
		['E-Mail', 'Courriel', 'Mail'],
		(chance) =>
			`${pick(chance, ['a.b', 'info', 'kontakt', 'j_m'])}${digits(chance, 2)}@example.${pick(chance, ['com', 'de', 'fr'])}`,
	],
	[['Telefon', 'Téléphone', 'Mobil'], (chance) => `0${digits(chance, 3)} ${digits(chance, 6)}`],
	[
		['Datum', 'Geburtstag', 'Date', 'Buchungstag'],
		(chance) => `${two(between(chance, 1, 28))}.${two(between(chance, 1, 12))}.${between(chance, 1950, 2025)}`,
	],
	[['Uhrzeit', 'Beginn', 'Heure'], (chance) => `${two(between(chance, 7, 21))}:${pick(chance, ['00', '15', '30'])}`],
	[['Betrag', 'Umsatz', 'Montant'], (chance) => `${between(chance, 1, 999)},${digits(chance, 2)}`],
	[['Anzahl', 'Personen', 'Quantité'], (chance) => `${between(chance, 1, 40)}`],
	[['Status', 'État'], (chance) => pick(chance, ['offen', 'bezahlt', 'storniert'])],
	[['Bemerkung', 'Notiz', 'Commentaire'], (chance) => pick(chance, NOTES)],
	[['Newsletter', 'Aktiv'], (chance) => pick(chance, ['ja', 'nein', ''])],
	[['Zusatz', 'Adresse 2'], (chance) => pick(chance, ['', '', 'Hinterhaus', '2. OG'])],
];

export interface OfficeTable {
	delimiter: string;
	/** Its header first. */
	rows: string[][];
	text: string;
}

/** How the rows below the header are spoilt. */
export type Fault = (rows: string[][], chance: Chance) => string[][];

const cut = (row: string[], chance: Chance) => row.slice(0, between(chance, 1, row.length - 1));

function lengthened(row: string[], chance: Chance): string[] {
	const at = between(chance, 0, row.length - 1);
	return row.toSpliced(at, 0, ...pick(chance, [['Zusatz'], ['c/o', 'Haus 3'], ['']]));
}

function withoutEmptyEnd(row: string[]): string[] {
	const last = row.findLastIndex((cell) => cell !== '');
	return row.slice(0, Math.max(1, last + 1));
}

export const FAULTS: Record<string, Fault> = {
	'no fault': (rows) => rows,
	'two short first rows': (rows, chance) => rows.map((row, index) => (index < 2 ? cut(row, chance) : row)),
	'two long first rows': (rows, chance) => rows.map((row, index) => (index < 2 ? lengthened(row, chance) : row)),
	'three in ten rows cut': (rows, chance) => rows.map((row) => (chance() < 0.3 ? cut(row, chance) : row)),
	'empty fields at the end left out': (rows) => rows.map(withoutEmptyEnd),
};

/** What stands above tables in exports: titles, dates, pairs of names and values. */
const ABOVE = [
	['Kundenliste'],
	['Export vom 01.02.2024'],
	['Liste des clients, état au 31.12.2025'],
	['Mandant', '4711'],
	['Zeitraum', '01.01.2025', '31.01.2025'],
	['Erstellt von', 'Anna Roth'],
	['# vertraulich'],
	[''],
];

/** A table of 3 to 10 columns and 8 to 60 rows, with a header; written as programs write it. */
export function officeTable(chance: Chance, fault: Fault, linesAbove = 0): OfficeTable & { above: number } {
	const count = between(chance, 3, 10);
	const columns = shuffled(COLUMNS, chance).slice(0, count);
	const names = columns.map(([all]) => pick(chance, all));
	const body = Array.from({ length: between(chance, 8, 60) }, () => columns.map(([, cell]) => cell(chance)));
	const rows = [names, ...fault(body, chance)];
	const delimiter = pick(chance, [';', ',', '\t']);
	const above = Array.from({ length: linesAbove }, () => pick(chance, ABOVE));
	const record_delimiter = pick(chance, ['\n', '\r\n']);
	const write = (lines: string[][]) =>
		stringify(lines, { delimiter, record_delimiter, quoted: false, quoted_empty: false });
	return { delimiter, rows, text: write(above) + write(rows), above: linesAbove };
}

function shuffled<T>(all: readonly T[], chance: Chance): T[] {
	return all
		.map((one) => [chance(), one] as const)
		.sort(([one], [other]) => one - other)
		.map(([, one]) => one);
}
