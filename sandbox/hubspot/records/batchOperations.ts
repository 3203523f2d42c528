import { plannedAssociations } from '../associations/planned.ts';
import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { HubSpotError, validationError } from '../errors.ts';
import { CONTACTS } from '../objectTypes.ts';
import { batchInputs, type Input, optionalTextOf, textOf, valuesOf } from './batchInputs.ts';
import { writeBatch } from './batchWrite.ts';
import { findRecord, refuseDuplicates, requireUniqueProperty } from './idProperty.ts';
import { writeRecord } from './writeRecord.ts';

/** `POST batch/upsert`: updates the records that hold the ids in a unique property, and creates the others. */
export function batchUpsert(call: Call): Answer {
	const { rules } = call.portal;
	const inputs = batchInputs(call, ['id', 'idProperty', 'properties', 'objectWriteTraceId']);
	const idProperty = commonIdProperty(
		call,
		inputs.map((input) => textOf(input, 'idProperty', rules)),
	);
	requireUniqueProperty(call.portal, typeOf(call), idProperty);
	refuseDuplicates(
		call.portal,
		inputs.map((input) => textOf(input, 'id', rules)),
	);
	const values = new Map(inputs.map((input) => [input, valuesOf(input, rules)]));
	if (typeOf(call).id === CONTACTS && idProperty === 'email') refusePartial(call, [...values.values()]);
	return writeBatch(call, {
		inputs,
		status: 200,
		draft(writer, input) {
			const id = textOf(input, 'id', rules);
			const held = findRecord(writer.draft, id, idProperty);
			const given = values.get(input) ?? {};
			const record = writeRecord(writer, held ? given : { [idProperty]: id, ...given }, held);
			return { record, isNew: held === undefined, names: [idProperty, ...Object.keys(given)] };
		},
		extras: ({ isNew }) => ({ new: isNew }),
	});
}

function commonIdProperty({ portal }: Call, names: readonly string[]): string {
	const [first = ''] = names;
	const other = names.find((name) => name !== first);
	if (other !== undefined && portal.rules.has('one-id-property')) {
		throw validationError(`All inputs of a batch must have the same idProperty: ${first}, ${other}`);
	}
	return first;
}

/** Not confirmed by HubSpot, so a setting: an upsert by email may or may not leave `email` out of its properties. */
function refusePartial({ portal }: Call, values: readonly Record<string, string>[]): void {
	const { settings, rules } = portal;
	if (settings.partialUpsertByEmail === 'accepted' || !rules.has('partial-upsert-by-email')) return;
	if (values.every(({ email }) => email !== undefined && email !== '')) return;
	throw validationError('Partial upserts are not supported when using email as the idProperty');
}

/** `POST batch/update`: by record id, or by a unique property. */
export function batchUpdate(call: Call): Answer {
	const { portal } = call;
	const { rules } = portal;
	const inputs = batchInputs(call, ['id', 'idProperty', 'properties', 'objectWriteTraceId']);
	for (const input of inputs) {
		const idProperty = optionalTextOf(input, 'idProperty', rules);
		if (idProperty !== undefined) requireUniqueProperty(portal, typeOf(call), idProperty);
	}
	refuseDuplicates(
		portal,
		inputs.map((input) => textOf(input, 'id', rules)),
	);
	const values = new Map(inputs.map((input) => [input, valuesOf(input, rules)]));
	return writeBatch(call, {
		inputs,
		status: 200,
		draft(writer, input) {
			const id = textOf(input, 'id', rules);
			const held = findRecord(writer.draft, id, optionalTextOf(input, 'idProperty', rules));
			if (!held && rules.has('record-must-exist')) throw unknownRecord(id);
			const given = values.get(input) ?? {};
			return { record: writeRecord(writer, given, held), isNew: false, names: Object.keys(given) };
		},
		extras: () => ({}),
	});
}

function unknownRecord(id: string): HubSpotError {
	return new HubSpotError(400, {
		message: `Could not find the object of id ${id}; it may be deleted or not exist.`,
		category: 'OBJECT_NOT_FOUND',
		context: { ids: [id] },
	});
}

/** `POST batch/create`: 201; the records may be associated in the same call. */
export function batchCreate(call: Call): Answer {
	const { rules } = call.portal;
	const inputs = batchInputs(call, ['properties', 'associations', 'objectWriteTraceId']);
	const values = new Map<Input, Record<string, string>>(inputs.map((input) => [input, valuesOf(input, rules)]));
	return writeBatch(call, {
		inputs,
		status: 201,
		draft(writer, input) {
			const associate = plannedAssociations(call, input.associations);
			const given = values.get(input) ?? {};
			const record = writeRecord(writer, given);
			return { record, isNew: true, names: Object.keys(given), afterwards: () => associate(record) };
		},
		extras: () => ({}),
	});
}
