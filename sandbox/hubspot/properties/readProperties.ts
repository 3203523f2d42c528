import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { notFound } from '../errors.ts';
import type { PropertyDefinition } from './definition.ts';

/** `GET properties`: those in use, or with `archived=true` the archived ones. */
export function listProperties(call: Call): Answer {
	const archived = call.query.archived === 'true';
	const all = call.portal.properties.all(typeOf(call).id);
	return { status: 200, body: { results: all.filter((definition) => definition.archived === archived) } };
}

export function getProperty(call: Call): Answer {
	const definition = call.portal.properties.any(typeOf(call).id, call.params.name ?? '');
	const archived = call.query.archived === 'true';
	if (!definition || definition.archived !== archived) throw unknownProperty(call.params.name);
	return { status: 200, body: definition };
}

/** The property of the path, which must be in use. */
export function propertyOf(call: Call): PropertyDefinition {
	const definition = call.portal.properties.live(typeOf(call).id, call.params.name ?? '');
	if (!definition) throw unknownProperty(call.params.name);
	return definition;
}

function unknownProperty(name: string | undefined) {
	return notFound(`Property ${name} does not exist`);
}
