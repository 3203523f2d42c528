import { type Call, typeOf } from '../endpoint.ts';
import { invalidJson, validationError } from '../errors.ts';
import { OBJECT_TYPES } from '../objectTypes.ts';
import type { Portal } from '../portal.ts';
import type { StoredRecord } from '../records/store.ts';
import { isObject, isString } from '../shape.ts';
import type { RecordReference } from './associations.ts';
import { type AssociationType, associationTypes } from './associationTypes.ts';

interface Planned {
	to: RecordReference;
	type: AssociationType;
}

/**
 * The associations that a new record is to have, `[{to:{id}, types:[{associationCategory, associationTypeId}]}]`,
 * checked at once and made when the record is there.
 */
export function plannedAssociations(call: Call, associations: unknown): (record: StoredRecord) => void {
	if (associations !== undefined && !Array.isArray(associations)) throw invalidJson('associations must be an array');
	const planned = (associations ?? []).flatMap((entry: unknown) => readAssociation(call, entry));
	return ({ id }) => {
		const from = { typeId: typeOf(call).id, id };
		for (const { to, type } of planned) call.portal.associations.add(from, to, type);
	};
}

function readAssociation(call: Call, entry: unknown): Planned[] {
	if (!isObject(entry) || !Array.isArray(entry.types) || entry.types.length === 0) {
		throw invalidJson('an association needs to and types');
	}
	const id = idOf(entry.to);
	return entry.types.map((spec: unknown) => {
		const type = OBJECT_TYPES.map((to) => matchingType(typeOf(call).id, to.id, spec)).find((found) => found);
		if (!type) throw unknownType(spec);
		requireRecord(call.portal, { typeId: type.to, id });
		return { to: { typeId: type.to, id }, type };
	});
}

/** `{id}` of one end of an association. */
export function idOf(end: unknown): string {
	if (!isObject(end) || !isString(end.id) || end.id === '')
		throw invalidJson('from and to need an id, which is a string');
	return end.id;
}

/** The association type that `{associationCategory, associationTypeId}` names, if the object types have it. */
export function matchingType(from: string, to: string, spec: unknown): AssociationType | undefined {
	if (!isObject(spec)) throw invalidJson('an association type must be an object');
	return associationTypes(from, to).find(
		({ category, typeId }) => category === spec.associationCategory && typeId === spec.associationTypeId,
	);
}

export function unknownType(spec: unknown) {
	return validationError(`One or more associations are not valid: ${JSON.stringify(spec)} is no association type`, {
		subCategory: 'crm.associations.INVALID_ASSOCIATION_TYPE',
	});
}

/** Both ends of an association must exist. */
export function requireRecord(portal: Portal, { typeId, id }: RecordReference): void {
	const type = OBJECT_TYPES.find((candidate) => candidate.id === typeId);
	if (!type || portal.records.get(type.name, id) || !portal.rules.has('association-record-exists')) return;
	throw validationError(`${type.singular.toUpperCase()}=${id} is not valid`, {
		subCategory: 'crm.associations.INVALID_OBJECT_IDS',
		context: { ids: [id] },
	});
}
