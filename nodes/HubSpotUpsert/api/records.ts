import type {
	BatchApi,
	FilterOperatorEnum,
	SearchApi,
	SimplePublicObject,
} from '@hubspot/api-client/lib/codegen/crm/objects';

import type { Transport } from '../../shared/vendor/transport';
import { batchErrors, type BatchError } from './batchErrors';
import { readable, refuseErrors, unreadableAnswer } from './errors';
import { plainAnswers } from './plainAnswers';
import { configurationFor, once, type SdkConnection } from './sdk';

/** One input of a batch that writes. */
interface RecordInput {
	/** Tells the input in the answer; distinct within a batch. */
	objectWriteTraceId: string;
	/** Every value as text (hubspot.md, Properties). */
	properties: Record<string, string>;
}

/** Updates the record that has `id` in the unique property `idProperty`, or creates it. */
export interface UpsertInput extends RecordInput {
	id: string;
	idProperty: string;
}

/** Updates the record with that record id. */
export interface UpdateInput extends RecordInput {
	id: string;
}

/** A kind of association, by HubSpot's numbers. */
export interface AssociationType {
	associationCategory: 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED';
	associationTypeId: number;
}

/** Creates a record, associated from the start. */
interface CreateInput extends RecordInput {
	associations?: Array<{ to: { id: string }; types: AssociationType[] }>;
}

export type HubSpotRecord = Pick<SimplePublicObject, 'id' | 'properties' | 'objectWriteTraceId'> & {
	/** Its address in HubSpot's own pages, where HubSpot gives it (hubspot.md, Batch upsert). */
	url?: string;
};

export type UpsertedRecord = HubSpotRecord & { new?: boolean };

export interface BatchAnswer<Result> {
	results: Result[];
	errors: BatchError[];
}

/** Which records to read, and what of them. */
interface RecordQuery {
	/** At most 100. */
	ids: string[];
	/** The unique property that holds the ids; left out, they are record ids. */
	idProperty?: string;
	properties: string[];
}

/** Which records to search: those that have one of the values. */
interface SearchQuery {
	property: string;
	values: string[];
	properties: string[];
	/** Where the page before this one ended. */
	after?: string;
}

interface SearchPage {
	results: HubSpotRecord[];
	/** Where the next page begins; undefined on the last one. */
	after?: string;
}

/** The calls that concern records. All throw `HubSpotError`; all take at most 100 records at once. */
export interface RecordCalls {
	upsert(objectType: string, inputs: UpsertInput[]): Promise<BatchAnswer<UpsertedRecord>>;
	update(objectType: string, inputs: UpdateInput[]): Promise<BatchAnswer<HubSpotRecord>>;
	/** The only call that would double a record if it were repeated: so it is not, once HubSpot may have begun it. */
	create(objectType: string, inputs: CreateInput[]): Promise<BatchAnswer<HubSpotRecord>>;
	/** Records that are not there are left out. */
	read(objectType: string, query: RecordQuery): Promise<HubSpotRecord[]>;
	search(objectType: string, query: SearchQuery): Promise<SearchPage>;
}

/** HubSpot's own limit (hubspot.md, Batch upsert). */
export const BATCH_SIZE = 100;

/** HubSpot's own limit (hubspot.md, Search). */
const SEARCH_PAGE = 200;

/** The SDK's calls for records; `unrepeatable` is the transport for calls that must not be sent twice. */
export function recordCalls(connection: SdkConnection, unrepeatable: Transport): RecordCalls {
	const apis = once(async () => await loadApis(connection, unrepeatable));
	return {
		async upsert(objectType, inputs) {
			const { batch } = await apis();
			return batchAnswer(await readable(batch.upsert(objectType, { inputs })));
		},
		async update(objectType, inputs) {
			const { batch } = await apis();
			return batchAnswer(await readable(batch.update(objectType, { inputs })));
		},
		async create(objectType, inputs) {
			const { creation } = await apis();
			const body = { inputs: inputs.map((input) => ({ ...input, associations: input.associations ?? [] })) };
			return batchAnswer(await readable(creation.create(objectType, body as Parameters<BatchApi['create']>[1])));
		},
		async read(objectType, { ids, idProperty, properties }) {
			const { batch } = await apis();
			const body = { inputs: ids.map((id) => ({ id })), idProperty, properties, propertiesWithHistory: [] };
			const { results, errors } = batchAnswer<HubSpotRecord>(await readable(batch.read(objectType, body)));
			refuseErrors(errors, 'OBJECT_NOT_FOUND');
			return results;
		},
		async search(objectType, { property, values, properties, after }) {
			const { search, inOperator } = await apis();
			const filters = [{ propertyName: property, operator: inOperator, values }];
			const body = { filterGroups: [{ filters }], properties, limit: SEARCH_PAGE, ...(after && { after }) };
			const { results, paging } = await readable(search.doSearch(objectType, body));
			return { results: recordsIn(results), after: paging?.next?.after };
		},
	};
}

interface Apis {
	batch: BatchApi;
	/** Over the transport that does not repeat. */
	creation: BatchApi;
	search: SearchApi;
	inOperator: FilterOperatorEnum;
}

async function loadApis(connection: SdkConnection, unrepeatable: Transport): Promise<Apis> {
	const sdk = await import('@hubspot/api-client/lib/codegen/crm/objects');
	const configuration = configurationFor(sdk, connection);
	const creation = configurationFor(sdk, { ...connection, transport: unrepeatable });
	const answers = plainAnswers(sdk.HttpInfo);
	return {
		batch: new sdk.BatchApi(configuration, undefined, answers),
		creation: new sdk.BatchApi(creation, undefined, answers),
		search: new sdk.SearchApi(configuration),
		inOperator: sdk.FilterOperatorEnum.In,
	};
}

function batchAnswer<Result extends HubSpotRecord>(answer: {
	results: Result[];
	errors?: unknown;
}): BatchAnswer<Result> {
	return { results: recordsIn(answer.results), errors: batchErrors(answer) };
}

/** Whoever gets them relies on their ids and properties. */
function recordsIn<Result extends HubSpotRecord>(results: Result[]): Result[] {
	if (!Array.isArray(results)) throw unreadableAnswer();
	for (const result of results as Array<Partial<HubSpotRecord> | null>) {
		if (typeof result?.id !== 'string') throw unreadableAnswer();
		result.properties ??= {};
	}
	return results;
}
