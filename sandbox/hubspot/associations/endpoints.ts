import type { Answer, Call, Endpoint } from '../endpoint.ts';
import { validationError } from '../errors.ts';
import { textOf } from '../records/batchInputs.ts';
import { toRead, toWrite } from '../scopes.ts';
import { type AssociationType, associationTypes } from './associationTypes.ts';
import { associate, associationInputs, batchAnswer, ends, linkOf, listOf, READ_LIMIT, WRITE_LIMIT } from './batches.ts';
import { idOf, matchingType, unknownType } from './planned.ts';

/** `batch/create`: associations of the types that each input names; 201 or 207, in `2026-09` 200. */
function createAssociations(call: Call): Answer {
	const { from, to } = ends(call);
	const links = associationInputs(call, WRITE_LIMIT).map((input) => linkOf(call, input));
	for (const { input } of links) listOf(input, 'types');
	const outcome = associate(call, links, (link) => {
		const types = listOf(link.input, 'types').flatMap((spec) => {
			const type = matchingType(from.id, to.id, spec);
			if (!type && call.portal.rules.has('association-type-known')) throw unknownType(spec);
			return type ?? [];
		});
		for (const type of types) call.portal.associations.add(link.from, link.to, type);
		return {
			fromObjectTypeId: from.id,
			fromObjectId: link.from.id,
			toObjectTypeId: to.id,
			toObjectId: link.to.id,
			labels: types.flatMap(({ label }) => label ?? []),
		};
	});
	const { labelledAssociations } = call.version;
	return batchAnswer(call, call.portal.rules.has('labelled-associations-200') ? labelledAssociations : 201, outcome);
}

/** `batch/associate/default`: no types; the second time changes nothing and answers 200 as well. */
function associateByDefault(call: Call): Answer {
	const { from, to } = ends(call);
	const [standard] = associationTypes(from.id, to.id);
	if (!standard) throw validationError(`${from.name} and ${to.name} have no default association`);
	const links = associationInputs(call, WRITE_LIMIT).map((input) => linkOf(call, input));
	const outcome = associate(call, links, (link) => {
		const known = call.portal.associations.of(link.from, to.id).some(({ id }) => id === link.to.id);
		if (known && !call.portal.rules.has('association-default-idempotent')) throw validationError('Already associated');
		call.portal.associations.add(link.from, link.to, standard);
		const associationSpec = { associationCategory: standard.category, associationTypeId: standard.typeId };
		return { from: { id: link.from.id }, to: { id: link.to.id }, associationSpec };
	});
	return batchAnswer(call, 200, outcome);
}

/** `batch/read`: what hangs on each record; an error where a record has nothing. */
function readAssociations(call: Call): Answer {
	const { from, to } = ends(call);
	const sought = associationInputs(call, READ_LIMIT).map((input) => textOf(input, 'id', call.portal.rules));
	const read = sought.map((id) => ({ id, links: call.portal.associations.of({ typeId: from.id, id }, to.id) }));
	const results = read
		.filter(({ links }) => links.length > 0)
		.map(({ id, links }) => ({
			from: { id },
			to: links.map((link) => ({ toObjectId: link.id, associationTypes: link.types.map(labelOf) })),
		}));
	const errors = read
		.filter(({ links }) => links.length === 0)
		.map(({ id }) => ({
			status: 'error' as const,
			category: 'OBJECT_NOT_FOUND',
			subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
			message: `No ${to.singular} is associated with ${from.singular} ${id}.`,
			context: { fromObjectId: [id] },
		}));
	return batchAnswer(call, 200, { results, errors });
}

/** `batch/archive`: takes every association between the records away. */
function archiveAssociations(call: Call): Answer {
	const { from, to } = ends(call);
	const pairs = associationInputs(call, WRITE_LIMIT).flatMap((input) => {
		const id = idOf(input.from);
		return listOf(input, 'to').map((end) => ({ id, toId: idOf(end) }));
	});
	for (const { id, toId } of pairs) {
		call.portal.associations.remove({ typeId: from.id, id }, { typeId: to.id, id: toId });
	}
	return { status: 204 };
}

/** `GET labels`: the kinds of association, with and without a label. */
function listLabels(call: Call): Answer {
	const { from, to } = ends(call);
	return { status: 200, body: { results: associationTypes(from.id, to.id).map(labelOf) } };
}

function labelOf({ category, typeId, label }: AssociationType) {
	return { category, typeId, label };
}

const BETWEEN = '/:fromObjectType/:toObjectType';

export const associationEndpoints: readonly Endpoint[] = [
	{ method: 'POST', api: 'associations', path: `${BETWEEN}/batch/create`, scopes: toWrite, answer: createAssociations },
	{
		method: 'POST',
		api: 'associations',
		path: `${BETWEEN}/batch/associate/default`,
		scopes: toWrite,
		answer: associateByDefault,
	},
	{ method: 'POST', api: 'associations', path: `${BETWEEN}/batch/read`, scopes: toRead, answer: readAssociations },
	{
		method: 'POST',
		api: 'associations',
		path: `${BETWEEN}/batch/archive`,
		scopes: toWrite,
		answer: archiveAssociations,
	},
	{ method: 'GET', api: 'associations', path: `${BETWEEN}/labels`, scopes: toRead, answer: listLabels },
];
