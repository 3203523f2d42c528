import type { Answer, Call } from '../endpoint.ts';
import { invalidJson } from '../errors.ts';
import { findRecord } from '../records/idProperty.ts';
import { publish, writerOf } from '../records/single.ts';
import { writeRecord } from '../records/writeRecord.ts';
import type { RuleBook } from '../rules.ts';
import { isObject, isText } from '../shape.ts';

/** `POST /contacts/v1/contact/createOrUpdate/email/{email}`: 200 with the contact's id, here a number called `vid`. */
export function createOrUpdateContact(call: Call): Answer {
	const writer = writerOf(call);
	const email = call.params.email ?? '';
	const given = valuesOf(call.body, call.portal.rules);
	const held = findRecord(writer.draft, email, 'email');
	const record = writeRecord(writer, held ? given : { email, ...given }, held);
	publish(writer, record, held === undefined);
	return { status: 200, body: { vid: Number(record.id), isNew: held === undefined } };
}

function valuesOf(body: unknown, rules: RuleBook): Record<string, string> {
	if (!isObject(body) || !Array.isArray(body.properties)) throw invalidJson('properties must be an array');
	return Object.fromEntries(body.properties.map((entry: unknown) => valueOf(entry, rules)));
}

function valueOf(entry: unknown, rules: RuleBook): [name: string, value: string] {
	if (!isObject(entry)) throw invalidJson('every entry of properties must be an object');
	const { property, value, ...others } = entry;
	const isShaped = isText(property) && value !== undefined && Object.keys(others).length === 0;
	if (!isShaped && rules.has('legacy-body-shape')) throw invalidJson('an entry of properties is {property, value}');
	if (!isScalar(value) && rules.has('legacy-scalar-values')) {
		throw invalidJson(`the value of ${String(property)} must be a string, a number or a boolean`);
	}
	return [String(property), isScalar(value) ? String(value) : JSON.stringify(value)];
}

function isScalar(value: unknown): value is string | number | boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}
