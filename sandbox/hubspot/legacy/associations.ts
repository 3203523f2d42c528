import type { AssociationType } from '../associations/associationTypes.ts';
import { ends } from '../associations/batches.ts';
import type { RecordReference } from '../associations/associations.ts';
import { matchingType, requireRecord, unknownType } from '../associations/planned.ts';
import type { Answer, Call } from '../endpoint.ts';
import { invalidJson, validationError } from '../errors.ts';
import { isObject } from '../shape.ts';

const LIMIT = 100;

interface Link {
	from: RecordReference;
	to: RecordReference;
	type: AssociationType | undefined;
}

/**
 * `PUT /crm-associations/v1/associations/create-batch`: 204 without a body. The types of the records follow from the
 * definition; n8n's node uses only definition 1, a contact's company.
 */
export function associateByDefinition(call: Call): Answer {
	const { body, portal } = call;
	if (!Array.isArray(body) || body.length === 0) throw invalidJson('the body must be an array that is not empty');
	if (body.length > LIMIT && portal.rules.has('legacy-association-limit-100')) {
		throw validationError(`At most ${LIMIT} associations may be created in a single request: ${body.length}`);
	}
	const links = body.map((entry: unknown) => linkOf(call, entry));
	for (const { from, to, type } of links) if (type) portal.associations.add(from, to, type);
	return { status: 204 };
}

function linkOf(call: Call, entry: unknown): Link {
	if (!isObject(entry)) throw invalidJson('an association must be an object');
	const { fromObjectId, toObjectId, category, definitionId } = entry;
	const [fromType, toType] = [ends(call).from.id, ends(call).to.id];
	const spec = { associationCategory: category, associationTypeId: definitionId };
	const type = matchingType(fromType, toType, spec);
	if (!type && call.portal.rules.has('association-type-known')) throw unknownType(spec);
	const from = { typeId: fromType, id: idOf(fromObjectId) };
	const to = { typeId: toType, id: idOf(toObjectId) };
	for (const end of [from, to]) requireRecord(call.portal, end);
	return { from, to, type };
}

/** Version 1 counts its records: an id is a number, or the text of one. */
function idOf(id: unknown): string {
	if (/^\d+$/.test(String(id))) return String(id);
	throw invalidJson('fromObjectId and toObjectId must be numbers');
}
