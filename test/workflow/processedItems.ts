import { setTimeout as sleep } from 'node:timers/promises';

import type {
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * n8n's store of processed items as far as a node sees it: one list for each node of a workflow, read and written in two
 * steps with nothing that keeps two executions apart, and a first insert that fails for the second of two.
 */
export class ProcessedItems implements IDataDeduplicator {
	readonly #lists = new Map<string, string[]>();

	/** How many of the next look-ups fail. */
	failures = 0;

	async checkProcessedAndRecord(
		items: string[],
		_scope: DeduplicationScope,
		{ node, workflow }: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const place = `${workflow.id} ${node?.id}`;
		const known = this.#lists.get(place);
		await sleep(2);
		if (this.failures > 0) {
			this.failures--;
			throw new Error('The database is locked');
		}
		if (!known && this.#lists.has(place)) throw new Error('UNIQUE constraint failed');
		const fresh = items.filter((item) => !known?.includes(item));
		this.#lists.set(place, [...(known ?? []), ...fresh].slice(-(options.maxEntries ?? Infinity)));
		return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
	}

	clear(): void {
		this.#lists.clear();
		this.failures = 0;
	}

	removeProcessed(): Promise<void> {
		throw new Error('No node of this package removes processed items');
	}

	clearAllProcessedItems(): Promise<void> {
		throw new Error('No node of this package clears processed items');
	}

	getProcessedDataCount(): Promise<number> {
		throw new Error('No node of this package counts processed items');
	}
}
