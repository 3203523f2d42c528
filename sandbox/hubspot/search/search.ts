import { type Answer, type Call, type Endpoint, typeOf } from '../endpoint.ts';
import { answeredRecord, namesToRead } from '../records/answer.ts';
import type { StoredRecord } from '../records/store.ts';
import { toRead } from '../scopes.ts';
import { compareValues, passes } from './matches.ts';
import { type Query, readQuery } from './query.ts';

/** `POST /crm/objects/{v}/{type}/search`: sees the records as they were a while ago. */
function search(call: Call): Answer {
	const { portal } = call;
	const type = typeOf(call);
	const query = readQuery(portal, type, call.body);
	const lagMs = portal.rules.has('search-lags') ? portal.settings.searchLagMs : 0;
	const found = portal.searchIndex
		.records(type.name, portal.now(), lagMs)
		.filter((record) => isFound(call, record, query))
		.sort((one, other) => inOrder(call, query, one, other));
	const names = namesToRead(portal, type, query.names);
	const page = found.slice(query.after, query.after + query.limit);
	const results = page.map((record) => answeredRecord(portal, type, record, names));
	const reached = query.after + page.length;
	const paging = reached < found.length ? { paging: { next: { after: String(reached) } } } : {};
	return { status: 200, body: { total: found.length, results, ...paging } };
}

function isFound(call: Call, record: StoredRecord, { groups, text }: Query): boolean {
	const type = typeOf(call);
	const passesFilters =
		groups.length === 0 ||
		groups.some((filters) =>
			filters.every((filter) => passes(record, filter, call.portal.properties.live(type.id, filter.propertyName))),
		);
	const words = text.toLowerCase();
	const values = type.searchableProperties.map((name) => record.properties[name]?.toLowerCase() ?? '');
	return passesFilters && (words === '' || values.some((value) => value.includes(words)));
}

/** Records without the property come last. */
function inOrder(call: Call, { sort }: Query, one: StoredRecord, other: StoredRecord): number {
	const [first, second] = [one.properties[sort.propertyName], other.properties[sort.propertyName]];
	if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined);
	const definition = call.portal.properties.live(typeOf(call).id, sort.propertyName);
	return compareValues(first, second, definition) * (sort.descending ? -1 : 1);
}

export const searchEndpoints: readonly Endpoint[] = [
	{ method: 'POST', api: 'objects', path: '/:objectType/search', limit: 'search', scopes: toRead, answer: search },
];
