import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';

import { detectTable } from '../../../../nodes/CsvReader/dialect/detectTable';

/** Columns as offices have them, with whatever the delimiters are in their texts and numbers. */
const COLUMNS: Array<[string, fc.Arbitrary<string>]> = [
	['Nr', fc.integer({ min: 1, max: 99999 }).map(String)],
	['Name', fc.constantFrom('Müller', 'Schmidt, Anna', 'Lefèvre', "O'Neill", 'Weiß; Jr.', 'Dubois')],
	['E-Mail', fc.constantFrom('a.b@example.com', 'info@example.de', '')],
	[
		'Datum',
		fc
			.date({ min: new Date('2000-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10)),
	],
	['Uhrzeit', fc.integer({ min: 10, max: 23 }).map((hour) => `${hour}:30`)],
	[
		'Bemerkung',
		fc.constantFrom('ruft zurück', 'sagt "nein", dann "ja"', 'zwei\nZeilen, auch; so', 'kommt wieder | bald', ''),
	],
	['PLZ', fc.integer({ min: 1000, max: 99999 }).map((code) => String(code).padStart(5, '0'))],
	['Ort', fc.constantFrom('Köln', 'Bonn', 'Genève', 'Saint-Étienne', 'Bad Homburg')],
];

const DECIMALS = {
	german: fc.integer({ min: 1000, max: 9999999 }).map((cents) => grouped(cents, '.', ',')),
	french: fc.integer({ min: 1000, max: 9999999 }).map((cents) => grouped(cents, '\u00a0', ',')),
	english: fc.integer({ min: 1000, max: 9999999 }).map((cents) => grouped(cents, ',', '.')),
};

function grouped(cents: number, thousands: string, decimal: string): string {
	const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, thousands);
	return whole + decimal + String(cents % 100).padStart(2, '0');
}

const written = fc
	.record({
		style: fc.constantFrom('german', 'french', 'english'),
		columns: fc.uniqueArray(fc.nat({ max: COLUMNS.length - 1 }), { minLength: 2, maxLength: COLUMNS.length }),
		delimiter: fc.constantFrom(',', ';', '\t', '|'),
		escape: fc.constantFrom('"', '\\'),
		quotesAll: fc.boolean(),
		encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'iso-8859-15'),
		lineEnd: fc.constantFrom('\n', '\r\n'),
		mark: fc.boolean(),
	})
	.chain((how) => {
		const columns = [...how.columns.map((index) => COLUMNS[index]), ['Betrag', DECIMALS[how.style]] as const];
		const row = fc.tuple(...columns.map(([, cell]) => cell));
		return fc
			.array(row, { minLength: 8, maxLength: 40 })
			.map((rows) => ({ ...how, rows: [columns.map(([name]) => name), ...rows] }));
	});

it('reads back the cells of a table in whatever delimiter, quoting, decimals and encoding it was written', () => {
	fc.assert(
		fc.property(written, ({ rows, delimiter, escape, quotesAll, encoding, lineEnd, mark }) => {
			const text = stringify(rows, {
				delimiter,
				escape,
				quoted: quotesAll,
				quoted_match: /["\n]/,
				record_delimiter: lineEnd,
			});
			const isUnicode = encoding.startsWith('utf');
			const bytes = iconv.encode(text, encoding, { addBOM: isUnicode && mark });
			const table = detectTable({ head: bytes, sizeBytes: bytes.length }, {});
			const dialect = { ...table.dialect };
			const read = parse(iconv.decode(bytes.subarray(table.start), dialect.encoding), {
				delimiter: dialect.delimiter,
				quote: dialect.quote === '' ? null : dialect.quote,
				escape: dialect.escape,
			});
			expect(read).toEqual(rows);
			expect(table).toMatchObject({ hasHeader: true, firstLine: 1, footerBytes: 0, fieldCount: rows[0].length });
		}),
		{ numRuns: 150 },
	);
});

it('tells the style of decimals of any such table', () => {
	fc.assert(
		fc.property(written, ({ rows, delimiter, style }) => {
			const bytes = Buffer.from(stringify(rows, { delimiter }));
			expect(detectTable({ head: bytes, sizeBytes: bytes.length }, {}).decimalStyle).toBe(style);
		}),
		{ numRuns: 60 },
	);
});
