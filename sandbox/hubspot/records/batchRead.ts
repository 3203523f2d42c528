import { type Answer, type Call, partialFailure, typeOf } from '../endpoint.ts';
import { invalidJson } from '../errors.ts';
import { isObject, isStringList } from '../shape.ts';
import { answeredRecord, namesToRead } from './answer.ts';
import { batchInputs, optionalTextOf, textOf } from './batchInputs.ts';
import { findRecord, type Lookup, requireUniqueProperty } from './idProperty.ts';

/** `POST batch/read`: by record id, or by a unique property; an error where some are not found. */
export function batchRead(call: Call): Answer {
	const { portal, body } = call;
	const type = typeOf(call);
	const inputs = batchInputs(call, ['id']);
	if (!isObject(body)) throw invalidJson('the body must be an object');
	if (body.properties !== undefined && !isStringList(body.properties))
		throw invalidJson('properties must be a list of names');
	const idProperty = optionalTextOf(body, 'idProperty', portal.rules);
	if (idProperty !== undefined) requireUniqueProperty(portal, type, idProperty);

	const now = new Date(portal.now()).toISOString();
	const lookup: Lookup = {
		rules: portal.rules,
		get: (id) => portal.records.get(type.name, id),
		findByKey: (property, value) => portal.records.findByKey(type.name, property, value),
	};
	const sought = inputs.map((input) => {
		const id = textOf(input, 'id', portal.rules);
		return { id, record: findRecord(lookup, id, idProperty) };
	});
	const found = new Set(sought.flatMap(({ record }) => record ?? []));
	const missing = sought.filter(({ record }) => !record).map(({ id }) => id);
	const names = namesToRead(portal, type, body.properties);
	const results = portal.inAnotherOrder([...found]).map((record) => answeredRecord(portal, type, record, names));
	const answer = { status: 'COMPLETE', results, startedAt: now, completedAt: now };
	if (missing.length === 0) return { status: 200, body: answer };
	const message = `Could not get some ${type.singular.toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`;
	const error = { status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: missing } };
	return { status: partialFailure(call), body: { ...answer, numErrors: 1, errors: [error] } };
}
