/** Words that stay small inside a French place name ("Aix-en-Provence", "Villeneuve-d'Ascq"). */
const PARTICLES = new Set('à au aux chez d de des dit du en ès et l la le les lès lez près sous sur'.split(' '));

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

/**
 * Writes a French place name in title case: "l'isle-d'abeau" gives "L'Isle-d'Abeau".
 * A name that already mixes small and capital letters is left as it is. Ici Formation sends cities in lower case.
 */
export function titleCaseCity(name: string): string {
	const lower = name.toLocaleLowerCase('fr');
	if (name !== lower && name !== name.toLocaleUpperCase('fr')) return name;
	let first = true;
	return lower.replace(WORD, (word) => {
		const stays = !first && PARTICLES.has(word);
		first = false;
		return stays ? word : word[0].toLocaleUpperCase('fr') + word.slice(1);
	});
}
