import type { PropertyDefinition } from '../properties/definition.ts';
import type { RuleBook, RuleName } from '../rules.ts';
import { allowedOptions } from './allowedOptions.ts';

/** A value on its way into a record. */
export interface IncomingValue {
	typeId: string;
	definition: PropertyDefinition;
	value: string;
	/** What the record holds so far. */
	held: string;
}

/** Why a value cannot be stored, with HubSpot's code. */
export interface Refusal {
	code: string;
	message: string;
}

type Reading = { stored: string } | { refusal: Refusal };

/** The form in which a property keeps a value, or why it does not take it. The empty string clears any property. */
export function readValue(incoming: IncomingValue, rules: RuleBook): Reading {
	const { definition, value } = incoming;
	if (value === '') return { stored: rules.has('empty-string-clears') ? '' : incoming.held };
	switch (definition.type) {
		case 'enumeration':
			return readOptions(incoming, rules);
		case 'bool':
			return checked(rules, 'bool-format', {
				value,
				stored: readBool(value),
				refusal: unknownOption(value, 'true, false'),
			});
		case 'number':
			return checked(rules, 'number-format', { value, stored: readNumber(value), refusal: notA('number', value) });
		case 'date':
			return checked(rules, 'date-is-midnight', { value, stored: readDate(value), refusal: notMidnight(value) });
		case 'datetime':
			return checked(rules, 'datetime-format', {
				value,
				stored: readDatetime(value),
				refusal: notA('datetime', value),
			});
		case 'phone_number':
			return checked(rules, 'phone-number-format', {
				value,
				stored: readPhone(value),
				refusal: notA('phone_number', value),
			});
		case 'string':
			return definition.name === 'email' ? readEmail(value, rules) : { stored: value };
	}
}

function checked(
	rules: RuleBook,
	rule: RuleName,
	found: { value: string; stored: string | undefined; refusal: Refusal },
): Reading {
	if (found.stored !== undefined) return { stored: found.stored };
	return rules.has(rule) ? { refusal: found.refusal } : { stored: found.value };
}

const CODES: Record<string, string> = {
	number: 'INVALID_INTEGER',
	datetime: 'INVALID_LONG',
	phone_number: 'INVALID_PHONE_NUMBER',
};

function notA(type: string, value: string): Refusal {
	return { code: CODES[type] ?? 'INVALID', message: `${value} was not a valid ${type}.` };
}

function notMidnight(value: string): Refusal {
	return { code: 'INVALID_DATE', message: `${value} is neither YYYY-MM-DD nor midnight UTC in milliseconds.` };
}

function unknownOption(value: string, allowed: string): Refusal {
	return { code: 'INVALID_OPTION', message: `${value} was not one of the allowed options: [${allowed}]` };
}

/** Several options of a checkbox property are joined by `;`; a leading `;` adds them to those held. */
function readOptions({ typeId, definition, value, held }: IncomingValue, rules: RuleBook): Reading {
	const several = definition.fieldType === 'checkbox';
	const appends = several && value.startsWith(';') && rules.has('checkbox-appends');
	const chosen = several ? value.replace(/^;/, '').split(';') : [value];
	const allowed = allowedOptions(typeId, definition);
	const stranger = chosen.find((option) => !allowed.includes(option));
	if (stranger !== undefined && rules.has('unknown-option'))
		return { refusal: unknownOption(stranger, allowed.join(', ')) };
	const before = appends && held !== '' ? held.split(';') : [];
	return { stored: [...new Set([...before, ...chosen])].join(';') };
}

function readBool(value: string): string | undefined {
	return value === 'true' || value === 'false' ? value : undefined;
}

function readNumber(value: string): string | undefined {
	return /^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value) ? value : undefined;
}

const DAY_MS = 86_400_000;
const MILLISECONDS = /^-?\d{1,16}$/;

function readDate(value: string): string | undefined {
	if (MILLISECONDS.test(value)) {
		const date = new Date(Number(value));
		const midnight = Number(value) % DAY_MS === 0 && !Number.isNaN(date.getTime());
		return midnight ? date.toISOString().slice(0, 10) : undefined;
	}
	return isCalendarDay(value) ? value : undefined;
}

function isCalendarDay(value: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const date = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

const ISO_8601 = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

function readDatetime(value: string): string | undefined {
	if (MILLISECONDS.test(value)) return isoOf(new Date(Number(value)));
	const day = ISO_8601.exec(value)?.[1];
	return day !== undefined && isCalendarDay(day) ? isoOf(new Date(value)) : undefined;
}

function isoOf(date: Date): string | undefined {
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function readPhone(value: string): string | undefined {
	return /^\+?[\d ()./-]{3,40}( ?(x|ext\.?) ?\d{1,8})?$/.test(value) ? value : undefined;
}

const EMAIL = /^[^\s@,;:<>"()[\]\\]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;

function readEmail(value: string, rules: RuleBook): Reading {
	const formed = EMAIL.test(value) && !/^\.|\.\.|\.@/.test(value);
	if (!formed && rules.has('valid-email')) {
		return { refusal: { code: 'INVALID_EMAIL', message: `Email address ${value} is invalid` } };
	}
	return { stored: rules.has('emails-lower-cased') ? value.toLowerCase() : value };
}
