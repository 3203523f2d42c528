import type { Lead } from './lead.ts';

const FIRST_NUMBER = 410_001;

/** The leads of an account, in the order of their creation. */
export class LeadStore {
	readonly #leads = new Map<string, Lead>();
	#parts = 0;

	/** The id of the next lead. */
	nextId(): string {
		return `LD-${FIRST_NUMBER + this.#leads.size}`;
	}

	/** The id of the next document or appointment. */
	nextPartId(kind: 'DOC' | 'RDV'): string {
		return `${kind}-${++this.#parts}`;
	}

	add(lead: Lead): void {
		this.#leads.set(lead.id, lead);
	}

	find(id: string): Lead | undefined {
		return this.#leads.get(id);
	}

	/** Oldest first. */
	list(): Lead[] {
		return [...this.#leads.values()];
	}
}
