import { HubSpotError, invalidProperties, type PropertyProblem, validationError } from '../errors.ts';
import type { ObjectType } from '../objectTypes.ts';
import { CONTACTS } from '../objectTypes.ts';
import { missingProperties } from './requirements.ts';
import type { StoredRecord } from './store.ts';
import { readValue } from './values.ts';
import type { Writer } from './writer.ts';

type Values = Readonly<Record<string, string>>;

/** Drafts a record with the values; they are added to those of the record held, if there is one. */
export function writeRecord(writer: Writer, values: Values, held?: StoredRecord): StoredRecord {
	const { portal, draft, type } = writer;
	const merged = mergedValues(writer, values, held);
	refuseCollisions(writer, merged, held);
	const missing = missingProperties(writer, merged, held === undefined);
	if (missing.length > 0) throw requiredError(type, missing);
	const record = stamped(type, merged, {
		id: held?.id ?? draft.nextId(),
		createdAt: held?.createdAt,
		now: portal.now(),
	});
	draft.put(record);
	return record;
}

function mergedValues({ portal, type }: Writer, values: Values, held?: StoredRecord): Record<string, string> {
	const merged: Record<string, string> = { ...held?.properties };
	const problems: PropertyProblem[] = [];
	for (const [name, value] of Object.entries(values)) {
		const definition = portal.properties.live(type.id, name);
		if (!definition) {
			if (portal.rules.has('unknown-property')) problems.push(unknownProperty(name));
			continue;
		}
		if (definition.modificationMetadata.readOnlyValue && portal.rules.has('read-only-value')) {
			problems.push(readOnlyProperty(name));
			continue;
		}
		const reading = readValue({ typeId: type.id, definition, value, held: merged[name] ?? '' }, portal.rules);
		if ('refusal' in reading) problems.push({ name, ...reading.refusal });
		else merged[name] = reading.stored;
	}
	if (problems.length > 0) throw invalidProperties(problems);
	return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}

function unknownProperty(name: string): PropertyProblem {
	return { name, code: 'PROPERTY_DOESNT_EXIST', message: `Property "${name}" does not exist` };
}

function readOnlyProperty(name: string): PropertyProblem {
	return { name, code: 'READ_ONLY_VALUE', message: `"${name}" is a read only property; its value cannot be set.` };
}

/** No two records hold the same value in a unique property, and no two contacts the same email. */
function refuseCollisions({ portal, type, draft }: Writer, merged: Values, held?: StoredRecord): void {
	for (const name of portal.properties.uniqueNames(type.id)) {
		const value = merged[name];
		if (value === undefined || value === held?.properties[name]) continue;
		const other = draft.findByKey(name, value);
		if (!other || other.id === held?.id) continue;
		if (type.id === CONTACTS && name === 'email') {
			if (portal.rules.has('unique-email')) throw contactExists(other.id);
		} else if (portal.rules.has('unique-values')) {
			const message = `Cannot set PropertyValueCoordinates{propertyName=${name}, value=${value}} on record. ${other.id} already has that value.`;
			throw invalidProperties([{ name, code: 'CONFLICTING_UNIQUE_VALUE', message }]);
		}
	}
}

function contactExists(id: string): HubSpotError {
	return new HubSpotError(409, { message: `Contact already exists. Existing ID: ${id}`, category: 'CONFLICT' });
}

function requiredError(type: ObjectType, missing: readonly string[]): HubSpotError {
	const message = `Error writing ${type.singular.toUpperCase()}. Some required properties were not set.`;
	return validationError(message, {
		context: { properties: [...missing] },
		errors: missing.map((name) => ({
			message: `Required property "${name}" is not set`,
			code: 'REQUIRED_PROPERTY_MISSING',
			context: { propertyName: [name] },
		})),
	});
}

/** A record with the properties that HubSpot itself keeps. */
function stamped(
	type: ObjectType,
	merged: Values,
	stamp: { id: string; createdAt: string | undefined; now: number },
): StoredRecord {
	const updatedAt = new Date(stamp.now).toISOString();
	const createdAt = stamp.createdAt ?? updatedAt;
	const kept = { hs_object_id: stamp.id, [type.createdProperty]: createdAt, [type.modifiedProperty]: updatedAt };
	const properties = { ...merged, ...kept };
	return { id: stamp.id, objectType: type.name, properties, createdAt, updatedAt, archived: false };
}
