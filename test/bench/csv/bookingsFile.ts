// The file that the bench reads: bookings as an office program exports them.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const HEADER = 'Buchung,Datum,Kunde,E-Mail,Telefon,Anlage,Platz,Stunden,Betrag,Währung,Status,Bemerkung';

/** How many columns the file has. */
export const COLUMNS = HEADER.split(',').length;

const FACILITIES = ['"Halle ""Nord"""', 'Padel Süd', '"Tennis, Halle 2"', 'Beachpark'];
const REMARKS = [
	'',
	'Stammkunde',
	'"Zahlt bar, mit Quittung"',
	'"Bitte anrufen.\r\nMöchte ""seinen"" Platz."',
	'Rechnung an die Firma',
];

/** Writes bookings, some 150 bytes each, many with quoted fields, every fifth with a line break in one. */
export async function writeBookings(file: string, count: number): Promise<void> {
	await pipeline(Readable.from(lines(count)), createWriteStream(file));
}

function* lines(count: number): Generator<string> {
	yield `${HEADER}\r\n`;
	for (let begin = 0; begin < count; begin += 1_000) {
		const numbers = Array.from({ length: Math.min(1_000, count - begin) }, (_, index) => begin + index);
		yield numbers.map(bookingLine).join('');
	}
}

function bookingLine(number: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const fields = [
		`B-${String(number).padStart(7, '0')}`,
		`2026-${two((number % 12) + 1)}-${two((number % 28) + 1)} ${two((number % 14) + 8)}:30`,
		`"Müller-${number % 9_973}, Anna"`,
		`a.mueller.${number}@example.com`,
		`+49 171 ${String(number).padStart(7, '0')}`,
		FACILITIES[number % FACILITIES.length],
		`Platz ${(number % 12) + 1}`,
		`${(number % 5) + 0.5}`,
		`${(number % 90) + 10}.50`,
		'EUR',
		number % 7 === 0 ? 'storniert' : 'bezahlt',
		REMARKS[number % REMARKS.length],
	];
	return `${fields.join(',')}\r\n`;
}
