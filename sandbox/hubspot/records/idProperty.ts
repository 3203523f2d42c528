import { validationError } from '../errors.ts';
import type { ObjectType } from '../objectTypes.ts';
import type { Portal } from '../portal.ts';
import type { RuleBook } from '../rules.ts';
import { normalisedKey, type StoredRecord } from './store.ts';

/** `idProperty` must be unique; the id of a record is no property to name there. */
export function requireUniqueProperty(portal: Portal, type: ObjectType, idProperty: string): void {
	const { rules } = portal;
	const rule = idProperty === 'hs_object_id' ? 'hs-object-id-is-no-key' : 'id-property-unique';
	const live = portal.properties.live(type.id, idProperty);
	if (live && portal.properties.uniqueNames(type.id).includes(idProperty)) return;
	if (!rules.has(rule)) return;
	throw validationError(`Unable to perform update/upsert by non-unique ${type.id} property ${idProperty}`);
}

/** The same id twice in a batch is refused, whether or not the inputs carry trace ids. */
export function refuseDuplicates(portal: Portal, ids: readonly string[]): void {
	const { rules } = portal;
	if (!rules.has('duplicate-ids')) return;
	const keys = rules.has('duplicate-ids-normalised') ? ids.map(normalisedKey) : [...ids];
	const duplicates = [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))];
	if (duplicates.length === 0) return;
	throw validationError(`Duplicate IDs found in batch input: [${duplicates.join(', ')}]. IDs must be unique`, {
		context: { ids: duplicates },
	});
}

/** Where records are looked up: the store, or a draft that covers it. */
export interface Lookup {
	readonly rules: RuleBook;
	get(id: string): StoredRecord | undefined;
	findByKey(property: string, value: string): StoredRecord | undefined;
}

/** The record of that id, or of that value in a unique property, whatever the case. */
export function findRecord(lookup: Lookup, id: string, idProperty: string | undefined): StoredRecord | undefined {
	if (idProperty === undefined || idProperty === 'hs_object_id') return lookup.get(id);
	if (id !== id.trim() && lookup.rules.has('ids-are-taken-as-sent')) return undefined;
	return lookup.findByKey(idProperty, id);
}
