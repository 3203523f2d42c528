import type { Portal } from '../portal.ts';
import type { RuleBook } from '../rules.ts';
import { normalisedKey, type RecordStore, type StoredRecord } from './store.ts';
import type { ObjectType } from '../objectTypes.ts';

/** Records that are about to be written: they see each other, and nobody else sees them before the commit. */
export class Draft {
	readonly rules: RuleBook;
	readonly #drafted = new Map<string, StoredRecord>();
	readonly #store: RecordStore;
	readonly #objectType: string;

	constructor({ records, rules }: Pick<Portal, 'records' | 'rules'>, type: ObjectType) {
		this.#store = records;
		this.rules = rules;
		this.#objectType = type.name;
	}

	get(id: string): StoredRecord | undefined {
		return this.#drafted.get(id) ?? this.#store.get(this.#objectType, id);
	}

	findByKey(property: string, value: string): StoredRecord | undefined {
		const key = normalisedKey(value);
		for (const record of this.#drafted.values()) {
			if (normalisedKey(record.properties[property] ?? '') === key) return record;
		}
		const stored = this.#store.findByKey(this.#objectType, property, value);
		return stored && !this.#drafted.has(stored.id) ? stored : undefined;
	}

	nextId(): string {
		return this.#store.nextId();
	}

	put(record: StoredRecord): void {
		this.#drafted.set(record.id, record);
	}

	commit(uniqueNames: readonly string[]): void {
		for (const record of this.#drafted.values()) this.#store.put(record, uniqueNames);
	}
}
