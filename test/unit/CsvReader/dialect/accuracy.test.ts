// How often the dialect of usual tables is found: a floor, so that the weights of the score may be fitted anew.
import { stringify } from 'csv-stringify/sync';

import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';

/** Columns as exports have them: a name, and values that hold other dialects' separators. */
const COLUMNS = [
	['Kunde', 'Müller, Jörg', 'Roth GmbH & Co. KG', 'Weiß; Söhne', "D'Arcy", 'Groß "der Große"', 'Lang'],
	['Betrag', '1.234,56', '99,90', '7,00', '-12,50', '0,99', '1.000,00'],
	['Amount', '1,234.56', '99.90', '7.00', '-12.50', '0.99', '1,000.00'],
	['Termin', '31.12.2025', '01.02.2025', '15.03.2025', '28.02.2025', '09.09.2025', '11.11.2025'],
	['createdAt', '2025-12-31 10:15:00', '2025-01-02 08:00:30', '', '2025-03-04 23:59:59', '', '2025-05-06 12:00:00'],
	['E-Mail', 'a@example.com', 'b@example.org', '', 'd.e@example.net', 'f@example.com', 'g_h@example.com'],
	['Tags', 'rot,grün', 'blau', 'gelb,rot,blau', '', 'grün', 'rot,gelb'],
	['URL', 'https://example.com/?a=1&b=2', 'https://example.org/x:y', '', '/a/b', 'https://example.com/#c', 'www.a.de'],
	['Notiz', 'Ruft an, morgen', 'Zeile 1\nZeile 2', 'ok', '3" Rohr | 5 Stück', '', 'siehe: Akte'],
];

const DELIMITERS = [',', ';', '\t', '|'];

function tables() {
	return COLUMNS.flatMap((one, first) =>
		COLUMNS.slice(first + 1).flatMap((other, second) =>
			COLUMNS.slice(first + second + 2).flatMap((third) =>
				DELIMITERS.map((delimiter) => {
					const rows = one.map((cell, index) => [cell, other[index], third[index]]);
					return { delimiter, text: stringify(rows, { delimiter }) };
				}),
			),
		),
	);
}

it('finds the delimiter, the columns and the header of nearly all tables that are written by the rules', () => {
	const all = tables();
	const right = all.filter(({ delimiter, text }) => {
		const head = Buffer.from(text);
		const { dialect, fieldCount, hasHeader } = detectTable({ head, sizeBytes: head.length }, {});
		return dialect.delimiter === delimiter && fieldCount === 3 && hasHeader;
	});
	expect(all.length).toBeGreaterThan(300);
	expect(right.length / all.length).toBeGreaterThan(FLOOR);
});

const FLOOR = 0.95;
