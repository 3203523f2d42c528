import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import type { Business, Customer, Day, Invoice } from './business.ts';
import { BAD_CUSTOMERS, BAD_INVOICES } from './badRows.ts';

/** A file as the booking system drops it. */
export interface ExportFile {
	name: string;
	bytes: Buffer;
}

const CUSTOMERS_NAME = 'kundenstammdaten_2025-12-31.csv';
const INVOICES_NAME = 'rechnungsausgangsjournal_2025-12-31.csv';

const customerColumns: Record<string, (customer: Customer) => string> = {
	Kundennummer: ({ number }) => number,
	Anrede: ({ salutation }) => salutation,
	Vorname: ({ firstName }) => firstName,
	Name: ({ lastName }) => lastName,
	Straße: ({ street }) => street,
	PLZ: ({ postalCode }) => postalCode,
	Ort: ({ town }) => town,
	'E-Mail': ({ email }) => email,
	Telefon: ({ phone }) => phone,
	Mobil: ({ mobile }) => mobile,
	Geburtsdatum: ({ birthday }) => (birthday === undefined ? '' : german(birthday)),
	Anlage: ({ facility }) => facility,
	Newsletter: ({ newsletter }) => (newsletter ? 'ja' : 'nein'),
	Bemerkung: ({ remark }) => remark,
};

const invoiceColumns: Record<string, (invoice: Invoice) => string> = {
	Rechnungsnummer: ({ number }) => number,
	Rechnungsdatum: ({ invoiced }) => german(invoiced),
	Kundennummer: ({ customer }) => customer.number,
	'E-Mail': ({ customer }) => customer.email,
	Anlage: ({ facility }) => facility,
	Buchungsdatum: ({ booked }) => german(booked),
	'Dauer in Stunden': ({ minutes }) => decimal(minutes / 60),
	'Betrag netto': ({ netCents }) => amount(netCents),
	'Betrag brutto': ({ grossCents }) => `${amount(grossCents)} €`,
	Status: ({ status }) => status,
};

/** The customer master data: Windows-1252, semicolons, line ends of Windows, three bad rows. */
export function customersFile({ customers }: Business): ExportFile {
	return { name: CUSTOMERS_NAME, bytes: bytes(customerColumns, customers, BAD_CUSTOMERS) };
}

/** The invoice journal, in the same form, two bad rows. */
export function invoicesFile({ invoices }: Business): ExportFile {
	return { name: INVOICES_NAME, bytes: bytes(invoiceColumns, invoices, BAD_INVOICES) };
}

function bytes<Thing>(
	columns: Record<string, (thing: Thing) => string>,
	things: readonly Thing[],
	badRows: readonly string[],
): Buffer {
	const records = things.map((thing) => Object.values(columns).map((cell) => cell(thing)));
	// The bad rows stand between the good ones, at even distances.
	const part = Math.ceil(records.length / (badRows.length + 1));
	const texts = [written([Object.keys(columns)])];
	for (const [index, badRow] of badRows.entries()) {
		texts.push(written(records.slice(index * part, (index + 1) * part)), badRow + LINE_END);
	}
	texts.push(written(records.slice(badRows.length * part)));
	return iconv.encode(texts.join(''), 'windows-1252');
}

const LINE_END = '\r\n';

function written(records: string[][]): string {
	return stringify(records, { delimiter: ';', record_delimiter: LINE_END, quoted_match: /[\r\n]/ });
}

function german(day: Day): string {
	return day.split('-').reverse().join('.');
}

function decimal(hours: number): string {
	return String(hours).replace('.', ',');
}

function amount(cents: number): string {
	const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '.');
	return `${euros},${String(cents % 100).padStart(2, '0')}`;
}
