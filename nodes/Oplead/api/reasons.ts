import { shortened } from '../../shared/vendor/shortened';
import { withoutTokens } from './secret';

/** The form of Oplead's error bodies is not published: these are the places where APIs of its kind keep their words. */
const MESSAGES = [
	...['message', 'error_description', 'detail', 'title', 'description', 'msg', 'reason', 'error'],
	...['erreur', 'libelle', 'libellé', 'motif', 'raison'],
];
const LISTS = ['details', 'errors', 'violations', 'fields', 'erreurs'];
const FIELDS = ['field', 'property', 'propertyPath', 'path', 'name', 'code', 'champ'];

/** How deep a reason may be hidden. */
const DEEPEST = 4;

/**
 * What an error body says, whatever its form: JSON of any shape, or text. Undefined where it says nothing that a person
 * would read, such as the page of a gateway.
 */
export function reasonIn(body: string): string | undefined {
	const text = body.trim();
	if (text === '' || /^<(?:!doctype|html|\?xml)/i.test(text)) return undefined;
	const json = parsed(text);
	const words = json === undefined ? sentence([text]) : wordsOf(json, DEEPEST);
	return shortened(withoutTokens(words ?? text));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

function wordsOf(json: unknown, depth: number): string | undefined {
	if (typeof json === 'string') return json.trim() || undefined;
	if (typeof json !== 'object' || json === null || depth === 0) return undefined;
	if (Array.isArray(json)) return sentence(json.map((part: unknown) => detailOf(part, depth)));
	const fields = json as Record<string, unknown>;
	const message = first(MESSAGES, (name) => wordsOf(fields[name], depth - 1));
	const details = first(LISTS, (name) => detailsOf(fields[name], depth - 1));
	return sentence(message === details ? [message] : [message, details]);
}

/** A list of problems, or an object that has them by the names of fields. */
function detailsOf(json: unknown, depth: number): string | undefined {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return wordsOf(json, depth);
	return sentence(
		Object.entries(json as Record<string, unknown>).map(([field, problem]) => named(field, wordsOf(problem, depth))),
	);
}

function detailOf(json: unknown, depth: number): string | undefined {
	const words = wordsOf(json, depth - 1);
	if (typeof json !== 'object' || json === null) return words;
	const fields = json as Record<string, unknown>;
	const field = first(FIELDS, (name) => (typeof fields[name] === 'string' ? fields[name] : undefined));
	return field === undefined ? words : named(field, words);
}

function named(field: string, words: string | undefined): string | undefined {
	if (words === undefined) return undefined;
	return words.includes(field) ? words : `${field}: ${words}`;
}

function first(names: readonly string[], read: (name: string) => string | undefined): string | undefined {
	for (const name of names) {
		const words = read(name);
		if (words !== undefined) return words;
	}
	return undefined;
}

function sentence(parts: ReadonlyArray<string | undefined>): string | undefined {
	const said = parts.filter((part) => part !== undefined);
	return said.length > 0 ? said.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ') : undefined;
}
