import type { Changes, Key } from './changes';

/** What a record holds; what is empty is not there. */
export type ModelRecord = Map<string, string>;

const UNIQUE: readonly Key[] = ['email', 'lead_key'];

/** HubSpot, as far as the rows can tell. */
export class ModelHubSpot {
	records: ModelRecord[];

	constructor(held: readonly ModelRecord[]) {
		this.records = held.map((record) => new Map(record));
	}

	/** What the record that is named holds just now. */
	find(target: { key: Key; value: string } | undefined): ModelRecord | undefined {
		const record = target && this.#recordWith(target.key, target.value);
		return record && new Map(record);
	}

	/** Creates or changes a record; answers whether it does. */
	write(target: { key: Key; value: string } | undefined, changes: Changes): boolean {
		const record = target && this.#recordWith(target.key, target.value);
		const next: ModelRecord = new Map(record);
		if (target) next.set(target.key, target.value);
		for (const [name, { texts, adds }] of changes) {
			const before = adds ? (next.get(name)?.split(';') ?? []) : [];
			const after = [...new Set([...before, ...texts])].sort().join(';');
			if (after === '') next.delete(name);
			else next.set(name, name === 'kontaktkategorie' ? after : texts[0]);
		}
		if (this.#isRefused(next, record)) return false;
		this.records = record ? this.records.map((each) => (each === record ? next : each)) : [...this.records, next];
		return true;
	}

	#recordWith(key: Key, value: string): ModelRecord | undefined {
		return this.records.find((record) => folded(record.get(key) ?? '') === folded(value));
	}

	#isRefused(next: ModelRecord, record: ModelRecord | undefined): boolean {
		const email = next.get('email');
		if (email !== undefined && email !== record?.get('email') && !/^[^\s@]+@x\.fr$/.test(email)) return true;
		return UNIQUE.some((key) => {
			const value = next.get(key);
			if (value === undefined || value === record?.get(key)) return false;
			const other = this.#recordWith(key, value);
			return other !== undefined && other !== record;
		});
	}
}

/** HubSpot does not mind capitals and blanks in keys. */
export function folded(value: string): string {
	return value.trim().toLowerCase();
}
