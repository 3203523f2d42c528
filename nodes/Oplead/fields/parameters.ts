import { isObject } from '../../shared/json';
import { Unusable } from '../plan/unusable';

import type { IExecuteFunctions } from 'n8n-workflow';

/** A parameter as text for an item; undefined where it is empty. Throws `Unusable` where it is no text. */
export function readText(context: IExecuteFunctions, name: string, item: number): string | undefined {
	return textOf(context.getNodeParameter(name, item, ''), name);
}

/** The same, for one that is needed. */
export function readRequired(
	context: IExecuteFunctions,
	parameter: { name: string; label: string },
	item: number,
): string {
	const text = readText(context, parameter.name, item);
	if (text === undefined)
		throw new Unusable('VALUE_MISSING', `${parameter.label} is empty. Fill it in, or correct its expression.`);
	return text;
}

/** A value as text; undefined where it is empty. */
export function textOf(value: unknown, name: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value.trim() || undefined;
	refuseNoNumber(value, name);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new Unusable('VALUE_INVALID', `"${name}" holds a list or an object. Give it a text.`);
}

/** NaN and Infinity: JSON has no such number, and Oplead would take the word for a text. Throws `Unusable`. */
export function refuseNoNumber(value: unknown, name: string): void {
	if (typeof value !== 'number' || Number.isFinite(value)) return;
	throw new Unusable(
		'VALUE_INVALID',
		`"${name}" holds the result of a calculation that gives no number. Correct its expression.`,
	);
}

/** The texts of a collection; those that are empty are left out. */
export function readTexts(context: IExecuteFunctions, name: string, item: number): Record<string, string> {
	const collection = context.getNodeParameter(name, item, {}) as Record<string, unknown>;
	return Object.fromEntries(
		Object.entries(collection).flatMap(([field, value]) => {
			const text = textOf(value, field);
			return text === undefined ? [] : [[field, text] as const];
		}),
	);
}

/** A JSON parameter that holds an object; undefined where it is empty. Throws `Unusable` where it is none. */
export function readObject(
	context: IExecuteFunctions,
	parameter: { name: string; label: string },
	item: number,
): Record<string, unknown> | undefined {
	const json = parsedJson(context.getNodeParameter(parameter.name, item, ''), parameter.label);
	if (json === undefined || isObject(json)) return json;
	throw new Unusable('VALUE_INVALID', `${parameter.label} is not a JSON object. Enter one such as {"name": "value"}.`);
}

/** JSON that was typed, or that an expression gave; undefined where it is empty. */
export function parsedJson(value: unknown, label: string): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		throw new Unusable('VALUE_INVALID', `${label} is not valid JSON (${(error as Error).message}). Correct it.`);
	}
}
