import type { ListPage } from './answers';

/**
 * Asks for page after page, from 1, until there is no more: the total that Oplead tells is reached, or a page is empty or
 * brings nothing new. How Oplead pages is not published: one that knows no pages sends the same list again.
 */
export async function* allPages(ask: (page: number) => Promise<ListPage>): AsyncGenerator<ListPage> {
	const seen = new Set<string>();
	for (let page = 1; ; page++) {
		const { records, total } = await ask(page);
		const fresh = records.filter(({ id, fields }) => {
			const name = id ?? JSON.stringify(fields);
			return !seen.has(name) && seen.add(name);
		});
		if (fresh.length === 0) return;
		yield { records: fresh, total };
		if (total !== undefined && seen.size >= total) return;
	}
}
