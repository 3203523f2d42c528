import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { business } from '../../../sandbox/mcarena/business.ts';
import type { BusinessSize } from '../../../sandbox/mcarena/business.ts';
import { customersFile, invoicesFile } from '../../../sandbox/mcarena/exports.ts';
import { expectedFigures } from '../../../sandbox/mcarena/figures.ts';
import { writeExports } from '../../../sandbox/mcarena/writeExports.ts';

type Row = Record<string, string>;

interface Read {
	good: Row[];
	/** Why csv-parse, or a person, refuses a row. */
	bad: string[];
}

/** Reads an export with csv-parse alone, and judges each row by the rules that the customer has given. */
function read(bytes: Buffer, judge: (row: Row) => string | undefined): Read {
	const bad: string[] = [];
	// csv-parse finds fault with each quote of a record by itself.
	const lines = new Set<number>();
	const options: Record<string, unknown> = {
		delimiter: ';',
		columns: true,
		skip_records_with_error: true,
		on_skip: ({ code, lines: line }: { code: string; lines: number }) => {
			if (!lines.has(line)) bad.push(code);
			lines.add(line);
		},
	};
	const rows = parse(iconv.decode(bytes, 'windows-1252'), options) as unknown as Row[];
	const good = rows.filter((row) => {
		const reason = judge(row);
		if (reason !== undefined) bad.push(reason);
		return reason === undefined;
	});
	return { good, bad };
}

const isDay = (text: string) => {
	const [day, month, year] = text.split('.').map(Number);
	return new Date(Date.UTC(year ?? NaN, (month ?? NaN) - 1, day)).getUTCDate() === day;
};

const amountPattern = /^\d{1,3}(\.\d{3})*,\d\d( €)?$/;

const number = (text: string) => Number(text.replace(/[. €]/g, '').replace(',', '.'));

const iso = (text: string) => text.split('.').reverse().join('-');

const readCustomers = (size?: BusinessSize) =>
	read(customersFile(business(size)).bytes, (row) =>
		row.Geburtsdatum === '' || isDay(row.Geburtsdatum ?? '') ? undefined : 'no day',
	);

const readInvoices = (size?: BusinessSize) =>
	read(invoicesFile(business(size)).bytes, (row) => {
		if (row['E-Mail'] === '') return 'no e-mail';
		return amountPattern.test(row['Betrag brutto'] ?? '') ? undefined : 'no amount';
	});

it('has five bad rows, each of its own kind', () => {
	const bad = [...readCustomers().bad, ...readInvoices().bad];
	expect(bad.sort()).toEqual([
		'CSV_INVALID_CLOSING_QUOTE',
		'CSV_RECORD_INCONSISTENT_COLUMNS',
		'no amount',
		'no day',
		'no e-mail',
	]);
	expect(expectedFigures(business()).rejects).toBe(5);
});

it.each([undefined, { customers: 7, invoices: 3 }, { customers: 300, invoices: 2_000 }])(
	'writes what the figures say (%j)',
	(size) => {
		const period = { from: '2025-07-01', to: '2025-12-15' };
		const customers = readCustomers(size).good;
		const invoices = readInvoices(size).good;
		const figures = expectedFigures(business(size), period);
		expect(figures.contacts).toBe(size?.customers ?? 60);
		expect(figures.deals).toBe(size?.invoices ?? 150);
		expect(new Set(customers.map((row) => row['E-Mail']?.toLowerCase())).size).toBe(figures.contacts);
		expect(new Set(invoices.map((row) => row.Rechnungsnummer)).size).toBe(figures.deals);

		const sum = (rows: Row[], column: string) => rows.reduce((total, row) => total + number(row[column] ?? ''), 0);
		expect(figures.totals.hours).toBeCloseTo(sum(invoices, 'Dauer in Stunden'), 6);
		expect(figures.totals.netEuros).toBeCloseTo(sum(invoices, 'Betrag netto'), 6);
		expect(figures.totals.grossEuros).toBeCloseTo(sum(invoices, 'Betrag brutto'), 6);

		const byFacility = Map.groupBy(customers, (row) => row.Anlage);
		expect(figures.contactsByFacility).toEqual(
			Object.fromEntries([...byFacility].map(([facility, rows]) => [facility, rows.length])),
		);
		const byEmail = Map.groupBy(invoices, (row) => row['E-Mail']?.toLowerCase() ?? '');
		expect(Object.keys(figures.bookings).sort()).toEqual([...byEmail.keys()].sort());
		for (const [email, rows] of byEmail) {
			const day = (row: Row) => iso(row.Buchungsdatum ?? '');
			const counted = rows.filter((row) => day(row) >= period.from && day(row) <= period.to);
			expect(figures.bookings[email]).toEqual({
				lastBooking: rows.map(day).sort().at(-1),
				bookings: counted.length,
				hours: expect.closeTo(sum(counted, 'Dauer in Stunden'), 6) as number,
				grossEuros: expect.closeTo(sum(counted, 'Betrag brutto'), 6) as number,
			});
		}
	},
);

it('is as awkward as real exports: Windows-1252, line ends of Windows, line breaks and semicolons in quotes', () => {
	const all = business();
	for (const { bytes } of [customersFile(all), invoicesFile(all)]) {
		// Bytes that no UTF-8 text has without a second one beside them: € and ä.
		expect(bytes.includes(0x80)).toBe(true);
		expect(bytes.toString('utf8')).toContain('\uFFFD');
		expect(bytes.subarray(-2).toString()).toBe('\r\n');
	}
	const customers = readCustomers().good;
	const some = (column: string, pattern: RegExp) => customers.some((row) => pattern.test(row[column] ?? ''));
	expect(some('Kundennummer', /^000/)).toBe(true);
	expect(some('PLZ', /^0\d{4}$/)).toBe(true);
	expect(some('Bemerkung', /\r\n/)).toBe(true);
	expect(some('Bemerkung', /€;\n/)).toBe(true);
	expect(some('Name', /;/)).toBe(true);
	expect(some('Straße', /^"Im Grünen"/)).toBe(true);
	expect(some('E-Mail', /[A-Z]/)).toBe(true);
	expect(some('Mobil', /^$/)).toBe(true);
	expect(some('Geburtsdatum', /^$/)).toBe(true);
	const invoices = readInvoices().good;
	expect(invoices.some((row) => /^\d\.\d{3},\d\d €$/.test(row['Betrag brutto'] ?? ''))).toBe(true);
	expect(invoices.some((row) => row['Dauer in Stunden'] === '1,5')).toBe(true);
	// Nobody has booked after the day on which the exports were saved.
	expect(invoices.filter((row) => !/\.2025$/.test(row.Rechnungsdatum ?? ''))).toEqual([]);
});

it('writes the same bytes every time, under the names of the booking system', async () => {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'mcarena-'));
	try {
		const first = await writeExports(path.join(folder, 'in'));
		const bytes = await readFile(first.invoices);
		expect(await writeExports(path.join(folder, 'in'))).toEqual(first);
		expect(await readFile(first.invoices)).toEqual(bytes);
		expect(first).toEqual({
			customers: path.join(folder, 'in', 'kundenstammdaten_2025-12-31.csv'),
			invoices: path.join(folder, 'in', 'rechnungsausgangsjournal_2025-12-31.csv'),
		});
		expect(await readFile(first.customers)).toEqual(customersFile(business()).bytes);
	} finally {
		await rm(folder, { recursive: true });
	}
});
