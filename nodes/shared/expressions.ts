/** The expressions in what the editor has stored: n8n marks a text as one with a leading equals sign. */
export function expressionsIn(stored: unknown): string[] {
	if (typeof stored === 'string') return stored.startsWith('=') ? [stored] : [];
	return typeof stored === 'object' && stored !== null ? Object.values(stored).flatMap(expressionsIn) : [];
}
