import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../api/template';

/** A parameter as text for an item; undefined where it is empty. Throws an error for the user where it is no text. */
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
	if (text === undefined) throw new Error(`${parameter.label} is empty. Fill it in, or correct its expression.`);
	return text;
}

/** A value as text; undefined where it is empty. */
export function textOf(value: unknown, name: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value.trim() || undefined;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw new Error(`"${name}" holds a list or an object. Give it a text.`);
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

/** A JSON parameter that holds an object; undefined where it is empty. Throws an error for the user where it is none. */
export function readObject(
	context: IExecuteFunctions,
	parameter: { name: string; label: string },
	item: number,
): Record<string, unknown> | undefined {
	const json = parsedJson(context.getNodeParameter(parameter.name, item, ''), parameter.label);
	if (json === undefined || isObject(json)) return json;
	throw new Error(`${parameter.label} is not a JSON object. Enter one such as {"name": "value"}.`);
}

/** JSON that was typed, or that an expression gave; undefined where it is empty. */
export function parsedJson(value: unknown, label: string): unknown {
	if (typeof value !== 'string') return value ?? undefined;
	if (value.trim() === '') return undefined;
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		throw new Error(`${label} is not valid JSON (${(error as Error).message}). Correct it.`);
	}
}
