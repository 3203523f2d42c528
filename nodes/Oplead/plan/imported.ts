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
