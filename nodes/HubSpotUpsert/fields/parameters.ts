import type { IExecuteFunctions } from 'n8n-workflow';

import { expressionsIn } from '../../shared/expressions';
import { plainText } from '../plan/convert/convert';
import { groundsOf, type Grounds } from '../plan/grounds';
import { Unplannable } from '../plan/unplannable';

/** Gives a parameter's value for an input item; throws where an expression in it fails. */
export type Reader<T> = (itemIndex: number) => T;

/**
 * Reads what the editor has stored for one item after another. Only the expressions in it are evaluated for each item: n8n's own way
 * would walk through everything that the editor has stored, thousands of fields, for each of 50,000 items.
 */
export function parameterReader<T>(context: IExecuteFunctions, stored: unknown): Reader<T> {
	return readerOf(context, stored) as Reader<T>;
}

/** Whether a switch is on; an expression may give the word instead, and "true" is not to mean no. Throws where it fails. */
export function isSwitchedOn(context: IExecuteFunctions, name: string): boolean {
	return plainText(context.getNodeParameter(name, 0, false))?.toLowerCase() === 'true';
}

function readerOf(context: IExecuteFunctions, raw: unknown): Reader<unknown> {
	if (expressionsIn(raw).length === 0) return () => raw;
	if (typeof raw === 'string') return fieldReader(context, raw) ?? expressionReader(context, raw);
	if (Array.isArray(raw)) {
		const readers = raw.map((part) => readerOf(context, part));
		return (itemIndex) => readers.map((read) => read(itemIndex));
	}
	const readers = Object.entries(raw as object).map(([key, part]) => [key, readerOf(context, part)] as const);
	return (itemIndex) => Object.fromEntries(readers.map(([key, read]) => [key, read(itemIndex)]));
}

function expressionReader(context: IExecuteFunctions, raw: string): Reader<unknown> {
	return (itemIndex) => context.evaluateExpression(raw.slice(1), itemIndex);
}

/** What dragging a field into a parameter makes: `={{ $json.email }}`, `={{ $json['E-Mail'] }}`. */
const FIELD = /^=\{\{ *\$json(?:\.([A-Za-z_]\w*)|\[(?:'([^'\\]*)'|"([^"\\]*)")\]) *\}\}$/;

/** Most expressions only name a field: to read it takes a hundredth of the time that n8n's expressions take. */
function fieldReader(context: IExecuteFunctions, raw: string): Reader<unknown> | undefined {
	const names = FIELD.exec(raw);
	if (names === null) return undefined;
	const field = names.slice(1).find((name) => name !== undefined) ?? '';
	const items = context.getInputData();
	return (itemIndex) => {
		const { json } = items[itemIndex];
		return Object.hasOwn(json, field) ? json[field] : undefined;
	};
}

/** Reads a setting of the run; what it throws has a code: one of ours, or that of an expression that fails. */
export function readSetting<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		const { code, reason } = parameterGrounds(error);
		throw new Unplannable(code, reason);
	}
}

/** Why a parameter could not be read: what the node itself cannot use has a code; the rest are expressions that fail. */
export function parameterGrounds(error: unknown): Grounds {
	const { code, reason } = groundsOf(error);
	return { reason, code: code === 'UNEXPECTED' ? 'EXPRESSION_FAILED' : code };
}
