import type { PropertyDefinition } from '../api/client';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?=$|T)/;

/**
 * Writes a value of n8n as the text that HubSpot wants for the property: every value travels as a string, dates as
 * YYYY-MM-DD, several options joined by semicolons (hubspot.md, Properties). What it does not recognise it passes on as
 * it is, so that HubSpot judges it. Returns undefined for an empty value, which leaves the record's own value alone.
 */
export function toPropertyText(value: unknown, definition: PropertyDefinition | undefined): string | undefined {
	if (value === null || value === undefined) return undefined;
	if (Array.isArray(value)) {
		const separator = definition?.type === 'enumeration' ? ';' : ', ';
		const texts = value.map((part) => toPropertyText(part, undefined)).filter((part) => part !== undefined);
		return texts.join(separator) || undefined;
	}
	const text = plainText(value).trim();
	if (text === '') return undefined;
	// A date picker, or an expression, gives a date and a time where the property has only a date.
	if (definition?.type === 'date') return ISO_DATE.exec(text)?.[0] ?? text;
	return text;
}

function plainText(value: unknown): string {
	if (value instanceof Date) return Number.isNaN(value.valueOf()) ? '' : value.toISOString();
	if (typeof value === 'string') return value;
	// Luxon's DateTime, which expressions give, writes itself as ISO 8601.
	const json: unknown = JSON.parse(JSON.stringify(value));
	return typeof json === 'string' ? json : JSON.stringify(json);
}
