import { isObject } from '../../shared/json';
import type { ReasonCode } from '../../shared/reasonCodes';
import { shortened } from '../../shared/vendor/shortened';
import { adviceFor, type Problem } from './advice';

/** HubSpot's error body, in full or inside the answer to a batch (hubspot.md, Limits). */
export interface ErrorBody {
	message?: string;
	category?: string;
	policyName?: string;
	context?: Context;
	errors?: Array<{ message?: string; code?: string; context?: Context }>;
}

/** What an error names, by kind. */
type Context = Partial<Record<string, string[]>>;

/** What HubSpot says in an error: each of its fields may be missing, or null (hubspot.md, What HubSpot takes). */
export function errorBodyOf(said: unknown): ErrorBody {
	if (!isObject(said)) return {};
	const { errors } = said;
	return {
		...textsOf(said, ['message', 'category', 'policyName']),
		context: contextOf(said.context),
		errors: Array.isArray(errors) ? errors.filter(isObject).map(detailOf) : [],
	};
}

function detailOf(said: Record<string, unknown>) {
	return { ...textsOf(said, ['message', 'code']), context: contextOf(said.context) };
}

function textsOf<Name extends string>(said: Record<string, unknown>, names: Name[]): Partial<Record<Name, string>> {
	const texts: Partial<Record<Name, string>> = {};
	for (const name of names) {
		const text = said[name];
		if (typeof text === 'string') texts[name] = text;
	}
	return texts;
}

/** Lists, as seen; it costs nothing to take a text as well. */
function contextOf(said: unknown): Context {
	if (!isObject(said)) return {};
	const listed = Object.entries(said).map(([name, value]) => [name, [value].flat().map(String)] as const);
	return Object.fromEntries(listed);
}

/** Why HubSpot refused something, in its own words, and how to mend it. */
export function refusedWords(body: ErrorBody): string {
	return `HubSpot refused this: ${hubSpotsWords(body)} ${adviceFor(problemsOf(body), body.category)}`;
}

/** The code of what HubSpot refused for one record or link of many. */
export function refusedCode({ category }: ErrorBody): ReasonCode {
	return category === 'OBJECT_NOT_FOUND' ? 'NOT_FOUND' : 'REFUSED';
}

/** The reason of an error body in HubSpot's own words, as sentences; the properties that it names are among them. */
export function hubSpotsWords(body: ErrorBody): string {
	const words = [...new Set(problemsOf(body).map(({ message }) => message))].map(sentence).join(' ');
	const named = [...(body.context?.properties ?? []), ...(body.context?.propertyName ?? [])];
	const unsaid = named.filter((name) => !words.includes(name));
	return shortened(unsaid.length > 0 ? `${words.replace(/\.$/, '')} (${unsaid.join(', ')}).` : words);
}

/** What each detail of an error body says; the body itself where it has none. */
function problemsOf({ message = 'HubSpot gave no reason.', errors = [] }: ErrorBody): Problem[] {
	const details = errors.flatMap((error) =>
		error.message === undefined ? [] : [{ message: error.message, code: error.code }],
	);
	return details.length > 0 ? details : (listedIn(message) ?? [{ message }]);
}

/** HubSpot writes a list in JSON into its message: `Property values were not valid: [{"message":…,"name":…}]`. */
function listedIn(message: string): Problem[] | undefined {
	const [, list] = /^Property values were not valid: (\[.*\])$/s.exec(message) ?? [];
	if (list === undefined) return undefined;
	try {
		const problems = JSON.parse(list) as Array<{ name?: string; message: string; error?: string }>;
		return problems.map(({ name, message: text, error }) => {
			return { message: name === undefined ? text : `${name}: ${text}`, code: error };
		});
	} catch {
		return undefined;
	}
}

function sentence(text: string): string {
	const trimmed = text.trim();
	return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
