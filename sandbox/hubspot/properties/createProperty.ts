import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { HubSpotError, validationError } from '../errors.ts';
import type { RuleBook } from '../rules.ts';
import type { PropertyDefinition, PropertyOption } from './definition.ts';
import {
	optional,
	type PropertyBody,
	propertyBody,
	readName,
	readOptions,
	readType,
	requireFields,
} from './readBody.ts';

const UNIQUE_LIMIT = 10;

const TRUE_OR_FALSE: readonly PropertyOption[] = [
	{ label: 'True', value: 'true', description: '', displayOrder: 0, hidden: false },
	{ label: 'False', value: 'false', description: '', displayOrder: 1, hidden: false },
];

/** `POST properties`: 201; a name that is taken is a 409, and an archived name gets its property back. */
export function createProperty(call: Call): Answer {
	const { portal } = call;
	const type = typeOf(call);
	const body = propertyBody(call.body);
	requireFields(body, portal.rules);
	const name = readName(body);
	const held = portal.properties.any(type.id, name);
	if (held?.archived && portal.rules.has('property-archived-restored')) {
		const restored: PropertyDefinition = { ...held, archived: false, updatedAt: nowOf(call) };
		delete restored.archivedAt;
		portal.properties.put(type.id, restored);
		return { status: 201, body: restored };
	}
	if (held && portal.rules.has('property-name-taken')) throw nameTaken(name);
	const definition = newDefinition(call, name, body);
	portal.properties.put(type.id, definition);
	return { status: 201, body: definition };
}

function nameTaken(name: string): HubSpotError {
	return new HubSpotError(409, {
		message: `A property named '${name}' already exists.`,
		category: 'OBJECT_ALREADY_EXISTS',
		context: { name: [name] },
	});
}

function newDefinition(call: Call, name: string, body: PropertyBody): PropertyDefinition {
	const { rules } = call.portal;
	const now = nowOf(call);
	const kind = readType(body, rules);
	const hasUniqueValue = optional(body, 'hasUniqueValue', false);
	if (hasUniqueValue) refuseEleventh(call);
	return {
		name,
		label: String(body.label),
		...kind,
		groupName: existingGroup(call, String(body.groupName)),
		description: optional(body, 'description', ''),
		options: optionsFor(kind.type, body, rules),
		displayOrder: optional(body, 'displayOrder', -1),
		calculated: false,
		externalOptions: false,
		hasUniqueValue,
		hidden: optional(body, 'hidden', false),
		hubspotDefined: false,
		formField: optional(body, 'formField', false),
		modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyOptions: false, readOnlyValue: false },
		createdAt: now,
		updatedAt: now,
		archived: false,
	};
}

function optionsFor(type: string, body: PropertyBody, rules: RuleBook): PropertyOption[] {
	if (type === 'bool' && body.options === undefined) return [...TRUE_OR_FALSE];
	const options = body.options === undefined ? [] : readOptions(body.options);
	if (type === 'enumeration' && options.length === 0 && rules.has('property-enumeration-options')) {
		throw validationError('A property of type enumeration needs options');
	}
	return options;
}

/** At most ten unique properties of the portal's own an object type, the archived ones among them. */
function refuseEleventh(call: Call): void {
	const { portal } = call;
	const own = portal.properties
		.all(typeOf(call).id)
		.filter(({ hasUniqueValue, hubspotDefined }) => hasUniqueValue && !hubspotDefined);
	if (own.length >= UNIQUE_LIMIT && portal.rules.has('property-unique-limit-10')) {
		throw validationError(`An object type has at most ${UNIQUE_LIMIT} properties with unique values`);
	}
}

/** The group of a property must exist. */
export function existingGroup(call: Call, name: string): string {
	const { portal } = call;
	const known = portal.properties.groups(typeOf(call).id).some((group) => group.name === name);
	if (!known && portal.rules.has('property-group-exists'))
		throw validationError(`Property group ${name} does not exist`);
	return name;
}

export function nowOf({ portal }: Call): string {
	return new Date(portal.now()).toISOString();
}
