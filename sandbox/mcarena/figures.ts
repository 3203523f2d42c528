import type { Business, Day, Invoice } from './business.ts';

/** Both days are included. */
export interface Period {
	from: Day;
	to: Day;
}

/** What an import of both exports should come to, from the data that the files were written from. */
export interface Figures {
	/** One contact each; by e-mail address, in lower case. */
	contacts: number;
	contactsByFacility: Record<string, number>;
	/** By e-mail address, in lower case; those without a booking in the journal are not there. */
	bookings: Record<string, CustomerFigures>;
	/** One deal for each invoice. */
	deals: number;
	totals: { hours: number; netEuros: number; grossEuros: number };
	/** Rows of both files that are no good; none of the other figures counts them. */
	rejects: number;
}

export interface CustomerFigures {
	/** Of all that the journal has. */
	lastBooking: Day;
	/** In the period, as are hours and euros. */
	bookings: number;
	hours: number;
	/** With value added tax. */
	grossEuros: number;
}

const BAD_ROWS = 5;

const ALWAYS: Period = { from: '0000-01-01', to: '9999-12-31' };

/**
 * Works the figures out from the data, without a look at the files.
 * @param period of the bookings that are counted for each customer; all if left out
 */
export function expectedFigures({ customers, invoices }: Business, period: Period = ALWAYS): Figures {
	const byEmail = Map.groupBy(invoices, ({ customer }) => customer.email.toLowerCase());
	return {
		contacts: customers.length,
		contactsByFacility: Object.fromEntries(
			[...Map.groupBy(customers, ({ facility }) => facility)].map(([facility, its]) => [facility, its.length]),
		),
		bookings: Object.fromEntries([...byEmail].map(([email, its]) => [email, customerFigures(its, period)])),
		deals: invoices.length,
		totals: { hours: hours(invoices), netEuros: netEuros(invoices), grossEuros: grossEuros(invoices) },
		rejects: BAD_ROWS,
	};
}

function customerFigures(invoices: Invoice[], { from, to }: Period): CustomerFigures {
	const days = invoices.map(({ booked }) => booked).sort();
	const counted = invoices.filter(({ booked }) => booked >= from && booked <= to);
	return {
		lastBooking: days.at(-1) ?? '',
		bookings: counted.length,
		hours: hours(counted),
		grossEuros: grossEuros(counted),
	};
}

function hours(invoices: Invoice[]): number {
	return sum(invoices.map(({ minutes }) => minutes)) / 60;
}

function netEuros(invoices: Invoice[]): number {
	return sum(invoices.map(({ netCents }) => netCents)) / 100;
}

function grossEuros(invoices: Invoice[]): number {
	return sum(invoices.map(({ grossCents }) => grossCents)) / 100;
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
