import type { Values } from '../api/template';

/** What the import API documents as mandatory, and the names of the fields in the editor. */
const MANDATORY: Readonly<Record<string, string>> = {
	lastname: 'Last Name',
	postcode: 'Postal Code',
	country: 'Country',
	email: 'Email',
	channel: 'Channel ID',
};

/** The mandatory fields that have no value, as the editor calls them. */
export function missingForImport(values: Values): string[] {
	return Object.entries(MANDATORY).flatMap(([name, label]) => (values[name] === undefined ? [label] : []));
}

/** Words with which an answer begins that refuses; `answer` is one that is no JSON. */
const REFUSING = /^(?:error|erreur|ko|nok|fail|invalid|refus|reject)/i;
const OUTCOMES = ['status', 'result', 'answer'];
const SUCCESSES = ['success', 'ok'];
const PROBLEMS = ['error', 'errors'];

/**
 * Whether the import API refuses a lead with a 200 that says so. What it answers is not published: these are the usual
 * forms, and a refusal that is overlooked is a lead that is lost.
 */
export function refusesImport(fields: Readonly<Record<string, unknown>>): boolean {
	const texts = OUTCOMES.map((name) => fields[name]).filter((value) => typeof value === 'string');
	return (
		texts.some((text) => REFUSING.test(text.trim())) ||
		SUCCESSES.some((name) => [false, 0, 'false', '0'].includes(fields[name] as string)) ||
		PROBLEMS.some((name) => isSaid(fields[name]))
	);
}

function isSaid(problem: unknown): boolean {
	if (typeof problem === 'object' && problem !== null) return Object.keys(problem).length > 0;
	return ![undefined, null, false, 0, '', '0', 'false'].includes(problem as string);
}
