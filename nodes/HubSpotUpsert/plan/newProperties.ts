import type { Definition, Definitions } from './definition';
import { fittingWish } from './fittingWish';
import { internalName, titleOf } from './propertyName';
import type { Draft, UnreadableDraft } from './draft';
import type { PropertyWish } from './wish';

/** The properties that drafts name and HubSpot lacks, each with a type that fits all the values that drafts have for it. */
export function missingProperties(
	drafts: ReadonlyArray<Draft | UnreadableDraft>,
	definitions: Definitions,
): PropertyWish[] {
	const values = new Map<string, unknown[]>();
	for (const draft of drafts) {
		if ('reason' in draft) continue;
		for (const [name, value] of Object.entries(draft.properties)) {
			if (definitions.has(name)) continue;
			const known = values.get(name);
			if (known) known.push(value);
			else values.set(name, [value]);
		}
	}
	return [...values].map(([name, each]) => fittingWish(name, each));
}

/** Labels new properties as the input calls them: the name `grosse_cm` has lost the spelling of `Größe (cm)`. */
export function labelled(wishes: readonly PropertyWish[], items: readonly object[]): PropertyWish[] {
	if (wishes.length === 0) return [];
	const fields = new Set<string>();
	for (const item of items) for (const field of Object.keys(item)) fields.add(field);
	const labels = new Map([...fields].reverse().map((field) => [internalName(field), titleOf(field)]));
	return wishes.map((wish) => ({ ...wish, label: labels.get(wish.name) || wish.label }));
}

/** The definitions with those that the wishes will have, so that values can be converted for them. */
export function withMissing(definitions: Definitions, wishes: readonly PropertyWish[]): Definitions {
	if (wishes.length === 0) return definitions;
	const added = wishes.map((wish): [string, Definition] => [wish.name, { ...wish, hidden: false, isNew: true }]);
	return new Map([...definitions, ...added]);
}
