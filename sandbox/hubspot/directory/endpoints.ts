import { type Answer, type Call, type Endpoint, typeOf } from '../endpoint.ts';
import { invalidJson, notFound } from '../errors.ts';
import { OWNERS_READ, toRead, toReadSchema } from '../scopes.ts';
import { accountDetails } from './account.ts';
import { OWNERS } from './owners.ts';
import { pipelinesOf } from './pipelines.ts';
import { getSchema, listSchemas } from './schemas.ts';

const OWNERS_PAGE = { standard: 100, most: 500 };

/** `GET /crm/owners/{v}?email=&limit=&after=&archived=`. */
function listOwners({ query }: Call): Answer {
	const limit = Number(query.limit ?? OWNERS_PAGE.standard);
	const after = Number(query.after ?? 0);
	if (!Number.isInteger(limit) || limit < 1 || limit > OWNERS_PAGE.most)
		throw invalidJson(`limit must be 1 to ${OWNERS_PAGE.most}`);
	if (!Number.isInteger(after) || after < 0) throw invalidJson('after must be what an earlier page gave');
	const archived = query.archived === 'true';
	const email = query.email?.toLowerCase();
	const found = OWNERS.filter((owner) => owner.archived === archived && (email === undefined || owner.email === email));
	const reached = after + limit;
	const paging = reached < found.length ? { paging: { next: { after: String(reached) } } } : {};
	return { status: 200, body: { results: found.slice(after, reached), ...paging } };
}

/** `GET /crm/pipelines/{v}/{objectType}`, each with its stages. */
function listPipelines(call: Call): Answer {
	return { status: 200, body: { results: pipelinesOf(typeOf(call).id) } };
}

function getPipeline(call: Call): Answer {
	const pipeline = pipelinesOf(typeOf(call).id).find(({ id }) => id === call.params.pipelineId);
	if (!pipeline) throw notFound(`Pipeline ${call.params.pipelineId} does not exist`);
	return { status: 200, body: pipeline };
}

/** What the portal is and whom it has, beside its records: account, owners, pipelines, schemas. */
export const directoryEndpoints: readonly Endpoint[] = [
	{ method: 'GET', api: 'account', path: '/details', scopes: () => [], answer: accountDetails },
	{ method: 'GET', api: 'owners', path: '', scopes: () => [[OWNERS_READ]], answer: listOwners },
	{ method: 'GET', api: 'pipelines', path: '/:objectType', scopes: toRead, answer: listPipelines },
	{ method: 'GET', api: 'pipelines', path: '/:objectType/:pipelineId', scopes: toRead, answer: getPipeline },
	{ method: 'GET', api: 'schemas', path: '', scopes: () => [['crm.schemas.custom.read']], answer: listSchemas },
	{ method: 'GET', api: 'schemas', path: '/:objectType', scopes: toReadSchema, answer: getSchema },
];
