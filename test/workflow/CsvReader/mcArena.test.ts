import type { IDataObject } from 'n8n-workflow';

import { business } from '../../../sandbox/mcarena/business.ts';
import { customersFile, invoicesFile } from '../../../sandbox/mcarena/exports.ts';
import type { ExportFile } from '../../../sandbox/mcarena/exports.ts';
import { expectedFigures } from '../../../sandbox/mcarena/figures.ts';
import { carrying, readCarried, reasons, rows, usePackage } from './reader';

usePackage();

const SIZES = [{}, { customers: 1_200, invoices: 3_000 }];

const typed = (column: string, kind: string, more: IDataObject = {}) => ({ column, kind, ...more });

const CUSTOMERS = [
	typed('E-Mail', 'email', { required: true, rename: 'email' }),
	typed('Geburtsdatum', 'date'),
	typed('Newsletter', 'boolean'),
	typed('Telefon', 'phone', { country: 'DE' }),
	typed('Mobil', 'phone', { country: 'DE' }),
];

const INVOICES = [
	typed('E-Mail', 'email', { required: true, rename: 'email' }),
	typed('Rechnungsdatum', 'date'),
	typed('Buchungsdatum', 'date'),
	typed('Dauer in Stunden', 'decimal', { rename: 'hours' }),
	typed('Betrag netto', 'money', { rename: 'net' }),
	typed('Betrag brutto', 'money', { rename: 'gross', currency: 'EUR' }),
];

const read = ({ name, bytes }: ExportFile, columns: IDataObject[]) =>
	readCarried([carrying(bytes, name)], { columns: { column: columns } } as never);

it.each(SIZES)('reads the customers as they are, and rejects three rows (%j)', async (size) => {
	const all = business(size);
	const run = await read(customersFile(all), CUSTOMERS);
	expect(reasons(run)).toEqual([
		expect.stringContaining('14'),
		expect.stringContaining('Column "Geburtsdatum": "31.02.1990" is not a date'),
		expect.stringContaining('quote'),
	]);
	const e164 = (typedIn: string) => typedIn.replace(/\D/g, '').replace(/^(00|0(?=[1-9]))?(49)?/, '+49');
	expect(rows(run)).toEqual(
		all.customers.map((customer) => ({
			Kundennummer: customer.number,
			Anrede: customer.salutation,
			Vorname: customer.firstName,
			Name: customer.lastName,
			Straße: customer.street,
			PLZ: customer.postalCode,
			Ort: customer.town,
			email: customer.email.toLowerCase(),
			Telefon: e164(customer.phone),
			Mobil: customer.mobile === '' ? '' : e164(customer.mobile),
			Geburtsdatum: customer.birthday ?? null,
			Anlage: customer.facility,
			Newsletter: customer.newsletter,
			Bemerkung: customer.remark,
		})),
	);
});

it.each(SIZES)('reads the invoices so that they add up, and rejects two rows (%j)', async (size) => {
	const all = business(size);
	const { deals, totals, bookings } = expectedFigures(all);
	const run = await read(invoicesFile(all), INVOICES);
	expect(reasons(run)).toEqual([
		expect.stringContaining('Column "Betrag brutto": "folgt" is not an amount'),
		expect.stringContaining('Column "E-Mail" is empty, but required'),
	]);
	const invoices = rows(run) as Array<Record<'hours' | 'net' | 'gross', number> & Record<string, string>>;
	expect(invoices).toHaveLength(deals);
	const sum = (list: typeof invoices, field: 'hours' | 'net' | 'gross') =>
		list.reduce((total, invoice) => total + invoice[field], 0);
	expect(sum(invoices, 'hours')).toBeCloseTo(totals.hours, 6);
	expect(sum(invoices, 'net')).toBeCloseTo(totals.netEuros, 6);
	expect(sum(invoices, 'gross')).toBeCloseTo(totals.grossEuros, 6);
	for (const [email, list] of Map.groupBy(invoices, (invoice) => invoice.email ?? '')) {
		expect(bookings[email]).toEqual({
			lastBooking: list
				.map(({ Buchungsdatum }) => Buchungsdatum)
				.sort()
				.at(-1),
			bookings: list.length,
			hours: expect.closeTo(sum(list, 'hours'), 6) as number,
			grossEuros: expect.closeTo(sum(list, 'gross'), 6) as number,
		});
	}
});
