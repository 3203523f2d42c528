/** Words that stay small inside a French place name ("Aix-en-Provence", "Villeneuve-d'Ascq"). */
const PARTICLES = new Set('à au aux chez d de des dit du en ès et l la le les lès lez près sous sur'.split(' '));

const WORD_OR_SEPARATOR = /(\p{L}[\p{L}\p{M}]*|[^\p{L}]+)/gu;

/**
 * Writes a French place name in title case: "l'isle-d'abeau" gives "L'Isle-d'Abeau".
 * A name that already mixes small and capital letters is left as it is. Ici Formation sends cities in lower case.
 */
export function titleCaseCity(name: string): string {
	const lower = name.toLocaleLowerCase('fr');
	if (name !== lower && name !== name.toLocaleUpperCase('fr')) return name;
	let first = true;
	return lower.replace(WORD_OR_SEPARATOR, (part) => {
		if (!/\p{L}/u.test(part)) return part;
		const stays = !first && PARTICLES.has(part);
		first = false;
		return stays ? part : part[0].toLocaleUpperCase('fr') + part.slice(1);
	});
}
