import type { StoredRecord } from '../records/store.ts';

interface Entry {
	record: StoredRecord;
	writtenAt: number;
}

/** What the search sees: the records as they were a while ago. */
export class SearchIndex {
	readonly #indexed = new Map<string, StoredRecord>();
	#pending: Entry[] = [];

	enter(record: StoredRecord, now: number): void {
		this.#pending.push({ record, writtenAt: now });
	}

	/** The records of a type that were written at least the lag ago. */
	records(objectType: string, now: number, lagMs: number): StoredRecord[] {
		const due = this.#pending.filter(({ writtenAt }) => writtenAt + lagMs <= now);
		this.#pending = this.#pending.filter(({ writtenAt }) => writtenAt + lagMs > now);
		for (const { record } of due) this.#indexed.set(record.id, record);
		return [...this.#indexed.values()].filter((record) => record.objectType === objectType);
	}
}
