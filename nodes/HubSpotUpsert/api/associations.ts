import { batchErrors, type BatchError } from './batchErrors';
import { readable, refuseErrors, understood, unreadableAnswer } from './errors';
import { jsonBody, NO_CONTENT } from './jsonBody';
import type { AssociationType } from './records';
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

/** An answer to a batch, whose errors come with any status of success (hubspot.md, Batch upsert). */
interface Batch<Row> {
	results: Row[];
	errors?: BatchError[] | null;
}

/** Both ends of a link that was made by default; those that were made by type are named otherwise. */
type MadeLink =
	| { from: { id: string | number }; to: { id: string | number } }
	| { fromObjectId: string | number; toObjectId: string | number };

/** What hangs on a record. */
interface Hanging {
	from: { id: string | number };
	to: Array<{ toObjectId: string | number }>;
	paging?: { next?: { after?: string } | null } | null;
}

/**
 * The calls for associations. Batches are sent and read without the SDK: its models drop the errors of a 200, and take a
 * 200 for a failure where they expect a 201, or a 207.
 */
export function associationCalls(connection: SdkConnection): AssociationCalls {
	const definitions = once(async () => {
		const sdk = await import('@hubspot/api-client/lib/codegen/crm/associations/v4/schema');
		return new sdk.DefinitionsApi(configurationFor(sdk, connection));
	});
	return {
		async associate(ends, links, type) {
			const call = type === undefined ? 'associate/default' : 'create';
			const types = type && [type];
			const inputs = links.map(({ from, to }) => ({ from: { id: from }, to: { id: to }, types }));
			const answer = await postBatch<MadeLink>(connection, ends, { call, inputs });
			if (answer === undefined) return { links, errors: [] };
			return understood(() => ({ links: answer.results.map(linkOf), errors: batchErrors(answer) }));
		},
		async associated(ends, ids) {
			const found = new Map<string, string[]>();
			let inputs: Array<{ id: string; after?: string }> = ids.map((id) => ({ id }));
			while (inputs.length > 0) {
				const rows = await page(connection, ends, inputs);
				for (const { id, tos } of rows) found.set(id, [...(found.get(id) ?? []), ...tos]);
				const asked = new Map(inputs.map(({ id, after }) => [id, after]));
				// A page that names itself as the next one would be read for ever.
				inputs = rows.filter(({ id, after }) => after !== undefined && after !== asked.get(id));
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

/** Sends a batch; undefined for an answer without a body, which says that all of it was done. */
async function postBatch<Row>(
	{ baseUrl, version, transport }: SdkConnection,
	{ from, to }: Ends,
	{ call, inputs }: { call: 'associate/default' | 'create' | 'read'; inputs: object[] },
): Promise<Batch<Row> | undefined> {
	const types = `${encodeURIComponent(from)}/${encodeURIComponent(to)}`;
	const answer = await transport({
		method: 'POST',
		url: `${baseUrl}/crm/associations/${version}/${types}/batch/${call}`,
		headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		body: JSON.stringify({ inputs }),
	});
	const body = jsonBody<Batch<Row>>(answer);
	if (body === NO_CONTENT) return undefined;
	if (!Array.isArray(body.results)) throw unreadableAnswer();
	return body;
}

/** What hangs on some records; `after` where there is more of it. */
async function page(connection: SdkConnection, ends: Ends, inputs: Array<{ id: string; after?: string }>) {
	// What else the last page told of a record is none of HubSpot's inputs.
	const named = inputs.map(({ id, after }) => ({ id, after }));
	const answer = await postBatch<Hanging>(connection, ends, { call: 'read', inputs: named });
	if (answer === undefined) throw unreadableAnswer();
	// A record without any is no result but an error of this category.
	refuseErrors(batchErrors(answer), 'OBJECT_NOT_FOUND');
	return understood(() =>
		answer.results.map(({ from, to, paging }) => {
			const tos = to.map(({ toObjectId }) => idOf(toObjectId));
			return { id: idOf(from.id), tos, after: paging?.next?.after };
		}),
	);
}

function linkOf(made: MadeLink): Link {
	if ('from' in made) return { from: idOf(made.from.id), to: idOf(made.to.id) };
	return { from: idOf(made.fromObjectId), to: idOf(made.toObjectId) };
}

function idOf(id: string | number): string {
	if (typeof id !== 'string' && typeof id !== 'number') throw unreadableAnswer();
	return String(id);
}
