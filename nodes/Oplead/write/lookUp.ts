import { externalIdOf, type ListPage, type OpleadRecord } from '../api/answers';
import { OpleadError } from '../api/errors';
import type { OpleadApi } from '../api/client';

export type Sighting =
	{ kind: 'found'; record: OpleadRecord } | { kind: 'absent' } | { kind: 'unclear'; reason: string };

export interface LookUpContext {
	api: Pick<OpleadApi, 'leadsPage'>;
	/** How many pages to look through at most where Oplead's list does not mind the filter. */
	searchedPages: number;
}

/** As many as a page may hold (assumed). */
const PAGE_SIZE = 100;

/** Statuses with which a page that is none is refused. */
const NO_PAGE = new Set([400, 404, 416, 422]);

/**
 * Looks for the lead with an external ID. Whether Oplead minds the filter is not known, so every lead of the answer is
 * compared; where it does not, the list is looked through. `absent`: the list was provably read to its end. `unclear`: it
 * may be there or not. Throws `OpleadError`.
 */
export async function lookFor(externalId: string, { api, searchedPages }: LookUpContext): Promise<Sighting> {
	const search = new Search(externalId);
	const ask = async (page: number) => search.add(await api.leadsPage({ externalID: externalId }, page, PAGE_SIZE));
	for (let page = 1; page <= searchedPages; page++) {
		const { isRepeated, isShort } = await ask(page);
		if (search.record !== undefined) return { kind: 'found', record: search.record };
		if (search.isTotalSeen) return search.absent();
		if (!isRepeated) continue;
		// A list that knows no pages is whole where it is longer than a page.
		if (isShort && search.total === undefined) return search.unclear();
		// Some count their pages from 0.
		await ask(0).catch(unlessNoPage);
		if (search.record !== undefined) return { kind: 'found', record: search.record };
		return search.isPerhapsMore ? search.unclear() : search.absent();
	}
	return search.unclear();
}

function unlessNoPage(error: unknown): void {
	if (!(error instanceof OpleadError) || !NO_PAGE.has(error.status ?? 0)) throw error;
}

/** What was seen of the list so far. */
class Search {
	/** The lead that is looked for. */
	record?: OpleadRecord;
	total?: number;
	readonly #externalId: string;
	readonly #seen = new Set<string>();
	#isAnyTold = false;
	#hasMore = false;

	constructor(externalId: string) {
		this.#externalId = externalId;
	}

	/** Whether the page brought nothing new; whether it is one that is not empty and may have been cut off. */
	add({ records, total, hasMore }: ListPage): { isRepeated: boolean; isShort: boolean } {
		this.record ??= records.find((one) => externalIdOf(one) === this.#externalId);
		this.#isAnyTold ||= records.some((one) => externalIdOf(one) !== undefined);
		this.total = total ?? this.total;
		this.#hasMore = hasMore === true;
		const before = this.#seen.size;
		for (const { id, fields } of records) this.#seen.add(id ?? JSON.stringify(fields));
		return { isRepeated: this.#seen.size === before, isShort: records.length > 0 && records.length <= PAGE_SIZE };
	}

	get isTotalSeen(): boolean {
		return this.total !== undefined && this.#seen.size >= this.total;
	}

	/** Whether Oplead says that there is more than was seen. */
	get isPerhapsMore(): boolean {
		return this.#hasMore || (this.total !== undefined && !this.isTotalSeen);
	}

	absent(): Sighting {
		if (this.#seen.size === 0 || this.#isAnyTold) return { kind: 'absent' };
		const reason =
			'Oplead’s list of leads tells no external IDs, so that nobody can see in it whether the lead is there.';
		return { kind: 'unclear', reason };
	}

	unclear(): Sighting {
		const seen = this.#seen.size.toLocaleString('en');
		const reason = `Oplead’s list cannot be searched by external ID; of the leads in it, ${seen} were looked through.`;
		return { kind: 'unclear', reason };
	}
}
