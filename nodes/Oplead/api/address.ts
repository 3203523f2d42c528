import { unsendable } from './errors';

/** `.` and `..` between slashes, in any spelling that a URL knows. */
const CLIMBING = /(?:^|[\\/])(?:\.|%2e){1,2}(?:$|[\\/?#])/i;

/**
 * The address of a path below the base URL. Throws an `OpleadError` for what would lead anywhere else: the token is for
 * this address only.
 * @param query texts by name; undefined ones are left out
 */
export function addressOf(baseUrl: string, path: string, query: Record<string, unknown> = {}): string {
	const below = path.trim();
	if (/^[a-z][a-z\d+.-]*:|^[\\/]{2}|\\|[\u0000-\u001f]/i.test(below) || CLIMBING.test(below.split(/[?#]/)[0])) {
		throw unsendable(`"${path}" is no path below the Base URL. Enter only what follows it, for instance "/leads".`);
	}
	const base = baseUrl.replace(/\/+$/, '');
	// Some addresses end with a slash, and are another one without it.
	const url = new URL(below === '' ? baseUrl : `${base}/${below.replace(/^\/+/, '')}`);
	// As a URL: one may write the host in capitals, or name the usual port.
	if (!url.href.startsWith(new URL(base).href)) {
		throw unsendable(`"${path}" does not lie below the Base URL. Enter only what follows it, for instance "/leads".`);
	}
	for (const [name, value] of Object.entries(query)) {
		if (value !== undefined && value !== null) url.searchParams.set(name, textOfQuery(value));
	}
	return url.href;
}

/** Puts values into the `{names}` of a path; throws an `OpleadError` where one is missing. */
export function filledPath(path: string, values: Readonly<Record<string, unknown>>): string {
	return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
		const value = values[name];
		if ((typeof value !== 'string' && typeof value !== 'number') || String(value).trim() === '') {
			throw unsendable(
				`The path "${path}" needs a value for ${name}, and there is none. Check it under Options, Calls That Differ.`,
			);
		}
		return encodeURIComponent(String(value).trim());
	});
}

function textOfQuery(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
