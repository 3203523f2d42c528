import { DateTime } from 'luxon';

import { fold } from '../../../shared/values/fold';
import type { ColumnType, LatestYear } from '../settings';
import type { Conversion, Converter } from './conversion';
import { remembering } from './remembering';

/** Days on which people were born are in the past, in the names that columns have for them. */
const BIRTHDAY = /geburt|\bgeb\b|geb[-_. ]*(?:dat|tag|am)|birth|\bdob\b|naiss|\bnee?(?:\(e\))? le\b/;

/** The type of a column with one of these names: where it is one of birthdays, its years of two digits are past. */
export function datedBy(names: readonly string[], type: ColumnType): ColumnType {
	if ((type.kind !== 'date' && type.kind !== 'dateTime') || type.latestYear !== undefined) return type;
	return names.some((name) => BIRTHDAY.test(fold(name))) ? { ...type, latestYear: 'past' } : type;
}

/** In years from today: a date of two digits that lies further ahead is rather meant to be past. */
const FAR_AHEAD = 20;

/** The dates of a column. */
export interface DatesOfColumn {
	/** As it is listed. */
	column: string;
	latestYear: LatestYear | undefined;
	timeZone: string;
	/** Makes the function that reads dates as ISO 8601 whose years of two digits mean this one at most. */
	readUpTo: (latestYear?: number) => (text: string) => Conversion;
}

/** Converts dates, and notes those that are later than they can well be meant. */
export function latestDates({ column, latestYear, timeZone, readUpTo }: DatesOfColumn): Converter {
	const today = DateTime.now().setZone(timeZone);
	const todayText = today.toISODate() ?? '';
	const readPast = pastReader(readUpTo, todayText);
	if (latestYear === 'past') {
		const late = new LateDates(todayText);
		const doubt = late.doubt(column, 'in the future', 'Correct them in the file.');
		return { convert: late.noting(remembering(readPast)), empty: null, doubt };
	}
	if (latestYear !== undefined) {
		const late = new LateDates(`${latestYear}-12-31`.padStart(10, '0'));
		const doubt = late.doubt(column, `after the latest year ${latestYear}`, 'Correct them in the file.');
		return { convert: late.noting(remembering(readUpTo(latestYear))), empty: null, doubt };
	}
	const late = new LateDates(today.plus({ years: FAR_AHEAD }).toISODate() ?? '', readPast);
	const doubt = late.doubt(
		column,
		`with a year of two digits more than ${FAR_AHEAD} years ahead`,
		'If past years are meant, set the Latest Year of the column.',
	);
	return { convert: late.noting(remembering(readUpTo())), empty: null, doubt };
}

/** The last such day that is not after today. */
function pastReader(readUpTo: DatesOfColumn['readUpTo'], today: string): (text: string) => Conversion {
	const year = Number(today.slice(0, 4));
	const upToThisYear = readUpTo(year);
	const upToLastYear = readUpTo(year - 1);
	return (text) => {
		const conversion = upToThisYear(text);
		return isAfter(conversion, today) ? upToLastYear(text) : conversion;
	};
}

/** ISO 8601 is in the order of time. */
function isAfter(conversion: Conversion, day: string): conversion is string {
	return typeof conversion === 'string' && conversion.slice(0, day.length) > day;
}

/** Counts the dates that are after a day, and keeps the first. */
class LateDates {
	readonly #day: string;
	/** Where another reading of a text is what makes it doubtful. */
	readonly #otherwise: ((text: string) => Conversion) | undefined;
	#count = 0;
	#first: { text: string; read: string } | undefined;

	constructor(day: string, otherwise?: (text: string) => Conversion) {
		this.#day = day;
		this.#otherwise = otherwise;
	}

	noting(convert: (text: string) => Conversion): (text: string) => Conversion {
		return (text) => {
			const conversion = convert(text);
			if (isAfter(conversion, this.#day) && this.#otherwise?.(text) !== conversion) {
				this.#count++;
				this.#first ??= { text, read: conversion };
			}
			return conversion;
		};
	}

	doubt(column: string, problem: string, advice: string): () => string | undefined {
		return () => {
			if (this.#first === undefined) return undefined;
			const dates = this.#count === 1 ? 'date' : 'dates';
			return `Column "${column}": ${this.#count.toLocaleString('en')} ${dates} ${problem}, the first is "${this.#first.text}", read as ${this.#first.read}. ${advice}`;
		};
	}
}
