import { externalIdOf, type OpleadRecord } from '../api/answers';
import type { OpleadApi } from '../api/client';

export type Sighting =
	{ kind: 'found'; record: OpleadRecord } | { kind: 'absent' } | { kind: 'unclear'; reason: string };

export interface LookUpPlace {
	api: Pick<OpleadApi, 'leadsPage'>;
	/** How many pages to look through at most where Oplead's list does not mind the filter. */
	searchedPages: number;
}

/** As many as a page may hold (assumed). */
const PAGE_SIZE = 100;

/**
 * Looks for the lead with an external ID. Whether Oplead minds the filter is not known, so every lead of the answer is
 * compared; where it does not, the list is looked through. `unclear`: it may be there or not. Throws `OpleadError`.
 */
export async function lookFor(externalId: string, { api, searchedPages }: LookUpPlace): Promise<Sighting> {
	const seen = new Set<string>();
	let isAnyTold = false;
	for (let page = 1; page <= searchedPages; page++) {
		const { records, total } = await api.leadsPage({ externalID: externalId }, page, PAGE_SIZE);
		const record = records.find((one) => externalIdOf(one) === externalId);
		if (record !== undefined) return { kind: 'found', record };
		isAnyTold ||= records.some((one) => externalIdOf(one) !== undefined);
		const before = seen.size;
		for (const { id, fields } of records) seen.add(id ?? JSON.stringify(fields));
		const isRepeated = seen.size === before;
		// A list that knows no pages is whole where it is longer than a page.
		if (isRepeated && records.length > 0 && records.length <= PAGE_SIZE && total === undefined)
			return unclear(seen.size);
		if (isRepeated || (total !== undefined && seen.size >= total)) return absent(seen.size, isAnyTold);
	}
	return unclear(seen.size);
}

function absent(seen: number, isAnyTold: boolean): Sighting {
	if (seen === 0 || isAnyTold) return { kind: 'absent' };
	const reason =
		'Oplead’s list of leads tells no external IDs, so that nobody can see in it whether the lead is there.';
	return { kind: 'unclear', reason };
}

function unclear(seen: number): Sighting {
	const reason = `Oplead’s list cannot be searched by external ID; of the leads in it, ${seen.toLocaleString('en')} were looked through.`;
	return { kind: 'unclear', reason };
}
