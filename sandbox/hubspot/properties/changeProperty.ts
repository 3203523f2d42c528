import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { validationError } from '../errors.ts';
import { existingGroup, nowOf } from './createProperty.ts';
import type { PropertyDefinition } from './definition.ts';
import { optional, type PropertyBody, propertyBody, readOptions, readType } from './readBody.ts';
import { propertyOf } from './readProperties.ts';

/** `PATCH properties/{name}`: replaces the whole options list, and keeps it where the body has none. */
export function changeProperty(call: Call): Answer {
	const held = propertyOf(call);
	const body = propertyBody(call.body);
	refuseReadOnly(call, held, body);
	const fixed = optional(body, 'hasUniqueValue', held.hasUniqueValue);
	if (fixed !== held.hasUniqueValue && call.portal.rules.has('property-unique-fixed')) {
		throw validationError('hasUniqueValue cannot be changed after creation');
	}
	const changed: PropertyDefinition = {
		...held,
		...readType({ type: held.type, fieldType: held.fieldType, ...body }, call.portal.rules),
		label: optional(body, 'label', held.label),
		groupName: existingGroup(call, optional(body, 'groupName', held.groupName)),
		description: optional(body, 'description', held.description),
		displayOrder: optional(body, 'displayOrder', held.displayOrder),
		hidden: optional(body, 'hidden', held.hidden),
		formField: optional(body, 'formField', held.formField),
		hasUniqueValue: fixed,
		options: changedOptions(call, held, body),
		updatedAt: nowOf(call),
	};
	call.portal.properties.put(typeOf(call).id, changed);
	return { status: 200, body: changed };
}

/** HubSpot's own properties keep their definition, and some keep their options. */
function refuseReadOnly(
	{ portal }: Call,
	{ name, modificationMetadata }: PropertyDefinition,
	body: PropertyBody,
): void {
	const { readOnlyOptions, readOnlyDefinition } = modificationMetadata;
	if (body.options !== undefined && readOnlyOptions && portal.rules.has('property-read-only-options')) {
		throw validationError(`The options of the property ${name} are read only`);
	}
	const redefined = Object.keys(body).some((field) => field !== 'options');
	if (redefined && readOnlyDefinition && portal.rules.has('property-read-only-definition')) {
		throw validationError(`The definition of the property ${name} is read only`);
	}
}

function changedOptions({ portal }: Call, held: PropertyDefinition, body: PropertyBody) {
	if (body.options === undefined) return portal.rules.has('property-options-kept') ? held.options : [];
	const options = readOptions(body.options);
	if (held.type === 'enumeration' && options.length === 0) {
		throw validationError('A property of type enumeration needs options');
	}
	if (portal.rules.has('property-options-replaced')) return options;
	const given = new Set(options.map(({ value }) => value));
	return [...held.options.filter(({ value }) => !given.has(value)), ...options];
}

/** `DELETE properties/{name}` archives: the name stays taken by what can be restored. */
export function archiveProperty(call: Call): Answer {
	const held = propertyOf(call);
	if (!held.modificationMetadata.archivable) throw validationError(`The property ${held.name} cannot be archived`);
	const archivedAt = nowOf(call);
	call.portal.properties.put(typeOf(call).id, { ...held, archived: true, archivedAt, updatedAt: archivedAt });
	return { status: 204 };
}
