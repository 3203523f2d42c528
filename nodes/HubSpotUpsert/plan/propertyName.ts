/** hubspot.md does not say it; HubSpot refuses other names, and names that are longer than 100 characters. */
const INTERNAL_NAME = /^[a-z][a-z0-9_]{0,99}$/;
const LONGEST_NAME = 100;

/**
 * Makes an internal name for a property from any text: `Größe (cm)` becomes `grosse_cm`. A text without any letter or
 * digit gives `property`.
 */
export function internalName(text: string): string {
	const name = text
		.slice(0, 2 * LONGEST_NAME)
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9_]+/g, '_')
		.replace(/^_+|_+$/g, '');
	const begun = /^[a-z]/.test(name) ? name : `property_${name}`;
	return begun.slice(0, LONGEST_NAME).replace(/_+$/, '');
}

/** The words of a name, each with a capital letter: `nom de la formation` becomes `Nom De La Formation`. */
export function titleOf(name: string): string {
	const words = name
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.split(/[\s_]+/)
		.filter((word) => word !== '');
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** Why a text cannot be a property's internal name, in words for the user; undefined where it can. */
export function nameProblem(name: string): string | undefined {
	if (name === '') return 'A property has no name. Fill in its Name, for instance "kontaktkategorie".';
	if (INTERNAL_NAME.test(name)) return undefined;
	return (
		`"${name}" cannot be the internal name of a property: it takes lower-case letters, digits and underscores, ` +
		`begins with a letter and has ${LONGEST_NAME} characters at most. Write "${internalName(name)}".`
	);
}
