import { fold } from '../../shared/values/fold';

/** Names are shorter; comparing takes a time that grows with the square of the length. */
const LONGEST_COMPARED = 60;

/** The name that somebody most likely meant: written slightly differently, or longer or shorter; undefined where none is close. */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
	const bare = bareName(wanted);
	if (bare === '') return undefined;
	const scored = names.map((name) => ({ name, distance: distanceBetween(bare, bareName(name)) }));
	const [nearest] = scored.sort((one, other) => one.distance - other.distance);
	return nearest !== undefined && nearest.distance <= Math.max(1, bare.length / 3) ? nearest.name : undefined;
}

/** "E-Mail" and "email" are one. */
function bareName(name: string): string {
	return fold(name)
		.replace(/[^\p{L}\p{N}]/gu, '')
		.slice(0, LONGEST_COMPARED);
}

function distanceBetween(one: string, other: string): number {
	const isPart = one.length > 2 && other.length > 2 && (one.includes(other) || other.includes(one));
	return isPart && one !== other ? 1 : editDistance(one, other);
}

/** How many letters have to be added, removed or replaced. */
function editDistance(one: string, other: string): number {
	let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const replaced = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
			current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[other.length] ?? 0;
}
