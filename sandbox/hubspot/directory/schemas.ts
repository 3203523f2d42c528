import { associationTypes } from '../associations/associationTypes.ts';
import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { notFound } from '../errors.ts';
import { fullyQualifiedName, OBJECT_TYPES, type ObjectType } from '../objectTypes.ts';
import type { Portal } from '../portal.ts';

/** `GET /crm-object-schemas/{v}/schemas`: the custom objects. */
export function listSchemas({ portal, query }: Call): Answer {
	const custom = query.archived === 'true' ? [] : OBJECT_TYPES.filter((type) => type.custom);
	return { status: 200, body: { results: custom.map((type) => schemaOf(portal, type)) } };
}

export function getSchema(call: Call): Answer {
	const type = typeOf(call);
	if (!type.custom) throw notFound(`There is no custom object ${type.name}`);
	return { status: 200, body: schemaOf(call.portal, type) };
}

const SINCE = '2026-02-02T08:30:00.000Z';

function schemaOf(portal: Portal, type: ObjectType) {
	const label = type.singular
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
	return {
		id: type.id.replace('2-', ''),
		objectTypeId: type.id,
		name: type.name,
		fullyQualifiedName: fullyQualifiedName(type, portal.settings.portalId),
		labels: { singular: label, plural: `${label}s` },
		requiredProperties: type.requiredProperties,
		searchableProperties: type.searchableProperties,
		primaryDisplayProperty: type.requiredProperties[0],
		secondaryDisplayProperties: [],
		properties: portal.properties.all(type.id).filter((definition) => !definition.archived),
		associations: OBJECT_TYPES.flatMap((to) => associationTypes(type.id, to.id)).map(
			({ typeId, from, to, label: name }) => ({
				id: String(typeId),
				fromObjectTypeId: from,
				toObjectTypeId: to,
				name,
			}),
		),
		metaType: 'PORTAL_SPECIFIC',
		createdAt: SINCE,
		updatedAt: SINCE,
		archived: false,
	};
}
