import { plannedAssociations } from '../associations/planned.ts';
import { type Answer, type Call, typeOf } from '../endpoint.ts';
import { invalidJson, notFound } from '../errors.ts';
import { isObject } from '../shape.ts';
import { answeredRecord, namesToRead } from './answer.ts';
import { type Input, valuesOf } from './batchInputs.ts';
import { Draft } from './draft.ts';
import { findRecord, requireUniqueProperty } from './idProperty.ts';
import type { StoredRecord } from './store.ts';
import { writeRecord } from './writeRecord.ts';
import type { Writer } from './writer.ts';

/** `POST /crm/objects/{v}/{type}`: 201. */
export function createRecord(call: Call): Answer {
	const writer = writerOf(call);
	const input = inputOf(call);
	const given = valuesOf(input, call.portal.rules);
	const associate = plannedAssociations(call, input.associations);
	const record = writeRecord(writer, given);
	publish(writer, record, true);
	associate(record);
	return { status: 201, body: answeredRecord(call.portal, writer.type, record, Object.keys(given)) };
}

/** `GET /crm/objects/{v}/{type}/{id}`, by record id or with `idProperty`. */
export function getRecord(call: Call): Answer {
	const names = namesToRead(call.portal, typeOf(call), listOf(call.query.properties));
	return { status: 200, body: answeredRecord(call.portal, typeOf(call), recordOf(call), names) };
}

/** `PATCH /crm/objects/{v}/{type}/{id}`. */
export function updateRecord(call: Call): Answer {
	const writer = writerOf(call);
	const held = recordOf(call);
	const given = valuesOf(inputOf(call), call.portal.rules);
	const record = writeRecord(writer, given, held);
	publish(writer, record, false);
	return { status: 200, body: answeredRecord(call.portal, writer.type, record, Object.keys(given)) };
}

const LIST_PAGE = { standard: 10, most: 100 };

/** `GET /crm/objects/{v}/{type}`: all records by page, in the order of their ids. */
export function listRecords(call: Call): Answer {
	const { portal, query } = call;
	const type = typeOf(call);
	const limit = Number(query.limit ?? LIST_PAGE.standard);
	if (!Number.isInteger(limit) || limit < 1 || limit > LIST_PAGE.most)
		throw invalidJson(`limit must be 1 to ${LIST_PAGE.most}`);
	const after = query.after;
	const rest = portal.records.list(type.name).filter(({ id }) => after === undefined || BigInt(id) > idAfter(after));
	const page = rest.slice(0, limit);
	const names = namesToRead(portal, type, listOf(query.properties));
	const results = page.map((record) => answeredRecord(portal, type, record, names));
	const last = page.at(-1);
	const paging = last && rest.length > limit ? { paging: { next: { after: last.id } } } : {};
	return { status: 200, body: { results, ...paging } };
}

function idAfter(after: string): bigint {
	if (!/^\d+$/.test(after)) throw invalidJson('after must be what an earlier page gave');
	return BigInt(after);
}

function listOf(list: string | undefined): string[] | undefined {
	return list?.split(',').filter((name) => name !== '');
}

function inputOf({ body }: Call): Input {
	if (!isObject(body)) throw invalidJson('the body must be an object');
	return body;
}

function recordOf(call: Call): StoredRecord {
	const { portal, query, params } = call;
	const type = typeOf(call);
	if (query.idProperty !== undefined) requireUniqueProperty(portal, type, query.idProperty);
	const record = findRecord(new Draft(portal, type), params.id ?? '', query.idProperty);
	if (!record) throw notFound('Object not found. objectId are usually numeric.');
	return record;
}

/** Where a call that writes one record writes it to. */
export function writerOf(call: Call): Writer {
	const { portal, version } = call;
	const type = typeOf(call);
	return { portal, version, type, draft: new Draft(portal, type) };
}

/** Keeps a drafted record, and tells of it. */
export function publish({ portal, type, draft }: Writer, record: StoredRecord, created: boolean): void {
	draft.commit(portal.properties.uniqueNames(type.id));
	portal.publish(record, created);
}
