import type { SandboxServices } from '../vendor.ts';
import { Associations } from './associations/associations.ts';
import { PropertyDefinitions } from './properties/definitions.ts';
import { Quota } from './quota.ts';
import { RecordStore, type StoredRecord } from './records/store.ts';
import type { RuleBook } from './rules.ts';
import { SearchIndex } from './search/searchIndex.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { Shuffle } from './shuffle.ts';

/** One HubSpot account: everything it holds, and what it is set to do. */
export class Portal {
	readonly rules: RuleBook;
	settings: Settings = defaultSettings();
	properties = new PropertyDefinitions();
	records = new RecordStore();
	associations = new Associations();
	quota = new Quota();
	searchIndex = new SearchIndex();
	#shuffle = new Shuffle();
	#correlations = 0;
	readonly #services: SandboxServices;

	constructor(services: SandboxServices, rules: RuleBook) {
		this.#services = services;
		this.rules = rules;
	}

	now(): number {
		return this.#services.now();
	}

	/** HubSpot's correlation ids are uuids; these are counted, so that a run can be repeated. */
	nextCorrelationId(): string {
		this.#correlations += 1;
		return `5a4d0b0c-0000-4000-8000-${this.#correlations.toString(16).padStart(12, '0')}`;
	}

	/** Results come back in another order than the inputs. */
	inAnotherOrder<T>(results: readonly T[]): T[] {
		return this.rules.has('results-in-another-order') ? this.#shuffle.of(results) : [...results];
	}

	/** Makes records known to the search, after its lag, and to whoever watches. */
	publish(record: StoredRecord, created: boolean): void {
		this.searchIndex.enter(record, this.now());
		const { objectType, id, properties, updatedAt } = record;
		this.#services.announce({
			vendor: 'hubspot',
			kind: 'record',
			data: { objectType, id, created, properties, updatedAt },
		});
	}

	announceQuota(data: Record<string, unknown>): void {
		this.#services.announce({ vendor: 'hubspot', kind: 'quota', data });
	}

	/** Forgets the records and what hangs on them; definitions and settings stay. */
	clearRecords(): void {
		this.records = new RecordStore();
		this.associations = new Associations();
		this.searchIndex = new SearchIndex();
	}

	/** As on the first day. */
	reset(): void {
		this.clearRecords();
		this.settings = defaultSettings();
		this.properties = new PropertyDefinitions();
		this.quota = new Quota();
		this.#shuffle = new Shuffle();
		this.#correlations = 0;
	}
}
