/**
 * The address as somebody would guess it who does not know its secret: every value of the query changed, or where there
 * is no query, the end of the path. What comes out has the length of what was there.
 */
export function forgedAddress(address: string): string {
	const url = new URL(address);
	const names = [...url.searchParams.keys()];
	for (const name of names) url.searchParams.set(name, altered(url.searchParams.get(name) ?? ''));
	if (names.length === 0) {
		const parts = url.pathname.split('/');
		const last = parts.findLastIndex((part) => part !== '');
		if (last >= 0) parts[last] = altered(parts[last]);
		url.pathname = parts.join('/');
	}
	return url.href;
}

function altered(text: string): string {
	return [...text].map((character) => (character === '0' ? '1' : '0')).join('');
}
