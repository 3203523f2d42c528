/** A record as HubSpot keeps it: every value is a string. Records are replaced, never changed. */
export interface StoredRecord {
	id: string;
	/** Plural name of the object type. */
	objectType: string;
	properties: Readonly<Record<string, string>>;
	createdAt: string;
	updatedAt: string;
	archived: boolean;
}

const FIRST_ID = 30_110_000_001;

/** The form under which keys are compared: trimmed and lower-cased. */
export function normalisedKey(value: string): string {
	return value.trim().toLowerCase();
}

/** All records, by object type and id, and by the values of the properties that are looked up. */
export class RecordStore {
	readonly #records = new Map<string, Map<string, StoredRecord>>();
	readonly #keys = new Map<string, Map<string, string>>();
	#lastId = FIRST_ID - 1;

	nextId(): string {
		this.#lastId += 1;
		return String(this.#lastId);
	}

	get(objectType: string, id: string): StoredRecord | undefined {
		return this.#records.get(objectType)?.get(id);
	}

	/** In the order of creation. */
	list(objectType: string): StoredRecord[] {
		return [...(this.#records.get(objectType)?.values() ?? [])];
	}

	/** The record that holds a value in a property of which {@link put} was told that it is unique. */
	findByKey(objectType: string, property: string, value: string): StoredRecord | undefined {
		const id = this.#keys.get(`${objectType}:${property}`)?.get(normalisedKey(value));
		return id === undefined ? undefined : this.get(objectType, id);
	}

	put(record: StoredRecord, uniqueNames: readonly string[]): void {
		const { objectType, id } = record;
		const held = this.get(objectType, id);
		for (const property of uniqueNames) {
			const keys = entry(this.#keys, `${objectType}:${property}`);
			const before = normalisedKey(held?.properties[property] ?? '');
			if (before !== '' && keys.get(before) === id) keys.delete(before);
			const after = normalisedKey(record.properties[property] ?? '');
			if (after !== '') keys.set(after, id);
		}
		entry(this.#records, objectType).set(id, record);
	}
}

function entry<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
	const map = maps.get(key) ?? new Map<string, V>();
	maps.set(key, map);
	return map;
}
