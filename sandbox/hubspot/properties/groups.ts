import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { HubSpotError, validationError } from '../errors.ts';
import { isText } from '../shape.ts';
import { optional, propertyBody, readName } from './readBody.ts';

export function listGroups(call: Call): Answer {
	return { status: 200, body: { results: call.portal.properties.groups(typeOf(call).id) } };
}

export function createGroup(call: Call): Answer {
	const { portal } = call;
	const body = propertyBody(call.body);
	if (!isText(body.name) || !isText(body.label)) throw validationError('A property group needs a name and a label');
	const name = readName(body);
	if (portal.properties.groups(typeOf(call).id).some((group) => group.name === name)) {
		const message = `A property group named '${name}' already exists.`;
		throw new HubSpotError(409, { message, category: 'OBJECT_ALREADY_EXISTS', context: { name: [name] } });
	}
	const group = { name, label: body.label, displayOrder: optional(body, 'displayOrder', -1), archived: false };
	portal.properties.addGroup(typeOf(call).id, group);
	return { status: 201, body: group };
}
