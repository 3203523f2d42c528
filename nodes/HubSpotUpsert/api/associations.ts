import type { BatchApi } from '@hubspot/api-client/lib/codegen/crm/associations/v4';

import type { Transport } from '../../shared/vendor/transport';
import { readable, refuseErrors, unreadableAnswer } from './errors';
import type { AssociationType, BatchError } from './records';
import { configurationFor, once, type SdkConnection } from './sdk';

/** Two records, by their record ids. */
export interface Link {
	from: string;
	to: string;
}

export interface AssociationAnswer {
	/** The links that hold now. */
	links: Link[];
	errors: BatchError[];
}

interface AssociationLabel extends AssociationType {
	/** Null for the association without a label. */
	label: string | null;
}

/** Two object types, by their names or type ids. */
export interface Ends {
	from: string;
	to: string;
}

/** The calls that concern associations. All throw `HubSpotError`, and may be repeated: an association is there or not. */
export interface AssociationCalls {
	/** At most 1,000 records; without a type the default association. */
	associate(ends: Ends, links: Link[], type?: AssociationType): Promise<AssociationAnswer>;
	/** At most 1,000 records: the record ids that hang on each of them, by its id. */
	associated(ends: Ends, ids: string[]): Promise<Map<string, string[]>>;
	labels(ends: Ends): Promise<AssociationLabel[]>;
}

/** HubSpot takes 2,000 links (hubspot.md, Associations); reading takes 1,000 records. */
export const LINKS_AT_ONCE = 1_000;

/** The SDK's calls for associations. */
export function associationCalls(connection: SdkConnection): AssociationCalls {
	const batches = once(async () => {
		const sdk = await import('@hubspot/api-client/lib/codegen/crm/associations/v4');
		return new sdk.BatchApi(configurationFor(sdk, { ...connection, transport: partlyDone(connection.transport) }));
	});
	const definitions = once(async () => {
		const sdk = await import('@hubspot/api-client/lib/codegen/crm/associations/v4/schema');
		return new sdk.DefinitionsApi(configurationFor(sdk, connection));
	});
	return {
		async associate(ends, links, type) {
			const batch = await batches();
			return await readable(type === undefined ? byDefault(batch, ends, links) : byType(batch, ends, { links, type }));
		},
		async associated({ from, to }, ids) {
			const batch = await batches();
			const found = new Map<string, string[]>();
			let inputs: Array<{ id: string; after?: string }> = ids.map((id) => ({ id }));
			while (inputs.length > 0) {
				const rows = await readable(page(batch, { from, to }, inputs));
				for (const { id, tos } of rows) found.set(id, [...(found.get(id) ?? []), ...tos]);
				inputs = rows.filter(({ after }) => after !== undefined);
			}
			return found;
		},
		async labels({ from, to }) {
			const { results } = await readable((await definitions()).getAll(from, to));
			if (!Array.isArray(results)) throw unreadableAnswer();
			return results.map(({ category, typeId, label }) => {
				return { associationCategory: category, associationTypeId: typeId, label: label ?? null };
			});
		},
	};
}

/** The SDK takes the 207 of default associations for an error; what it knows as their 200 has room for errors, too. */
function partlyDone(transport: Transport): Transport {
	return async (request) => {
		const answer = await transport(request);
		const isByDefault = request.url.endsWith('/batch/associate/default');
		return isByDefault && answer.status === 207 ? { ...answer, status: 200 } : answer;
	};
}

/** What hangs on some records; `after` where there is more of it. */
async function page(batch: BatchApi, { from, to }: Ends, inputs: Array<{ id: string; after?: string }>) {
	const answer = await batch.getPage(from, to, { inputs: inputs.map(({ id, after }) => ({ id, after })) });
	if (!Array.isArray(answer.results)) throw unreadableAnswer();
	// A record without any is no result but an error of this category.
	refuseErrors(errorsOf(answer), 'OBJECT_NOT_FOUND');
	return answer.results.map(({ _from, to: ends, paging }) => {
		return { id: _from.id, tos: ends.map(({ toObjectId }) => String(toObjectId)), after: paging?.next?.after };
	});
}

async function byDefault(batch: BatchApi, { from, to }: Ends, links: Link[]): Promise<AssociationAnswer> {
	const inputs = links.map((link) => ({ _from: { id: link.from }, to: { id: link.to } }));
	const answer = await batch.createDefault(from, to, { inputs });
	if (!Array.isArray(answer.results)) throw unreadableAnswer();
	return { links: answer.results.map((row) => ({ from: row._from.id, to: row.to.id })), errors: errorsOf(answer) };
}

async function byType(
	batch: BatchApi,
	{ from, to }: Ends,
	{ links, type }: { links: Link[]; type: AssociationType },
): Promise<AssociationAnswer> {
	const inputs = links.map((link) => ({ _from: { id: link.from }, to: { id: link.to }, types: [type] }));
	const answer = await batch.create(from, to, { inputs } as Parameters<BatchApi['create']>[2]);
	if (!Array.isArray(answer.results)) throw unreadableAnswer();
	const made = answer.results.map((row) => ({ from: String(row.fromObjectId), to: String(row.toObjectId) }));
	return { links: made, errors: errorsOf(answer) };
}

function errorsOf(answer: object): BatchError[] {
	return 'errors' in answer ? ((answer.errors as BatchError[] | undefined) ?? []) : [];
}
