// Small files with what real exports have, and what stands in them. The options of n8n's nodes are those that a careful
// user sets for such a file; where it says so, as they are by default.
import iconv from 'iconv-lite';
import { skipBadRows, type PeerOptions } from '../csvNodes.ts';

export interface TrickyFile {
	/** What is tried. */
	trait: string;
	bytes: Buffer;
	peerOptions: PeerOptions;
	/** What was set, for people. */
	peerNote: string;
	/** The good rows. */
	rows: Array<Record<string, string>>;
}

const careful: PeerOptions = {
	delimiter: ';',
	enableBOM: true,
	includeEmptyCells: true,
	skipRecordsWithErrors: skipBadRows,
};
const carefulNote = 'Delimiter, Encoding, Exclude BOM, Include Empty Cells and Skip Records with Errors set';
const noneNote = 'all options as they are';

const people = [
	{ Nummer: '0001', Name: 'Müller', Ort: 'Köln' },
	{ Nummer: '0002', Name: 'Groß', Ort: '' },
	{ Nummer: '0003', Name: '', Ort: 'Zürich' },
];
const peopleText = 'Nummer;Name;Ort\r\n0001;Müller;Köln\r\n0002;Groß;\r\n0003;;Zürich\r\n';

export const trickyFiles: TrickyFile[] = [
	{
		trait: 'empty cells',
		bytes: Buffer.from(peopleText.replaceAll(';', ',')),
		peerOptions: {},
		peerNote: noneNote,
		rows: people,
	},
	{
		trait: 'semicolons',
		bytes: Buffer.from(peopleText),
		peerOptions: {},
		peerNote: noneNote,
		rows: people,
	},
	{
		trait: 'byte-order mark',
		bytes: Buffer.from(`\uFEFF${peopleText}`),
		peerOptions: { delimiter: ';', includeEmptyCells: true },
		peerNote: 'Delimiter and Include Empty Cells set',
		rows: people,
	},
	{
		trait: 'Windows-1252, left to be detected',
		bytes: iconv.encode(peopleText, 'windows-1252'),
		peerOptions: { delimiter: ';', includeEmptyCells: true },
		peerNote: 'Delimiter and Include Empty Cells set',
		rows: people,
	},
	{
		trait: 'Windows-1252: € and typographic marks',
		bytes: iconv.encode('Betrag;Bemerkung\r\n"49,90 €";„sofort“ – bitte …\r\n"12,00 €";Žižek\r\n', 'windows-1252'),
		peerOptions: { ...careful, encoding: 'latin1', enableBOM: false },
		peerNote: 'Delimiter, Encoding (of its own, Latin1 is the nearest) and Include Empty Cells set',
		rows: [
			{ Betrag: '49,90 €', Bemerkung: '„sofort“ – bitte …' },
			{ Betrag: '12,00 €', Bemerkung: 'Žižek' },
		],
	},
	{
		trait: 'UTF-16 with byte-order mark',
		bytes: Buffer.from(`\uFEFF${peopleText}`, 'utf16le'),
		peerOptions: { ...careful, encoding: 'utf16le' },
		peerNote: carefulNote,
		rows: people,
	},
	{
		trait: 'numbers with leading zeros',
		bytes: Buffer.from('Kundennummer;PLZ;Betrag\r\n0004711;01067;1.234,50\r\n0004712;04109;0,00\r\n'),
		peerOptions: careful,
		peerNote: carefulNote,
		rows: [
			{ Kundennummer: '0004711', PLZ: '01067', Betrag: '1.234,50' },
			{ Kundennummer: '0004712', PLZ: '04109', Betrag: '0,00' },
		],
	},
	{
		trait: 'quoted line breaks, delimiters and quotes',
		bytes: Buffer.from('Nummer;Bemerkung\r\n1;"Zeile 1\r\nZeile 2"\r\n2;"A; ""B"""\r\n'),
		peerOptions: careful,
		peerNote: carefulNote,
		rows: [
			{ Nummer: '1', Bemerkung: 'Zeile 1\r\nZeile 2' },
			{ Nummer: '2', Bemerkung: 'A; "B"' },
		],
	},
	{
		trait: 'headers that repeat',
		bytes: Buffer.from('Nummer;Telefon;Telefon\r\n1;0711 1;0711 2\r\n2;0711 3;0711 4\r\n'),
		peerOptions: careful,
		peerNote: carefulNote,
		rows: [
			{ Nummer: '1', Telefon: '0711 1', 'Telefon (2)': '0711 2' },
			{ Nummer: '2', Telefon: '0711 3', 'Telefon (2)': '0711 4' },
		],
	},
	{
		trait: 'headers with blanks around them',
		bytes: Buffer.from('Nummer ; Name\r\n1;Anna\r\n2;Eva\r\n'),
		peerOptions: careful,
		peerNote: carefulNote,
		rows: [
			{ Nummer: '1', Name: 'Anna' },
			{ Nummer: '2', Name: 'Eva' },
		],
	},
	{
		trait: 'line ends of two kinds',
		bytes: Buffer.from('Nummer;Name\r\n1;Anna\r\n2;Eva\n3;Uwe\n4;Ina\r\n'),
		peerOptions: careful,
		peerNote: carefulNote,
		rows: ['Anna', 'Eva', 'Uwe', 'Ina'].map((Name, index) => ({ Nummer: String(index + 1), Name })),
	},
	{
		trait: 'lines before the header',
		bytes: Buffer.from(`Kundenliste\r\nStand: 31.12.2025\r\n\r\n${peopleText}`),
		peerOptions: careful,
		peerNote: carefulNote,
		rows: people,
	},
];
