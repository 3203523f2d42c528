import type { Call } from '../endpoint.ts';
import { invalidJson, validationError } from '../errors.ts';
import type { RuleBook } from '../rules.ts';
import { isObject, isText } from '../shape.ts';

export type Input = Readonly<Record<string, unknown>>;

const BATCH_LIMIT = 100;

/** The inputs of a batch: at most 100 objects, which have the fields named and no others. */
export function batchInputs({ portal, body }: Call, fields: readonly string[]): Input[] {
	const { rules } = portal;
	const inputs = inputList(body);
	if (inputs.length === 0 && rules.has('batch-not-empty')) throw validationError('The batch holds no inputs.');
	if (inputs.length > BATCH_LIMIT && rules.has('batch-limit-100')) {
		throw validationError(`Batch size exceeds the maximum of ${BATCH_LIMIT} inputs: ${inputs.length}`);
	}
	if (rules.has('batch-shape')) inputs.forEach((input) => refuseUnknownFields(input, fields));
	return inputs;
}

/** `inputs` of a body, which must be a list of objects. */
export function inputList(body: unknown): Input[] {
	if (!isObject(body) || !Array.isArray(body.inputs)) throw invalidJson('inputs must be an array');
	return body.inputs.map((input: unknown) => {
		if (!isObject(input)) throw invalidJson('every input must be an object');
		return input;
	});
}

function refuseUnknownFields(input: Input, fields: readonly string[]): void {
	const unknown = Object.keys(input).find((field) => !fields.includes(field));
	if (unknown !== undefined) throw invalidJson(`unknown field ${unknown} of an input`);
}

/** A field that must be a string which holds something. */
export function textOf(input: Input, field: string, rules: RuleBook): string {
	const value = input[field];
	if (!isText(value) && rules.has('batch-shape')) throw invalidJson(`${field} must be a string that is not empty`);
	return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

/** A field that may be left out. */
export function optionalTextOf(input: Input, field: string, rules: RuleBook): string | undefined {
	return input[field] === undefined ? undefined : textOf(input, field, rules);
}

/** `properties`: every value travels as a string. */
export function valuesOf(input: Input, rules: RuleBook): Record<string, string> {
	if (!isObject(input.properties)) throw invalidJson('properties must be an object');
	const entries = Object.entries(input.properties);
	const stranger = entries.find(([, value]) => typeof value !== 'string');
	if (stranger && rules.has('values-are-strings')) throw invalidJson(`the value of ${stranger[0]} must be a string`);
	return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}
