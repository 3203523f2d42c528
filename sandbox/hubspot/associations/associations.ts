import { type AssociationType, associationTypes } from './associationTypes.ts';

/** A record by its object type's id and its own. */
export interface RecordReference {
	typeId: string;
	id: string;
}

const keyOf = ({ typeId, id }: RecordReference) => `${typeId}/${id}`;

/** Which records hang together, and how; both ends know of it. */
export class Associations {
	/** From record to record to the ids of the association types between them. */
	readonly #links = new Map<string, Map<string, Set<number>>>();

	/** Associates two records; a labelled association includes the default one, and a record has one primary. */
	add(from: RecordReference, to: RecordReference, type: AssociationType): void {
		if (type.label === 'Primary') {
			this.#removeType(from, type);
		}
		const [standard] = associationTypes(from.typeId, to.typeId);
		for (const each of standard ? [standard, type] : [type]) {
			this.#idsBetween(from, to).add(each.typeId);
			this.#idsBetween(to, from).add(each.inverseId);
		}
	}

	/** The records of an object type that hang on a record, with the kinds of association. */
	of(from: RecordReference, toTypeId: string): { id: string; types: AssociationType[] }[] {
		const known = associationTypes(from.typeId, toTypeId);
		return [...(this.#links.get(keyOf(from)) ?? [])]
			.filter(([key]) => key.startsWith(`${toTypeId}/`))
			.map(([key, ids]) => ({
				id: key.slice(toTypeId.length + 1),
				types: known.filter(({ typeId }) => ids.has(typeId)),
			}));
	}

	/** Takes every association between two records away. */
	remove(from: RecordReference, to: RecordReference): void {
		this.#links.get(keyOf(from))?.delete(keyOf(to));
		this.#links.get(keyOf(to))?.delete(keyOf(from));
	}

	/** All associations in one direction, for the tests. */
	count(): number {
		return [...this.#links.values()].reduce((sum, links) => sum + links.size, 0) / 2;
	}

	#removeType(from: RecordReference, { to, typeId, inverseId }: AssociationType): void {
		for (const [key, ids] of this.#links.get(keyOf(from)) ?? []) {
			if (!key.startsWith(`${to}/`)) continue;
			ids.delete(typeId);
			this.#links.get(key)?.get(keyOf(from))?.delete(inverseId);
		}
	}

	#idsBetween(from: RecordReference, to: RecordReference): Set<number> {
		const links = this.#links.get(keyOf(from)) ?? new Map<string, Set<number>>();
		this.#links.set(keyOf(from), links);
		const ids = links.get(keyOf(to)) ?? new Set<number>();
		links.set(keyOf(to), ids);
		return ids;
	}
}
