import {
	convert,
	type Conversion,
	type ConversionSettings,
	type ConvertibleProperty,
} from '../../../../nodes/HubSpotUpsert/plan/convert/convert';
import type { PropertyDefinition } from '../../../../sandbox/hubspot/properties/definition.ts';
import { readValue } from '../../../../sandbox/hubspot/records/values.ts';
import { ruleBook } from '../../../../sandbox/ruleBook.ts';

export const SETTINGS: ConversionSettings = {
	timeZone: 'Europe/Paris',
	decimalSign: 'detect',
	dateOrder: 'dayFirst',
	checkboxes: 'replace',
};

const FIELD_TYPES: Record<string, string> = {
	bool: 'booleancheckbox',
	date: 'date',
	datetime: 'date',
	number: 'number',
};

export function property(type: string, fieldType = FIELD_TYPES[type] ?? 'text'): ConvertibleProperty {
	return { type, fieldType, options: [] };
}

/** The types whose values have a form. */
const JUDGED = ['bool', 'date', 'datetime', 'enumeration', 'number'];

/** Converts, and lets the sandbox's HubSpot judge the text. */
export function judged(
	value: unknown,
	target: ConvertibleProperty,
	settings: Partial<ConversionSettings> = {},
): Conversion {
	const conversion = convert(value, target, { ...SETTINGS, ...settings });
	if (conversion.kind === 'text' && JUDGED.includes(target.type)) {
		const definition = { name: 'p', externalOptions: false, ...target } as unknown as PropertyDefinition;
		const incoming = { typeId: '0-1', definition, value: conversion.text, held: '' };
		expect(readValue(incoming, ruleBook())).toHaveProperty('stored');
	}
	return conversion;
}

export const text = (written: string): Conversion => ({ kind: 'text', text: written });

export const UNREADABLE: unknown = { kind: 'unreadable', expected: expect.any(String) as string };

export const EMPTY: Conversion = { kind: 'empty' };
