import { isObject } from '../../shared/json';
import { unreadableAnswer } from './errors';
import type { VendorAnswer } from '../../shared/vendor/transport';

/** Something that Oplead holds: a lead, a subscription, a document. */
export interface OpleadRecord {
	id?: string;
	/** As Oplead sends it. */
	fields: Record<string, unknown>;
}

/** A part of a list. */
export interface ListPage {
	records: OpleadRecord[];
	/** How many there are in all, where Oplead says so. */
	total?: number;
	/** Whether Oplead says that there is more behind this part. */
	hasMore?: true;
}

/** Where the form of an answer is not published: what records, lists and their parts are usually called. */
const WRAPPERS = ['lead', 'data', 'result', 'subscription', 'document', 'attachment', 'item'];
const LISTS = [
	...[
		'data',
		'items',
		'results',
		'leads',
		'subscriptions',
		'records',
		'content',
		'_embedded',
		'hydra:member',
		'member',
	],
];
const IDS = ['id', 'leadIdentifier', 'leadId', 'identifier', 'uuid', '_id'];
const EXTERNAL_IDS = ['externalID', 'externalId', 'externalid', 'external_id'];
/** Not `count`, which is often that of the page: taken for a total, it would hide all that follows. */
const TOTALS = ['total', 'totalCount', 'totalItems', 'total_count', 'totalElements', 'hydra:totalItems'];
const PAGINGS = ['meta', 'pagination', 'paging', 'page'];
const MORE = ['hasMore', 'has_more', 'hasNext', 'next', 'nextPage', 'nextCursor', 'next_cursor'];

/**
 * The JSON of an answer; undefined where it is empty, and the text where it is a plain one, such as `OK`. Throws an
 * `OpleadError` for JSON that was cut off, and for pages.
 */
export function jsonIn({ body }: VendorAnswer): unknown {
	const text = body.trim();
	if (text === '') return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		if (/^[^[{"<]/.test(text)) return text;
		throw unreadableAnswer();
	}
}

/** The record of an answer, bare or wrapped. What is no object is told as `answer`. */
export function recordIn(json: unknown): OpleadRecord {
	const only: unknown = Array.isArray(json) && json.length === 1 ? json[0] : json;
	if (!isObject(only)) return { fields: only === undefined ? {} : { answer: only } };
	const id = idOf(only);
	const inner = id === undefined ? WRAPPERS.map((name) => only[name]).find(isObject) : undefined;
	return inner === undefined ? { id, fields: only } : { id: idOf(inner), fields: inner };
}

/**
 * The records of a list, bare or wrapped. Throws an `OpleadError` where there is no list: what only holds some array, such
 * as warnings or the documents of a lead, is none.
 */
export function listIn(json: unknown): ListPage {
	if (json === undefined) return { records: [] };
	if (Array.isArray(json)) return { records: json.map(elementOf) };
	if (!isObject(json)) throw unreadableAnswer();
	const named = LISTS.map((name) => json[name]).find((value) => Array.isArray(value) || isObject(value));
	const list = Array.isArray(named) ? named : isObject(named) ? undefined : listOfUnknownName(json);
	const told = { ...totalIn(json), ...moreIn(json) };
	if (Array.isArray(list)) return { records: list.map(elementOf), ...told };
	if (!isObject(named)) throw unreadableAnswer();
	return { ...told, ...listIn(named) };
}

/** Under a name that nobody knows it is a list by what it holds: records with IDs, or nothing where the total is zero. */
function listOfUnknownName(json: Record<string, unknown>): unknown[] | undefined {
	if (idOf(json) !== undefined) return undefined;
	const arrays = Object.values(json).filter(isList);
	const isOfRecords = (one: unknown[]) =>
		one.length > 0 && one.every((part) => isObject(part) && idOf(part) !== undefined);
	return (
		arrays.find(isOfRecords) ?? (totalIn(json).total === 0 ? arrays.find(({ length }) => length === 0) : undefined)
	);
}

/** What an answer says about its parts, or what it keeps about its pages. */
function pagingsIn(json: Record<string, unknown>): Array<Record<string, unknown>> {
	return [json, ...PAGINGS.map((name) => json[name]).filter(isObject)];
}

function totalIn(json: Record<string, unknown>): Pick<ListPage, 'total'> {
	const totals = pagingsIn(json).flatMap((holder) => TOTALS.map((name) => holder[name]));
	const total = totals.find((value) => typeof value === 'number');
	return total === undefined ? {} : { total };
}

function moreIn(json: Record<string, unknown>): Pick<ListPage, 'hasMore'> {
	const links = [json.links, json._links].filter(isObject);
	const told = [...pagingsIn(json), ...links].flatMap((holder) => MORE.map((name) => holder[name]));
	const isTold = (value: unknown) => value === true || isObject(value) || (typeof value === 'string' && value !== '');
	return told.some(isTold) ? { hasMore: true } : {};
}

/** The elements of a list, bare or under one of the usual names; undefined where there is none. */
export function elementsIn(json: unknown): unknown[] | undefined {
	if (isList(json)) return json;
	return isObject(json) ? LISTS.map((name): unknown => json[name]).find(isList) : undefined;
}

function isList(value: unknown): value is unknown[] {
	return Array.isArray(value);
}

/** The external ID of a lead, where Oplead tells it. */
export function externalIdOf({ fields }: OpleadRecord): string | undefined {
	const holders = [fields, ...['leadData', 'lead', 'data', 'attributes'].map((name) => fields[name])].filter(isObject);
	for (const holder of holders) {
		const value = EXTERNAL_IDS.map((name) => holder[name]).find((one) => one !== undefined && one !== null);
		if (typeof value === 'string' || typeof value === 'number') return String(value);
	}
	return undefined;
}

function elementOf(json: unknown): OpleadRecord {
	return isObject(json) ? { id: idOf(json), fields: json } : { fields: { value: json } };
}

/** Oplead's identifier of a record, under any of its usual names. */
export function idOf(fields: Record<string, unknown>): string | undefined {
	const id = IDS.map((name) => fields[name]).find((value) => typeof value === 'string' || typeof value === 'number');
	return id === undefined || id === '' ? undefined : String(id);
}
