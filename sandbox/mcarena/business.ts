import { Chance } from './chance.ts';
import {
	BOOKING_MINUTES,
	FACILITIES,
	firstNames,
	LAST_NAMES,
	REMARKS,
	STATUSES,
	STREETS,
	TOURNAMENT_MINUTES,
	towns,
} from './samples.ts';

/** A customer of the booking system, as he or she has registered. */
export interface Customer {
	/** With leading zeros, e.g. `0004711`. */
	number: string;
	salutation: 'Frau' | 'Herr' | '';
	firstName: string;
	lastName: string;
	street: string;
	postalCode: string;
	town: string;
	email: string;
	phone: string;
	mobile: string;
	birthday: Day | undefined;
	facility: string;
	newsletter: boolean;
	remark: string;
}

/** A booking that was invoiced. */
export interface Invoice {
	/** Unique, e.g. `RE-2025-000042`. */
	number: string;
	invoiced: Day;
	customer: Customer;
	facility: string;
	booked: Day;
	minutes: number;
	grossCents: number;
	netCents: number;
	status: string;
}

/** A calendar day as `2025-12-31`. */
export type Day = string;

/** All that the booking system knows. */
export interface Business {
	customers: Customer[];
	/** By number. */
	invoices: Invoice[];
}

export interface BusinessSize {
	/** 60 if left out. */
	customers?: number;
	/** 150 if left out. */
	invoices?: number;
}

const SEED = 20_251_231;

/** The year that the exports are about. */
const YEAR = 2025;

/** On which the exports are saved. */
const LAST_DAY = '2025-12-31';

const HOURLY_CENTS = 4_990;

const VAT_PERCENT = 19;

/** Makes up a booking system's data; the same size gives the same data. */
export function business({ customers: customerCount = 60, invoices: invoiceCount = 150 }: BusinessSize = {}): Business {
	const chance = new Chance(SEED);
	const customers = Array.from({ length: customerCount }, (_, index) => customer(index, chance));
	const invoices = Array.from({ length: invoiceCount }, (_, index) =>
		// As the year goes on, so do the numbers.
		invoice({ index, month: 1 + Math.floor((index * 12) / invoiceCount) }, chance.of(customers), chance),
	);
	return { customers, invoices };
}

function customer(index: number, chance: Chance): Customer {
	const { salutation, firstName } = chance.of(firstNames);
	const lastName = chance.of(LAST_NAMES);
	const { postalCode, town } = chance.of(towns);
	const mailbox = `${ascii(firstName)}.${ascii(lastName)}.${index + 1}`;
	return {
		number: String(4_711 + index).padStart(7, '0'),
		salutation: chance.percent(90) ? salutation : '',
		firstName,
		lastName,
		street: `${chance.of(STREETS)} ${1 + chance.below(120)}`,
		postalCode,
		town,
		email: `${chance.percent(20) ? mailbox : mailbox.toLowerCase()}@example.com`,
		phone: phone(chance),
		mobile: chance.percent(60) ? mobile(chance) : '',
		birthday: chance.percent(80) ? dayIn(1950 + chance.below(57), 1 + chance.below(12), chance) : undefined,
		facility: chance.of(FACILITIES),
		newsletter: chance.percent(40),
		remark: chance.percent(30) ? chance.of(REMARKS) : '',
	};
}

interface Place {
	index: number;
	month: number;
}

function invoice({ index, month }: Place, customer: Customer, chance: Chance): Invoice {
	const isTournament = chance.percent(6);
	const minutes = chance.of(isTournament ? TOURNAMENT_MINUTES : BOOKING_MINUTES);
	const grossCents = Math.round((minutes * HOURLY_CENTS) / 60);
	const booked = dayIn(YEAR, month, chance);
	const invoiced = daysAfter(booked, chance.below(3));
	return {
		number: `RE-${YEAR}-${String(index + 1).padStart(6, '0')}`,
		invoiced: invoiced < LAST_DAY ? invoiced : LAST_DAY,
		customer,
		facility: chance.percent(85) ? customer.facility : chance.of(FACILITIES),
		booked,
		minutes,
		grossCents,
		netCents: Math.round(grossCents / (1 + VAT_PERCENT / 100)),
		status: chance.of(STATUSES),
	};
}

function dayIn(year: number, month: number, chance: Chance): Day {
	const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
	return isoDay(Date.UTC(year, month - 1, 1 + chance.below(daysInMonth)));
}

function daysAfter(day: Day, days: number): Day {
	return isoDay(Date.parse(day) + days * 86_400_000);
}

function isoDay(ms: number): Day {
	return new Date(ms).toISOString().slice(0, 10);
}

/** Numbers that the regulator keeps free for fiction, in the ways people type them. */
function phone(chance: Chance): string {
	const digits = String(chance.below(1_000)).padStart(3, '0');
	return chance.of([`069 90009${digits}`, `069/90009-${digits}`, `+49 69 90009${digits}`, `0049 69 90009 ${digits}`]);
}

function mobile(chance: Chance): string {
	return `0176 040690${String(chance.below(100)).padStart(2, '0')}`;
}

const SPELLED_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ø: 'oe' };

function ascii(name: string): string {
	return name
		.replace(/[äöüÄÖÜßø]/g, (letter) => SPELLED_OUT[letter] ?? '')
		.normalize('NFD')
		.replace(/[^A-Za-z]/g, '');
}
