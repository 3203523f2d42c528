import { invalidJson, validationError } from '../errors.ts';
import type { RuleBook } from '../rules.ts';
import { isObject, isString, isText } from '../shape.ts';
import { FIELD_TYPES, type PropertyDefinition, type PropertyOption, type PropertyType } from './definition.ts';

export type PropertyBody = Readonly<Record<string, unknown>>;

const REQUIRED = ['name', 'label', 'type', 'fieldType', 'groupName'];

export function propertyBody(body: unknown): PropertyBody {
	if (!isObject(body)) throw invalidJson('the body must be an object');
	return body;
}

/** Creating a property needs name, label, type, field type and group. */
export function requireFields(body: PropertyBody, rules: RuleBook): void {
	const missing = REQUIRED.filter((field) => !isText(body[field]));
	if (missing.length === 0 || !rules.has('property-create-fields')) return;
	throw validationError(`Some required fields were not set: [${missing.join(', ')}]`, {
		errors: missing.map((field) => ({ message: `${field} must be set`, code: 'REQUIRED_FIELD', in: field })),
	});
}

const NAME = /^[a-z][a-z0-9_]{0,99}$/;

/** The name of a property is lower case, and for good. */
export function readName(body: PropertyBody): string {
	const name = String(body.name);
	if (!NAME.test(name)) throw validationError(`Property name ${name} may hold lower-case letters, digits and _ only`);
	return name;
}

/** The type and field type, which must fit each other. */
export function readType(body: PropertyBody, rules: RuleBook): Pick<PropertyDefinition, 'type' | 'fieldType'> {
	const type = (Object.keys(FIELD_TYPES) as PropertyType[]).find((known) => known === body.type);
	if (!type) throw validationError(`Invalid property type ${String(body.type)}`);
	const fieldType = String(body.fieldType);
	if (!FIELD_TYPES[type].includes(fieldType) && rules.has('property-field-type-fits')) {
		throw validationError(`Field type ${fieldType} does not fit the type ${type}`);
	}
	return { type, fieldType };
}

/** Options need label, value, displayOrder and hidden; neither labels nor values occur twice. */
export function readOptions(options: unknown): PropertyOption[] {
	if (!Array.isArray(options)) throw invalidJson('options must be an array');
	const read = options.map((option: unknown) => {
		if (!isObject(option) || !isText(option.label) || !isText(option.value)) {
			throw invalidJson('an option needs a label and a value');
		}
		const { label, value, hidden, displayOrder, description = '' } = option;
		if (typeof hidden !== 'boolean') throw invalidJson(`the option ${value} needs hidden`);
		if (!Number.isInteger(displayOrder)) throw invalidJson(`the option ${value} needs a displayOrder`);
		return {
			label,
			value,
			description: isString(description) ? description : '',
			displayOrder: Number(displayOrder),
			hidden,
		};
	});
	for (const field of ['label', 'value'] as const) {
		const seen = read.map((option) => option[field]);
		const twice = seen.find((entry, index) => seen.indexOf(entry) !== index);
		if (twice !== undefined) throw validationError(`Two options have the ${field} ${twice}`);
	}
	return read;
}

/** A field that may be left out, of the type that its present value has. */
export function optional<T extends string | number | boolean>(body: PropertyBody, field: string, otherwise: T): T {
	const value = body[field];
	if (value === undefined) return otherwise;
	if (typeof value !== typeof otherwise) throw invalidJson(`${field} must be a ${typeof otherwise}`);
	return value as T;
}
