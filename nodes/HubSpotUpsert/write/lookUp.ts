import type { HubSpotClient } from '../api/client';
import type { HubSpotError } from '../api/errors';
import { BATCH_SIZE, type HubSpotRecord } from '../api/records';
import { isRecordId, sameKeyText, type Key } from '../plan/key';
import type { Found } from '../plan/settle';
import { textHeld } from '../plan/texts';
import { chunks, chunksByWeight } from './chunks';
import { sendAll } from './sending';

export interface Sought {
	client: HubSpotClient;
	objectType: string;
	/** What to read of the records; a key's property is read in any case. */
	properties: readonly string[];
}

/** HubSpot takes a body of 3,000 characters (its documentation of the search, Limits), which holds more than values. */
const SEARCH_CHARACTERS = 2_500;

/** How long a list HubSpot takes in a filter. */
const SEARCH_VALUES = 100;

/** Holds a contact's further addresses, divided by semicolons; HubSpot finds the contact by them, too. */
const FURTHER_EMAILS = 'hs_additional_emails';

/**
 * Finds records by a key. Answers one result for each value, in their order; trouble is a result, too. Blanks around a
 * value and its case make no difference, and the same value is asked once.
 */
export async function lookUp(key: Key, values: readonly string[], what: Sought): Promise<Found[]> {
	const distinct = new Map(values.map((value) => [sameKeyText(value), value.trim()]));
	const askable = [...distinct.values()].filter((value) => (key.by === 'recordId' ? isRecordId(value) : value !== ''));
	const found = key.by === 'search' ? await searchAll(key.property, askable, what) : await readAll(key, askable, what);
	const results = new Map(askable.map((value, index) => [sameKeyText(value), found[index]]));
	return values.map((value) => results.get(sameKeyText(value)) ?? { kind: 'none' });
}

function failed(_value: string, { message, code, concernsEveryCall }: HubSpotError): Found {
	return { kind: 'failed', code, reason: message, lasting: concernsEveryCall };
}

async function readAll(key: Exclude<Key, { by: 'search' }>, values: readonly string[], what: Sought): Promise<Found[]> {
	const property = key.by === 'unique' ? key.property : undefined;
	return await sendAll(chunks(values, BATCH_SIZE), async (batch) => await read(property, batch, what), failed);
}

async function read(property: string | undefined, values: readonly string[], what: Sought): Promise<Found[]> {
	const isEmail = property === 'email';
	const wanted = new Set(what.properties);
	if (property !== undefined) wanted.add(property);
	if (isEmail) wanted.add(FURTHER_EMAILS);
	const records = await what.client.read(what.objectType, {
		ids: values.map((value) => (isEmail ? value.toLowerCase() : value)),
		idProperty: property,
		properties: [...wanted],
	});
	const keysOf = ({ id, properties }: HubSpotRecord) => {
		if (property === undefined) return [id];
		const further = isEmail ? textHeld(properties, FURTHER_EMAILS).split(';') : [];
		return [textHeld(properties, property), ...further].map(sameKeyText);
	};
	return await assigned(values, { records, keysOf, again: async (some) => await read(property, some, what) });
}

/** The search sees records as they were some seconds ago: it is asked for the key only, and the rest is read. */
async function searchAll(property: string, values: readonly string[], what: Sought): Promise<Found[]> {
	const batches = chunksByWeight(values, SEARCH_CHARACTERS, searchWeight);
	const found = await sendAll(batches, async (batch) => await search(property, batch, what), failed);
	if (what.properties.every((name) => name === property)) return found;
	const ids = found.map((each) => (each.kind === 'found' ? each.record.id : ''));
	const current = await lookUp({ by: 'recordId' }, ids, what);
	return found.map((each, index) => (each.kind === 'found' ? current[index] : each));
}

async function search(property: string, values: readonly string[], what: Sought): Promise<Found[]> {
	const keysOf = ({ properties }: HubSpotRecord) => [sameKeyText(textHeld(properties, property))];
	const query = { property, values: values.flatMap(searchForms), properties: [property] };
	const records: HubSpotRecord[] = [];
	let after: string | undefined;
	do {
		const page = await what.client.search(what.objectType, { ...query, after });
		records.push(...page.results);
		after = page.results.length > 0 && page.after !== after ? page.after : undefined;
	} while (after !== undefined && !isToldAll(values, records.flatMap(keysOf)));
	return await assigned(values, { records, keysOf, again: async (some) => await search(property, some, what) });
}

/** HubSpot's `IN` wants texts in lower case, and the values of options as they are. */
function searchForms(value: string): string[] {
	return [...new Set([value.toLowerCase(), value])];
}

function searchWeight(value: string): number {
	const forms = searchForms(value);
	return Math.max(JSON.stringify(forms).length, (forms.length * SEARCH_CHARACTERS) / SEARCH_VALUES);
}

/** Whether each value has two records: more of them tell nothing new. */
function isToldAll(values: readonly string[], keys: readonly string[]): boolean {
	if (values.length === 1) return keys.length > 1;
	const counts = new Map<string, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return values.every((value) => (counts.get(sameKeyText(value)) ?? 0) > 1);
}

interface Answer {
	records: readonly HubSpotRecord[];
	keysOf: (record: HubSpotRecord) => string[];
	/** Asks for some of the values only. */
	again: (values: readonly string[]) => Promise<Found[]>;
}

/**
 * Gives each value its records. HubSpot finds some by what their key does not tell: a company by a second domain, a
 * number written in another way. Where there are such strays, what has found nothing is asked again, in halves: what an
 * answer to a single value holds belongs to that value.
 */
async function assigned(values: readonly string[], { records, keysOf, again }: Answer): Promise<Found[]> {
	const byKey = new Map<string, HubSpotRecord[]>();
	for (const record of records) {
		for (const key of new Set(keysOf(record))) byKey.set(key, [...(byKey.get(key) ?? []), record]);
	}
	const found = new Map(values.map((value) => [value, foundIn(byKey.get(sameKeyText(value)) ?? [])]));
	const sought = new Set(values.map(sameKeyText));
	const strays = records.filter((record) => !keysOf(record).some((key) => sought.has(key)));
	const missing = strays.length > 0 ? values.filter((value) => found.get(value)?.kind === 'none') : [];
	if (missing.length === 1 && values.length === 1) return [foundIn(strays)];
	for (const half of chunks(missing, Math.ceil(missing.length / 2))) {
		const results = await again(half);
		half.forEach((value, index) => found.set(value, results[index]));
	}
	return values.map((value) => found.get(value) ?? { kind: 'none' });
}

function foundIn(records: readonly HubSpotRecord[]): Found {
	const ids = [...new Set(records.map(({ id }) => id))];
	if (ids.length > 1) return { kind: 'several', ids };
	return records.length > 0 ? { kind: 'found', record: records[0] } : { kind: 'none' };
}
